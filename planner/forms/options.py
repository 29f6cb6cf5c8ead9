"""The forms of options: what an option says differently from the project, and a cost table that is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.options import OptionKind
from planner.domain.terms import Basis, Category, Evidence, Strategy
from planner.forms.choices import ChecksField, ChoiceField, yes_or_no
from planner.forms.fields import (
    CountField,
    DayField,
    DecimalField,
    KeyField,
    MinutesField,
    MoneyField,
    Offers,
    ShareField,
    TextField,
    WordsField,
)
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm
from planner.forms.parts import Block, Inner, PartField
from planner.forms.rows import RowsField

KINDS = (
    (OptionKind.BUSINESS_AS_USUAL.value, "Business as usual: what is done today"),
    (OptionKind.DO_MINIMUM.value, "Do minimum: only what has to be done"),
    (OptionKind.PREFERRED.value, "The preferred way forward"),
    (OptionKind.OTHER.value, "Another option"),
    (OptionKind.ENGAGEMENT_ONLY.value, "Engagement only: people are heard and decide nothing"),
)
MODES = (("in_person", "In person"), ("online", "Online"), ("hybrid", "In person and online together"))
STRATEGIES = (
    (Strategy.FAIREST.value, "The fairest plan within the budget"),
    (Strategy.CHEAPEST.value, "The cheapest plan that meets every target"),
    (Strategy.MOST.value, "The most sessions and people for the money"),
)
BASES = (
    (Basis.NEW_MONEY.value, "New money"),
    (Basis.ALREADY_FUNDED.value, "Already funded"),
    (Basis.IN_KIND.value, "In kind"),
)
EVIDENCE = (
    (Evidence.QUOTE.value, "A quote"),
    (Evidence.PUBLISHED.value, "A published price"),
    (Evidence.OUR_ESTIMATE.value, "Our estimate"),
    (Evidence.DECIDED.value, "Decided by the project"),
)
AS_IN_PROJECT = "Leave empty to keep what the project says"


class WaysField(ChecksField):
    """Ways to join; none ticked means as in the project."""

    @property
    def body(self) -> Any:
        """What is ticked; None where nothing is."""
        return self.checked or None


def _unless_said(label: str, yes: str = "Yes", no: str = "No") -> ChoiceField:
    """Give a drop-down for yes or no that may be left as the project has it."""
    return yes_or_no(label, choices=(("yes", yes), ("no", no)), blank=None, as_radios=False)


class SessionDifferenceForm(Inner):
    """One session that is held otherwise."""

    session = ChoiceField("Session", offered="sessions", required="Choose the session that differs")
    is_out = yes_or_no("Is it left out?", default=False)
    count = CountField("How many times is it held?", AS_IN_PROJECT)
    required_count = CountField("How many of them have to be held?", AS_IN_PROJECT)
    modes = WaysField("How can people join?", "Tick none to keep what the project says", choices=MODES)
    has_decision = ChoiceField(
        "Does it decide?",
        choices=(("no", "People are heard, and decide nothing"),),
        read_as=lambda text: text != "no",
        show_as=lambda value: "" if value else "no",
        as_radios=False,
    )
    blank_without = ("session",)


class TargetDifferenceForm(Inner):
    """One target that is asked for otherwise."""

    target = ChoiceField("Target", offered="targets", required="Choose the target that differs")
    is_out = yes_or_no("Is it left out?", default=False)
    strength = ChoiceField(
        "How strict is it?", choices=(("aim", "An aim"), ("must", "A must")), as_radios=False
    )
    level = ShareField("What part is wanted?", "For targets that are a part of something")
    number = CountField("How many?", "For targets that count times, minutes or people")
    blank_without = ("target",)


class GroupDifferenceForm(Inner):
    """One group that does not take part."""

    group = ChoiceField("Group", offered="groups", required="Choose the group that does not take part")


class ProvisionForm(Inner):
    """What is provided, and where."""

    pays_preparation = _unless_said("Is time to prepare paid?")
    pays_travel_time = _unless_said("Is time to travel paid?")
    has_catering = _unless_said("Are there refreshments?")
    venues_out = ChecksField("Venues that are not used", offered="venues")
    tools_out = ChecksField("Online tools that are not used", offered="tools")
    other_costs_out = ChecksField("Other costs that fall away", offered="other_costs")


class DifferencesForm(Inner):
    """Everything that may differ."""

    budget_pence = MoneyField("Budget", AS_IN_PROJECT)
    contingency_percent = DecimalField("Contingency", AS_IN_PROJECT, suffix="%")
    strategy = ChoiceField("What matters most?", choices=STRATEGIES, as_radios=False)
    level = ChoiceField(
        "What is the plan for?",
        choices=(("estimate", "An estimate: unknowns are allowed"), ("ready_to_sign", "Ready to sign")),
        as_radios=False,
    )
    sessions = RowsField(SessionDifferenceForm, "Sessions that differ", one="another session", empty_rows=0)
    targets = RowsField(TargetDifferenceForm, "Targets that differ", one="another target", empty_rows=0)
    groups = RowsField(GroupDifferenceForm, "Groups that do not take part", one="another group", empty_rows=0)
    provision = PartField(ProvisionForm, "What is provided")
    layout = (
        Block(("budget_pence", "contingency_percent", "strategy", "level"), "Money and what matters most"),
        Block(("sessions", "targets", "groups")),
        Block(("provision",)),
    )


class NamedForm(PartForm):
    """What every option says of itself."""

    title = TextField("What is the option called?", required="Enter what the option is called")
    kind = ChoiceField("What is it in the shortlist?", choices=KINDS, required="Choose what it is")
    summary = WordsField("What is it, in a sentence or two?")


class OptionForm(NamedForm):
    """An option that is planned: only what differs from the project."""

    differences = PartField(DifferencesForm, "What differs from the project")
    layout = (Block(("title", "kind", "summary")), Block(("differences",)))


class CostLineForm(Inner):
    """One line of a typed cost table."""

    title = TextField("What is paid for?", required="Enter what is paid for")
    category = ChoiceField("Kind of cost", offered="categories", required="Choose the kind of cost")
    quantity = DecimalField("Quantity", default=1, blank=1)
    unit = TextField("Unit", "For example hour, room or place")
    rate_pence = MoneyField(
        "Price of one", "With VAT that is not recovered", required="Enter the price of one, for example 27.50"
    )
    financial_year = ChoiceField(
        "Financial year", offered="funding_years", required="Choose the financial year"
    )
    basis = ChoiceField(
        "Who bears it?", choices=BASES, default="new_money", blank="new_money", as_radios=False
    )
    evidence = ChoiceField(
        "How well is it known?",
        choices=EVIDENCE,
        default="our_estimate",
        blank="our_estimate",
        as_radios=False,
    )
    funding = TextField("Funding source")
    source = TextField("Where the figure comes from")
    note = TextField("Note")
    id = KeyField("Reference", blank="")
    titled_by = "title"
    blank_without = ("title", "rate_pence")


class CostTableForm(Inner):
    """The typed cost table of an option."""

    made_by = TextField("Whose figures are these?", "A provider or a department. No names of people")
    dated_on = DayField("Of which date?")
    is_nothing = yes_or_no(
        "Is nothing done and nothing spent?", "Say yes only if an empty table is meant", default=False
    )
    lines = RowsField(CostLineForm, "Costs", one="another cost")
    people_count = CountField("How many people take part?", "Leave empty if it is not known")
    session_count = CountField("How many sessions are held?", "Leave empty if it is not known")
    person_minutes = MinutesField(
        "How much of people’s time is that in all?",
        "Everybody’s time in sessions together, for example 240 hours. Leave empty if it is not known",
    )
    layout = (
        Block(("made_by", "dated_on", "is_nothing")),
        Block(("lines",)),
        Block(("people_count", "session_count", "person_minutes"), "What it buys"),
    )


class TypedOptionForm(NamedForm):
    """An option whose costs are typed."""

    table = PartField(CostTableForm, "Cost table")
    layout = (Block(("title", "kind", "summary")), Block(("table",)))


def option_offers(draft: Mapping[str, Any], category_words: Mapping[Category, str]) -> Offers:
    """Give the lists that an option's forms choose from: those of the inputs, targets, other costs and kinds of cost."""
    found = offers_of(draft)
    for name in ("targets", "other_costs"):
        found[name] = [(str(each["id"]), str(each["title"])) for each in draft.get(name) or ()]
    found["categories"] = [
        (category.value, words)
        for category, words in category_words.items()
        if category is not Category.CONTINGENCY
    ]
    return found
