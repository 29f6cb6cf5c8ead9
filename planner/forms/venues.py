"""Where sessions are held: venues with their hours and access, and the rooms in them with what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.places import Room, Venue
from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.features import FeaturesField
from planner.forms.fields import (
    ClockField,
    CountField,
    DayField,
    DecimalField,
    KeyField,
    MinutesField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.prices import TermsForm
from planner.forms.rows import RowsField
from planner.forms.values import show_pence
from planner.forms.weekly import OpeningsField
from planner.reports.words import count_words

LAYOUTS = (
    ("circle", "Chairs in a circle"),
    ("cabaret", "Small tables (cabaret)"),
    ("boardroom", "One large table (boardroom)"),
    ("theatre", "Rows of chairs (theatre)"),
    ("open_floor", "Open floor"),
)
KNOWN = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
REFERENCE = "Used in documents and downloads; made of the name if you leave it empty"
PRICES = (
    ("hour_pence", "an hour"),
    ("half_day_pence", "a half day"),
    ("day_pence", "a day"),
    ("evening_pence", "an evening"),
)


class VenueForm(PartForm):
    """What a venue is called and where it stands."""

    name = TextField(
        "What is the venue called?", required="Enter the name of the venue, for example Town hall"
    )
    area = ChoiceField(
        "Which area is it in?", offered="areas", required="Choose an area, or first add areas to the project"
    )
    note = WordsField("Notes", "For example who to ask for a booking", blank="")
    is_illustrative = yes_or_no(
        "Are its details made up, as an example?", "Amounts of made-up venues are marked in the costs"
    )
    id = KeyField("Reference", REFERENCE, blank="")
    layout = (
        Block(("name", "area", "note")),
        Block(("is_illustrative", "id"), "More", is_more=True),
    )


class ClosureRow(Inner):
    """Days on which a venue is closed."""

    starts_on = DayField("First day closed", required="Enter the first day on which it is closed")
    ends_on = DayField(
        "Last day closed", required="Enter the last day; the same as the first for a single day"
    )
    reason = TextField("Why?", "For example floor repairs")
    note = WordsField("Note", blank="")
    layout = (Block(("starts_on", "ends_on", "reason")), Block(("note",), "Note", is_more=True))

    @property
    def words(self) -> str:
        """The days and why, in a line."""
        first, last = self.starts_on.shown, self.ends_on.shown
        days = first if first == last else f"{first} to {last}"
        return ", ".join(words for words in (days, self.reason.shown, self.note.shown) if words)


class HoursForm(PartForm):
    """When a venue is open."""

    openings = OpeningsField(
        "Opening hours",
        "Setting up and clearing away have to fit in too. Leave a day empty when the venue is closed.",
    )
    closures = RowsField(ClosureRow, "Days closed", "Holidays, repairs, other bookings.", one="more days")


class VenueAccessForm(PartForm):
    """What is recorded of a venue's access."""

    features = FeaturesField(
        "What is there?",
        "First come the things that people of this project need, and those that everybody counts on. "
        "Say “not known” if nobody has looked: the plan then tells you what to look at, and by when.",
        of="venue",
    )


class LayoutRow(Inner):
    """A room set out in one way."""

    kind = ChoiceField("Set out as", choices=LAYOUTS, as_radios=False, required="Choose how it is set out")
    capacity = CountField("People it holds", required="Enter how many people it holds, for example 30")
    wheelchair_places = CountField(
        "Wheelchair places among them", required="Enter how many of them can be wheelchair places; 0 if none"
    )

    @property
    def words(self) -> str:
        """The way it is set out and what it holds, in a line."""
        chairs = f"{self.wheelchair_places.shown} of them in wheelchairs"
        return f"{self.kind.shown}: {self.capacity.shown} people, {chairs}"


class TariffForm(Inner):
    """What a room costs."""

    hour_pence = MoneyField("An hour")
    half_day_pence = MoneyField("A half day")
    day_pence = MoneyField("A day")
    evening_pence = MoneyField("An evening")
    half_day_minutes = MinutesField("A half day is up to", "For example 4 hours", default=240, blank=240)
    day_minutes = MinutesField("A day is up to", "For example 8 hours", default=480, blank=480)
    evening_from = ClockField("An evening starts at", "For example 5:30pm", default="17:30", blank="17:30")
    least_hire_minutes = MinutesField("Shortest booking", "For example 1 hour", default=60, blank=60)
    weekend_percent = DecimalField("Dearer at weekends by", suffix="%", default=0, blank=0)
    terms = PartField(TermsForm)
    layout = (
        Block(
            tuple(name for name, _ in PRICES),
            hint="Before VAT. Fill in those there are: the cheapest that covers a booking counts.",
        ),
        Block(("terms",)),
        Block(
            ("half_day_minutes", "day_minutes", "evening_from", "least_hire_minutes", "weekend_percent"),
            "How long a half day, a day and an evening are, and weekends",
            is_more=True,
        ),
    )

    @property
    def words(self) -> str:
        """The prices, with how sure they are."""
        dearer = f"at weekends {self.weekend_percent.shown} dearer" if self.weekend_percent.body else ""
        return "\n".join(
            words
            for words in (tariff_words(self.body), dearer, sentence_start(self.terms.form.words))
            if words
        )


class RoomForm(PartForm):
    """A room: what it holds and how long it takes to set up."""

    name = TextField("What is the room called?", required="Enter the name of the room, for example Main hall")
    layouts = RowsField(
        LayoutRow,
        "How can it be set out?",
        "How many people it holds in all, team and supporters included.",
        one="another way",
    )
    set_up_minutes = MinutesField(
        "Time to set up before a session", "For example 30 minutes", default=30, blank=30
    )
    clear_down_minutes = MinutesField(
        "Time to clear away afterwards", "For example 15 minutes", default=15, blank=15
    )
    is_hybrid_ready = ChoiceField(
        "Can people join from home by camera and microphones that are there?",
        choices=KNOWN,
        default="no",
        blank="no",
    )
    note = WordsField("Notes", blank="")
    id = KeyField("Reference", REFERENCE, blank="")
    layout = (
        Block(("name", "layouts", "set_up_minutes", "clear_down_minutes", "is_hybrid_ready")),
        Block(("note", "id"), "Notes and reference", is_more=True),
    )


class RoomPriceForm(PartForm):
    """What a room costs."""

    tariff = PartField(TariffForm, "Hire of the room")


class RoomAccessForm(PartForm):
    """What is different in a room from its venue."""

    features = FeaturesField(
        "What is different in this room?",
        "An answer here counts for this room in place of the venue's own. Leave out what is the same.",
        of="venue",
    )


def sentence_start(words: str) -> str:
    """The words with a capital first letter, and nothing else changed."""
    return words[:1].upper() + words[1:]


def tariff_words(tariff: Mapping[str, Any]) -> str:
    """A tariff in a few words: "£21 an hour"; nought is "Free"."""
    prices = [(tariff.get(name), words) for name, words in PRICES]
    given = [(pence, words) for pence, words in prices if pence is not None]
    if given and all(pence == 0 for pence, _ in given):
        return "Free"
    return ", ".join(f"£{show_pence(pence)} {words}" for pence, words in given) or "Not known yet"


def _venue_row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    areas = {each["id"]: str(each["name"]) for each in draft.get("areas", [])}
    rooms = ", ".join(str(room["name"]) for room in entry.get("rooms", []))
    return areas.get(entry.get("area"), ""), rooms or "None yet"


def _room_row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    most = max((int(each["capacity"]) for each in entry.get("layouts", [])), default=0)
    return (count_words(most, "person", "people") if most else "Not known yet"), tariff_words(entry["tariff"])


VENUES = Kind(
    "venues",
    "Venues",
    "a venue",
    Venue,
    (
        Page("about", "About this venue", VenueForm),
        Page("hours", "When it is open", HoursForm),
        Page("access", "Access", VenueAccessForm),
    ),
    columns=("Area", "Rooms"),
    row=_venue_row,
    empty="Places where people can meet. Add each venue, then its rooms: the plan chooses among them.",
    titled_by="name",
    starts_with={"openings": [], "rooms": []},
)
ROOMS = Kind(
    "rooms",
    "Rooms",
    "a room",
    Room,
    (
        Page("about", "About this room", RoomForm),
        Page("price", "What it costs", RoomPriceForm),
        Page("access", "Access", RoomAccessForm),
    ),
    columns=("Holds up to", "Price"),
    row=_room_row,
    empty="Sessions are held in rooms. Add at least one, even where the venue is a single hall.",
    titled_by="name",
    holder="venues",
    starts_with={"layouts": [], "tariff": {"terms": {}}},
)
TASK = Task("venues", "Venues", "Where people meet, what is there and what it costs", (VENUES, ROOMS))
