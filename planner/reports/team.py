"""Who runs each session, as a short list: a line for each role, with the names of those in it."""

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme.document import Programme
from planner.domain.terms import Role
from planner.reports.names import Names
from planner.reports.words import list_words

ROLE_LABELS = {
    Role.LEAD: "Lead",
    Role.ROOM_FACILITATOR: "Room",
    Role.ONLINE_FACILITATOR: "Online",
    Role.ONLINE_HOST: "Online host",
    Role.CHECKED_ADULT: "Checked adult",
}


def teams(programme: Programme, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The team of every session by its id, as ("Lead: Co-production lead", "Room: Youth worker")."""
    names = Names(programme)
    return {planned.id: _team(names, planned) for planned in plan.sittings}


def _team(names: Names, planned: PlannedSitting) -> tuple[str, ...]:
    held = {
        role: [names.staff(member.staff) for member in planned.team if member.role == role]
        for role in ROLE_LABELS
    }
    return tuple(f"{ROLE_LABELS[role]}: {list_words(titles)}" for role, titles in held.items() if titles)
