"""Mending references of a draft: what names something that is not there any more is told, and left out."""

from collections.abc import Callable, Iterable
from typing import Any

from planner.costing.so_far.result import Notes
from planner.domain.programme.document import Programme
from planner.domain.programme.money import OtherCost
from planner.domain.programme.sessions import SessionPlan

MOST_SITTINGS = 2000
WITH_IDS = ("groups", "sessions", "venues", "tools", "staff", "suppliers", "other_costs")


def each_once(key: str, entries: Iterable[Any], notes: Notes) -> tuple[Any, ...]:
    """The entries of a list by id, the first of each."""
    found: dict[str, Any] = {}
    for entry in entries:
        if entry.id in found:
            notes.say(key, f"“{entry.id}” is entered twice: only the first is counted")
        found.setdefault(entry.id, entry)
    return tuple(found.values())


def mend_references(programme: Programme, notes: Notes) -> Programme:
    """A programme whose sessions, costs and coordination name only what is there."""
    sessions = tuple(_session(programme, session, notes) for session in programme.sessions)
    costs = (_other_cost(programme, cost, notes) for cost in programme.other_costs)
    changes: dict[str, Any] = {
        "sessions": _not_too_many(sessions, notes),
        "other_costs": tuple(cost for cost in costs if cost is not None),
    }
    terms = programme.coordination
    if terms is not None and terms.staff not in {member.id for member in programme.staff}:
        notes.say("coordination", "Whoever coordinates is not in the team: time to coordinate is not counted")
        changes["coordination"] = None
    return programme.model_copy(update=changes)


def _session(programme: Programme, session: SessionPlan, notes: Notes) -> SessionPlan:
    groups = {group.id for group in programme.groups}
    tell = notes.of_session
    invited = _there(
        session.invited,
        groups,
        lambda: tell(
            "sessions",
            "A group invited to {sessions} is not there: its people are not counted",
            session.title,
        ),
    )
    venues = _there(
        session.venues,
        {venue.id for venue in programme.venues},
        lambda: tell(
            "sessions", "A venue named for {sessions} is not there: it is not looked at", session.title
        ),
    )
    tools = _there(
        session.tools,
        {tool.id for tool in programme.tools},
        lambda: tell(
            "sessions",
            "An online tool named for {sessions} is not there: it is not looked at",
            session.title,
        ),
    )
    modes = tuple(dict.fromkeys(session.modes))
    return session.model_copy(update={"invited": invited, "venues": venues, "tools": tools, "modes": modes})


def _there(names: tuple[str, ...], known: set[str], tell: Callable[[], None]) -> tuple[str, ...]:
    """The names that are known, each once; `tell` is called where one is not."""
    if not known.issuperset(names):
        tell()
    return tuple(dict.fromkeys(name for name in names if name in known))


def _not_too_many(sessions: tuple[SessionPlan, ...], notes: Notes) -> tuple[SessionPlan, ...]:
    """Sessions up to the most that a programme may hold."""
    kept: list[SessionPlan] = []
    held_count = 0
    for session in sessions:
        held_count += session.repeats.count
        if held_count > MOST_SITTINGS:
            words = f"No more than {MOST_SITTINGS:,} sessions are counted: {{sessions}} come on top of them"
            notes.of_session("sessions", words, session.title)
            held_count -= session.repeats.count
        else:
            kept.append(session)
    return tuple(kept)


def _other_cost(programme: Programme, cost: OtherCost, notes: Notes) -> OtherCost | None:
    known = {session.id for session in programme.sessions}
    sessions = tuple(name for name in cost.sessions if name in known)
    if cost.sessions and not sessions:
        notes.say("other_costs", f"No session of ‘{cost.title}’ is there: it is not counted")
        return None
    return cost.model_copy(update={"sessions": sessions})
