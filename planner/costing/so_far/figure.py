"""The figure itself: a naive plan priced, its optional sessions as far as the budget goes, and the range around it.

Source of the range: prices that are our own estimate may be a fifth lower or higher (so may, upwards, prices of more than 24
months ago that no index raises); the least holds only the sessions that must be held, the most all of them. It is a reminder
of what rests on guesses, not a forecast.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from planner.costing.context import Pricing
from planner.costing.price import PricedPlan, price_plan
from planner.costing.so_far.naive_plan import Naive, naive_plan
from planner.costing.so_far.result import CostSoFar, Notes
from planner.costing.so_far.whole import Whole, whole_of
from planner.costing.to_find import NOT_PRICES
from planner.domain.errors import CannotPrice
from planner.domain.money import percent_of
from planner.domain.plan import Plan, PlanLine
from planner.domain.programme.money import Budget
from planner.domain.terms import Evidence, Section

ESTIMATE_PERCENT = 20
"""By how much our own estimates are taken to be out, each way."""
ASSUMPTIONS = (
    "Everybody invited comes who is free at the time of the week at which most can.",
    "The cheapest place that holds everybody and meets their access requirements.",
    "The least team the rules ask for, the cheapest people first.",
    "Sessions are spread evenly over the dates; whether they can all be held is for the plan to find out.",
)
ALL_OPTIONAL = "Every optional session is counted."
NO_OPTIONAL = "Optional sessions are not counted: they would go past the budget."
SOME_OPTIONAL = "{counted} of {all} optional sessions are counted, the most important first: the others would go past the budget."
MOST_SESSIONS = 400
"""Of more sessions than this, each repeat as one, no running figure is worked out: it would hold up every page that shows it."""
TOO_MANY = "Too many sessions for a running figure: build the plan to see its cost"
RANGE = (
    "From only the sessions that must be held with our own estimates a fifth lower, to every session with our own estimates and "
    "old prices a fifth higher."
)


def cost_so_far(draft: Mapping[str, Any]) -> CostSoFar:
    """What a draft costs so far, in whole pence, with everything that is not counted yet.

    `draft` has the keys of `Programme`; any may be absent or None, references may name what is not there, and a part that the
    schema refuses counts as absent. Never raises for what a draft holds.
    """
    notes = Notes()
    whole = whole_of(draft, notes)
    if sum(session.repeats.count for session in whole.programme.sessions) > MOST_SESSIONS:
        notes.say("sessions", TOO_MANY)
        return _nothing(whole, notes)
    pricing = Pricing(whole.programme)
    naive = naive_plan(whole, pricing, notes)
    try:
        everything = _priced(whole, pricing, naive)
        counted = _within_budget(whole, naive, everything)
        likely = everything if len(counted) == len(naive) else _priced(whole, pricing, counted)
    except (CannotPrice, ValidationError):
        notes.say("budget", "The amounts entered are too large to be added up: nothing is counted")
        return _nothing(whole, notes)
    return _figure(whole, notes, naive, counted, everything, likely)


def _priced(whole: Whole, pricing: Pricing, naive: Sequence[Naive]) -> PricedPlan:
    plan = Plan(programme=whole.programme.id, sittings=tuple(each.planned for each in naive))
    return price_plan(whole.programme, plan, pricing)


def _of_sittings(priced: PricedPlan) -> dict[str, int]:
    """New money of each sitting, by id: the lines of that sitting alone."""
    found: dict[str, int] = {}
    for line in priced.lines:
        if len(line.sittings) == 1:
            found[line.sittings[0]] = found.get(line.sittings[0], 0) + line.amount_pence
    return found


def _within_budget(whole: Whole, naive: tuple[Naive, ...], everything: PricedPlan) -> tuple[Naive, ...]:
    """The sittings that must run, and of the others what the budget pays for: the most important first, a series in order."""
    if whole.budget_pence is None or everything.total_pence <= whole.budget_pence:
        return naive
    costs, budget = _of_sittings(everything), whole.programme.budget
    optional = [each for each in naive if not each.sitting.must_run]
    without_pence = everything.subtotal_pence - sum(costs.get(each.sitting.id, 0) for each in optional)
    optional.sort(key=lambda each: -each.sitting.session.priority)
    taken: set[str] = set()
    closed: set[str] = set()
    for each in optional:
        with_it = without_pence + costs.get(each.sitting.id, 0)
        if each.sitting.session.id in closed or _with_contingency(budget, with_it) > whole.budget_pence:
            closed.add(each.sitting.session.id)
        else:
            without_pence = with_it
            taken.add(each.sitting.id)
    return tuple(each for each in naive if each.sitting.must_run or each.sitting.id in taken)


def _with_contingency(budget: Budget, subtotal_pence: int) -> int:
    return subtotal_pence + percent_of(subtotal_pence, budget.contingency_percent)


def _figure(
    whole: Whole,
    notes: Notes,
    naive: tuple[Naive, ...],
    counted: tuple[Naive, ...],
    everything: PricedPlan,
    likely: PricedPlan,
) -> CostSoFar:
    is_anything = bool(likely.lines)
    return CostSoFar(
        total_pence=likely.total_pence,
        low_pence=_low(whole, counted, likely) if is_anything else None,
        high_pence=_high(whole, everything, likely) if is_anything else None,
        sections=_sections(likely.lines),
        funded_pence=likely.funded_pence,
        in_kind_pence=likely.in_kind_pence,
        budget_pence=whole.budget_pence,
        sessions_count=len(counted),
        missing=notes.all(),
        assumptions=(*ASSUMPTIONS, *_words_of_optional(naive, counted), RANGE),
    )


def _low(whole: Whole, counted: tuple[Naive, ...], likely: PricedPlan) -> int:
    """Only what must be held, our own estimates a fifth lower."""
    optional = {each.sitting.id for each in counted if not each.sitting.must_run}
    kept = [line for line in likely.lines if len(line.sittings) != 1 or line.sittings[0] not in optional]
    subtotal_pence = sum(line.amount_pence for line in kept if line.rule != "contingency")
    estimated_pence = sum(
        line.amount_pence
        for line in kept
        if line.evidence is Evidence.OUR_ESTIMATE and line.rule not in NOT_PRICES
    )
    low_pence = subtotal_pence - percent_of(estimated_pence, ESTIMATE_PERCENT)
    return min(likely.total_pence, _with_contingency(whole.programme.budget, low_pence))


def _high(whole: Whole, everything: PricedPlan, likely: PricedPlan) -> int:
    """Every session, our own estimates and prices grown old a fifth higher."""
    uncertain = {
        (thing.what, thing.where): thing.amount_pence
        for thing in everything.to_find
        if thing.kind in ("quote_by", "price_is_old")
    }
    high_pence = everything.subtotal_pence + percent_of(sum(uncertain.values()), ESTIMATE_PERCENT)
    return max(likely.total_pence, _with_contingency(whole.programme.budget, high_pence))


def _sections(lines: Sequence[PlanLine]) -> tuple[tuple[Section, int], ...]:
    return tuple(
        (section, sum(line.amount_pence for line in lines if line.section is section)) for section in Section
    )


def _words_of_optional(naive: tuple[Naive, ...], counted: tuple[Naive, ...]) -> tuple[str, ...]:
    of_all = sum(1 for each in naive if not each.sitting.must_run)
    of_counted = sum(1 for each in counted if not each.sitting.must_run)
    if not of_all:
        return ()
    if of_counted == of_all:
        return (ALL_OPTIONAL,)
    return (SOME_OPTIONAL.format(counted=of_counted, all=of_all) if of_counted else NO_OPTIONAL,)


def _nothing(whole: Whole, notes: Notes) -> CostSoFar:
    """A figure of nothing at all, with everything said so far."""
    return CostSoFar(
        total_pence=0,
        low_pence=None,
        high_pence=None,
        sections=tuple((section, 0) for section in Section),
        funded_pence=0,
        in_kind_pence=0,
        budget_pence=whole.budget_pence,
        sessions_count=0,
        missing=notes.all(),
        assumptions=ASSUMPTIONS,
    )
