"""Aims about where and how: spread of places, travel, choice of mode, money reaching people, process."""

from fractions import Fraction

from planner.domain.places import travel_between
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.targets import (
    ChoiceOfMode,
    MoneyReachingPeople,
    Process,
    SpreadOfPlaces,
    TravelWithin,
)
from planner.domain.terms import Category, Mode
from planner.optimiser.aims.parts import Keys, Part, every_sitting
from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule

IN_A_ROOM = (Mode.IN_PERSON, Mode.HYBRID)
NOT_COUNTED = (
    Category.ACCESS_SUPPORT,
    Category.DIGITAL_ACCESS,
    Category.CARE,
    Category.TRAVEL,
    Category.CONTINGENCY,
)
PAID_TO_PEOPLE = (Category.INVOLVEMENT_PAYMENT, Category.RECOGNITION)
BREAKS = ((360, 90), (180, 40), (61, 15))
"""Sittings of at least so many minutes need at least so many minutes of breaks."""


@rule("adds rows")
def spread_of_places(
    model: PlanModel, target: SpreadOfPlaces, keys: Keys, level: Fraction
) -> tuple[Part, ...]:
    """A fair share of the sittings that people come to in person is held in an area.

    For all: sittings s that run in person or hybrid.
    Maths: missing = (L·I − A)⁺; reference L·sittings that may be held so.
    Unit and Kind: sittings; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    missing = Sum()
    for held in model.held.values():
        missing.add(level, held.total_of_people(lambda each: int(each.mode in IN_A_ROOM)))
        missing.add(-1, held.where(lambda each: each.place.area == target.area))
    possible = sum(
        any(mode in IN_A_ROOM for mode in sitting.session.modes) for sitting in every_sitting(model)
    )
    return (Part(missing, level * possible),)


@rule("adds rows")
def travel_within(model: PlanModel, target: TravelWithin, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """No group travels longer on average than agreed.

    For all: groups g.
    Maths: the worst g of (Σ room places·(travel − T))⁺ / (longest link·size·sittings invited to).
    Unit and Kind: people × minutes; aim or must.
    Source: specification, *spread of places*; `docs/formulation.md` §9.
    """
    longest = max((link.minutes for link in model.programme.travel), default=0)
    parts = []
    for group in model.pricing.ever_invited():
        missing = Sum()
        for (_, group_id), attends in model.attendance.items():
            if group_id == group.id:
                for area, room in attends.room_by_area.items():
                    journey = travel_between(model.programme, group.home_area, area)
                    missing.add((journey.minutes if journey else 0) - level, room)
        invited_to = sum(group.id in sitting.session.invited for sitting in every_sitting(model))
        parts.append(Part(missing, longest * group.size * invited_to))
    return tuple(parts)


@rule("adds rows")
def choice_of_mode(model: PlanModel, target: ChoiceOfMode, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """Enough sittings can be joined in person, or online.

    For all: sittings s that run; hybrid sittings count for both ways.
    Maths: missing = (L·running − joinable that way)⁺; reference L·all sittings.
    Unit and Kind: sittings; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    other = Mode.ONLINE if target.way == "in_person" else Mode.IN_PERSON
    missing = Sum()
    for held in model.held.values():
        missing.add(level, held.run).add(-1, held.total_of_people(lambda each: int(each.mode is not other)))
    return (Part(missing, level * len(every_sitting(model))),)


@rule("adds rows")
def money_reaching_people(
    model: PlanModel, target: MoneyReachingPeople, keys: Keys, level: Fraction
) -> tuple[Part, ...]:
    """A fair share of what is spent, other than on access, care and travel, is paid to people for taking part.

    For all: the plan.
    Maths: missing = (L·spend − paid)⁺; reference L·budget.
    Unit and Kind: pence; aim or must.
    Source: specification, *Equity targets*; `docs/formulation.md` §9.
    """
    spend = model.ledger.spent(category for category in Category if category not in NOT_COUNTED)
    paid = model.ledger.spent(PAID_TO_PEOPLE)
    return (Part(spend.times(level).add(-1, paid), level * model.programme.budget.total_pence),)


@rule("adds rows")
def process(model: PlanModel, target: Process, keys: Keys, level: Fraction) -> tuple[Part, ...]:
    """Decisions are shared and fed back, preparation is paid, there are breaks, and people share in seeing it through.

    For all: items asked for.
    Maths: missing = Σ_items (1 − met); met ≤ what the sittings that run make true; reference: items.
    Unit and Kind: items; aim or must.
    Source: SCIE co-production guidance; specification, *Equity targets*; `docs/formulation.md` §9 and §10.
    """
    items = tuple(dict.fromkeys(target.items))
    missing = Sum(len(items))
    for item in items:
        limits = _limits_of(model, item)
        met = model.rows.binary("met", *keys, item)
        for number, limit in enumerate(limits):
            model.rows.at_most("met", (*keys, item, number), Sum.of([met]).add(-1, limit), 0)
        missing.add(-1, met)
    return (Part(missing, len(items)),)


def _limits_of(model: PlanModel, item: str) -> list[Sum]:
    """What the item is met by, each at least one where it is met."""
    sessions = model.programme.sessions
    match item:
        case "shared_decisions":
            decisions = [each.decision for each in sessions if each.decision is not None]
            is_said = all(each.who_else_decides and each.not_open for each in decisions)
            shared = _running(
                model, [each for each in sessions if each.decision is not None and each.decision.is_shared]
            )
            return [shared, Sum(int(is_said))]
        case "feedback":
            return [
                limit for each in sessions if each.decision is not None for limit in _feedback_on(model, each)
            ]
        case "paid_preparation":
            return [Sum(int(model.programme.rate_card.pays_preparation))]
        case "breaks":
            short = [each for each in sessions if each.break_minutes < breaks_needed(each.minutes)]
            return [Sum(1).add(-1, held.run) for each in short for held in model.sittings_of(each)]
        case _:
            return [_running(model, [each for each in sessions if each.shares_in])]


def _running(model: PlanModel, sessions: list[SessionPlan]) -> Sum:
    return Sum.of(held.run for each in sessions for held in model.sittings_of(each))


def _feedback_on(model: PlanModel, decided: SessionPlan) -> list[Sum]:
    """For each sitting that decides: it does not run, or a sitting that feeds back on it does."""
    feedback = _running(
        model, [each for each in model.programme.sessions if each.feeds_back_on == decided.id]
    )
    return [feedback.times(1).plus(1).add(-1, held.run) for held in model.sittings_of(decided)]


def breaks_needed(minutes: int) -> int:
    """Minutes of breaks for a sitting of so many minutes: 15 over an hour, 40 from three hours, 90 from six."""
    return next((needed for least, needed in BREAKS if minutes >= least), 0)
