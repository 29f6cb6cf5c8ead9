"""What stands in for a part of a draft that is not there yet, so that the rest of it can be priced.

Every stand-in costs nothing, and whoever puts one in says in `missing` what is therefore not counted.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from planner.domain.programme.base import Price, PriceTerms
from planner.domain.programme.calendar import Calendar, WeeklyStart
from planner.domain.programme.groups import Group
from planner.domain.programme.money import Budget, PayRate, RateCard, Rung
from planner.domain.programme.places import Layout, Licence, Opening, Room, Tariff, Tool, Venue
from planner.domain.terms import WEEKDAYS, Evidence, Known, LayoutKind

ROOM_ID = "not-entered-yet-room"
TOOL_ID = "not-entered-yet-tool"
AREA_ID = "not-entered-yet-area"
MOST_PEOPLE = 100_000
FREE_TERMS = PriceTerms(evidence=Evidence.DECIDED)
FREE = Price(amount_pence=0, evidence=Evidence.DECIDED)
FIRST_DAY = date(2000, 1, 1)
TYPICAL_STARTS_AT = ("10:00", "14:00", "18:00")
TYPICAL_DAYS = 181


def weekly_starts() -> tuple[WeeklyStart, ...]:
    """Morning, afternoon and evening of every day of the week, weekdays before weekends."""
    return tuple(WeeklyStart(weekday=day, at=at) for at in TYPICAL_STARTS_AT for day in WEEKDAYS)


def calendar(starts_on: date) -> Calendar:
    """Half a year from a day."""
    ends_on = date.fromordinal(starts_on.toordinal() + TYPICAL_DAYS)
    return Calendar(
        starts_on=starts_on, ends_on=ends_on, weekly_starts=weekly_starts(), avoid_bank_holidays=False
    )


def pay_rate() -> PayRate:
    """A rate that pays nothing."""
    rung = Rung(up_to_minutes=24 * 60, amount_pence=0)
    return PayRate(valid_from=FIRST_DAY, rungs=(rung,), further_hour_pence=0, terms=FREE_TERMS)


def rate_card() -> RateCard:
    """A card that pays nothing, for people and for food."""
    return RateCard(name="Not chosen yet", rates=(pay_rate(),), mile=FREE, catering_per_person=FREE)


def budget() -> Budget:
    """No money, no contingency; no VAT is recovered."""
    return Budget(total_pence=0, contingency_percent=Decimal(0))


def venue(area: str) -> Venue:
    """A room for everybody in an area, open day and night, in any layout; nothing is known of its access."""
    room = Room(
        id="room",
        name="A room",
        layouts=tuple(
            Layout(kind=kind, capacity=MOST_PEOPLE, wheelchair_places=MOST_PEOPLE) for kind in LayoutKind
        ),
        tariff=Tariff(terms=FREE_TERMS, hour_pence=0),
        set_up_minutes=0,
        clear_down_minutes=0,
        is_hybrid_ready=Known.YES,
    )
    openings = tuple(Opening(weekday=day, opens="00:00", closes="23:59") for day in WEEKDAYS)
    return Venue(id=ROOM_ID, name="A room", area=area, openings=openings, rooms=(room,))


def tool() -> Tool:
    """An online tool for everybody, of which nothing is known."""
    return Tool(id=TOOL_ID, name="An online tool", capacity=MOST_PEOPLE, licence=Licence(event=FREE))


def commonest_area(groups: Iterable[Group]) -> str:
    """Where most people live; the first named where equal."""
    people: dict[str, int] = {}
    for group in groups:
        people[group.home_area] = people.get(group.home_area, 0) + group.size
    return max(people, key=lambda area: people[area]) if people else AREA_ID
