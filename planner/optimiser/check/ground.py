"""What the check reads of a programme: look-ups, places, journeys, who is able to come, worked out here on its own.

Source: `docs/formulation.md` §1 and §2. Nothing here is shared with the candidates, the model or the costing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from planner.domain.calendars import bank_holidays, faith_festivals, school_holidays
from planner.domain.programme import Programme
from planner.domain.programme.base import minutes_of
from planner.domain.programme.groups import Availability, Group
from planner.domain.programme.places import Layout, Room, Tool, Venue
from planner.domain.programme.sessions import Pin, SessionPlan, SittingState
from planner.domain.terms import (
    AFTERNOON_FROM_MINUTES,
    EVENING_FROM_MINUTES,
    WEEKDAYS,
    DayPart,
    Known,
    Level,
    Mode,
    SittingStatus,
)
from planner.optimiser.check.names import Names

_EDGES: Final = (
    (DayPart.MORNING, 0, AFTERNOON_FROM_MINUTES),
    (DayPart.AFTERNOON, AFTERNOON_FROM_MINUTES, EVENING_FROM_MINUTES),
    (DayPart.EVENING, EVENING_FROM_MINUTES, 24 * 60),
)
_WORK, _END, _ALL = range(5), range(5, 7), range(7)
_PRESETS: Final[dict[str, tuple[range, str, str, str]]] = {
    "any_time": (_ALL, "mae", "", ""),
    "working_hours": (_WORK, "ma", "09:00", "17:30"),
    "weekdays_10_to_3": (_WORK, "ma", "10:00", "15:00"),
    "school_hours": (_WORK, "ma", "09:30", "14:30"),
    "evenings": (_WORK, "e", "17:30", "21:30"),
    "early_evenings": (_WORK, "ae", "16:00", "19:30"),
    "weekends": (_END, "mae", "09:00", "18:00"),
    "none": (range(0), "", "", ""),
}
"""Weekdays, first letters of the parts of the day, and the window of each preset."""


@dataclass(frozen=True)
class Spot:
    """Where a sitting is held, read from a place's text; `area` is empty online."""

    text: str
    mode: Mode
    area: str = ""
    venue: Venue | None = None
    room: Room | None = None
    layout: Layout | None = None
    tool: Tool | None = None


@dataclass(frozen=True)
class Able:
    """People of a group who could come in the room, online and together; `room_places` and `online_places` if invited whole."""

    room: int
    online: int
    total: int
    room_places: int
    online_places: int


def minute_of(start: datetime) -> int:
    """Minutes after midnight of a local time."""
    return start.hour * 60 + start.minute


def free_of(availability: Availability, size: int, start: datetime, minutes: int) -> int:
    """People free from `start` for `minutes`: the least of the cells touched, nought outside the window, at most `size`."""
    weekdays, parts, earliest, latest = _PRESETS[availability.preset]
    earliest, latest = availability.earliest or earliest, availability.latest or latest
    begins, ends = minute_of(start), minute_of(start) + minutes
    if (earliest and begins < minutes_of(earliest)) or (latest and ends > minutes_of(latest)):
        return 0
    least = size
    for part, opens, closes in _EDGES:
        if begins < closes and ends > opens:
            free = size if start.weekday() in weekdays and part[0] in parts else 0
            for cell in availability.cells:
                if cell.weekday is WEEKDAYS[start.weekday()] and cell.part is part:
                    free = cell.free_count
            least = min(least, free)
    return least


class Ground:
    """A programme's parts by id, with everything about places, starts and people that a rule asks for."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.names = Names(programme)
        self.is_estimate = programme.level is Level.ESTIMATE
        self.sessions = {session.id: session for session in programme.sessions}
        self.groups = {group.id: group for group in programme.groups}
        self.staff = {member.id: member for member in programme.staff}
        self.suppliers = {supplier.id: supplier for supplier in programme.suppliers}
        self.tools = {tool.id: tool for tool in programme.tools}
        self.rooms = {
            f"{venue.id}/{room.id}": (venue, room) for venue in programme.venues for room in venue.rooms
        }
        self.sitting_ids = {
            f"{session.id}-{number}": (session, number)
            for session in programme.sessions
            for number in range(1, session.repeats.count + 1)
        }
        self._journeys = {}
        for link in reversed(programme.travel):
            self._journeys[frozenset((link.from_area, link.to_area))] = link
        self._able: dict[tuple[str, str, datetime, int], Able] = {}
        self._spots: dict[tuple[str, str], Spot | str] = {}
        self._blocked: dict[date, str] | None = None

    def state_of(self, session: SessionPlan, number: int) -> SittingState | None:
        """What has become of a sitting, if it is more than a draft."""
        return next((state for state in session.sittings if state.number == number), None)

    def pins_of(self, sitting: str) -> tuple[Pin, ...]:
        """What people have fixed about a sitting."""
        return tuple(pin for pin in self.programme.pins if pin.sitting == sitting)

    def invited(self, session: SessionPlan) -> tuple[Group, ...]:
        """The groups invited to a session, each once."""
        return tuple(self.groups[key] for key in dict.fromkeys(session.invited) if key in self.groups)

    def units_invited(self, group: Group) -> list[tuple[SessionPlan, tuple[str, ...]]]:
        """Units a group is invited to: each sitting of a series by itself, all alternatives of a plan together."""
        found: list[tuple[SessionPlan, tuple[str, ...]]] = []
        for session in self.programme.sessions:
            if group.id in session.invited:
                ids = tuple(f"{session.id}-{number}" for number in range(1, session.repeats.count + 1))
                found += (
                    [(session, ids)] if is_alternatives(session) else [(session, (each,)) for each in ids]
                )
        return found

    def blocked(self) -> dict[date, str]:
        """Blocked dates of the period with their reasons."""
        if self._blocked is None:
            calendar = self.programme.calendar
            first, last = calendar.starts_on, calendar.ends_on
            found: dict[date, str] = {}
            if calendar.avoid_bank_holidays:
                found |= bank_holidays(calendar.nation, first, last)
            if calendar.avoid_school_holidays:
                found |= school_holidays(calendar.nation, first, last)
            if calendar.avoid_faiths:
                found |= faith_festivals(calendar.avoid_faiths, first, last)
            self._blocked = found
        return self._blocked

    def minutes_between(self, one: str, other: str) -> int | None:
        """Travel minutes one way between two areas; None if nothing is known of the way."""
        link = self._journeys.get(frozenset((one, other)))
        if link is not None:
            return link.minutes
        return 0 if one == other else None

    def spot(self, session: SessionPlan, text: str) -> Spot | str:
        """The place of that text for this session, or why it may not be held there."""
        key = (session.id, text)
        if key not in self._spots:
            self._spots[key] = self._read_spot(session, text)
        return self._spots[key]

    def _read_spot(self, session: SessionPlan, text: str) -> Spot | str:
        room_text, plus, tool_text = text.partition("+")
        if "/" not in text:
            room_text, tool_text = "", text
        mode = Mode.HYBRID if plus else Mode.IN_PERSON if room_text else Mode.ONLINE
        tool = self.tools.get(tool_text)
        if mode not in session.modes:
            return f"this session is not held {mode.replace('_', ' ')}"
        if mode is not Mode.IN_PERSON and (tool is None or (session.tools and tool.id not in session.tools)):
            return f"there is no online tool ‘{tool_text}’ that this session may use"
        if mode is Mode.ONLINE:
            return Spot(text, mode, tool=tool)
        if room_text not in self.rooms:
            return f"there is no room ‘{room_text}’"
        venue, room = self.rooms[room_text]
        layout = next((each for each in room.layouts if each.kind is session.layout), None)
        if layout is None or (session.venues and venue.id not in session.venues):
            return f"this session may not use {self.names.place(room_text)} in its layout"
        if mode is Mode.HYBRID and not self._is_hybrid(room):
            return f"{self.names.place(room_text)} is not ready for joining online as well"
        return Spot(text, mode, venue.area, venue, room, layout, tool)

    def _is_hybrid(self, room: Room) -> bool:
        has_kit = self.programme.equipment.hybrid_kit_per_sitting is not None
        is_taken = room.is_hybrid_ready is Known.UNKNOWN and self.is_estimate
        return room.is_hybrid_ready is Known.YES or has_kit or is_taken

    def able(self, group: Group, spot: Spot, start: datetime, minutes: int) -> Able:
        """How many of a group could come to a place at a start, by the table of §2."""
        key = (group.id, spot.text, start, minutes)
        if key not in self._able:
            self._able[key] = self._work_out_able(group, spot, start, minutes)
        return self._able[key]

    def _work_out_able(self, group: Group, spot: Spot, start: datetime, minutes: int) -> Able:
        free = free_of(group.availability, group.size, start, minutes)
        reach = 0
        if spot.area:
            way = self.minutes_between(group.home_area, spot.area)
            if way is not None and way <= group.travel.most_minutes:
                reach = group.size if group.in_person_count is None else group.in_person_count
        room, online = min(free, reach), min(free, group.online_count)
        if spot.mode is Mode.IN_PERSON:
            return Able(room, 0, room, room, 0)
        if spot.mode is Mode.ONLINE:
            return Able(0, online, online, 0, online)
        total = min(free, reach + group.online_count)
        on_the_line = min(group.online_count, total, max(group.prefer_online_count, total - reach))
        return Able(room, online, total, total - on_the_line, on_the_line)

    def may_come(self, group: Group, session: SessionPlan, able: Able) -> tuple[int, int]:
        """For whom needs are provided, in the room and online: those expected, or if numbers are decided the most."""
        if numbers_are_decided(group, session):
            return able.room, able.online
        return able.room_places, able.online_places


def is_alternatives(session: SessionPlan) -> bool:
    """Whether each person comes to one of the session's sittings."""
    return session.repeats.kind == "alternatives"


def numbers_are_decided(group: Group, session: SessionPlan) -> bool:
    """Whether places are decided: for open groups, and for every group at alternatives."""
    return group.membership == "open" or is_alternatives(session)


def fixed_start(state: SittingState | None, pins: Sequence[Pin]) -> datetime | None:
    """The start a sitting keeps, announced or held or pinned with date and time; None if it has a choice."""
    if state is not None and is_fixed(state) and state.start is not None:
        return state.start
    for pin in pins:
        if pin.on is not None and pin.at is not None:
            return datetime.combine(pin.on, time.fromisoformat(pin.at))
    return None


def is_fixed(state: SittingState | None) -> bool:
    """Whether a sitting has been announced or held."""
    return state is not None and state.status in (SittingStatus.ANNOUNCED, SittingStatus.HELD)


def is_cancelled(state: SittingState | None) -> bool:
    """Whether a sitting has been called off."""
    return state is not None and state.status is SittingStatus.CANCELLED
