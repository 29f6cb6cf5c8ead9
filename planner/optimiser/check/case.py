"""A plan read against its programme: the sittings that can be understood, and what is wrong with the others.

Whatever a plan says, reading it gives a `Case`; nothing raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Mode, Role
from planner.optimiser.check.ground import Able, Ground, Spot

YEARS_READ = range(2000, 2100)
FACILITATORS = (Role.LEAD, Role.ROOM_FACILITATOR, Role.ONLINE_FACILITATOR)


@dataclass(frozen=True)
class Broken:
    """A rule that a plan breaks: `where` names the sitting, line, group or target, `words` tell a person what is wrong."""

    rule: str
    where: str
    words: str


@dataclass(frozen=True)
class Held:
    """A sitting of the plan that can be understood: its session, number, place and start."""

    planned: PlannedSitting
    session: SessionPlan
    number: int
    spot: Spot
    groups: tuple[Group, ...]

    @property
    def id(self) -> str:
        """The sitting's id."""
        return self.planned.id

    @property
    def mode(self) -> Mode:
        """How people join."""
        return self.spot.mode

    @property
    def start(self) -> datetime:
        """When the session begins."""
        return self.planned.start

    @property
    def end(self) -> datetime:
        """When the session ends."""
        return self.planned.start + timedelta(minutes=self.session.minutes)

    @property
    def on(self) -> date:
        """The date."""
        return self.planned.start.date()

    @cached_property
    def room_time(self) -> tuple[datetime, datetime]:
        """From set-up to clear-down; online the session itself. It is the team's time too."""
        if self.spot.room is None:
            return self.start, self.end
        before = timedelta(minutes=self.spot.room.set_up_minutes)
        return self.start - before, self.end + timedelta(minutes=self.spot.room.clear_down_minutes)

    @property
    def room_key(self) -> str:
        """The room as text, empty online."""
        return "" if self.spot.room is None else self.spot.text.partition("+")[0]

    @property
    def people(self) -> int:
        """Places of all invited groups together."""
        return sum(self.places(group) for group in self.groups)

    def places(self, group: Group) -> int:
        """Places of a group, in the room and online."""
        return self.planned.places.get(group.id, 0)

    def online_places(self, group: Group) -> int:
        """Places of a group online."""
        return self.planned.online_places.get(group.id, 0)

    def room_places(self, group: Group) -> int:
        """Places of a group in the room."""
        return self.places(group) - self.online_places(group)

    def all_room_places(self) -> int:
        """Places in the room."""
        return sum(self.room_places(group) for group in self.groups)

    def all_online_places(self) -> int:
        """Places online."""
        return sum(self.online_places(group) for group in self.groups)

    def in_role(self, *roles: Role) -> list[str]:
        """Staff in any of these roles."""
        return [member.staff for member in self.planned.team if member.role in roles]

    def room_team(self) -> int:
        """Members of the team who take a place in the room."""
        if self.mode is Mode.ONLINE:
            return 0
        if self.mode is Mode.IN_PERSON:
            return len(self.planned.team)
        return len(self.in_role(Role.LEAD, Role.ROOM_FACILITATOR, Role.CHECKED_ADULT))

    def online_team(self) -> int:
        """Members of the team who take a place in the tool."""
        return 0 if self.mode is Mode.IN_PERSON else len(self.planned.team) - self.room_team()

    def room_facilitators(self) -> int:
        """Facilitators of the people in the room: the lead too, unless the sitting is online."""
        return len(self.in_role(Role.ROOM_FACILITATOR, *(() if self.mode is Mode.ONLINE else (Role.LEAD,))))

    def online_facilitators(self) -> int:
        """Facilitators of the people online: the lead too at online sittings."""
        return len(self.in_role(Role.ONLINE_FACILITATOR, *((Role.LEAD,) if self.mode is Mode.ONLINE else ())))


def _mode(mode: Mode) -> str:
    return mode.value.replace("_", " ")


class Case:
    """A plan beside its programme: `held` in order of time, and `unread` for sittings that make no sense."""

    def __init__(self, ground: Ground, plan: Plan) -> None:
        self.ground = ground
        self.programme = ground.programme
        self.plan = plan
        self.unread: list[Broken] = []
        found: dict[str, Held] = {}
        for planned in plan.sittings:
            held = self._read(planned, found)
            if held is not None:
                found[held.id] = held
        self.by_id = found
        self.held = sorted(found.values(), key=lambda held: (held.start, held.id))

    def _read(self, planned: PlannedSitting, found: dict[str, Held]) -> Held | None:
        known = self.ground.sitting_ids.get(planned.id)
        if known is None or known[0].id != planned.session:
            words = f"The programme has no such session: ‘{planned.id}’."
            self.unread.append(Broken("held_once", planned.id, words))
            return None
        if planned.id in found:
            self.unread.append(Broken("held_once", planned.id, "The session is in the plan more than once."))
            return None
        if planned.start.tzinfo is not None or planned.start.year not in YEARS_READ:
            words = "The start has to be local time without a zone, in this century."
            self.unread.append(Broken("starts_are_allowed", planned.id, words))
            return None
        session, number = known
        spot = self.ground.spot(session, planned.place)
        if isinstance(spot, str):
            words = f"It cannot be held at {self.ground.names.place(planned.place)}: {spot}."
            self.unread.append(Broken("rooms_are_open", planned.id, words))
            return None
        if planned.mode is not spot.mode:
            words = f"At {self.ground.names.place(spot.text)} people join {_mode(spot.mode)}, not {_mode(planned.mode)}."
            self.unread.append(Broken("rooms_are_open", planned.id, words))
        return Held(planned, session, number, spot, self.ground.invited(session))

    def of_session(self, session: SessionPlan | str) -> list[Held]:
        """Running sittings of a session plan, by number."""
        key = session if isinstance(session, str) else session.id
        return sorted((held for held in self.held if held.session.id == key), key=lambda held: held.number)

    def able(self, held: Held, group: Group) -> Able:
        """How many of a group could come to a sitting."""
        return self.ground.able(group, held.spot, held.start, held.session.minutes)

    def may_come(self, held: Held, group: Group) -> tuple[int, int]:
        """For whom of a group needs are provided, in the room and online."""
        return self.ground.may_come(group, held.session, self.able(held, group))

    def with_groups(self) -> Iterator[tuple[Held, Group]]:
        """Each running sitting with each group invited to it."""
        for held in self.held:
            for group in held.groups:
                yield held, group


def day_words(moment: datetime | date) -> str:
    """A date as "12 January 2027"."""
    return f"{moment.day} {moment:%B %Y}"
