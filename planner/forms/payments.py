"""What people are paid for taking part, expenses, time to coordinate, other costs, and what is not needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.money import format_pence
from planner.domain.programme.draft import Body
from planner.domain.programme.money import OtherCost
from planner.domain.terms import Mode
from planner.forms.budget import KEY_HINT
from planner.forms.cards import (
    card_choices,
    floor_choices,
    floor_of,
    mile_price,
    published_cards,
    subsistence_price,
)
from planner.forms.categories import CATEGORIES, COST_CATEGORIES
from planner.forms.choices import ChecksField, ChoiceField, yes_or_no
from planner.forms.fields import (
    CountField,
    DayField,
    KeyField,
    MinutesField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.filling import FillField, put
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Single, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.prices import PriceForm, TermsForm, price_field
from planner.forms.rows import RowsField
from planner.reports.words import CATEGORY_WORDS, MODE_WORDS

PER = (
    ("once", "Once"),
    ("sitting", "For each session"),
    ("place", "For each place of somebody taking part"),
    ("person_invited", "For each person invited"),
    ("month", "For each month"),
)
ANSWERS = (("not_needed", "Not needed"), ("not_known", "Not known yet"))
MODES = tuple((mode.value, MODE_WORDS[mode].capitalize()) for mode in Mode)


class CardChoice(Inner):
    """Which published card and which least hourly pay to fill in."""

    card = ChoiceField("Rate card", choices=card_choices(), required="Choose a rate card", as_radios=False)
    floor = ChoiceField(
        "Nobody is paid less an hour than",
        choices=floor_choices(),
        default=floor_choices()[0][0],
        required="Choose the least hourly pay",
        as_radios=False,
    )
    blank_without = ("card",)


def fill_card(small: Any, form: Any) -> None:
    """Write a published card into the form: its name, payments and floor; expenses where they are empty."""
    card = next(each for each in published_cards() if each.key == small.card.body)
    put(form["name"], card.name)
    put(form["rates"], [card.rate])
    put(form["floor"], floor_of(small.floor.body))
    for name, price in (("mile", mile_price()), ("subsistence_per_person", subsistence_price())):
        if form[name].is_blank:
            put(form[name], price)


class RungRow(Inner):
    """What is paid for up to so long."""

    up_to_minutes = MinutesField("Up to", "", required="Enter a length of time, for example 2 hours")
    amount_pence = MoneyField("Is paid", required="Enter what is paid, for example 55")

    @property
    def words(self) -> str:
        """The payment in words: up to 2 hours: £55."""
        return f"up to {self.up_to_minutes.shown}: {self.amount_pence.shown}"


class RateRow(Inner):
    """What is paid from a day on."""

    valid_from = DayField("Paid from", required="Enter the day from which this is paid")
    rungs = RowsField(
        RungRow,
        "Payments by length",
        "From the shortest to the longest, each for the whole of it. For example up to 2 hours is paid £55.",
        one="a longer time",
    )
    further_hour_pence = MoneyField(
        "For each hour beyond the longest",
        "In proportion: half of it for half an hour",
        required="Enter what is paid for a further hour, for example 27.50",
    )
    terms = PartField(TermsForm, "Where these payments come from")
    blank_without = ("valid_from", "rungs", "further_hour_pence", "terms")


class FloorForm(Inner):
    """The least that an hour is paid."""

    hour_pence = MoneyField("Least pay for an hour", "Every payment is topped up to it", default=0, blank=0)
    source = TextField("Where does it come from?")
    url = TextField("Web address of the source", blank="")
    valid_from = DayField("Valid from")
    layout = (
        Block(("hour_pence", "source")),
        Block(("url", "valid_from"), "More about the least pay", is_more=True),
    )


class RateCardForm(PartForm):
    """How people with lived experience are paid, and what is given for expenses."""

    fill_in: FillField = FillField(
        CardChoice,
        "Fill in a published rate card",
        "Its payments and the least hourly pay are written into the fields below, with their source. Expenses are filled in "
        "where they are empty. You can change everything before you save.",
        button="Fill in this card",
        fill=fill_card,
    )
    name = TextField(
        "What is the rate card called?",
        required="Enter a name, for example NIHR public contributor rates, December 2025",
    )
    rates = RowsField(RateRow, "Payments", one="payments from a later day")
    floor = PartField(FloorForm, "Least hourly pay")
    pays_preparation = yes_or_no(
        "Is time to prepare paid?", "Reading papers counts as taking part", default=True
    )
    pays_travel_time = yes_or_no("Is time on the way paid?", "There and back", default=False)
    mile = price_field("A mile by car")
    catering_per_person = price_field(
        "Food and drink for one person", "At sessions with catering, for each person in the room"
    )
    subsistence_per_person = price_field(
        "A meal on a long day", "For each person in the room, where it takes long"
    )
    subsistence_over_minutes = MinutesField(
        "How long is a long day?", "Session and travel together. Usually 5 hours", default=300, blank=300
    )
    note = WordsField("Notes", blank="")
    layout = (
        Block(("fill_in",)),
        Block(("name", "rates", "floor"), "Payments for taking part"),
        Block(("pays_preparation", "pays_travel_time"), "What else is paid"),
        Block(
            ("mile", "catering_per_person", "subsistence_per_person", "subsistence_over_minutes"), "Expenses"
        ),
        Block(("note",), "Notes", is_more=True),
    )


class CoordinationForm(Inner):
    """Who coordinates, and for how long."""

    staff = ChoiceField(
        "Who coordinates?",
        "People of the team are entered under “Team”",
        offered="staff",
        required="Choose who coordinates, or clear all times if nobody does",
    )
    minutes_per_programme = MinutesField("For the whole project", "For example 40 hours", blank=0)
    minutes_per_sitting = MinutesField("For each session", "For example 4 hours", blank=0)
    minutes_per_person = MinutesField("For each person invited", "For example 30 minutes", blank=0)


class NothingAsked(Inner):
    """A small form that is only a button."""


def nobody_coordinates(small: Any, form: Any) -> None:
    """Empty the form, so that saving takes coordination out of the project."""
    put(form["coordination"], None)


class CoordinationPage(PartForm):
    """Time to coordinate, which a project may do without."""

    coordination = PartField(CoordinationForm, "Coordination", is_optional=True)
    clear: FillField = FillField(
        NothingAsked,
        "",
        "Nobody coordinates, or it costs nothing? Clear the fields, then save.",
        button="Clear all fields",
        fill=nobody_coordinates,
    )
    layout = (Block(("coordination", "clear")),)


class OtherCostForm(PartForm):
    """Any other cost."""

    title = TextField("What is it?", required="Enter what it is, for example Easy Read papers")
    category = ChoiceField(
        "What kind of cost is it?", choices=COST_CATEGORIES, required="Choose what kind of cost it is"
    )
    per = ChoiceField(
        "How often is it paid?", choices=PER, required="Choose how often it is paid", as_radios=True
    )
    price = PartField(PriceForm, "Price of one")
    quantity = CountField("How many, each time?", default=1, blank=1)
    financial_year = ChoiceField(
        "In which financial year (April to March)?",
        "Only for a cost once, or for each person invited. Left empty it falls in the first",
        offered="period_years",
    )
    sessions = ChecksField("Only at these sessions", "Tick nothing for every session", offered="sessions")
    modes = ChecksField("Only at sessions held", "Tick nothing for every way of meeting", choices=MODES)
    id = KeyField("Reference", KEY_HINT, blank="")
    note = WordsField("Note", blank="")
    layout = (
        Block(("title", "category", "per", "price", "quantity")),
        Block(
            ("financial_year", "sessions", "modes"),
            "Only some years, sessions or ways of meeting?",
            is_more=True,
        ),
        Block(("id", "note"), "Reference and note", is_more=True),
    )


class AnswerRow(Inner):
    """A usual item of a budget that has no amount here."""

    category = ChoiceField("Item", choices=CATEGORIES, required="Choose an item")
    answer = ChoiceField(
        "Why is there no amount?", choices=ANSWERS, required="Choose an answer", as_radios=True
    )
    because = WordsField("Why?", required="Say why, in a sentence")


class AnswersForm(PartForm):
    """What was decided about the items of a usual budget that have no amount."""

    item_answers = RowsField(AnswerRow, "Items without an amount", one="an item", empty_rows=0)


def _other_cost_row(entry: Body, draft: Mapping[str, Any]) -> tuple[str, ...]:
    count = f"{entry['quantity']:,} × " if entry["quantity"] > 1 else ""
    amount = format_pence(entry["price"]["amount_pence"])
    return CATEGORY_WORDS[entry["category"]], f"{count}{amount}", dict(PER)[entry["per"]]


RATE_CARD = Single(
    "rate-card",
    "What people are paid",
    Page(
        "rate-card",
        "What people are paid",
        RateCardForm,
        "People with lived experience are paid for taking part. Choose a published rate card, or enter your own.",
    ),
    ("rate_card",),
)
COORDINATION = Single(
    "coordination",
    "Time to coordinate",
    Page(
        "coordination",
        "Time to coordinate",
        CoordinationPage,
        "Inviting people, answering questions, booking rooms: the time it takes beside the sessions themselves.",
    ),
)
OTHER_COSTS = Kind(
    "other_costs",
    "Other costs",
    "a cost",
    OtherCost,
    (Page("about", "About this cost", OtherCostForm),),
    columns=("Kind of cost", "Price", "How often"),
    row=_other_cost_row,
    empty="Everything that costs money and is asked for nowhere else: printing, Easy Read papers, vouchers, an evaluation.",
)
ITEM_ANSWERS = Single(
    "item-answers",
    "Items that are not needed",
    Page(
        "item-answers",
        "Items that are not needed",
        AnswersForm,
        "A budget that is silent about an item leaves its readers guessing. Say what is not needed, or not known yet, and why.",
    ),
)
TASK = Task(
    "payments",
    "Payments and other costs",
    "What people are paid, expenses, coordination and everything else",
    (RATE_CARD, COORDINATION, OTHER_COSTS, ITEM_ANSWERS),
)
