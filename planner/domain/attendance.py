"""How many of a group are able to come, and are expected, at a place and start.

Source: `docs/formulation.md` §2. Whole people throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from planner.domain.places import Place, start_minute, travel_between
from planner.domain.programme.base import minutes_of
from planner.domain.programme.document import Programme
from planner.domain.programme.groups import Availability, Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import (
    AFTERNOON_FROM_MINUTES,
    EVENING_FROM_MINUTES,
    WEEKDAYS,
    DayPart,
    Mode,
    Weekday,
)

_WORKDAYS = WEEKDAYS[:5]
_WEEKEND = WEEKDAYS[5:]
_PARTS = tuple(DayPart)
_DAYTIME = (DayPart.MORNING, DayPart.AFTERNOON)
_WHOLE_DAY = (0, 24 * 60)

_PRESETS: Final[Mapping[str, tuple[tuple[Weekday, ...], tuple[DayPart, ...], tuple[int, int]]]] = {
    "any_time": (WEEKDAYS, _PARTS, _WHOLE_DAY),
    "working_hours": (_WORKDAYS, _DAYTIME, (9 * 60, 17 * 60 + 30)),
    "weekdays_10_to_3": (_WORKDAYS, _DAYTIME, (10 * 60, 15 * 60)),
    "school_hours": (_WORKDAYS, _DAYTIME, (9 * 60 + 30, 14 * 60 + 30)),
    "evenings": (_WORKDAYS, (DayPart.EVENING,), (17 * 60 + 30, 21 * 60 + 30)),
    "early_evenings": (_WORKDAYS, (DayPart.AFTERNOON, DayPart.EVENING), (16 * 60, 19 * 60 + 30)),
    "weekends": (_WEEKEND, _PARTS, (9 * 60, 18 * 60)),
    "none": ((), (), _WHOLE_DAY),
}


@dataclass(frozen=True)
class Able:
    """The most of a group that could come: in the room, online, and together."""

    room: int
    online: int
    total: int


@dataclass(frozen=True)
class Expected:
    """People of a group in the room and online."""

    room: int
    online: int

    @property
    def total(self) -> int:
        """Room and online together."""
        return self.room + self.online


def parts_touched(first: int, last: int) -> tuple[DayPart, ...]:
    """The parts of the day that [first, last) in minutes after midnight touches."""
    edges = (0, AFTERNOON_FROM_MINUTES, EVENING_FROM_MINUTES, 24 * 60)
    return tuple(
        part
        for part, opens, closes in zip(_PARTS, edges[:-1], edges[1:], strict=True)
        if first < closes and last > opens
    )


def free_count(availability: Availability, size: int, start: datetime, minutes: int) -> int:
    """How many of `size` are free for all of a session: the least of the cells it touches, none outside the window."""
    days, parts, window = _PRESETS[availability.preset]
    first = start_minute(start)
    last = first + minutes
    opens = window[0] if availability.earliest is None else minutes_of(availability.earliest)
    closes = window[1] if availability.latest is None else minutes_of(availability.latest)
    if first < opens or last > closes:
        return 0
    weekday = WEEKDAYS[start.weekday()]
    edited = {(cell.weekday, cell.part): cell.free_count for cell in availability.cells}
    preset = size if weekday in days else 0
    return min(
        min(size, edited.get((weekday, part), preset if part in parts else 0))
        for part in parts_touched(first, last)
    )


def able_to_come(programme: Programme, group: Group, place: Place, start: datetime, minutes: int) -> Able:
    """The most of a group able to come to a place at a start for so many minutes."""
    free = free_count(group.availability, group.size, start, minutes)
    reach = _reach(programme, group, place)
    online = min(free, group.online_count)
    if place.mode is Mode.IN_PERSON:
        return Able(room=min(free, reach), online=0, total=min(free, reach))
    if place.mode is Mode.ONLINE:
        return Able(room=0, online=online, total=online)
    return Able(room=min(free, reach), online=online, total=min(free, reach + group.online_count))


def _reach(programme: Programme, group: Group, place: Place) -> int:
    if place.area is None:
        return 0
    journey = travel_between(programme, group.home_area, place.area)
    if journey is None or journey.minutes > group.travel.most_minutes:
        return 0
    return group.size if group.in_person_count is None else group.in_person_count


def is_decided(group: Group, session: SessionPlan) -> bool:
    """Whether the number of places is decided (open groups, alternatives) rather than following from place and start."""
    return group.membership == "open" or session.repeats.kind == "alternatives"


def expected(group: Group, able: Able, mode: Mode) -> Expected:
    """Where everybody able to come is expected: in a hybrid sitting online are those who prefer it or cannot travel."""
    if mode is not Mode.HYBRID:
        return Expected(room=able.room, online=able.online)
    online = min(group.online_count, able.total, max(group.prefer_online_count, able.total - able.room))
    return Expected(room=able.total - online, online=online)
