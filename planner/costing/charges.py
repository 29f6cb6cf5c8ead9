"""Charges: what the optimiser asks for before anything is solved, in whole pence.

Each charge is a cost of the rules (`payments`, `expenses`, `digital`, `venues`, `support`, `staffing`, `other`) with only what
a model needs; charges of one rule, category, basis and year are summed. Every function raises `CannotPrice` where a rate is
missing. Source: `docs/formulation.md` §8.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from planner.costing import digital, other, payments, staffing, support, venues
from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost
from planner.costing.payments import Way
from planner.costing.sittings import (
    costs_of_places,
    costs_of_programme,
    costs_of_sitting,
    with_fixed_amounts,
    without_fixed,
)
from planner.domain.attendance import is_decided
from planner.domain.dates import financial_year_of
from planner.domain.places import Place
from planner.domain.programme.groups import Group
from planner.domain.programme.places import Tool
from planner.domain.programme.team import StaffMember, Supplier
from planner.domain.sittings import Sitting
from planner.domain.terms import Basis, Category, Role

Charges = tuple["Charge", ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """A cost in whole pence: its value, whoever bears it."""

    rule: str
    category: Category
    basis: Basis
    financial_year: str
    pence: int

    @property
    def new_pence(self) -> int:
        """What of it is new money: all or nothing."""
        return self.pence if self.basis is Basis.NEW_MONEY else 0


def charge_of(cost: Cost) -> Charge:
    """The charge of one cost."""
    return Charge(cost.rule, cost.category, cost.basis, cost.financial_year, cost.value_pence)


def charges_of(costs: Iterable[Cost | None]) -> Charges:
    """The charges of some costs, those of one rule, category, basis and year summed (each rounded before)."""
    sums: dict[tuple[str, Category, Basis, str], int] = {}
    for cost in costs:
        if cost is not None:
            key = (cost.rule, cost.category, cost.basis, cost.financial_year)
            sums[key] = sums.get(key, 0) + cost.value_pence
    return tuple(Charge(*key, pence) for key, pence in sums.items())


def sitting_charges(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Charges:
    """All costs of a sitting there and then that depend on no decided number, team or booking; amount pins applied.

    For standing groups at series sessions the places expected are in it too.
    """
    occasion = Occasion(sitting.id, sitting.session, place, start)
    coming = tuple((group, pricing.may_come(group, occasion)) for group in pricing.invited(sitting.session))
    numbers = tuple((expected.room, expected.online) for _, expected in coming)

    def work_out() -> Charges:
        costs = list(costs_of_sitting(pricing, occasion))
        for group, expected in coming:
            if not is_decided(group, sitting.session):
                costs += costs_of_places(pricing, occasion, group, "room", expected.room)
                costs += costs_of_places(pricing, occasion, group, "online", expected.online)
                costs += other.other_for_places(pricing, occasion, expected.total)
        return charges_of(with_fixed_amounts(pricing, occasion, costs))

    return _remembered(pricing, (*_kind_of(pricing, "sitting", occasion), numbers), work_out)


def place_charges(
    pricing: Pricing, sitting: Sitting, place: Place, start: datetime, group: Group, way: Way
) -> Charges:
    """What ONE place of a group costs at a sitting, in the room or online; nothing of a category fixed there."""
    occasion = Occasion(sitting.id, sitting.session, place, start)

    def work_out() -> Charges:
        costs = [
            *costs_of_places(pricing, occasion, group, way, 1),
            *other.other_for_places(pricing, occasion, 1),
        ]
        return charges_of(without_fixed(pricing, occasion, costs))

    return _remembered(pricing, (*_kind_of(pricing, "place", occasion), group.id, way), work_out)


def room_hire(pricing: Pricing, place: Place, day: date, from_minute: int, to_minute: int) -> Charge:
    """One booking of a room, from and to in minutes after midnight, set-up and clear-down included."""
    key = "room_hire", place.room_key, day.weekday(), financial_year_of(day), from_minute, to_minute

    def work_out() -> Charges:
        return (charge_of(venues.hire(pricing, place, day, from_minute, to_minute)),)

    return _remembered(pricing, key, work_out)[0]


def support_hire(
    pricing: Pricing,
    supplier: Supplier,
    place: Place,
    day: date,
    from_minute: int,
    to_minute: int,
    workers: int,
) -> Charge:
    """One booking of a supplier's workers, from and to in minutes after midnight (session times)."""
    return charge_of(support.hire(pricing, supplier, place, day, from_minute, to_minute, workers))


def staff_charges(
    pricing: Pricing, member: StaffMember, role: Role, sitting: Sitting, place: Place, start: datetime
) -> Charges:
    """Time and mileage of a member of staff in a role at a sitting; nothing where facilitation is fixed there."""
    occasion = Occasion(sitting.id, sitting.session, place, start)

    def work_out() -> Charges:
        costs = [staffing.staff_time(pricing, member, role, occasion)]
        mileage = staffing.staff_mileage(pricing, member, role, occasion)
        if mileage is not None:
            costs.append(mileage)
        return charges_of(without_fixed(pricing, occasion, costs))

    # Of the place only its area counts, for mileage.
    anywhere = _kind_of(pricing, "staff", occasion, place.area or "")
    return _remembered(pricing, (*anywhere, member.id, role), work_out)


def constant_charges(pricing: Pricing) -> Charges:
    """What every plan costs: coordination of programme and people, recruitment of standing groups, other costs but those by
    the sitting or place.
    """
    members = {group.id: group.size for group in pricing.ever_invited() if group.membership == "standing"}
    recruited = [
        other.recruitment(pricing, pricing.groups[key], other.people_recruited(pricing.groups[key], count))
        for key, count in members.items()
        if pricing.groups[key].recruitment.price_per_person is not None
    ]
    return charges_of([*costs_of_programme(pricing), *recruited])


def device_charge(pricing: Pricing) -> Charge:
    """One device."""
    return _one(digital.devices(pricing, 1))


def setup_help_charge(pricing: Pricing) -> Charge:
    """Help to set up for one person."""
    return _one(digital.setup_help(pricing, 1))


def induction_charge(pricing: Pricing, group: Group) -> Charge | None:
    """Induction of one person of a group; None where the group has none or is not paid under the card."""
    return _one_or_none(payments.induction(pricing, group, 1))


def recruit_charge(pricing: Pricing, group: Group) -> Charge | None:
    """Recruitment of one person; None where no price is given."""
    return _one_or_none(other.recruitment(pricing, group, 1))


def training_charge(pricing: Pricing, member: StaffMember, gives: str) -> Charge:
    """One course of training."""
    return charge_of(staffing.training(pricing, member, gives))


def licence_month_charge(pricing: Pricing, tool: Tool, month: date) -> Charge | None:
    """One month of a tool, by its first day; None where it has no price by the month."""
    return _one_or_none(digital.licence_month(pricing, tool, month))


def licence_year_charge(pricing: Pricing, tool: Tool, first_month: date) -> Charge | None:
    """Twelve months of a tool from `first_month`; None where it has no price by the year."""
    return _one_or_none(digital.licence_year(pricing, tool, first_month))


def _one_or_none(cost: Cost | None) -> Charge | None:
    return None if cost is None else charge_of(cost)


def _one(cost: Cost | None) -> Charge:
    assert cost is not None, "a quantity of one has a cost or raises CannotPrice"
    return charge_of(cost)


def _kind_of(pricing: Pricing, what: str, occasion: Occasion, where: str | None = None) -> tuple[object, ...]:
    """What a sitting's charges depend on beside who comes: starts of one kind share their charges. `where` is the place's id
    unless told otherwise.
    """
    pinned = occasion.sitting_id if pricing.amount_pins(occasion.sitting_id) else ""
    rate_number = sum(rate.valid_from <= occasion.day for rate in pricing.pay_rates)
    year = financial_year_of(occasion.day)
    return what, occasion.session.id, pinned, where or occasion.place.id, year, rate_number


def _remembered(pricing: Pricing, key: tuple[object, ...], work_out: Callable[[], Charges]) -> Charges:
    known = pricing.remembered.get(key)
    if known is None:
        known = pricing.remembered[key] = work_out()
    return known
