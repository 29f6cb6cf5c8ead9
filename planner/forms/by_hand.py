"""Sessions placed by hand: a row for each session there is, with when and where, and behind *More* its team and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.attendance import is_decided
from planner.domain.places import places_for
from planner.domain.programme import Programme
from planner.domain.programme.draft import Body
from planner.domain.programme.problems.dates import MOST_SITTINGS
from planner.domain.sittings import sittings_of
from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import BodyField, Choice, ClockField, CountField, Offers
from planner.forms.page_form import PartForm
from planner.forms.parts import Inner, PartField
from planner.forms.rows import RowsField
from planner.forms.values import MONTHS, read_day
from planner.reports.names import Names
from planner.reports.words import ROLE_WORDS, sentence

ROLES = tuple((role.value, sentence(words).removesuffix(".")) for role, words in ROLE_WORDS.items())


@dataclass(frozen=True)
class Occasion:
    """One session that can be placed: what it is called, where it may be held, whose numbers are decided."""

    id: str
    title: str
    session: str
    places: tuple[Choice, ...]
    groups: tuple[Choice, ...]


def occasions_to_place(programme: Programme) -> dict[str, Occasion]:
    """Give every session of a programme by its id, in order, with what there is to choose from for it."""
    names = Names(programme)
    groups = {group.id: group for group in programme.groups}
    places = {
        session.id: tuple((place.id, names.place(place.id).words) for place in places_for(programme, session))
        for session in programme.sessions
    }
    return {
        sitting.id: Occasion(
            id=sitting.id,
            title=names.sitting(sitting.id),
            session=sitting.session.title,
            places=places[sitting.session.id],
            groups=tuple(
                (key, groups[key].name)
                for key in sitting.session.invited
                if is_decided(groups[key], sitting.session)
            ),
        )
        for sitting in sittings_of(programme)
    }


class CarriedField(BodyField):
    """A value that the form carries along without showing it."""

    drawn_as = "hidden"
    blank = ""


class OneLineDayField(BodyField):
    """A date in one field, for tables: "12 1 2027", "12 January 2027", "12/1/2027" or "2027-01-12"."""

    def read(self, written: str) -> str:
        """Read a date, its parts parted by spaces, dots, strokes or hyphens."""
        parts = written.replace("/", " ").replace(".", " ").replace("-", " ").split()
        if len(parts) != 3:
            raise ValueError("Enter a date, for example 24 9 2026")
        day, month, year = reversed(parts) if len(parts[0]) == 4 else parts
        return read_day(day, month, year)

    def show(self, value: Any) -> str:
        """Show a date: 12 January 2027."""
        year, month, day = str(value).split("-")
        return f"{int(day)} {MONTHS[int(month) - 1].capitalize()} {year}"


class TeamRow(Inner):
    """Somebody of the team, and as what."""

    staff = ChoiceField("Who", offered="staff", required="Choose somebody of the team")
    role = ChoiceField("As", choices=ROLES, as_radios=False, required="Choose as what they come")
    blank_without = ("staff", "role")


class PeopleRow(Inner):
    """How many of a group come; left empty, it is worked out."""

    group = CarriedField("")
    room_count = CountField("In the room", blank=0)
    online_count = CountField("Online", blank=0)
    blank_without = ("room_count", "online_count")

    def in_words(self, occasion: Occasion) -> str:
        """How many of the group come: "Unpaid carers: 6 in the room, 2 online"."""
        counts = ((self.room_count, "in the room"), (self.online_count, "online"))
        told = [f"{field.shown} {words}" for field, words in counts if not field.is_blank]
        key = str(self.group.body)
        return f"{dict(occasion.groups).get(key, key)}: {' and '.join(told)}"


class PlacingRow(Inner):
    """A session: held or not, when, where; its team and numbers where somebody wants them so."""

    sitting = CarriedField("")
    runs = yes_or_no("Held?", as_radios=False, required="Choose yes or no")
    on = OneLineDayField("Date", width="10")
    at = ClockField("Starts", "")
    place = ChoiceField("Where", offered="places", blank="")
    team = RowsField(TeamRow, "Team", one="another of the team", empty_rows=0)
    places = RowsField(PeopleRow, "People", empty_rows=0)
    blank_without = ("sitting",)

    @property
    def has_more(self) -> bool:
        """Whether something behind *More* is filled in."""
        return not (self.team.is_blank and self.places.is_blank)

    def in_words(self, occasion: Occasion) -> str:
        """Everything the row says, for two versions side by side."""
        if not self.runs.body:
            return "Not held"
        team = [f"{each.form.staff.shown} ({each.form.role.shown.lower()})" for each in self.team.kept]
        people = [each.form.in_words(occasion) for each in self.places.kept]
        parts = [self.on.shown, self.at.shown, self.place.shown, *team, *people]
        return ", ".join(part for part in parts if part) or "–"

    @property
    def has_more_problems(self) -> bool:
        """Whether something behind *More* has to be put right."""
        return bool(self.team.problems or self.places.problems)


class PlacingsField(RowsField):
    """A row for each session: none is added or removed, and each is offered the places where its session may be held."""

    least_most = MOST_SITTINGS

    def offer(self, offers: Offers) -> None:
        """Offer every row its own places; rows of sessions that are not there any more keep what they say."""
        for entry in self.entries:
            row, key = entry.form, str(entry.form.sitting.body)
            row.place.offer({"places": offers.get(f"places of {key}", [])})
            row.team.offer(offers)


class ByHandForm(PartForm):
    """Every session of a project, placed or still to be placed."""

    placing = PlacingsField(PlacingRow, "Sessions")

    @property
    def rows(self) -> dict[str, PartField]:
        """The rows by the id of their session."""
        return {str(entry.form.sitting.body): entry for entry in self.placing.entries}


def offers_to_place(programme: Programme, occasions: Mapping[str, Occasion]) -> Offers:
    """Give what there is to choose from: the team, and for each session its places."""
    found: Offers = {f"places of {key}": list(occasion.places) for key, occasion in occasions.items()}
    return {**found, "staff": [(member.id, member.title) for member in programme.staff]}


def rows_for(placing: Sequence[Body], occasions: Mapping[str, Occasion]) -> list[Body]:
    """Give the rows that show a placing: one for each session there is, with a line for each group whose number is decided."""
    placed = {entry["sitting"]: entry for entry in placing}
    return [_row(placed.get(key, {"sitting": key}), occasion) for key, occasion in occasions.items()]


def _row(entry: Mapping[str, Any], occasion: Occasion) -> Body:
    given = {each["group"]: each for each in entry.get("places", [])}
    names = [key for key, _ in occasion.groups]
    groups = [*names, *(key for key in given if key not in names)]
    return {**entry, "places": [given.get(key, {"group": key}) for key in groups]}


def placing_of(form: ByHandForm, before: Sequence[Body], occasions: Mapping[str, Occasion]) -> list[Body]:
    """Give the placing that a form says, in the order of the sessions; what it says nothing of stays as it was."""
    said = {row["sitting"]: row for row in form.placing.body if row["sitting"] in occasions}
    was = {entry["sitting"]: entry for entry in before}
    found = [said.get(key) or was.get(key) for key in occasions]
    return [*(each for each in found if each), *(was[key] for key in was if key not in occasions)]
