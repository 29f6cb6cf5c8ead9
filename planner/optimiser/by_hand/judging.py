"""A plan made by hand judged: priced and measured where it can be, with every rule that it breaks.

What cannot be priced is set aside, told, and the rest is priced all the same, so that cost and problems stand side by side. A
plan that breaks nothing is put before both witnesses like a solved one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.costing.context import Pricing
from planner.costing.price import PricedPlan, price_plan
from planner.costing.warnings import weekly_limit_warnings
from planner.domain.errors import CannotPrice
from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest
from planner.optimiser.by_hand.completing import plan_by_hand
from planner.optimiser.by_hand.placed import PlacedByHand, slips
from planner.optimiser.by_hand.words import (
    CANNOT_PRICE,
    TARGET_MISSED,
    WHAT_TO_CHANGE,
    Finding,
    missing_price_in_words,
)
from planner.optimiser.check import (
    CHECKS,
    MONEY_RULES,
    Broken,
    Ground,
    broken_rules,
    measure_targets,
    rung_of,
)
from planner.optimiser.check.case import Case
from planner.optimiser.left_out import left_out_by_hand
from planner.optimiser.measured import with_price
from planner.optimiser.witness import witness

OF_MONEY = "money_reaching_people"
"""The kind of target that has no meaning before a plan is priced."""

OF_DATES = "starts_are_allowed"


@dataclass(frozen=True)
class Judged:
    """A plan made by hand as far as it can be held and priced, and everything wrong with what was given, nothing twice.

    `plan` leaves out the sittings of `set_aside`, which no plan can hold or price; without `is_priced` it has no lines.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    is_priced: bool
    set_aside: tuple[str, ...] = ()

    @property
    def keeps_every_rule(self) -> bool:
        """Whether the plan may be stored and signed like one that was solved."""
        return not self.findings


@dataclass(frozen=True)
class _Priced:
    """The sittings that can be held and priced, their price if there is one, and what stands in the way of the others."""

    kept: tuple[PlannedSitting, ...]
    price: PricedPlan | None
    missing: tuple[Finding, ...]


def place_by_hand(programme: Programme, placed: tuple[PlacedByHand, ...]) -> Judged:
    """Complete, price, measure and check what a person places. Nothing raises."""
    pricing = Pricing(programme)
    return judged(programme, plan_by_hand(programme, placed, pricing), placed, pricing)


def judged(
    programme: Programme,
    plan: Plan,
    placed: tuple[PlacedByHand, ...] = (),
    pricing: Pricing | None = None,
) -> Judged:
    """Price, measure and check a plan made by hand; `placed` adds what was given for it and no plan can hold."""
    pricing, ground = pricing or Pricing(programme), Ground(programme)
    read = {id(held.planned) for held in Case(ground, plan).held}
    held = tuple(planned for planned in plan.sittings if id(planned) in read)
    found = _priced(pricing, plan, held)
    finished = _finished(programme, plan, found)
    kept = {each.id for each in found.kept}
    set_aside = tuple(dict.fromkeys(each.id for each in plan.sittings if each.id not in kept))
    told = [*slips(programme, placed), *found.missing]
    told += _in_words(plan, finished, _broken(ground, plan, finished, found), told)
    findings = tuple(dict.fromkeys(_only_the_date(programme, plan, told)))
    if not findings:
        findings = tuple(_disagreements(programme, finished))
    return Judged(finished, findings, found.price is not None, set_aside)


def _priced(pricing: Pricing, plan: Plan, held: tuple[PlannedSitting, ...]) -> _Priced:
    """Price all of them together; if that cannot be, without what is unknown, and without those that have no price."""
    programme = pricing.programme

    def price(sittings: tuple[PlannedSitting, ...]) -> PricedPlan | Finding:
        try:
            return price_plan(programme, plan.model_copy(update={"sittings": sittings}), pricing)
        except CannotPrice as missing:
            about = sittings[0].id if len(sittings) == 1 else ""
            return Finding(CANNOT_PRICE, about, missing_price_in_words(programme, missing))

    whole = price(held)
    if isinstance(whole, PricedPlan):
        return _Priced(held, whole, ())
    nothing = price(())
    if isinstance(nothing, Finding):
        return _Priced(held, None, (nothing,))
    known = tuple(_with_what_is_known(pricing, each) for each in held)
    alone = {each.id: price((each,)) for each in known}
    missing = tuple(each for each in alone.values() if isinstance(each, Finding))
    kept = tuple(each for each in known if isinstance(alone[each.id], PricedPlan))
    together = price(kept)
    if isinstance(together, Finding):
        return _Priced(kept, None, (*missing, Finding(CANNOT_PRICE, "", together.words)))
    return _Priced(kept, together, missing)


def _with_what_is_known(pricing: Pricing, planned: PlannedSitting) -> PlannedSitting:
    """The sitting without people of the team, groups and suppliers that the programme does not have."""
    return planned.model_copy(
        update={
            "team": tuple(each for each in planned.team if each.staff in pricing.staff),
            "places": {key: count for key, count in planned.places.items() if key in pricing.groups},
            "support": tuple(each for each in planned.support if each.supplier in pricing.suppliers),
        }
    )


def _finished(programme: Programme, plan: Plan, found: _Priced) -> Plan:
    """The plan of what can be held, priced if it can be, measured, with nothing proven."""
    plan = plan.model_copy(
        update={
            "programme": programme.id,
            "programme_digest": programme_digest(programme),
            "status": "by_hand",
            "strategy": programme.strategy,
            "sittings": found.kept,
            "proof": None,
        }
    )
    if found.price is not None:
        plan = with_price(plan, found.price)
        warnings = weekly_limit_warnings(programme, plan)
        plan = plan.model_copy(update={"to_find": found.price.to_find, "warnings": warnings})
    targets = measure_targets(programme, plan)
    return plan.model_copy(
        update={
            "targets": tuple(each for each in targets if found.price is not None or each.kind != OF_MONEY),
            "rung": rung_of(programme, plan),
            "left_out": left_out_by_hand(programme, plan),
        }
    )


def _broken(ground: Ground, plan: Plan, finished: Plan, found: _Priced) -> Iterator[Broken]:
    """Every rule, must and floor that is broken: by what was given, and by its price where there is one."""
    programme = ground.programme
    if found.price is not None and found.kept == plan.sittings:
        yield from broken_rules(programme, finished, ground=ground)
        return
    kinds = {target.kind for target in programme.targets}
    yield from broken_rules(programme, plan, only={*CHECKS, *kinds} - MONEY_RULES, ground=ground)
    if found.price is not None:
        yield from broken_rules(programme, finished, only=MONEY_RULES, ground=ground)


def _in_words(plan: Plan, finished: Plan, broken: Iterator[Broken], told: list[Finding]) -> Iterator[Finding]:
    """What the check found, with what to change; that a sitting is missing is not said where its entry is at fault."""
    planned = {each.id for each in plan.sittings}
    spoilt = {each.sitting for each in told} - planned
    known = {*planned, *(each.sitting for each in finished.left_out)}
    lines = {line.key: line.sittings for line in finished.lines}
    for each in broken:
        if each.where in spoilt:
            continue
        of_line = lines.get(each.where, ())
        sitting = each.where if each.where in known else of_line[0] if len(of_line) == 1 else ""
        words = each.words.strip().rstrip(":.")
        yield Finding(each.rule, sitting, f"{words}. {WHAT_TO_CHANGE.get(each.rule, TARGET_MISSED)}")


def _only_the_date(programme: Programme, plan: Plan, told: list[Finding]) -> Iterator[Finding]:
    """What is told, of a sitting outside the period only that its date is: all else depends on another date."""
    period = programme.calendar
    outside = {
        each.id for each in plan.sittings if not period.starts_on <= each.start.date() <= period.ends_on
    }
    about_dates = {each.sitting for each in told if each.rule == OF_DATES}
    yield from (each for each in told if each.rule == OF_DATES or each.sitting not in outside & about_dates)


def _disagreements(programme: Programme, plan: Plan) -> Iterator[Finding]:
    """Where the second witness does not confirm a plan that breaks no rule."""
    verdict = witness(programme, plan)
    yield from (Finding(each.rule, "", each.words) for each in verdict.broken)
    yield from (Finding("priced_alike", "", f"{each.where}: {each.words}") for each in verdict.differences)
