"""The price of a finished plan: its lines in whole pence, from its facts, walking the plan and never the model.

Source: `docs/formulation.md` §8; lines carry what *Money in the model* of the specification asks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.costing import other
from planner.costing.bookings import Held, room_bookings, support_bookings
from planner.costing.bought import bought_for, costs_of_bought
from planner.costing.context import Occasion, Pricing
from planner.costing.funding import split_by_funding
from planner.costing.lines import Cost, line_of
from planner.costing.sittings import costs_of_places, costs_of_programme, costs_of_sitting, with_fixed_amounts
from planner.costing.staffing import staff_mileage, staff_time
from planner.costing.to_find import things_to_find
from planner.domain.errors import CannotPrice
from planner.domain.plan import Bought, Plan, PlanLine, PlannedSitting, ToFind
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.terms import Basis, Category


@dataclass(frozen=True)
class PricedPlan:
    """A plan's money in whole pence. `is_funded`: the funding sources can pay for every line (true where there are none)."""

    lines: tuple[PlanLine, ...]
    subtotal_pence: int
    contingency_pence: int
    total_pence: int
    funded_pence: int
    in_kind_pence: int
    bought: Bought
    is_funded: bool
    to_find: tuple[ToFind, ...]


def price_plan(programme: Programme, plan: Plan, pricing: Pricing | None = None) -> PricedPlan:
    """Price a plan from what it decides (`sittings`, `bought`); its own lines and totals are not looked at.

    `pricing` may be passed where many plans of one programme are priced. Raises `CannotPrice` where a rate is missing or the
    plan names something that the programme does not have.
    """
    pricing = pricing or Pricing(programme)
    held = tuple(_held(pricing, planned) for planned in plan.sittings)
    bought = bought_for(pricing, held, plan.bought)
    costs = costs_of_plan(pricing, held, bought)
    subtotal_pence = sum(cost.new_pence for cost in costs)
    contingency = other.contingency(pricing, subtotal_pence)
    if contingency is not None:
        costs.append(contingency)
    contingency_pence = 0 if contingency is None else contingency.new_pence
    lines = tuple(line_of(cost) for cost in costs)
    funded_lines = split_by_funding(programme, lines)
    return PricedPlan(
        lines=lines if funded_lines is None else funded_lines,
        subtotal_pence=subtotal_pence,
        contingency_pence=contingency_pence,
        total_pence=subtotal_pence + contingency_pence,
        funded_pence=_value_of(lines, Basis.ALREADY_FUNDED),
        in_kind_pence=_value_of(lines, Basis.IN_KIND),
        bought=bought,
        is_funded=funded_lines is not None,
        to_find=things_to_find(pricing, held, costs),
    )


def costs_of_plan(pricing: Pricing, held: tuple[Held, ...], bought: Bought) -> list[Cost]:
    """Every cost of a plan before contingency, top-ups of ring-fenced money last."""
    costs: list[Cost] = []
    for occasion, planned in held:
        costs += with_fixed_amounts(pricing, occasion, _of_sitting(pricing, occasion, planned))
    costs += room_bookings(pricing, held)
    costs += support_bookings(pricing, held)
    costs += costs_of_bought(pricing, bought)
    costs += costs_of_programme(pricing)
    return costs + _top_ups(pricing, costs)


def _held(pricing: Pricing, planned: PlannedSitting) -> Held:
    session = pricing.sessions.get(planned.session)
    if session is None:
        raise CannotPrice("unknown_session", session=planned.session)
    return Occasion(planned.id, session, pricing.place(session, planned.place), planned.start), planned


def _of_sitting(pricing: Pricing, occasion: Occasion, planned: PlannedSitting) -> list[Cost]:
    """The costs of a sitting as planned: its own, its places', its team's."""
    costs: list[Cost] = []
    for group_id, count in planned.places.items():
        group, online = _group(pricing, group_id), planned.online_places.get(group_id, 0)
        if not 0 <= online <= count:
            raise CannotPrice("more_online_than_in_all", sitting=planned.id, group=group_id)
        costs += costs_of_places(pricing, occasion, group, "room", count - online)
        costs += costs_of_places(pricing, occasion, group, "online", online)
    costs += other.other_for_places(pricing, occasion, sum(planned.places.values()))
    for each in planned.team:
        member = pricing.staff.get(each.staff)
        if member is None:
            raise CannotPrice("unknown_staff", staff=each.staff)
        mileage = staff_mileage(pricing, member, each.role, occasion)
        costs += [
            staff_time(pricing, member, each.role, occasion),
            *([mileage] if mileage is not None else []),
        ]
    return [*costs, *costs_of_sitting(pricing, occasion)]


def _group(pricing: Pricing, group_id: str) -> Group:
    group = pricing.groups.get(group_id)
    if group is None:
        raise CannotPrice("unknown_group", group=group_id)
    return group


def _top_ups(pricing: Pricing, costs: Iterable[Cost]) -> list[Cost]:
    """Top-ups of ring-fenced money, each from the new money of its category's other lines."""
    spent: dict[Category, int] = {}
    for cost in costs:
        spent[cost.category] = spent.get(cost.category, 0) + cost.new_pence
    fences = pricing.programme.budget.ring_fences
    made = [other.top_up(pricing, fence, spent.get(fence.category, 0)) for fence in fences]
    return [cost for cost in made if cost is not None]


def _value_of(lines: Iterable[PlanLine], basis: Basis) -> int:
    return sum(line.value_pence for line in lines if line.basis is basis)
