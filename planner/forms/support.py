"""Suppliers of support that is booked for a session, such as interpreters, each with their own way of charging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.programme.draft import Body
from planner.domain.programme.team import Supplier
from planner.forms import values
from planner.forms.choices import ChecksField, ChoiceField, yes_or_no
from planner.forms.fields import (
    ClockField,
    CountField,
    DecimalField,
    KeyField,
    MinutesField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.offers import SUPPORT_KINDS
from planner.forms.open_choices import OpenChoiceField, words_of_key
from planner.forms.page_form import PartForm
from planner.forms.pages import Cells, Kind, Page, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.prices import TermsForm
from planner.forms.rows import RowsField

MODES = (("in_person", "In a room"), ("online", "Online"), ("hybrid", "In a room and online at once"))
SERVES = (
    ("sitting", "One booking serves everybody at a session"),
    ("people", "One booking serves so many people"),
    ("person", "Each person who needs it has their own"),
)


class BandRow(Inner):
    """The price of a booking up to a length."""

    up_to_minutes = MinutesField(
        "A booking of up to", "For example 2 hours", required="Enter up to how long, for example 2 hours"
    )
    amount_pence = MoneyField(
        "costs, for each worker", "For example 105", required="Enter the price, for example 105"
    )

    @property
    def words(self) -> str:
        """The length and its price."""
        return f"Up to {self['up_to_minutes'].shown}: {self['amount_pence'].shown}"


class SupplierForm(PartForm):
    """What is supplied, for whom and where, and what it costs."""

    name = TextField(
        "Who supplies it?",
        "For example Registered BSL interpreters",
        required="Enter who supplies it, for example Registered BSL interpreters",
    )
    support = OpenChoiceField(
        "What do they supply?",
        "Access requirements name the support they need; this is where it comes from",
        offered="support_kinds",
        own="Or another kind of support",
        required="Choose what they supply, or write it in your own words",
    )
    modes = ChecksField(
        "At which sessions?",
        choices=MODES,
        default=["in_person", "online", "hybrid"],
        required="Tick at least one way of meeting",
    )
    areas = ChecksField("Only in some areas?", "Tick none if they go everywhere", offered="areas")
    serves = ChoiceField(
        "How many does one booking serve?", choices=SERVES, default="sitting", blank="sitting"
    )
    people_per_unit = CountField("How many people, if one booking serves so many?", default=1, blank=1)
    takes_places = yes_or_no(
        "Do they take a place in the room or the online meeting?",
        "Yes if each of them counts towards how many it holds",
        default=True,
    )
    bands = RowsField(
        BandRow,
        "What does a booking cost?",
        "From the shortest to the longest, before VAT",
        one="a longer booking",
        required="Add at least one price: a booking of up to how long, and what it costs",
    )
    terms = PartField(TermsForm, "About these prices")
    is_illustrative = yes_or_no(
        "Is this an example, until you have a real supplier?",
        "The plan then says that a quote is needed",
        default=False,
    )
    note = WordsField("Notes", blank="")
    id = KeyField(
        "Reference", "Used in documents and downloads; made of the name if you leave it empty", blank=""
    )
    layout = (
        Block(("name", "support", "modes", "areas")),
        Block(("serves", "people_per_unit", "takes_places"), "How many are booked"),
        Block(("bands", "terms", "is_illustrative")),
        Block(("note", "id"), "Notes and reference", is_more=True),
    )


class CancellationRow(Inner):
    """What is due when a booking is cancelled late."""

    days_before = CountField(
        "Fewer than so many days before",
        required="Enter the number of days, for example 8",
        suffix="days",
    )
    percent = DecimalField(
        "is charged at", required="Enter a percentage from 0 to 100, for example 50", suffix="%"
    )

    @property
    def words(self) -> str:
        """When, and how much."""
        return f"Fewer than {self['days_before'].shown} before: {self['percent'].shown}"


class ChargesForm(PartForm):
    """Longer bookings, evenings and weekends, a second worker, cancelling."""

    further_pence = MoneyField(
        "Beyond the longest booking, each further step costs", "Empty if they do not work longer"
    )
    further_minutes = MinutesField(
        "One step is", "For example 30 minutes: each step begun is charged", default=30, blank=30
    )
    evening_from = ClockField("The evening begins at", "For example 6pm", default="18:00", blank="18:00")
    evening_multiplier = DecimalField(
        "An evening costs", "1.5 is half as much again; 1 is the same", suffix="times", default=1, blank=1
    )
    weekend_multiplier = DecimalField(
        "A weekend costs", "1.5 is half as much again; 1 is the same", suffix="times", default=1, blank=1
    )
    two_over_room_minutes = MinutesField(
        "In a room, two workers are needed over", "For example 1 hour. Empty: one is always enough."
    )
    two_over_online_minutes = MinutesField(
        "Online, two workers are needed over", "For example 40 minutes. Empty: one is always enough."
    )
    cancellation = RowsField(
        CancellationRow,
        "If a booking is cancelled",
        "What is still due when you cancel late",
        one="another deadline",
    )
    layout = (
        Block(("further_pence", "further_minutes"), "Longer bookings"),
        Block(("evening_from", "evening_multiplier", "weekend_multiplier"), "Evenings and weekends"),
        Block(
            ("two_over_room_minutes", "two_over_online_minutes"),
            "A second worker",
            "Interpreters and reporters take turns at longer sessions, and two are booked.",
        ),
        Block(("cancellation",)),
    )


def _row(entry: Body, draft: Mapping[str, Any]) -> Cells:
    first = entry["bands"][0] if entry["bands"] else None
    price = (
        f"£{values.show_pence(first['amount_pence'])} for up to {values.show_minutes(first['up_to_minutes'])}"
        if first
        else ""
    )
    support = str(entry["support"])
    modes = dict(MODES)
    return (
        SUPPORT_KINDS.get(support, words_of_key(support)),
        "Any session"
        if len(entry["modes"]) == len(MODES)
        else ", ".join(modes[mode] for mode in entry["modes"]),
        price,
    )


SUPPLIERS = Kind(
    "suppliers",
    "Support that is booked",
    "a supplier",
    Supplier,
    (
        Page("about", "What they supply and cost", SupplierForm),
        Page("charges", "Longer bookings, evenings and cancelling", ChargesForm),
    ),
    columns=("Supplies", "At", "Price from"),
    row=_row,
    empty="Interpreters, speech-to-text reporters, personal assistants, childcare: support that a group’s access "
    "requirements ask for has to come from somebody here.",
    titled_by="name",
)
TASK = Task("support", "Access support", "Who supplies what people need", (SUPPLIERS,))
