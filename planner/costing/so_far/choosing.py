"""Where and at which time of the week a session of a draft is taken to be held: simple arithmetic, no search.

The time of the week at which most of those invited can come; there the cheapest place that holds them and meets their access
requirements. Where nothing entered fits, a room or a tool that costs nothing stands in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from planner.costing.access import Access, access_at
from planner.costing.charges import room_hire, support_hire
from planner.costing.context import Occasion, Pricing
from planner.costing.digital import hybrid_kit
from planner.costing.so_far.people import coming_to
from planner.costing.so_far.stand_ins import ROOM_ID, TOOL_ID
from planner.costing.support import band_amount
from planner.costing.venues import is_weekend
from planner.domain.errors import CannotPrice
from planner.domain.places import Place, is_open, places_for, room_interval, start_minute
from planner.domain.programme.base import minutes_of
from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import Sitting
from planner.domain.terms import WEEKDAYS

Class = tuple[int, int]
"""Weekday (Monday 0) and minute of the day at which a session starts."""
Classes = Mapping[Class, tuple[datetime, ...]]
"""The starts of each class, in order of time."""


@dataclass(frozen=True)
class Chosen:
    """Where and when in the week a session is taken to be held."""

    place: Place
    starts: tuple[datetime, ...]
    """The starts of that time of the week at which the place is open; never empty."""
    people_count: int
    not_met: tuple[str, ...]
    """Titles of access requirements that nothing entered meets."""

    @property
    def stands_in_room(self) -> bool:
        """Whether the room stands in for one that is not entered."""
        return self.place.venue is not None and self.place.venue.id == ROOM_ID

    @property
    def stands_in_tool(self) -> bool:
        """Whether the online tool stands in for one that is not entered."""
        return self.place.tool is not None and self.place.tool.id == TOOL_ID


@dataclass(frozen=True)
class _Offer:
    """One time of the week in one area and way of meeting, with how many could come."""

    people_count: int
    places: tuple[Place, ...]
    starts: tuple[datetime, ...]
    is_wanted: bool

    @property
    def rank(self) -> tuple[int, bool, bool, int]:
        """Most people first; then times that people asked for, weekdays before weekends, the earlier in the day and week."""
        first = self.starts[0]
        week_minute = start_minute(first) * 7 + first.weekday()
        return -self.people_count, not self.is_wanted, is_weekend(first.date()), week_minute


def classes_of(starts: Iterable[datetime]) -> Classes:
    """Starts by time of the week."""
    found: dict[Class, list[datetime]] = {}
    for start in starts:
        found.setdefault((start.weekday(), start_minute(start)), []).append(start)
    return {key: tuple(each) for key, each in found.items()}


def is_stand_in(place: Place) -> bool:
    """Whether any part of a place stands in for one that is not entered."""
    venue_id = place.venue.id if place.venue is not None else ""
    tool_id = place.tool.id if place.tool is not None else ""
    return venue_id == ROOM_ID or tool_id == TOOL_ID


def choose(pricing: Pricing, sitting: Sitting, classes: Classes) -> Chosen | None:
    """Where and when in the week, or None for a session without any way to be held or any start.

    Takes the starts that are open to the session. A place fixed by a person goes before every other.
    """
    places = places_for(pricing.programme, sitting.session)
    fixed = tuple(place for place in places if place.id == sitting.fixed_place)
    entered = fixed or tuple(place for place in places if not is_stand_in(place))
    classes = _early_enough(pricing, sitting.session, classes)
    for _, alike in groupby(_offers(pricing, sitting, entered, classes), key=lambda offer: offer.rank):
        fitting = [chosen for offer in alike for chosen in _fitting(pricing, sitting, offer, bool(fixed))]
        if fitting:
            return min(fitting, key=lambda each: each[0])[1]
    return _standing_in(pricing, sitting, places, classes)


def _standing_in(
    pricing: Pricing, sitting: Sitting, places: tuple[Place, ...], classes: Classes
) -> Chosen | None:
    standing = tuple(place for place in places if is_stand_in(place))
    for offer in _offers(pricing, sitting, standing, classes):
        place = min(offer.places, key=_parts_not_entered)
        access = access_at(pricing, sitting, place, offer.starts[0])
        not_met = tuple(dict.fromkeys(gap.title for gap in access.gaps))
        return Chosen(place, offer.starts, offer.people_count, not_met)
    return None


def _parts_not_entered(place: Place) -> int:
    venue_id = place.venue.id if place.venue is not None else ""
    return (venue_id == ROOM_ID) + (place.tool is not None and place.tool.id == TOOL_ID)


def _early_enough(pricing: Pricing, session: SessionPlan, classes: Classes) -> Classes:
    """The times that end early enough for the under-18s invited, if there are any such times."""
    if not any(group.young_people.count for group in pricing.invited(session)):
        return classes
    latest = minutes_of(pricing.programme.safeguarding.latest_end)
    early = {key: starts for key, starts in classes.items() if key[1] + session.minutes <= latest}
    return early or classes


def _offers(
    pricing: Pricing, sitting: Sitting, places: tuple[Place, ...], classes: Classes
) -> Iterator[_Offer]:
    """Every time of the week in every area and way of meeting, by their rank."""
    kinds: dict[tuple[str, str | None], list[Place]] = {}
    for place in places:
        kinds.setdefault((place.mode, place.area), []).append(place)
    wanted = {(WEEKDAYS.index(each.weekday), minutes_of(each.at)) for each in sitting.session.wanted_starts}
    offers = []
    for key, starts in classes.items():
        for alike in kinds.values():
            occasion = Occasion(sitting.id, sitting.session, alike[0], starts[0])
            groups = pricing.invited(sitting.session)
            people_count = sum(pricing.able(group, occasion).total for group in groups)
            offers.append(_Offer(people_count, tuple(alike), starts, key in wanted))
    yield from sorted(offers, key=lambda offer: offer.rank)


def _fitting(
    pricing: Pricing, sitting: Sitting, offer: _Offer, is_fixed: bool
) -> Iterator[tuple[tuple[int, int], Chosen]]:
    """The places of an offer that fit, each with what it costs: new money, then value."""
    for place in offer.places:
        starts = tuple(start for start in offer.starts if is_open(place, start, sitting.session.minutes))
        if not starts and not is_fixed:
            continue
        starts = starts or offer.starts
        access = access_at(pricing, sitting, place, starts[0])
        occasion = Occasion(sitting.id, sitting.session, place, starts[0])
        if not is_fixed and (access.gaps or not _holds_everybody(pricing, occasion, access)):
            continue
        try:
            cost = _cost(pricing, occasion, access)
        except CannotPrice:
            continue
        not_met = tuple(dict.fromkeys(gap.title for gap in access.gaps))
        yield cost, Chosen(place, starts, offer.people_count, not_met)


def _holds_everybody(pricing: Pricing, occasion: Occasion, access: Access) -> bool:
    """Whether those expected, supporters, observers and the least team fit, and everybody in a wheelchair has a place."""
    place, session = occasion.place, occasion.session
    groups = pricing.invited(session)
    coming = coming_to(pricing, occasion, 1)
    workers_count = sum(need.workers for need in access.needs if need.takes_places)
    if place.layout is not None:
        wheelchairs_count = sum(min(group.wheelchair_count, coming[group.id].room) for group in groups)
        room_count = sum(each.room for each in coming.values())
        if wheelchairs_count > place.layout.wheelchair_places or place.layout.capacity < (
            room_count + workers_count + session.observer_count + _team_count(session, room_count)
        ):
            return False
    if place.tool is not None:
        online_count = sum(each.online for each in coming.values())
        beside = 0 if place.room is not None else session.observer_count
        return place.tool.capacity >= online_count + workers_count + beside + 1 + _team_count(
            session, online_count
        )
    return True


def _team_count(session: SessionPlan, people_count: int) -> int:
    return max(session.team.least_facilitators, -(-people_count // session.team.people_per_facilitator))


def _cost(pricing: Pricing, occasion: Occasion, access: Access) -> tuple[int, int]:
    """What the place itself costs with the kit and the support that it asks for: new money, then value."""
    place, day = occasion.place, occasion.day
    charges = []
    if place.room is not None:
        charges.append(
            room_hire(pricing, place, day, *room_interval(place, occasion.start, occasion.session.minutes))
        )
    charges += [
        support_hire(
            pricing, need.supplier, place, day, occasion.first_minute, occasion.last_minute, need.workers
        )
        for need in access.needs
        if band_amount(need.supplier, occasion.session.minutes) is not None
    ]
    kit = hybrid_kit(pricing, occasion)
    kit_pence = (kit.new_pence, kit.value_pence) if kit is not None else (0, 0)
    return (
        sum(charge.new_pence for charge in charges) + kit_pence[0],
        sum(charge.pence for charge in charges) + kit_pence[1],
    )
