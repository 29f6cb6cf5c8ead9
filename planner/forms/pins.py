"""What a person has fixed, and the plan may not change: about one session, or the amount of a line of cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from planner.domain.programme.draft import Body
from planner.domain.programme.sessions import Pin
from planner.forms.choices import ChoiceField
from planner.forms.fields import ClockField, CountField, DayField, MoneyField, WordsField
from planner.forms.named import ChosenOnceField
from planner.forms.offers import occasions_of, places_of
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Single, Task
from planner.forms.parts import Block, Inner
from planner.forms.rows import RowsField
from planner.forms.values import show_clock
from planner.reports.words import CATEGORY_WORDS, ROLE_WORDS, date_words

RUNS = (("", "The plan may decide"), ("yes", "Yes, it is held"), ("no", "No, it is not held"))


class TeamRow(Inner):
    """A member of the team in a role."""

    staff = ChoiceField("Who", offered="staff", required="Choose somebody of the team")
    role = ChoiceField(
        "Does what",
        choices=tuple((str(role), words.capitalize()) for role, words in ROLE_WORDS.items()),
        as_radios=False,
        required="Choose what they do",
    )


class PlacesRow(Inner):
    """Places of a group."""

    group = ChoiceField("Group", offered="groups", required="Choose a group")
    room_count = CountField("Places in the room", default=0, blank=0)
    online_count = CountField("Places online", default=0, blank=0)
    blank_without: ClassVar[tuple[str, ...]] = ("group",)


class SupportRow(Inner):
    """Units of support."""

    supplier = ChoiceField("Supplier", offered="suppliers", required="Choose a supplier")
    units = CountField("How many to book, at least", required="Enter how many to book, for example 2")


class PinForm(PartForm):
    """What is fixed about one session."""

    sitting = ChosenOnceField("Which session?", offered="occasions", required="Choose a session")
    runs = ChoiceField(
        "Is it held?",
        choices=RUNS,
        read_as=lambda text: text == "yes",
        show_as=lambda value: "yes" if value else "no",
    )
    place = ChoiceField("Where?", offered="places", blank="")
    on = DayField("On which day?")
    at = ClockField("At what time?")
    reason = WordsField(
        "Why is this fixed?", "For example the hall is booked already", required="Say why this is fixed"
    )
    team = RowsField(TeamRow, "The team", "Who has to be there, and what they do.", one="another person")
    places = RowsField(
        PlacesRow,
        "Places of groups",
        "Only for groups whose numbers the plan decides: the others are always invited whole.",
        one="another group",
    )
    support = RowsField(SupportRow, "Support", "What is to be booked in any case.", one="more support")
    note = WordsField("Note", blank="")
    layout = (
        Block(
            ("sitting", "runs", "place", "on", "at", "reason"),
            hint="Leave open whatever the plan may still decide.",
        ),
        Block(("team",)),
        Block(("places", "support", "note"), "Places of groups, support and a note", is_more=True),
    )


class AmountRow(Inner):
    """A line of cost with an amount of its own."""

    sitting = ChoiceField("Session", offered="occasions", required="Choose a session")
    category = ChoiceField(
        "What for",
        choices=tuple((str(category), words) for category, words in CATEGORY_WORDS.items()),
        as_radios=False,
        required="Choose what the amount is for",
    )
    amount_pence = MoneyField("Amount", required="Enter the amount, for example 120")
    reason = WordsField(
        "Why?", "For example agreed with the caterer", required="Say why this amount is fixed"
    )


class AmountsForm(PartForm):
    """Amounts that take the place of what is worked out."""

    amount_pins = RowsField(AmountRow, "Fixed amounts", one="another amount")


def _called(entry: Body, draft: Mapping[str, Any]) -> str:
    key = str(entry.get("sitting", ""))
    return dict(occasions_of(draft)).get(key, key)


def _row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    words = []
    if entry.get("runs") is not None:
        words.append("held" if entry["runs"] else "not held")
    if entry.get("place"):
        words.append(str(dict(places_of(draft)).get(entry["place"], entry["place"])))
    if entry.get("on"):
        words.append(date_words(date.fromisoformat(entry["on"])))
    if entry.get("at"):
        words.append(show_clock(entry["at"]))
    words += [name for name in ("team", "places", "support") if entry.get(name)]
    return ", ".join(words), str(entry.get("reason", ""))


PINS = Kind(
    "pins",
    "What is fixed",
    "something fixed",
    Pin,
    (Page("about", "What is fixed about this session", PinForm),),
    columns=("Fixed", "Why"),
    row=_row,
    empty="Usually nothing: the plan finds the best places, days and people. Fix something only where it is settled already.",
    titled_by="sitting",
    called=_called,
)
AMOUNTS = Single(
    "fixed-amounts",
    "Fixed amounts",
    Page(
        "fixed-amounts",
        "Fixed amounts",
        AmountsForm,
        "An amount here takes the place of everything worked out for that session under that heading.",
    ),
)
TASK = Task(
    "pins",
    "What is fixed already",
    "Places, days, people and amounts that must stay",
    (PINS, AMOUNTS),
)
