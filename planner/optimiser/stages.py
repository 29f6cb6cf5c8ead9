"""What *best* means: the stages of each strategy, each an objective that is solved and then held.

Source: `docs/formulation.md` §9. Whole numbers are held exactly, money to the penny, shares to one part in ten million.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from planner.domain.plan import Plan
from planner.domain.terms import WEEKDAYS, Strategy
from planner.optimiser.linear import Rows, Sum, Values
from planner.optimiser.model import PlanModel
from planner.optimiser.precheck.money import least_subtotal_pence
from planner.optimiser.shortfalls import SHARE_SCALE, Aim, add_targets
from planner.optimiser.variables import Held

SHARE_STEP = 1e-7
"""The least difference of shares that counts."""
SHARE_LEEWAYS = (Fraction(1, 10**8), Fraction(1, 10**7), Fraction(1, 10**6))
"""Shares are held to the first of these; to a wider one only where the solver loses the very plan that reached them."""
FIXED_CHANGE_WEIGHT = 3
"""What a change to a sitting counts that people have been told of; to a draft it counts one."""


@dataclass(frozen=True)
class Stage:
    """One objective: `total` is made least (or most); `unit` says in what; `step` is the least difference that counts.

    `total` counts `scale` of the model's units in one of the stage's own; all else is in the stage's own. `known_bound` gives
    a bound that holds without any search.
    """

    name: str
    sense: Literal["least", "most"]
    unit: str
    total: Sum
    measured: Callable[[Values], float]
    known_bound: Callable[[], float] = lambda: 0.0
    step: float = 1
    is_whole: bool = True
    scale: int = 1

    @property
    def sign(self) -> int:
        """One where less is better, minus one where more is."""
        return 1 if self.sense == "least" else -1

    def hold(self, rows: Rows, value: float) -> None:
        """Keep what was reached in all later stages."""
        total, limit = self._held(value, SHARE_LEEWAYS[0])
        rows.set_limit("stage_is_held", (self.name,), total, limit)

    def widen(self, rows: Rows, value: float, leeway: Fraction) -> None:
        """Keep what was reached a little less narrowly; whole numbers stay as they are."""
        total, limit = self._held(value, leeway)
        rows.set_limit("stage_is_held", (self.name,), total, limit)

    def let_go(self, rows: Rows) -> None:
        """Keep nothing of what was reached."""
        total = self.total.times(self.sign)
        rows.set_limit("stage_is_held", (self.name,), total, Fraction(math.ceil(total.largest())))

    def _held(self, value: float, leeway: Fraction) -> tuple[Sum, Fraction]:
        limit = Fraction(round(value)) if self.is_whole else Fraction(value) + leeway
        return self.total.times(self.sign), self.sign * limit * self.scale


def stages_of(model: PlanModel, strategy: Strategy, base_plan: Plan | None) -> list[Stage]:
    """The stages of a strategy in their order; adds what they need to the model."""
    aims = add_targets(model, strategy)
    money, value = _money(model), _value(model)
    match strategy:
        case Strategy.CHEAPEST:
            stages = [money, value]
        case Strategy.MOST:
            stages = [value, *_fairness(model, aims), money]
        case Strategy.CHANGE if base_plan is not None:
            stages = [*_fairness(model, aims, base_plan), _changes(model, base_plan), money]
        case _:
            stages = [*_fairness(model, aims), value, money]
    return [*stages, *_wanted_starts(model)]


def _fairness(model: PlanModel, aims: list[Aim], base_plan: Plan | None = None) -> list[Stage]:
    """The worst shortfall and the weighted total; with a plan at hand only what is worse than in it."""
    if not aims:
        return []
    results = base_plan.targets if base_plan is not None else ()
    base = {result.id: Fraction(result.shortfall) for result in results}
    worse: list[tuple[Aim, Sum]] = []
    for number, aim in enumerate(aims):
        before = base.get(aim.target.id)
        short = Sum.of([aim.shortfall])
        if before:
            over = model.rows.share("worse", number, up=aim.shortfall.upBound)
            model.rows.at_most("worse", (number,), short.add(-1, over), before * SHARE_SCALE)
            short = Sum.of([over])
        worse.append((aim, short))
    most = max(aim.shortfall.upBound for aim in aims)
    worst = model.rows.share("worst_shortfall", up=most)
    for number, (_, short) in enumerate(worse):
        model.rows.at_most("worst_shortfall", (number,), short.times(1).add(-1, worst), 0)
    total = Sum()
    for aim, short in worse:
        total.add(aim.target.weight, short)

    def excess(aim: Aim, values: Values) -> float:
        return max(aim.reached(values) - float(base.get(aim.target.id, 0)), 0.0)

    def largest(values: Values) -> float:
        return max(excess(aim, values) for aim in aims)

    def added_up(values: Values) -> float:
        return sum(aim.target.weight * excess(aim, values) for aim in aims)

    return [
        _shares("worst", Sum.of([worst]), largest),
        _shares("total", total, added_up),
    ]


def _shares(name: str, total: Sum, measured: Callable[[Values], float]) -> Stage:
    return Stage(name, "least", "share", total, measured, step=SHARE_STEP, is_whole=False, scale=SHARE_SCALE)


def _value(model: PlanModel) -> Stage:
    """V: priority times people up to the wanted size, over sittings that run."""
    total, exact = Sum(), list[tuple[int, int, Sum]]()
    for held in model.held.values():
        session, people = held.sitting.session, model.people(held)
        exact.append((session.priority, session.wanted_people, people))
        if model.is_known(held):
            most = session.wanted_people
            total.add(session.priority, held.total_of_people(lambda each, w=most: min(each.people(), w)))  # type: ignore[misc]
            continue
        counted = model.rows.share("people_counted", held.index, up=session.wanted_people)
        model.rows.at_most("people_counted", (held.index, "come"), Sum.of([counted]).add(-1, people), 0)
        limit = Sum.of([counted]).add(-session.wanted_people, held.run)
        model.rows.at_most("people_counted", (held.index, "wanted"), limit, 0)
        total.add(session.priority, counted)

    def measured(values: Values) -> float:
        return sum(priority * min(round(people.value(values)), wanted) for priority, wanted, people in exact)

    def known_bound() -> float:
        return sum(_most_value(held) for held in model.held.values())

    return Stage("value", "most", "priority x people", total, measured, known_bound)


def _most_value(held: Held) -> int:
    """Priority times the most people that could come to one of a sitting's options, up to the wanted size."""
    session = held.sitting.session
    return session.priority * min(session.wanted_people, held.largest(lambda each: each.most_people()))


def _money(model: PlanModel) -> Stage:
    """C: new money before contingency, in pence."""
    subtotal = model.ledger.subtotal()

    @cache
    def known_bound() -> float:
        return least_subtotal_pence(model.programme, model.candidates, lambda charge: True)

    return Stage(
        "money", "least", "pence", subtotal, lambda values: round(subtotal.value(values)), known_bound
    )


def _changes(model: PlanModel, base_plan: Plan) -> Stage:
    """Changes to the plan at hand: each sitting's running, place, date and time, and member of the team, weighted by notice."""
    changes = Sum()
    planned = {sitting.id: sitting for sitting in base_plan.sittings}
    for held in model.held.values():
        weight = FIXED_CHANGE_WEIGHT if held.sitting.is_fixed else 1
        before = planned.get(held.sitting.id)
        if before is None:
            changes.add(weight, held.run)
            continue
        changes.plus(weight).add(-weight, held.run)
        same_place = held.where(lambda each, place=before.place: each.place.id == place)  # type: ignore[misc]
        changes.add(weight, held.run).add(-weight, same_place)
        changes.add(weight, held.run).add(-weight, held.when([before.start]))
        for each in before.team:
            changes.add(weight, held.run).add(-weight, model.assigned(held, each.staff, (each.role,)))
    return Stage("changes", "least", "changes", changes, lambda values: round(changes.value(values)))


def _wanted_starts(model: PlanModel) -> list[Stage]:
    """Sittings not at a wanted start, of sessions that name some."""
    misses = Sum()
    for held in model.held.values():
        wanted = {(each.weekday, each.at) for each in held.sitting.session.wanted_starts}
        if wanted:
            at_one = [
                start for start in held.starts if (WEEKDAYS[start.weekday()], f"{start:%H:%M}") in wanted
            ]
            misses.add(1, held.run).add(-1, held.when(at_one))
    if not misses.terms:
        return []
    return [Stage("wanted_starts", "least", "sittings", misses, lambda values: round(misses.value(values)))]
