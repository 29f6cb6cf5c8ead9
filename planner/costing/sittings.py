"""The costs of one sitting, and those of the programme itself, put together from the rules that price them.

The optimiser's charges and the plan's lines share them.
"""

from collections.abc import Iterable, Iterator

from planner.costing import digital, expenses, other, payments, staffing
from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost
from planner.costing.payments import Way
from planner.domain.programme.groups import Group


def costs_of_places(
    pricing: Pricing, occasion: Occasion, group: Group, way: Way, quantity: int
) -> Iterator[Cost]:
    """What a group's places in the room or online cost: payment or employer's time, and in the room travel and food."""
    costs = [
        payments.place_payment(pricing, occasion, group, way, quantity),
        payments.employer_time(pricing, occasion, group, way, quantity),
    ]
    if way == "room":
        costs += [
            expenses.travel(pricing, occasion, group, quantity),
            expenses.catering(pricing, occasion, group, quantity),
            expenses.subsistence(pricing, occasion, group, quantity),
        ]
    return (cost for cost in costs if cost is not None)


def costs_of_sitting(pricing: Pricing, occasion: Occasion) -> Iterator[Cost]:
    """What a sitting costs whatever numbers, team and bookings are decided for it; before amounts fixed by a person."""
    costs = []
    for group in pricing.invited(occasion.session):
        costs.append(expenses.care(pricing, occasion, group))
        costs.append(expenses.travel_home(pricing, occasion, group))
    costs += [
        digital.data(pricing, occasion),
        digital.hybrid_kit(pricing, occasion),
        digital.licence_event(pricing, occasion),
        staffing.coordination_of_sitting(pricing, occasion),
        *other.other_at_sitting(pricing, occasion),
    ]
    return (cost for cost in costs if cost is not None)


def with_fixed_amounts(pricing: Pricing, occasion: Occasion, costs: Iterable[Cost]) -> Iterator[Cost]:
    """The costs of a sitting, those of a fixed category replaced by the amounts that a person has fixed."""
    yield from without_fixed(pricing, occasion, costs)
    yield from other.fixed_amounts(pricing, occasion)


def without_fixed(pricing: Pricing, occasion: Occasion, costs: Iterable[Cost]) -> Iterator[Cost]:
    """The costs of a sitting less those whose category a person has fixed there."""
    return (cost for cost in costs if not pricing.is_pinned(occasion.sitting_id, cost.category))


def costs_of_programme(pricing: Pricing) -> tuple[Cost, ...]:
    """What every plan costs whatever it holds and buys: coordination of programme and people, other costs of the project."""
    costs = [
        *staffing.coordination_of_programme(pricing),
        staffing.coordination_of_people(pricing),
        *other.other_for_programme(pricing),
    ]
    return tuple(cost for cost in costs if cost is not None)
