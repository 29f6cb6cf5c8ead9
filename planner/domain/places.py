"""Places: a room in a layout, an online tool, or a room with a tool; their areas, hours and recorded features.

Source: `docs/formulation.md` §1 and §3.
"""

from dataclasses import dataclass
from datetime import datetime

from planner.domain.programme.base import minutes_of
from planner.domain.programme.document import Programme
from planner.domain.programme.places import AccessFeature, Layout, Room, Tool, Venue
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import WEEKDAYS, Known, Level, Mode


@dataclass(frozen=True)
class Place:
    """Where a sitting may be held: `id` is "VENUE/ROOM", "TOOL" or "VENUE/ROOM+TOOL"; `area` is None online."""

    id: str
    mode: Mode
    venue: Venue | None = None
    room: Room | None = None
    layout: Layout | None = None
    tool: Tool | None = None

    @property
    def area(self) -> str | None:
        """The area of the venue, or None for an online tool."""
        return self.venue.area if self.venue is not None else None

    @property
    def room_key(self) -> str:
        """The room as VENUE/ROOM, or an empty text online."""
        return f"{self.venue.id}/{self.room.id}" if self.venue is not None and self.room is not None else ""

    @property
    def booking_key(self) -> str:
        """What a booking of support is for: the room, or online the tool."""
        return self.room_key or (self.tool.id if self.tool is not None else "")


@dataclass(frozen=True)
class Journey:
    """One way between two areas."""

    minutes: int
    miles: int
    fare_pence: int


NO_JOURNEY = Journey(minutes=0, miles=0, fare_pence=0)


def places_for(programme: Programme, session: SessionPlan) -> tuple[Place, ...]:
    """The places a session plan's modes, venues, tools and layout allow, in document order."""
    tools = [tool for tool in programme.tools if not session.tools or tool.id in session.tools]
    found: list[Place] = []
    for venue in programme.venues:
        if session.venues and venue.id not in session.venues:
            continue
        for room in venue.rooms:
            layout = next((each for each in room.layouts if each.kind is session.layout), None)
            if layout is None:
                continue
            key = f"{venue.id}/{room.id}"
            if Mode.IN_PERSON in session.modes:
                found.append(Place(key, Mode.IN_PERSON, venue, room, layout))
            if Mode.HYBRID in session.modes and _can_be_hybrid(programme, room):
                found += [Place(f"{key}+{tool.id}", Mode.HYBRID, venue, room, layout, tool) for tool in tools]
    if Mode.ONLINE in session.modes:
        found += [Place(tool.id, Mode.ONLINE, tool=tool) for tool in tools]
    return tuple(found)


def _can_be_hybrid(programme: Programme, room: Room) -> bool:
    if room.is_hybrid_ready is Known.YES or programme.equipment.hybrid_kit_per_sitting is not None:
        return True
    return room.is_hybrid_ready is Known.UNKNOWN and programme.level is Level.ESTIMATE


def find_place(programme: Programme, session: SessionPlan, place_id: str) -> Place | None:
    """The place of that id for this session plan, or None if it may not be held there."""
    return next((place for place in places_for(programme, session) if place.id == place_id), None)


def start_minute(start: datetime) -> int:
    """Minutes after midnight."""
    return start.hour * 60 + start.minute


def room_interval(place: Place, start: datetime, minutes: int) -> tuple[int, int]:
    """Room time in minutes after midnight, [from, to): with set-up and clear-down; online just the session time."""
    first = start_minute(start)
    if place.room is None:
        return first, first + minutes
    return first - place.room.set_up_minutes, first + minutes + place.room.clear_down_minutes


def is_open(place: Place, start: datetime, minutes: int) -> bool:
    """Whether the room time lies inside one opening of that weekday and on no closure; online always."""
    if place.venue is None:
        return True
    day = start.date()
    if any(closure.starts_on <= day <= closure.ends_on for closure in place.venue.closures):
        return False
    first, last = room_interval(place, start, minutes)
    weekday = WEEKDAYS[start.weekday()]
    return any(
        opening.weekday is weekday
        and minutes_of(opening.opens) <= first
        and last <= minutes_of(opening.closes)
        for opening in place.venue.openings
    )


def feature_state(place: Place, item: str) -> tuple[Known, str]:
    """What is recorded of "venue:KEY" or "tool:KEY" at a place, and where; no record is unknown.

    A room's record takes the place of its venue's.
    """
    part, _, key = item.partition(":")
    if part == "tool":
        if place.tool is None:
            return Known.UNKNOWN, ""
        return _recorded(place.tool.features, key), place.tool.id
    if place.room is None or place.venue is None:
        return Known.UNKNOWN, ""
    in_room = next((feature for feature in place.room.features if feature.key == key), None)
    if in_room is not None:
        return in_room.is_there, place.room_key
    return _recorded(place.venue.features, key), place.venue.id


def _recorded(features: tuple[AccessFeature, ...], key: str) -> Known:
    return next((feature.is_there for feature in features if feature.key == key), Known.UNKNOWN)


def travel_between(programme: Programme, from_area: str, to_area: str) -> Journey | None:
    """One way between two areas, in either direction of a link; within one area without a link nothing; None if unknown."""
    for link in programme.travel:
        if {link.from_area, link.to_area} == {from_area, to_area}:
            return Journey(link.minutes, link.miles, link.fare_pence)
    return NO_JOURNEY if from_area == to_area else None
