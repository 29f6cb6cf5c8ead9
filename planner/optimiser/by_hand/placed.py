"""What a person gives for each sitting, read against the programme: what can be taken into a plan, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.costing.context import Occasion, Pricing
from planner.domain.attendance import Expected
from planner.domain.places import Place, find_place
from planner.domain.plan import TeamMember
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.sittings import Sitting, sittings_of
from planner.domain.terms import Mode
from planner.optimiser.by_hand.words import Finding

MOST_PEOPLE = 100_000
"""No group or place takes more: a larger number is a slip of the pen."""
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class PlacesGiven:
    """People of a group in the room and online, as a person wants them."""

    group: str
    room_count: int = 0
    online_count: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether both are numbers of people at all."""
        return 0 <= self.room_count <= MOST_PEOPLE and 0 <= self.online_count <= MOST_PEOPLE


@dataclass(frozen=True)
class PlacedByHand:
    """What a person says of one sitting ("SESSION-NUMBER"); what is left out is completed.

    `place` is "venue/room", "tool" or "venue/room+tool"; `on` and `at` are local. `team` and `places` may be given in part:
    roles that are missing are filled, groups that are missing get the numbers that the rules of sharing give.
    """

    sitting: str
    runs: bool = True
    place: str = ""
    on: date | None = None
    at: time | None = None
    team: tuple[TeamMember, ...] = ()
    places: tuple[PlacesGiven, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A sitting that a person places, with day and time; `place` is None where it may not be held there."""

    given: PlacedByHand
    sitting: Sitting
    start: datetime
    place: Place | None

    @property
    def id(self) -> str:
        """The sitting's id."""
        return self.sitting.id

    @property
    def end(self) -> datetime:
        """When the session ends."""
        return self.start + timedelta(minutes=self.sitting.session.minutes)

    @property
    def mode(self) -> Mode:
        """How people join; read from the words of the place where there is no such place."""
        if self.place is not None:
            return self.place.mode
        room, plus, _ = self.given.place.partition("+")
        return Mode.HYBRID if plus else Mode.IN_PERSON if "/" in room else Mode.ONLINE

    def occasion(self, place: Place) -> Occasion:
        """The sitting as the costing knows it."""
        return Occasion(self.id, self.sitting.session, place, self.start)

    def numbers_given(self) -> dict[str, Expected]:
        """The numbers of places that a person gives, by group; the last word on a group counts."""
        return {each.group: Expected(each.room_count, each.online_count) for each in _possible(self.given)}

    def numbers_pinned(self) -> dict[str, Expected]:
        """The numbers of places that are pinned, by group."""
        return {
            fixed.group: Expected(fixed.room_count, fixed.online_count)
            for pin in self.sitting.pins
            for fixed in pin.places
        }


def _possible(given: PlacedByHand) -> tuple[PlacesGiven, ...]:
    return tuple(each for each in given.places if each.is_possible)


def entries_of(pricing: Pricing, placed: tuple[PlacedByHand, ...]) -> tuple[Entry, ...]:
    """What can be taken into a plan, in order of time: known sittings that run, once each, with place, day and time."""
    known = {sitting.id: sitting for sitting in sittings_of(pricing.programme)}
    found: dict[str, Entry] = {}
    for given in placed:
        if not given.runs or given.sitting not in known or given.sitting in found:
            continue
        start = _start_of(given)
        if start is None or not given.place:
            continue
        place = find_place(pricing.programme, known[given.sitting].session, given.place)
        found[given.sitting] = Entry(given, known[given.sitting], start, place)
    return tuple(sorted(found.values(), key=lambda entry: (entry.start, entry.id)))


def _start_of(given: PlacedByHand) -> datetime | None:
    """Day and time as people's clocks show them, in a century that can be reckoned with; None where one is missing."""
    if given.on is None or given.at is None or given.on.year not in YEARS:
        return None
    return datetime.combine(given.on, given.at.replace(tzinfo=None, fold=0))


def slips(programme: Programme, placed: tuple[PlacedByHand, ...]) -> Iterator[Finding]:
    """What a person gave that no plan can hold: what is missing, unknown, given twice or no number of people."""
    known = {sitting.id for sitting in sittings_of(programme)}
    groups = {group.id: group for group in programme.groups}
    seen: set[str] = set()
    for given in placed:
        if given.sitting not in known:
            words = "There is no such session in this project. Choose one of its sessions."
            yield Finding("held_once", given.sitting, words)
            continue
        if given.sitting in seen:
            yield Finding("held_once", given.sitting, "The session is entered twice. Keep one entry of it.")
            continue
        if given.runs:
            seen.add(given.sitting)
            yield from _slips_of(given, groups)


def _slips_of(given: PlacedByHand, groups: dict[str, Group]) -> Iterator[Finding]:
    if not given.place:
        yield Finding("rooms_are_open", given.sitting, "Choose where the session is held.")
    if given.on is None:
        words = "Enter the date of the session, for example 24 September 2026."
        yield Finding("starts_are_allowed", given.sitting, words)
    elif given.on.year not in YEARS:
        words = f"Enter a date of this century: {given.on.year} is not a year the project can be held in."
        yield Finding("starts_are_allowed", given.sitting, words)
    if given.at is None:
        words = "Enter the time the session starts, for example 2pm."
        yield Finding("starts_are_allowed", given.sitting, words)
    for each in given.places:
        if not each.is_possible:
            name = groups[each.group].name if each.group in groups else f"‘{each.group}’"
            words = f"{name}: enter the number of people, for example 12."
            yield Finding("able_to_come", given.sitting, words)
