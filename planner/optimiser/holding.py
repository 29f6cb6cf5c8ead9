"""What holding a sitting at a place, on a weekday and time of a financial year, comes to: people, access, capacity, charges.

All starts that share weekday, time, financial year and valid rates share one `Holding`: worked out once, before the model.
"""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal

from planner.costing.access import Access, SupportNeed, access_at
from planner.costing.charges import Charge, place_charges, room_hire, sitting_charges, support_hire
from planner.costing.context import Occasion, Pricing
from planner.costing.payments import place_payment
from planner.domain.attendance import Able, Expected, is_decided
from planner.domain.dates import financial_year_of
from planner.domain.places import Place, room_interval, start_minute
from planner.domain.programme.groups import Group
from planner.domain.sittings import Sitting
from planner.domain.terms import Category, Mode

HoldingKey = tuple[int, int, str, int]
"""Weekday, minute of the day, financial year, number of the pay rate in force."""


@dataclass(frozen=True)
class Booking:
    """Support to book for the sitting; `charge` is the booking for this sitting alone, None where an amount is fixed."""

    need: SupportNeed
    charge: Charge | None


@dataclass(frozen=True, eq=False)
class Holding:
    """People in whole numbers, minutes after midnight, charges in whole pence.

    `expected` are the places of standing groups at series sittings, `able` the most of every invited group; `decided` are the
    groups whose places the model decides. `charges` are all but bookings, team and decided places.
    """

    place: Place
    key: HoldingKey
    session_times: tuple[int, int]
    team_times: tuple[int, int]
    expected: dict[str, Expected]
    able: dict[str, Able]
    may_come: dict[str, Expected]
    decided: tuple[str, ...]
    access: Access
    charges: tuple[Charge, ...] = ()
    room_charge: Charge | None = None
    bookings: tuple[Booking, ...] = ()
    a_place: dict[tuple[str, str], tuple[Charge, ...]] = field(default_factory=dict)
    """Charges of one place of a decided group, by group and way ("room", "online")."""
    under_18s: int = 0
    due: dict[tuple[str, str], int] = field(default_factory=dict)
    """Where payments are a fixed amount: what one lived-experience place is due all the same, by group and way, in pence."""

    @property
    def mode(self) -> Mode:
        """How people join."""
        return self.place.mode

    @property
    def has_room(self) -> bool:
        """Whether people come into a room."""
        return self.place.room is not None

    @property
    def has_tool(self) -> bool:
        """Whether people join online."""
        return self.place.tool is not None

    @property
    def workers(self) -> int:
        """Workers of support who take a place."""
        return sum(each.need.workers for each in self.bookings if each.need.takes_places)

    def people(self, way: Literal["room", "online", "all"] = "all") -> int:
        """Places that follow from place and start, in the room, online or in all."""
        return sum(_count(each, way) for each in self.expected.values())

    def most_people(self) -> int:
        """The most people there could be, decided places included."""
        return self.people() + sum(self.able[group_id].total for group_id in self.decided)


def _count(expected: Expected, way: str) -> int:
    return {"room": expected.room, "online": expected.online}.get(way, expected.total)


def holding_key(pricing: Pricing, start: datetime) -> HoldingKey:
    """What a holding depends on of its start."""
    day = start.date()
    rate_number = sum(rate.valid_from <= day for rate in pricing.pay_rates)
    return start.weekday(), start_minute(start), financial_year_of(day), rate_number


def holding_of(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Holding:
    """Work a holding out; raises `CannotPrice` where a rate is missing."""
    session = sitting.session
    occasion = Occasion(sitting.id, session, place, start)
    groups = pricing.invited(session)
    able = {group.id: pricing.able(group, occasion) for group in groups}
    may_come = {group.id: pricing.may_come(group, occasion) for group in groups}
    decided = tuple(group.id for group in groups if is_decided(group, session))
    access = access_at(pricing, sitting, place, start)
    return Holding(
        place=place,
        key=holding_key(pricing, start),
        session_times=(occasion.first_minute, occasion.last_minute),
        team_times=room_interval(place, start, session.minutes),
        expected=invited_whole(groups, may_come, decided),
        able=able,
        may_come=may_come,
        decided=decided,
        access=access,
        charges=sitting_charges(pricing, sitting, place, start),
        room_charge=_room_alone(pricing, occasion),
        bookings=_supports_alone(pricing, occasion, access),
        a_place=_place_by_place(pricing, sitting, occasion, decided),
        under_18s=sum(min(group.young_people.count, may_come[group.id].total) for group in groups),
        due=_due(pricing, occasion, groups),
    )


def _due(pricing: Pricing, occasion: Occasion, groups: tuple[Group, ...]) -> dict[tuple[str, str], int]:
    if not pricing.is_pinned(occasion.sitting_id, Category.INVOLVEMENT_PAYMENT):
        return {}
    ways: tuple[Literal["room", "online"], ...] = ("room", "online")
    costs = {
        (group.id, way): place_payment(pricing, occasion, group, way, 1)
        for group in groups
        if group.is_lived_experience
        for way in ways
        if getattr(pricing.able(group, occasion), way)
    }
    return {key: cost.value_pence for key, cost in costs.items() if cost is not None}


def invited_whole(
    groups: tuple[Group, ...], may_come: dict[str, Expected], decided: tuple[str, ...]
) -> dict[str, Expected]:
    """Everybody of a standing group who is able to come is expected."""
    return {group.id: may_come[group.id] for group in groups if group.id not in decided}


def _room_alone(pricing: Pricing, occasion: Occasion) -> Charge | None:
    if occasion.place.room is None or pricing.is_pinned(occasion.sitting_id, Category.VENUE):
        return None
    first, last = room_interval(occasion.place, occasion.start, occasion.session.minutes)
    return room_hire(pricing, occasion.place, occasion.day, first, last)


def _supports_alone(pricing: Pricing, occasion: Occasion, access: Access) -> tuple[Booking, ...]:
    if pricing.is_pinned(occasion.sitting_id, Category.ACCESS_SUPPORT):
        return tuple(Booking(need, None) for need in access.needs)
    first, last, day = occasion.first_minute, occasion.last_minute, occasion.day
    return tuple(
        Booking(need, support_hire(pricing, need.supplier, occasion.place, day, first, last, need.workers))
        for need in access.needs
    )


def _place_by_place(
    pricing: Pricing, sitting: Sitting, occasion: Occasion, decided: tuple[str, ...]
) -> dict[tuple[str, str], tuple[Charge, ...]]:
    place, start = occasion.place, occasion.start
    found: dict[tuple[str, str], tuple[Charge, ...]] = {}
    for group_id in decided:
        group = pricing.groups[group_id]
        able = pricing.able(group, occasion)
        if able.room:
            found[group_id, "room"] = place_charges(pricing, sitting, place, start, group, "room")
        if able.online:
            found[group_id, "online"] = place_charges(pricing, sitting, place, start, group, "online")
    return found


def share_of(part: int, whole: int) -> Fraction:
    """An exact share; nought of nothing."""
    return Fraction(part, whole) if whole else Fraction(0)
