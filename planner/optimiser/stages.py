"""What *best* means: the stages of each strategy, each an objective that is solved and then held.

Source: `docs/formulation.md` §9. Whole numbers are held exactly, money to the penny, shares to one part in ten million.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from planner.domain.plan import Plan
from planner.domain.programme.targets import Target
from planner.domain.terms import WEEKDAYS, Strategy, Strength
from planner.optimiser.aims.parts import Part
from planner.optimiser.linear import Number, Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.register import AIMS

SHARE_LEEWAY = Fraction(1, 10**8)
"""Shares are held to this much, since the solver keeps rows to about as much."""
SHARE_STEP = 1e-7
"""The least difference of shares that counts."""
Values = Mapping[str, float]


@dataclass(frozen=True)
class Aim:
    """An aim in the model: its target, its parts, and the variable that is at least its shortfall."""

    target: Target
    parts: tuple[Part, ...]
    shortfall: Var

    def reached(self, values: Values) -> float:
        """The shortfall that the parts come to."""
        return max(
            (
                max(part.missing.value(values), 0.0) / float(part.reference)
                for part in self.parts
                if part.reference
            ),
            default=0.0,
        )


@dataclass(frozen=True)
class Stage:
    """One objective: `total` is made least (or most); `unit` says in what; `step` is the least difference that counts."""

    name: str
    sense: Literal["least", "most"]
    unit: str
    total: Sum
    measured: Callable[[Values], float]
    step: float
    is_whole: bool

    def hold(self, model: PlanModel, value: float) -> None:
        """Keep what was reached in all later stages."""
        sign = 1 if self.sense == "least" else -1
        limit = Fraction(round(value)) if self.is_whole else Fraction(value) + SHARE_LEEWAY
        model.rows.at_most("stage_is_held", (self.name,), self.total.times(sign), sign * limit)


def target_keys(number: int, what: str) -> tuple[object, ...]:
    """Keys of a target's rows: its number, and whether as an aim, a must or a floor."""
    return number, what


def level_of(target: Target) -> Fraction:
    """The level a target is measured at: its own, or what its kind calls it."""
    match target.kind:
        case "continuity":
            return Fraction(target.times)
        case "travel_within":
            return Fraction(target.minutes)
        case "facilitator_ratio":
            return Fraction(target.people_per_facilitator)
        case "nobody_is_the_only_one":
            return Fraction(2)
        case "process":
            return Fraction(1)
        case _:
            return Fraction(target.level)


def add_targets(model: PlanModel, strategy: Strategy) -> list[Aim]:
    """Make musts (and floors) rows, and give every other aim its shortfall."""
    aims: list[Aim] = []
    for number, target in enumerate(model.programme.targets):
        if target.strength is Strength.MUST or strategy is Strategy.CHEAPEST:
            _must(model, number, target, "must", level_of(target))
            continue
        floor = Fraction(getattr(target, "floor", 0))
        if floor:
            _must(model, number, target, "floor", floor)
        aims.append(_aim(model, number, target))
    return aims


def _must(model: PlanModel, number: int, target: Target, what: str, level: Fraction) -> None:
    for index, part in enumerate(AIMS[target.kind](model, target, target_keys(number, what), level)):
        model.rows.at_most(target.kind, (number, what, "holds", index), part.missing, 0, about=target.id)


def _aim(model: PlanModel, number: int, target: Target) -> Aim:
    parts: tuple[Part, ...] = tuple(
        AIMS[target.kind](model, target, target_keys(number, "aim"), level_of(target))
    )
    worst = max(
        (part.missing.largest() / float(part.reference) for part in parts if part.reference), default=0.0
    )
    shortfall = model.rows.share("shortfall", number, up=max(worst, 0.0))
    for index, part in enumerate(parts):
        if part.reference:
            row = part.missing.times(1).add(-part.reference, shortfall)
            model.rows.at_most(target.kind, (number, "aim", "missing", index), row, 0)
    return Aim(target, parts, shortfall)


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
            model.rows.at_most("worse", (number,), short.add(-1, over), before)
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
        Stage("worst", "least", "share", Sum.of([worst]), largest, SHARE_STEP, is_whole=False),
        Stage("total", "least", "share", total, added_up, SHARE_STEP, is_whole=False),
    ]


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

    return Stage("value", "most", "priority x people", total, measured, 1, True)


def _money(model: PlanModel) -> Stage:
    """C: new money before contingency, in pence."""
    subtotal = model.ledger.subtotal()
    return Stage("money", "least", "pence", subtotal, lambda values: round(subtotal.value(values)), 1, True)


def _changes(model: PlanModel, base_plan: Plan) -> Stage:
    """Changes to the plan at hand: each sitting's running, place, date and time, and member of the team, one each."""
    changes = Sum()
    planned = {sitting.id: sitting for sitting in base_plan.sittings}
    for held in model.held.values():
        before = planned.get(held.sitting.id)
        if before is None:
            changes.add(1, held.run)
            continue
        changes.plus(1).add(-1, held.run)
        same_place = held.where(lambda each, place=before.place: each.place.id == place)  # type: ignore[misc]
        changes.add(1, held.run).add(-1, same_place)
        changes.add(1, held.run).add(-1, held.when([before.start]))
        for each in before.team:
            changes.add(1, held.run).add(-1, model.assigned(held, each.staff, (each.role,)))
    return Stage("changes", "least", "changes", changes, lambda values: round(changes.value(values)), 1, True)


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
    return [
        Stage(
            "wanted_starts", "least", "sittings", misses, lambda values: round(misses.value(values)), 1, True
        )
    ]


def as_number(value: Number | float, is_whole: bool) -> Decimal:
    """A stage's value for the proof."""
    return Decimal(round(value)) if is_whole else round(Decimal(float(value)), 9)
