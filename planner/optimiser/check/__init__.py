"""The second witness: every rule and target proven again from a programme and a plan, with whole numbers and fractions.

It follows `docs/formulation.md` and shares no arithmetic with the model, the candidates or the costing: it imports the
documents, the terms, the calendars and the one rounding-free formatter of money, and nothing else of the planner.

* `broken_rules(programme, plan)` names every rule, must and floor that a plan breaks; whatever the plan says, nothing raises.
* `measure_targets(programme, plan)` gives what each target reached, `stage_values` what the stages compare, `rung_of` the rung.

A plan without lines and total is read as not yet priced: rules on its lines then have nothing to say, those on its sums do.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from planner.domain.plan import Plan, Rung, TargetResult
from planner.domain.programme import Programme
from planner.domain.terms import WEEKDAYS, Strength
from planner.optimiser.check import access, bought, money, order, people, pinned, team, when
from planner.optimiser.check.case import Broken, Case
from planner.optimiser.check.ground import Ground
from planner.optimiser.check.process import rung_reached
from planner.optimiser.check.targets import MEASURES, broken_target, measure, result_of

__all__ = [
    "CHECKS",
    "MEASURES",
    "MONEY_RULES",
    "Broken",
    "Ground",
    "StageValues",
    "broken_rules",
    "measure_targets",
    "rung_of",
    "stage_values",
]

_RULES: Final = (
    when.held_once,
    when.one_sitting_in_a_room,
    when.rooms_are_open,
    when.starts_are_allowed,
    team.no_one_is_in_two_places,
    team.staff_hours_hold,
    people.everyone_fits,
    people.wheelchair_places_suffice,
    people.least_size_is_reached,
    access.access_requirements_are_met,
    people.invited_whole,
    people.shared_evenly,
    people.online_by_choice,
    people.able_to_come,
    order.in_order,
    order.feedback_follows_its_decision,
    order.milestones_hold,
    team.enough_facilitators,
    team.team_members_are_able,
    access.young_people_are_safe,
    money.fair_pay,
    people.load_holds,
    money.within_budget,
    money.within_caps,
    money.within_funding,
    money.ring_fences_hold,
    pinned.as_pinned,
    bought.things_bought_once_cover_the_need,
    bought.bookings_cover_their_sittings,
)
CHECKS: Final[dict[str, Callable[[Case], Iterable[Broken]]]] = {rule.__name__: rule for rule in _RULES}
"""Each rule's name with the function that proves it."""

MONEY_RULES: Final = frozenset(
    {
        "fair_pay",
        "within_budget",
        "within_caps",
        "within_funding",
        "ring_fences_hold",
        "bookings_cover_their_sittings",
        "money_reaching_people",
    }
)
"""Rules and targets that read a plan's lines; the others know a plan before it is priced."""


@dataclass(frozen=True)
class StageValues:
    """What the stages compare: W and T of the aims, V in priority-places, C in pence, sittings not at a wanted start."""

    W: Fraction
    T: Fraction
    V: int
    C: int
    misses: int


def broken_rules(
    programme: Programme,
    plan: Plan,
    *,
    only: Collection[str] | None = None,
    ground: Ground | None = None,
) -> tuple[Broken, ...]:
    """Every rule, must and floor that a plan breaks, in the order of the register; none means the plan keeps them all.

    `only` limits the rules and kinds of target looked at; `ground` saves reading the same programme again.
    """
    case = Case(ground or Ground(programme), plan)
    found: list[Broken] = []
    for name, rule in CHECKS.items():
        if only is None or name in only:
            found += rule(case)
    for target in programme.targets:
        if only is None or target.kind in only:
            found += broken_target(case, target)
    return tuple(found)


def measure_targets(programme: Programme, plan: Plan) -> tuple[TargetResult, ...]:
    """What a plan reaches of each target, in document order, to six decimal places."""
    case = Case(Ground(programme), plan)
    return tuple(result_of(case, target) for target in programme.targets)


def stage_values(programme: Programme, plan: Plan, *, ground: Ground | None = None) -> StageValues:
    """The exact value of each stage: shares as fractions, C the new money of the lines before contingency."""
    case = Case(ground or Ground(programme), plan)
    aims = [
        (target.weight, measure(case, target).shortfall)
        for target in programme.targets
        if target.strength is Strength.AIM
    ]
    subtotal = sum(line.amount_pence for line in plan.lines if line.category.value != "contingency")
    return StageValues(
        W=max((shortfall for _, shortfall in aims), default=Fraction(0)),
        T=sum((weight * shortfall for weight, shortfall in aims), Fraction(0)),
        V=sum(held.session.priority * min(held.people, held.session.wanted_people) for held in case.held),
        C=subtotal,
        misses=_misses(case),
    )


def _misses(case: Case) -> int:
    """Running sittings of sessions that name wanted starts, at another start."""
    missed = 0
    for held in case.held:
        wanted = held.session.wanted_starts
        weekday, at = WEEKDAYS[held.start.weekday()], f"{held.start:%H:%M}"
        missed += bool(wanted) and not any(each.weekday is weekday and each.at == at for each in wanted)
    return missed


def rung_of(programme: Programme, plan: Plan) -> Rung:
    """The rung a plan reaches by the published decision table, and what it lacks to be co-production."""
    return rung_reached(Case(Ground(programme), plan))
