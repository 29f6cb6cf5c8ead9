"""Venues, rooms and travel: hours, layouts and links that do not hold together."""

import itertools
from collections.abc import Iterator

from planner.domain.programme.base import minutes_of
from planner.domain.programme.document import Programme
from planner.domain.programme.places import Room, Tariff, Venue
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import again
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import WEEKDAYS, Mode


def venues_can_be_used(programme: Programme) -> Iterator[Problem]:
    """A venue has rooms and opening hours that neither end before they start nor overlap."""
    for number, venue in enumerate(programme.venues):
        here = f"venues[{number}]"
        if not venue.rooms:
            yield Problem(f"{here}.rooms", "Add at least one room")
        if not venue.openings:
            yield Problem(f"{here}.openings", "Add at least one weekday with opening hours")
        yield from _openings(here, venue)
        for index, room in enumerate(venue.rooms):
            yield from _room(f"{here}.rooms[{index}]", room)


def _openings(here: str, venue: Venue) -> Iterator[Problem]:
    hours = []
    for index, opening in enumerate(venue.openings):
        opens, closes = minutes_of(opening.opens), minutes_of(opening.closes)
        if closes <= opens:
            yield Problem(f"{here}.openings[{index}].closes", f"Enter a time after {opening.opens}")
        hours.append((WEEKDAYS.index(opening.weekday), opens, closes, index))
    hours.sort()
    for before, after in itertools.pairwise(hours):
        if before[0] == after[0] and after[1] < before[2]:
            message = "Enter hours that do not overlap another opening of the same weekday"
            yield Problem(f"{here}.openings[{after[3]}].opens", message)


def _room(here: str, room: Room) -> Iterator[Problem]:
    if not room.layouts:
        yield Problem(f"{here}.layouts", "Add at least one layout with the number of people it holds")
    for index in again(layout.kind for layout in room.layouts):
        yield Problem(f"{here}.layouts[{index}].kind", "Describe each layout once")
    for index, layout in enumerate(room.layouts):
        if layout.wheelchair_places > layout.capacity:
            message = f"Enter {layout.capacity} or fewer: wheelchair places are within the people it holds"
            yield Problem(f"{here}.layouts[{index}].wheelchair_places", message)
    yield from _tariff(f"{here}.tariff", room.tariff)


def _tariff(here: str, tariff: Tariff) -> Iterator[Problem]:
    prices = (tariff.hour_pence, tariff.half_day_pence, tariff.day_pence, tariff.evening_pence)
    if all(price is None for price in prices):
        message = "Enter a price for the hour, half day, day or evening; 0 if the room is free"
        yield Problem(f"{here}.hour_pence", message)
    if tariff.half_day_minutes > tariff.day_minutes:
        message = f"Enter {tariff.day_minutes} minutes or fewer, the length of a day"
        yield Problem(f"{here}.half_day_minutes", message)


def features_are_recorded_once(programme: Programme) -> Iterator[Problem]:
    """An access feature is recorded once for each venue, room and tool."""
    lists = [(f"tools[{index}]", tool.features) for index, tool in enumerate(programme.tools)]
    for number, venue in enumerate(programme.venues):
        lists.append((f"venues[{number}]", venue.features))
        lists += [
            (f"venues[{number}].rooms[{index}]", room.features) for index, room in enumerate(venue.rooms)
        ]
    for here, features in lists:
        for index in again(feature.key for feature in features):
            message = f'Record "{features[index].key}" once: it is here more than once'
            yield Problem(f"{here}.features[{index}].key", message)


def journeys_are_known(programme: Programme) -> Iterator[Problem]:
    """A travel link joins each home area to the areas where its people may have to go, and venues' areas to each other."""
    linked = {frozenset((link.from_area, link.to_area)) for link in programme.travel}
    told: set[frozenset[str]] = set()
    for first, second, who in _journeys(programme):
        pair = frozenset((first, second))
        if first != second and pair not in linked and pair not in told:
            told.add(pair)
            message = (
                f'Add a link between "{first}" and "{second}" with minutes and miles: {who} may go there'
            )
            yield Problem("travel", message)


def _journeys(programme: Programme) -> Iterator[tuple[str, str, str]]:
    areas = {area.id for area in programme.areas}
    used = [venue for venue in programme.venues if venue.area in areas]
    for session in programme.sessions:
        venues = [venue for venue in used if may_be_held_at(session, venue)]
        for group in programme.groups:
            goes = group.size > 0 and group.in_person_count != 0 and group.home_area in areas
            if group.id in session.invited and goes:
                yield from ((group.home_area, venue.area, f'the group "{group.id}"') for venue in venues)
    for venue in used:
        for member in programme.staff:
            if member.is_paid_mileage and member.home_area in areas:
                yield member.home_area, venue.area, f'"{member.id}" of the team'
        yield from ((venue.area, other.area, "the team") for other in used)


def may_be_held_at(session: SessionPlan, venue: Venue) -> bool:
    """Whether a session's modes, venues and layout let it be held in a room of the venue."""
    return (
        any(mode is not Mode.ONLINE for mode in session.modes)
        and (not session.venues or venue.id in session.venues)
        and any(layout.kind is session.layout for room in venue.rooms for layout in room.layouts)
    )
