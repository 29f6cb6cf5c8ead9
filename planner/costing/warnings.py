"""Warnings about a plan that never stop it: payments of a week against the limit people set for themselves.

Source: `docs/formulation.md` (weekly limits, set by people for themselves; no benefit named); SCIE on paying people: warn and
point to advice, never advise, and never a reason not to invite.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from planner.costing.context import Occasion, Pricing
from planner.costing.lines import day_words
from planner.costing.payments import payment_rate, place_payment
from planner.domain.money import format_pence
from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group


def weekly_limit_warnings(programme: Programme, plan: Plan) -> tuple[str, ...]:
    """A sentence for each group and Monday–Sunday week in which one person may be paid more than the group's limit."""
    pricing = Pricing(programme)
    return tuple(
        _words(group, monday, pence, group.limits.weekly_earnings_pence)
        for group in programme.groups
        if group.limits.weekly_earnings_pence is not None
        for monday, pence in sorted(weekly_pay(pricing, plan, group).items())
        if pence > group.limits.weekly_earnings_pence
    )


def weekly_pay(pricing: Pricing, plan: Plan, group: Group) -> dict[date, int]:
    """By Monday of the week: pence paid to the person of a card group who comes whenever anybody of it does.

    Of alternatives a person comes to one, so in a week the best paid of them counts; the room or online, whichever pays more.
    Induction counts in the first week in which the group takes part.
    """
    if group.payment.kind != "card":
        return {}
    paid: dict[date, dict[str, int]] = {}
    for occasion, planned in _attended(pricing, plan, group):
        key = planned.session if occasion.session.repeats.kind == "alternatives" else planned.id
        week = paid.setdefault(occasion.day - timedelta(days=occasion.day.weekday()), {})
        week[key] = max(week.get(key, 0), _pay(pricing, occasion, planned, group))
    weeks = {monday: sum(week.values()) for monday, week in paid.items()}
    if weeks and group.induction_minutes:
        starts_on = pricing.programme.calendar.starts_on
        weeks[min(weeks)] += payment_rate(pricing, group.induction_minutes, starts_on).pence
    return weeks


def _attended(pricing: Pricing, plan: Plan, group: Group) -> Iterator[tuple[Occasion, PlannedSitting]]:
    for planned in plan.sittings:
        if planned.places.get(group.id, 0):
            session = pricing.sessions[planned.session]
            yield Occasion(planned.id, session, pricing.place(session, planned.place), planned.start), planned


def _pay(pricing: Pricing, occasion: Occasion, planned: PlannedSitting, group: Group) -> int:
    """What one person is paid for a sitting, at most."""
    online = planned.online_places.get(group.id, 0)
    in_room = (
        place_payment(pricing, occasion, group, "room", 1) if planned.places[group.id] > online else None
    )
    joining = place_payment(pricing, occasion, group, "online", 1) if online else None
    return max(cost.rate.pence if cost is not None else 0 for cost in (in_room, joining))


def _words(group: Group, monday: date, pence: int, limit_pence: int) -> str:
    return (
        f"In the week from {day_words(monday)} a person of “{group.name}” may be paid {format_pence(pence)}, more than their "
        f"weekly limit of {format_pence(limit_pence)}. Everybody stays invited. Offer each person the choice: to spread the "
        f"payments over other weeks, to take a lower payment, to decline it or to donate it; and give them the contact of an "
        f"independent adviser before they decide."
    )
