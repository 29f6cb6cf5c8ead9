"""What the check calls sessions, places, groups and people of the team when it tells a person what is wrong."""

from planner.domain.programme import Programme


class Names:
    """A programme's names by id, in quotation marks where they could be read as part of the sentence; an unknown id as it is."""

    def __init__(self, programme: Programme) -> None:
        self._sessions = {session.id: session for session in programme.sessions}
        self._groups = {group.id: group.name for group in programme.groups}
        self._staff = {member.id: member.title for member in programme.staff}
        self._suppliers = {supplier.id: supplier.name for supplier in programme.suppliers}
        self._tools = {tool.id: tool.name for tool in programme.tools}
        self._rooms = {
            f"{venue.id}/{room.id}": f"{room.name}, {venue.name}"
            for venue in programme.venues
            for room in venue.rooms
        }

    def sitting(self, key: str) -> str:
        """A sitting by its session's title: ‘Design, 2 of 4’ in a series, ‘Design, choice 1 of 2’ among alternatives."""
        session = self._sessions.get(key.rpartition("-")[0])
        if session is None:
            return _quoted(key)
        if session.repeats.count == 1:
            return _quoted(session.title)
        choice = "choice " if session.repeats.kind == "alternatives" else ""
        return _quoted(f"{session.title}, {choice}{key.rpartition('-')[2]} of {session.repeats.count}")

    def session(self, key: str) -> str:
        """A session plan by its title."""
        return _quoted(self._sessions[key].title if key in self._sessions else key)

    def place(self, text: str) -> str:
        """A place: ‘Main hall, Library’, ‘Video meeting’, or both joined by "with"; what is not known as it was written."""
        room, plus, tool = text.partition("+")
        if "/" not in room:
            return _quoted(self._tools.get(text, text))
        if plus:
            return f"{_quoted(self._rooms.get(room, room))} with {_quoted(self._tools.get(tool, tool))}"
        return _quoted(self._rooms.get(room, room))

    def group(self, key: str) -> str:
        """A group by its name."""
        return self._groups.get(key, _quoted(key))

    def staff(self, key: str) -> str:
        """A member of the team by role title."""
        return self._staff.get(key, _quoted(key))

    def supplier(self, key: str) -> str:
        """A supplier by name."""
        return self._suppliers.get(key, _quoted(key))


def _quoted(words: str) -> str:
    return f"‘{words}’"
