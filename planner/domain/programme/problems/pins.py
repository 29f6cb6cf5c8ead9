"""What people have fixed: states of sittings, pins and pinned amounts that name what exists."""

from collections.abc import Iterator
from datetime import date

from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.references import unknown
from planner.domain.programme.sessions import Pin, SessionPlan
from planner.domain.terms import SittingStatus

_SINGLE = ("runs", "place", "on", "at")


def _sessions_by_sitting(programme: Programme) -> dict[str, SessionPlan]:
    return {
        f"{session.id}-{number}": session
        for session in programme.sessions
        for number in range(1, min(session.repeats.count, 400) + 1)
    }


def _place_problem(programme: Programme, path: str, place: str) -> Iterator[Problem]:
    """A place is "VENUE/ROOM", "TOOL" or "VENUE/ROOM+TOOL"."""
    rooms = {f"{venue.id}/{room.id}" for venue in programme.venues for room in venue.rooms}
    tools = {tool.id for tool in programme.tools}
    room, plus, tool = place.partition("+")
    if plus:
        if room not in rooms or tool not in tools:
            yield Problem(path, f'Name a room and a tool as "VENUE/ROOM+TOOL": there is no "{place}"')
    elif place not in rooms | tools:
        yield from unknown(path, 'a room as "VENUE/ROOM" or a tool', place, rooms | tools)


def states_are_possible(programme: Programme) -> Iterator[Problem]:
    """The state of a sitting is about one that exists; announced and held sittings say where and when."""
    for number, session in enumerate(programme.sessions):
        for index, state in enumerate(session.sittings):
            here = f"sessions[{number}].sittings[{index}]"
            if state.number > session.repeats.count:
                message = f"Enter {session.repeats.count} or less: there are no more sittings"
                yield Problem(f"{here}.number", message)
            is_fixed = state.status in (SittingStatus.ANNOUNCED, SittingStatus.HELD)
            if is_fixed and not state.place:
                yield Problem(f"{here}.place", f"Say where: this sitting is {state.status}")
            if is_fixed and state.start is None:
                yield Problem(f"{here}.start", f"Say when: this sitting is {state.status}")
            if state.place:
                yield from _place_problem(programme, f"{here}.place", state.place)
            if state.start is not None:
                if state.start.second or state.start.microsecond:
                    yield Problem(f"{here}.start", "Enter whole minutes, for example 2027-03-15T10:30")
                yield from _inside(programme, f"{here}.start", state.start.date())


def _inside(programme: Programme, path: str, day: date) -> Iterator[Problem]:
    calendar = programme.calendar
    if not calendar.starts_on <= day <= calendar.ends_on:
        yield Problem(path, f"Enter a date from {calendar.starts_on} to {calendar.ends_on}, the period")


def pins_name_what_exists(programme: Programme) -> Iterator[Problem]:
    """A pin says why, and names a sitting, place, staff, groups and suppliers of the document."""
    by_sitting = _sessions_by_sitting(programme)
    for number, pin in enumerate(programme.pins):
        here = f"pins[{number}]"
        yield from unknown(f"{here}.sitting", "a sitting", pin.sitting, by_sitting)
        if not pin.reason:
            yield Problem(f"{here}.reason", "Say why this is fixed")
        if pin.place:
            yield from _place_problem(programme, f"{here}.place", pin.place)
        if pin.on is not None:
            yield from _inside(programme, f"{here}.on", pin.on)
        yield from _pinned_people(programme, here, pin, by_sitting.get(pin.sitting))


def _pinned_people(
    programme: Programme, here: str, pin: Pin, session: SessionPlan | None
) -> Iterator[Problem]:
    staff = {member.id for member in programme.staff}
    seen: set[str] = set()
    for index, member in enumerate(pin.team):
        yield from unknown(f"{here}.team[{index}].staff", "a member of staff", member.staff, staff)
        if member.staff in seen:
            yield Problem(f"{here}.team[{index}].staff", "Give each person one role at a sitting")
        seen.add(member.staff)
    suppliers = {supplier.id for supplier in programme.suppliers}
    for index, support in enumerate(pin.support):
        yield from unknown(f"{here}.support[{index}].supplier", "a supplier", support.supplier, suppliers)
    yield from _pinned_places(programme, here, pin, session)


def _pinned_places(
    programme: Programme, here: str, pin: Pin, session: SessionPlan | None
) -> Iterator[Problem]:
    groups = {group.id: group for group in programme.groups}
    seen: set[str] = set()
    for index, places in enumerate(pin.places):
        path = f"{here}.places[{index}].group"
        yield from unknown(path, "a group", places.group, groups)
        if places.group in seen:
            yield Problem(path, "Fix the places of each group once")
        seen.add(places.group)
        group = groups.get(places.group)
        if group is None or session is None:
            continue
        if group.id not in session.invited:
            yield Problem(path, f'Name a group that "{session.id}" invites')
        elif group.membership == "standing" and session.repeats.kind == "series":
            message = f'Name an open group: "{group.id}" is invited whole and its numbers are never fixed'
            yield Problem(path, message)
        if places.room_count + places.online_count > group.size:
            message = f"Enter {group.size} or fewer in all, the size of the group"
            yield Problem(f"{here}.places[{index}].room_count", message)


def pins_do_not_contradict(programme: Programme) -> Iterator[Problem]:
    """Two pins of one sitting fix the same thing the same way."""
    fixed: dict[tuple[str, str], object] = {}
    for number, pin in enumerate(programme.pins):
        for name in _SINGLE:
            value = getattr(pin, name)
            if value is None or value == "":
                continue
            before = fixed.setdefault((pin.sitting, name), value)
            if before != value:
                message = f'Fix this once: another pin of "{pin.sitting}" says {before}'
                yield Problem(f"pins[{number}].{name}", message)


def pinned_amounts_name_what_exists(programme: Programme) -> Iterator[Problem]:
    """A pinned amount is for a sitting that exists and says why."""
    by_sitting = _sessions_by_sitting(programme)
    for number, pin in enumerate(programme.amount_pins):
        here = f"amount_pins[{number}]"
        yield from unknown(f"{here}.sitting", "a sitting", pin.sitting, by_sitting)
        if not pin.reason:
            yield Problem(f"{here}.reason", "Say why this amount is fixed")
