"""What a sitting could save at most by sharing its bookings with others on one day.

Sittings in one room, or with one supplier at one place, on one date are one booking, which may cost less than theirs alone. A
problem without dates does not know who shares a day: so what a sitting costs alone is lowered by the most that its part in a
shared booking could save, wherever another that might share it is held at the same place and weekday. What a booking of k
sittings saves is told in equal parts: over any plan these parts add up to what is saved, and none is larger than found here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.costing.charges import room_hire, support_hire
from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.places import Place
from planner.domain.programme.sessions import SessionPlan
from planner.optimiser.constraints.bookings import BookingKey, Span, booked, gap_minutes
from planner.optimiser.model import SharedBooking
from planner.optimiser.offers import Way

DayKind = tuple[int, str, int]
"""Weekday, financial year and number of the pay rate: days on which one booking costs the same."""


@dataclass(eq=False)
class _Together:
    """The bookings that may come together: of one key on days of one kind."""

    place: Place
    day: date
    gap_minutes: int
    """Between two parts: none for a room, whose parts have setting up and clearing away in them."""
    alone_pence: dict[Span, int] = field(default_factory=dict)
    sessions: set[str] = field(default_factory=set)

    def fit(self, one: Span, other: Span) -> bool:
        """Whether two parts can be had one after the other."""
        return one[1] + self.gap_minutes <= other[0] or other[1] + self.gap_minutes <= one[0]


class Savings:
    """The most each way of being held could save, by category, in whole pence rounded up."""

    def __init__(
        self,
        pricing: Pricing,
        ways: Mapping[str, tuple[SessionPlan, Iterable[Way]]],
        may_share: frozenset[tuple[str, str]],
    ) -> None:
        """Take the ways of all sittings with the session each belongs to, and the sessions that may share a date."""
        self._pricing = pricing
        found: dict[tuple[BookingKey, DayKind], _Together] = {}
        for session, those in ways.values():
            for way in those:
                _note(found, session, way)
        self._gaps = {key: each.gap_minutes for key, each in found.items()}
        self._most = {
            key: _most_by_span(pricing, key[0], each)
            for key, each in found.items()
            if may_share & {(one, other) for one in each.sessions for other in each.sessions}
        }

    def shared(self, way: Way) -> tuple[SharedBooking, ...]:
        """The bookings that a sitting held this way could share, and save by it."""
        found: list[SharedBooking] = []
        for key, span, charge in booked(way.holding):
            at = (key, _kind_of_day(way))
            most = self._most.get(at, {}).get(span, 0)
            if most:
                found.append(
                    SharedBooking(
                        at, span[0], span[1] + self._gaps[at], charge.category, charge.financial_year, most
                    )
                )
        return tuple(found)


def _kind_of_day(way: Way) -> DayKind:
    weekday, _, year, rate = way.holding.key
    return weekday, year, rate


def _note(found: dict[tuple[BookingKey, DayKind], _Together], session: SessionPlan, way: Way) -> None:
    for key, span, charge in booked(way.holding):
        if not charge.new_pence:
            continue
        at = (key, _kind_of_day(way))
        if at not in found:
            place = way.holding.place
            found[at] = _Together(place, way.starts[0].date(), gap_minutes(place) if key[1] else 0)
        found[at].alone_pence[span] = max(charge.new_pence, found[at].alone_pence.get(span, 0))
        found[at].sessions.add(session.id)


def _most_by_span(pricing: Pricing, key: BookingKey, found: _Together) -> dict[Span, int]:
    """For each part the most it can save in a booking that has it in it."""
    most: dict[Span, int] = {}
    for span in _spans(found.alone_pence):
        inside = [each for each in found.alone_pence if _covers(span, each)]
        together = _hire_pence(pricing, key, found, span) if len(inside) > 1 else None
        if together is None:
            continue
        for part in inside:
            with_it = [each for each in inside if found.fit(part, each)]
            own = found.alone_pence[part]
            saves = max(
                (
                    -(-(own + alone - together) // (count + 1))
                    for count, alone in _dearest(with_it, found)
                    if count
                ),
                default=0,
            )
            if saves > most.get(part, 0):
                most[part] = saves
    return most


def _spans(parts: Iterable[Span]) -> Iterator[Span]:
    parts = tuple(parts)
    for first in sorted({each[0] for each in parts}):
        for last in sorted({each[1] for each in parts}):
            for workers in sorted({each[2] for each in parts}):
                if first < last:
                    yield first, last, workers


def _covers(span: Span, part: Span) -> bool:
    return span[0] <= part[0] and part[1] <= span[1] and part[2] <= span[2]


def _dearest(inside: list[Span], found: _Together) -> Iterator[tuple[int, int]]:
    """For each number of parts that can come one after another: the most they can cost alone."""
    best: list[dict[int, int]] = [{0: 0}]
    for part in sorted(inside, key=lambda each: each[1]):
        for count in range(len(best) - 1, -1, -1):
            fitting = [
                amount
                for end, amount in best[count].items()
                if not count or end + found.gap_minutes <= part[0]
            ]
            if not fitting:
                continue
            if count + 1 == len(best):
                best.append({})
            amount = max(fitting) + found.alone_pence[part]
            best[count + 1][part[1]] = max(amount, best[count + 1].get(part[1], 0))
    for count, ends in enumerate(best):
        if ends:
            yield count, max(ends.values())


def _hire_pence(pricing: Pricing, key: BookingKey, found: _Together, span: Span) -> int | None:
    """New money for a booking of the span; None where it has no price, and so cannot be booked."""
    first, last, workers = span
    try:
        if not key[1]:
            return room_hire(pricing, found.place, found.day, first, last).new_pence
        supplier = pricing.suppliers[key[1]]
        return support_hire(pricing, supplier, found.place, found.day, first, last, workers).new_pence
    except CannotPrice:
        return None
