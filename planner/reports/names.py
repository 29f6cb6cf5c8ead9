"""What the ids of a plan are called: sessions, places, groups, people of the team, suppliers, funding sources."""

import re
from dataclasses import dataclass

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme.document import Programme
from planner.domain.programme.places import Tool, Venue
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import SittingStatus

_SITTING_ID = re.compile(r"(?<![\w-])[a-z][a-z0-9-]*-[0-9]+(?![\w-])")
_NO_MONEY_LEFT = re.compile(
    r"Money: by itself it costs at least (£[\d,]+(?:\.\d+)?), and (£[\d,]+(?:\.\d+)?) of the budget is left"
)
_SITTING = re.compile(r"\b([Ss])itting(?! (?:service|room))")


def characteristic_words(key: str) -> str:
    """A characteristic's key in words: "disabled+under_25" is "disabled and under 25"."""
    return " and ".join(part.replace("_", " ") for part in key.split("+"))


@dataclass(frozen=True)
class PlaceNames:
    """Where a session is held, in names; what does not apply is ""."""

    venue: str
    room: str
    area: str
    tool: str

    @property
    def words(self) -> str:
        """As "Main hall, Community centre", "Video meeting" or "Main hall, Community centre, and Video meeting"."""
        building = ", ".join(part for part in (self.room, self.venue) if part)
        return ", and ".join(part for part in (building, self.tool) if part)


class Names:
    """The names of a programme's parts by id. An id that the programme does not know is shown as it stands."""

    def __init__(self, programme: Programme) -> None:
        self.sessions: dict[str, SessionPlan] = {part.id: part for part in programme.sessions}
        self.venues: dict[str, Venue] = {part.id: part for part in programme.venues}
        self.tools: dict[str, Tool] = {part.id: part for part in programme.tools}
        self.groups = {part.id: part for part in programme.groups}
        self._areas = {part.id: part.name for part in programme.areas}
        self._staff = {part.id: part.title for part in programme.staff}
        self._suppliers = {part.id: part.name for part in programme.suppliers}
        marked = {part.key for group in programme.groups for part in group.characteristics if "_" in part.key}
        self._characteristics = sorted(marked, key=lambda key: (-len(key), key))
        self._sources = {part.id: part.name for part in programme.budget.funding}

    def area(self, key: str) -> str:
        """The name of an area."""
        return self._areas.get(key, key)

    def group(self, key: str) -> str:
        """The name of a group."""
        return self.groups[key].name if key in self.groups else key

    def staff(self, key: str) -> str:
        """The role title of a member of the team."""
        return self._staff.get(key, key)

    def supplier(self, key: str) -> str:
        """The name of a supplier."""
        return self._suppliers.get(key, key)

    def source(self, key: str) -> str:
        """The name of a funding source."""
        return self._sources.get(key, key)

    def session(self, key: str) -> str:
        """The title of a session plan."""
        return self.sessions[key].title if key in self.sessions else key

    def place(self, key: str) -> PlaceNames:
        """The names of a place id "venue/room", "tool" or "venue/room+tool"."""
        building, _, tool_id = key.partition("+")
        if "/" not in building:
            return PlaceNames("", "", "", self.tools[building].name if building in self.tools else building)
        venue_id, _, room_id = building.partition("/")
        tool = self.tools[tool_id].name if tool_id in self.tools else tool_id
        venue = self.venues.get(venue_id)
        if venue is None:
            return PlaceNames(venue_id, room_id, "", tool)
        rooms = {room.id: room.name for room in venue.rooms}
        return PlaceNames(venue.name, rooms.get(room_id, room_id), self.area(venue.area), tool)

    def sitting(self, key: str) -> str:
        """The title of one session by its id "SESSION-k": with "2 of 4" in a series, "choice 1 of 2" among alternatives."""
        session_id, _, number = key.rpartition("-")
        session = self.sessions.get(session_id)
        if session is None:
            return key
        if session.repeats.count == 1:
            return session.title
        words = "choice " if session.repeats.kind == "alternatives" else ""
        return f"{session.title}, {words}{number} of {session.repeats.count}"

    def on_screen(self, words: str) -> str:
        """Words of the check or the planner as people read them: titles for ids, "session" for "sitting", "17%" for "17 %".

        A sitting service, which is respite care, keeps its name.
        """
        words = _SITTING_ID.sub(self._quoted, words)
        for key in self._characteristics:
            words = words.replace(key, characteristic_words(key))
        words = _NO_MONEY_LEFT.sub(r"Not enough money left: it would cost at least \1, and \2 is left", words)
        words = _SITTING.sub(lambda found: f"{found[1]}ession", words)
        return words.replace("place-hours", "time").replace(" %", "%")

    def _quoted(self, found: re.Match[str]) -> str:
        title = self.sitting(found[0])
        return found[0] if title == found[0] else f"‘{title}’"

    def status(self, planned: PlannedSitting) -> SittingStatus:
        """Where a session stands with the people who come; draft unless the programme says more."""
        session = self.sessions.get(planned.session)
        number = planned.id.rpartition("-")[2]
        states = session.sittings if session else ()
        return next((state.status for state in states if str(state.number) == number), SittingStatus.DRAFT)


def in_order(plan: Plan) -> tuple[PlannedSitting, ...]:
    """The sessions of a plan by start, then id."""
    return tuple(sorted(plan.sittings, key=lambda planned: (planned.start, planned.id)))
