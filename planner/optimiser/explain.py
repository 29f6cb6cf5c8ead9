"""What a plan's choices are worth: each target, a little money more or less, and where each sitting is.

Every function is called by itself, since each costs solves or prices of its own; none is part of making a plan.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from planner.domain.attendance import is_decided
from planner.domain.errors import CannotPrice
from planner.domain.plan import Bought, Plan, PlannedSitting, TargetResult
from planner.domain.programme import Programme
from planner.domain.programme.targets import Target
from planner.domain.terms import Strategy, Strength
from planner.optimiser.candidates import Candidates
from planner.optimiser.check import MONEY_RULES, StageValues, broken_rules, stage_values
from planner.optimiser.measured import with_prices
from planner.optimiser.offers import Way
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.precheck.money import with_contingency
from planner.optimiser.relax.trial import Attempt

A_LEVEL = Decimal("0.0001")


@dataclass(frozen=True)
class TargetPrice:
    """New money that could be saved without a target, the others held at what they reach; None where time ran out."""

    target: str
    title: str
    pence: int | None


@dataclass(frozen=True)
class MoneyChange:
    """The best plan with so much more (or, negative, less) money; `total_pence` None: no plan was found in the time.

    `worst` and `total` are the shortfalls of its aims, `value` its priority times people.
    """

    more_pence: int
    total_pence: int | None
    worst: Fraction | None = None
    total: Fraction | None = None
    value: int | None = None


@dataclass(frozen=True)
class NextBest:
    """The best other place or start of a sitting with everything else as it is, and what the others would break.

    How it differs from the plan: money, shortfalls of the aims (worst and weighted total), priority times people; all None
    where every other place and start breaks a rule.
    """

    sitting: str
    place: str | None = None
    start: datetime | None = None
    more_pence: int | None = None
    more_worst: Fraction | None = None
    more_total: Fraction | None = None
    more_value: int | None = None
    broken: tuple[tuple[str, int], ...] = ()
    """Rules with how many of the other places and starts break them, most first."""


def price_of_each_target(
    programme: Programme, plan: Plan, attempt: Attempt, settings: SolveSettings
) -> tuple[TargetPrice, ...]:
    """What each target costs: the least money with all held at what they reach, less the least without it."""
    held = {result.id: _held_at(target, result) for target, result in _pairs(programme, plan)}
    kept = {key: target for key, target in held.items() if target is not None}
    asked = replace(settings, strategy=Strategy.CHEAPEST)
    with_all = _least_money(programme, tuple(kept.values()), attempt, asked)
    return tuple(
        TargetPrice(target.id, target.title, _saved(programme, kept, target.id, with_all, attempt, asked))
        for target in programme.targets
    )


def _pairs(programme: Programme, plan: Plan) -> Iterator[tuple[Target, TargetResult]]:
    results = {result.id: result for result in plan.targets}
    for target in programme.targets:
        if target.id in results:
            yield target, results[target.id]


def _saved(
    programme: Programme,
    kept: dict[str, Target],
    target_id: str,
    with_all: int | None,
    attempt: Attempt,
    settings: SolveSettings,
) -> int | None:
    if target_id not in kept:
        return 0
    others = tuple(target for key, target in kept.items() if key != target_id)
    without = _least_money(programme, others, attempt, settings)
    return None if with_all is None or without is None else max(0, with_all - without)


def _least_money(
    programme: Programme, targets: tuple[Target, ...], attempt: Attempt, settings: SolveSettings
) -> int | None:
    tried = attempt(programme.model_copy(update={"targets": targets}), settings)
    return tried.plan.total_pence if tried.plan is not None else None


def _held_at(target: Target, result: TargetResult) -> Target | None:
    """The target as a must at what the plan reaches of it; None where that asks for nothing."""
    changes: dict[str, Any] = {"strength": Strength.MUST}
    if not result.met:
        if target.kind in ("nobody_is_the_only_one", "process"):
            return None
        field, value = _reached(target, result.achieved)
        if value == 0 and field != "minutes":
            return None
        changes[field] = value
        if hasattr(target, "floor"):
            changes["floor"] = Decimal(0)
    return target.model_copy(update=changes)


def _reached(target: Target, achieved: Decimal) -> tuple[str, int | Decimal]:
    """The field that states how much a target asks, and the value that the plan reaches, rounded to its easier side."""
    if target.kind == "continuity":
        return "times", int(achieved)
    if target.kind == "travel_within":
        return "minutes", int(achieved.to_integral_value(ROUND_CEILING))
    if target.kind == "facilitator_ratio":
        return "people_per_facilitator", int(achieved.to_integral_value(ROUND_CEILING))
    rounding = ROUND_CEILING if getattr(target, "direction", "") == "at_most" else ROUND_FLOOR
    return "level", achieved.quantize(A_LEVEL, rounding=rounding)


def change_with_money(
    programme: Programme, attempt: Attempt, settings: SolveSettings
) -> tuple[MoneyChange, MoneyChange]:
    """What the programme's small change of money (£500 unless set) more and less would change."""
    step = programme.budget.small_change_pence
    more, less = (_with_more(programme, each, attempt, settings) for each in (step, -step))
    return more, less


def _with_more(
    programme: Programme, more_pence: int, attempt: Attempt, settings: SolveSettings
) -> MoneyChange:
    total = max(0, programme.budget.total_pence + more_pence)
    budget = programme.budget.model_copy(update={"total_pence": total})
    changed = programme.model_copy(update={"budget": budget})
    tried = attempt(changed, settings)
    if tried.plan is None:
        return MoneyChange(more_pence, None)
    values = stage_values(changed, tried.plan)
    return MoneyChange(more_pence, tried.plan.total_pence, values.W, values.T, values.V)


def next_best(programme: Programme, plan: Plan, sitting_id: str, candidates: Candidates) -> NextBest:
    """What one sitting's next best place or start would cost or break, everything else as it is. Nothing is solved.

    Raises `LookupError` where the plan does not hold the sitting.
    """
    planned = next((each for each in plan.sittings if each.id == sitting_id), None)
    if planned is None:
        raise LookupError(sitting_id)
    here = stage_values(programme, plan)
    broken: Counter[str] = Counter()
    best: tuple[Way, datetime, StageValues] | None = None
    for way, start in _offered(candidates.ways[sitting_id]):
        if (way.place.id == planned.place) == (start == planned.start):
            continue
        moved = _moved(programme, plan, planned, way, start)
        rules = {each.rule for each in broken_rules(programme, moved)}
        if not rules:
            try:
                moved = with_prices(programme, moved)
            except CannotPrice:
                continue
            rules = {each.rule for each in broken_rules(programme, moved, only=MONEY_RULES)}
        broken.update(rules)
        if not rules:
            there = stage_values(programme, moved)
            if best is None or _in_order(plan.strategy, there) < _in_order(plan.strategy, best[2]):
                best = way, start, there
    if best is None:
        return NextBest(sitting_id, broken=tuple(broken.most_common()))
    way, start, there = best
    return NextBest(
        sitting_id,
        way.place.id,
        start,
        with_contingency(programme, there.C) - with_contingency(programme, here.C),
        there.W - here.W,
        there.T - here.T,
        there.V - here.V,
        tuple(broken.most_common()),
    )


def _offered(ways: Iterable[Way]) -> Iterator[tuple[Way, datetime]]:
    return ((way, start) for way in ways for start in way.starts)


def _in_order(strategy: Strategy, values: StageValues) -> tuple[Fraction | int, ...]:
    """The values in the order in which the strategy counts them, the less the better."""
    match strategy:
        case Strategy.CHEAPEST:
            return values.C, -values.V
        case Strategy.MOST:
            return -values.V, values.W, values.T, values.C
        case _:
            return values.W, values.T, -values.V, values.C


def _moved(programme: Programme, plan: Plan, planned: PlannedSitting, way: Way, start: datetime) -> Plan:
    """The plan with one sitting at another place or start: standing groups come as they can, the rest stays, unpriced."""
    holding = way.holding
    session = next(each for each in programme.sessions if each.id == planned.session)
    groups = {group.id: group for group in programme.groups}
    places, online = dict(planned.places), dict(planned.online_places)
    for group_id in session.invited:
        if not is_decided(groups[group_id], session):
            places[group_id] = holding.expected[group_id].total
            online[group_id] = holding.expected[group_id].online
        elif not holding.has_tool:
            online[group_id] = 0
        elif not holding.has_room:
            online[group_id] = places.get(group_id, 0)
    support = [{"supplier": each.need.supplier.id, "workers": each.need.workers} for each in holding.bookings]
    changes: dict[str, Any] = {
        "start": start,
        "place": way.place.id,
        "mode": way.place.mode,
        "places": places,
        "online_places": online,
        "support": support,
    }
    moved = PlannedSitting.model_validate({**planned.model_dump(), **changes}, strict=False)
    sittings = tuple(moved if each.id == planned.id else each for each in plan.sittings)
    return Plan(programme=plan.programme, strategy=plan.strategy, sittings=sittings, bought=Bought())
