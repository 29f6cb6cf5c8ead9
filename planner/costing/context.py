"""What every costing rule looks things up in: one `Pricing` a programme, with what has been worked out already."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from planner.costing.rates import TermsEffect, UnitRate, rate_under, terms_effect
from planner.domain.attendance import Able, Expected, able_to_come, expected, is_decided
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.places import Journey, Place, find_place, travel_between
from planner.domain.programme import Programme
from planner.domain.programme.base import PriceTerms
from planner.domain.programme.groups import Group
from planner.domain.programme.money import AmountPin
from planner.domain.programme.sessions import SessionPlan
from planner.domain.programme.team import Supplier
from planner.domain.terms import Category, Mode


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sitting held at a place from a start: what rules about sittings price."""

    sitting_id: str
    session: SessionPlan
    place: Place
    start: datetime

    @property
    def day(self) -> date:
        """The date it is held on."""
        return self.start.date()

    @property
    def first_minute(self) -> int:
        """Start of the session time, in minutes after midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def last_minute(self) -> int:
        """End of the session time, in minutes after midnight."""
        return self.first_minute + self.session.minutes


class Pricing:
    """A programme with its look-ups by id and the rates worked out so far; hold one for each programme."""

    def __init__(self, programme: Programme) -> None:
        """Read a programme; nothing is priced yet."""
        self.programme = programme
        self.groups = {group.id: group for group in programme.groups}
        self.sessions = {session.id: session for session in programme.sessions}
        self.tools = {tool.id: tool for tool in programme.tools}
        self.staff = {member.id: member for member in programme.staff}
        self.suppliers: dict[str, Supplier] = {supplier.id: supplier for supplier in programme.suppliers}
        self.first_year = financial_year_of(programme.calendar.starts_on)
        self.last_year = financial_year_of(programme.calendar.ends_on)
        self.licence_years = _twelves(programme.calendar.starts_on, programme.calendar.ends_on)
        self.pay_rates = tuple(sorted(programme.rate_card.rates, key=lambda rate: rate.valid_from))
        self._pins: dict[str, tuple[AmountPin, ...]] = {}
        for pin in programme.amount_pins:
            self._pins[pin.sitting] = (*self._pins.get(pin.sitting, ()), pin)
        self._effects: dict[PriceTerms, TermsEffect] = {}
        self._rates: dict[tuple[Fraction | int, PriceTerms], UnitRate] = {}
        self._journeys: dict[tuple[str, str], Journey | None] = {}
        self._places: dict[tuple[str, str], Place | None] = {}
        self._able: dict[tuple[str, Mode, str | None, int, int, int], Able] = {}
        self.remembered: dict[tuple[object, ...], Any] = {}
        """Charges worked out before, by everything they depend on; used by `planner.costing.charges`."""

    def unit_rate(self, exact: Fraction | int, terms: PriceTerms) -> UnitRate:
        """The unit rate of an exact amount in pence under price terms (a `Price` is its own terms)."""
        rate = self._rates.get((exact, terms))
        if rate is None:
            effect = self._effects.get(terms)
            if effect is None:
                effect = self._effects[terms] = terms_effect(self.programme, terms)
            rate = self._rates[exact, terms] = rate_under(effect, exact, terms)
        return rate

    def invited(self, session: SessionPlan) -> tuple[Group, ...]:
        """The groups a session plan invites, in its order."""
        return tuple(self.groups[group_id] for group_id in session.invited)

    def ever_invited(self) -> tuple[Group, ...]:
        """The groups invited to any session, in document order."""
        invited = {group_id for session in self.programme.sessions for group_id in session.invited}
        return tuple(group for group in self.programme.groups if group.id in invited)

    def place(self, session: SessionPlan, place_id: str) -> Place:
        """The place of that id; raises `CannotPrice` where the session may not be held there."""
        key = (session.id, place_id)
        if key not in self._places:
            self._places[key] = find_place(self.programme, session, place_id)
        place = self._places[key]
        if place is None:
            raise CannotPrice("unknown_place", session=session.id, place=place_id)
        return place

    def journey(self, from_area: str, to_area: str) -> Journey:
        """One way between two areas; raises `CannotPrice` where no travel link says how far."""
        key = (from_area, to_area)
        if key not in self._journeys:
            self._journeys[key] = travel_between(self.programme, from_area, to_area)
        journey = self._journeys[key]
        if journey is None:
            raise CannotPrice("no_travel_link", from_area=from_area, to_area=to_area)
        return journey

    def able(self, group: Group, occasion: Occasion) -> Able:
        """The most of a group able to come."""
        start, place = occasion.start, occasion.place
        key = (
            group.id,
            place.mode,
            place.area,
            start.weekday(),
            occasion.first_minute,
            occasion.session.minutes,
        )
        if key not in self._able:
            self._able[key] = able_to_come(self.programme, group, place, start, occasion.session.minutes)
        return self._able[key]

    def may_come(self, group: Group, occasion: Occasion) -> Expected:
        """For whom needs are provided: those expected, or for decided numbers the most that could come each way."""
        able = self.able(group, occasion)
        if is_decided(group, occasion.session):
            return Expected(room=able.room, online=able.online)
        return expected(group, able, occasion.place.mode)

    def amount_pins(self, sitting_id: str) -> tuple[AmountPin, ...]:
        """The amounts that a person has fixed for this sitting."""
        return self._pins.get(sitting_id, ())

    def is_pinned(self, sitting_id: str, category: Category) -> bool:
        """Whether a fixed amount takes the place of every cost of this category at this sitting."""
        return any(pin.category is category for pin in self.amount_pins(sitting_id))


def month_index(day: date) -> int:
    """Calendar months since year nought, so that months can be counted and compared."""
    return day.year * 12 + day.month - 1


def month_of_index(index: int) -> date:
    """The first day of the month of `month_index`."""
    return date(index // 12, index % 12 + 1, 1)


def months_by_year(pricing: Pricing) -> dict[str, int]:
    """How many calendar months the period touches in each financial year, earliest first."""
    calendar = pricing.programme.calendar
    first, last = month_index(calendar.starts_on), month_index(calendar.ends_on)
    return dict(Counter(financial_year_of(month_of_index(index)) for index in range(first, last + 1)))


def _twelves(starts_on: date, ends_on: date) -> tuple[date, ...]:
    """First months of each twelve months from the programme's first month."""
    return tuple(
        month_of_index(index) for index in range(month_index(starts_on), month_index(ends_on) + 1, 12)
    )
