"""Bookings of a plan: sittings that share a room, or a supplier at a place, on one day are billed together.

Source: `docs/formulation.md` §8, *room hire* and *support*.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.costing import support, venues
from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost
from planner.domain.errors import CannotPrice
from planner.domain.places import room_interval
from planner.domain.plan import PlannedSitting
from planner.domain.terms import Category

Held = tuple[Occasion, PlannedSitting]


def room_bookings(pricing: Pricing, held: Iterable[Held]) -> Iterator[Cost]:
    """One cost a room and day, from the first room time's start to the last one's end; fixed sittings leave theirs."""
    booked: dict[tuple[str, date], list[Occasion]] = {}
    for occasion, _ in held:
        if occasion.place.room is not None and not pricing.is_pinned(occasion.sitting_id, Category.VENUE):
            booked.setdefault((occasion.place.room_key, occasion.day), []).append(occasion)
    for (_, day), occasions in booked.items():
        times = [room_interval(each.place, each.start, each.session.minutes) for each in occasions]
        first, last = min(start for start, _ in times), max(end for _, end in times)
        yield venues.hire(pricing, occasions[0].place, day, first, last, _sittings(occasions))


def support_bookings(pricing: Pricing, held: Iterable[Held]) -> Iterator[Cost]:
    """One cost a supplier, place and day, for the largest number of workers; fixed sittings leave theirs."""
    booked: dict[tuple[str, str, date], list[tuple[Occasion, int]]] = {}
    for occasion, planned in held:
        if pricing.is_pinned(occasion.sitting_id, Category.ACCESS_SUPPORT):
            continue
        for each in planned.support:
            if each.workers:
                key = (each.supplier, occasion.place.booking_key, occasion.day)
                booked.setdefault(key, []).append((occasion, each.workers))
    for (supplier_id, _, day), bookings in booked.items():
        supplier = pricing.suppliers.get(supplier_id)
        if supplier is None:
            raise CannotPrice("unknown_supplier", supplier=supplier_id)
        occasions = [occasion for occasion, _ in bookings]
        yield support.hire(
            pricing,
            supplier,
            occasions[0].place,
            day,
            min(each.first_minute for each in occasions),
            max(each.last_minute for each in occasions),
            max(workers for _, workers in bookings),
            _sittings(occasions),
        )


def _sittings(occasions: Iterable[Occasion]) -> tuple[str, ...]:
    return tuple(each.sitting_id for each in sorted(occasions, key=lambda each: each.start))
