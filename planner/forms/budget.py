"""How much money there is, who gives it, what limits there are, and how VAT and price rises are counted."""

from __future__ import annotations

from planner.forms.categories import CATEGORIES, COST_CATEGORIES
from planner.forms.choices import ChecksField, ChoiceField
from planner.forms.fields import DecimalField, KeyField, MoneyField, ShareField, TextField, WordsField
from planner.forms.page_form import PartForm
from planner.forms.pages import Page, Single, Task
from planner.forms.parts import Block, Inner, PartField
from planner.forms.rows import RowsField

KEY_HINT = "Used in documents and downloads; made of the name if you leave it empty"
AT = ("budget",)


class BudgetForm(PartForm):
    """How much money there is."""

    total_pence = MoneyField(
        "How much money is there?",
        "New money for this project, with contingency and with VAT that is not recovered. For example 35,000",
        width="10",
        required="Enter how much money there is, for example 35,000",
    )
    contingency_percent = DecimalField(
        "Contingency",
        "A part of the money kept for what nobody could foresee. For example 5",
        suffix="%",
        default=5,
        blank=5,
    )
    contingency_because = WordsField("Why this much?", "Readers of the budget will ask", blank="")
    small_change_pence = MoneyField(
        "Step for “what would a little more change?”",
        "The plan says what this much more or less would change. Usually 500",
        default=500_00,
        blank=500_00,
    )
    note = WordsField("Notes", blank="")
    layout = (
        Block(("total_pence",)),
        Block(("contingency_percent", "contingency_because"), "Contingency"),
        Block(("small_change_pence", "note"), is_more=True),
    )


class YearRow(Inner):
    """What a source gives in a financial year."""

    financial_year = ChoiceField(
        "Financial year (April to March)", offered="funding_years", required="Choose a financial year"
    )
    amount_pence = MoneyField("Amount", width="10", required="Enter the amount, for example 11,000")

    @property
    def words(self) -> str:
        """The year in words: 2026-27: £11,000."""
        return f"{self.financial_year.shown}: {self.amount_pence.shown}"


class FundingRow(Inner):
    """Who gives money, how much in each year, and for what."""

    name = TextField("Who gives it?", required="Enter who gives the money, for example Council grant")
    years = RowsField(YearRow, "How much, and when?", one="another year")
    pays_for = ChecksField(
        "What may it be spent on?", "Tick nothing if it may be spent on anything", choices=CATEGORIES
    )
    id = KeyField("Reference", KEY_HINT, blank="")
    note = WordsField("Note", blank="")
    titled_by = "name"
    layout = (
        Block(("name", "years")),
        Block(("pays_for",), "May it be spent on some things only?", is_more=True),
        Block(("id", "note"), "Reference and note", is_more=True),
    )


class FundingForm(PartForm):
    """Who gives the money."""

    funding = RowsField(FundingRow, "Who gives the money", one="another source of money")


class CapRow(Inner):
    """A limit on some spending."""

    title = TextField(
        "What is the limit called?", required="Enter what it is called, for example Staffing at most £6,500"
    )
    most_pence = MoneyField(
        "At most", width="10", required="Enter the most that may be spent, for example 6,500"
    )
    categories = ChecksField(
        "Spent on any of these",
        choices=CATEGORIES,
        required="Tick what the limit is about",
    )
    id = KeyField("Reference", KEY_HINT, blank="")
    titled_by = "title"
    layout = (Block(("title", "most_pence", "categories")), Block(("id",), "Reference", is_more=True))


class RingFenceRow(Inner):
    """Money for one thing only."""

    title = TextField(
        "What is it called?",
        required="Enter what it is called, for example At least £9,000 for access support",
    )
    category = ChoiceField("For", choices=COST_CATEGORIES, required="Choose what the money is for")
    least_pence = MoneyField(
        "At least", width="10", required="Enter how much is kept for it, for example 9,000"
    )
    id = KeyField("Reference", KEY_HINT, blank="")
    titled_by = "title"
    layout = (Block(("title", "category", "least_pence")), Block(("id",), "Reference", is_more=True))


class CapsForm(PartForm):
    """Limits on spending, and money for one thing only."""

    caps = RowsField(
        CapRow,
        "Spend at most",
        "For example a funder who pays for no more than £6,500 of staff time. Leave this out if there are no limits.",
        one="a limit",
        empty_rows=0,
    )
    ring_fences = RowsField(
        RingFenceRow,
        "Keep for one thing only",
        "Money that is given for one thing. What is not spent on it stays in the budget, as a line of its own.",
        one="money for one thing",
        empty_rows=0,
    )


class VatRow(Inner):
    """How much VAT the organisation gets back."""

    recovery_share = ShareField(
        "How much of the VAT that you pay do you get back?",
        "Ask your finance team. A charity or group that is not registered for VAT gets none back: 0. A council usually gets "
        "it all back: 100. An NHS body gets it back on some services only: enter 0 here, and the share on the price of "
        "those services. A university or a registered charity gets back a part.",
        default=0,
        blank=0,
    )
    because = WordsField("Why?", "For example: a charity without VAT registration recovers none", blank="")
    standard_percent = DecimalField("Standard rate of VAT", suffix="%", default=20, blank=20)
    reduced_percent = DecimalField("Reduced rate of VAT", suffix="%", default=5, blank=5)
    layout = (
        Block(("recovery_share", "because")),
        Block(("standard_percent", "reduced_percent"), "Rates of VAT", is_more=True),
    )


class UpliftRow(Inner):
    """How old prices are raised."""

    percent_a_year = DecimalField("Rise in a year", suffix="%", required="Enter a percentage, for example 3")
    index = TextField("By which index?", "For example CPIH", required="Enter which index, for example CPIH")
    source = TextField("Where does the figure come from?")


class VatForm(PartForm):
    """VAT, and prices that are out of date."""

    vat = PartField(VatRow, "VAT")
    uplift = PartField(
        UpliftRow,
        "Prices more than two years old",
        "Leave all three empty to use old prices as they are; the plan then says which ones are old.",
        is_optional=True,
    )


BUDGET = Single(
    "budget",
    "How much money there is",
    Page(
        "budget",
        "How much money there is",
        BudgetForm,
        "The most that the plan may cost. What is already funded, or given in kind, does not count towards it.",
    ),
    AT,
)
FUNDING = Single(
    "funding",
    "Who gives the money",
    Page(
        "funding",
        "Who gives the money",
        FundingForm,
        "Leave this out if one source pays for everything. With several, the plan says who pays for what in which year.",
    ),
    AT,
    after="budget",
)
CAPS = Single("caps", "Limits on spending", Page("caps", "Limits on spending", CapsForm), AT, after="budget")
VAT = Single("vat", "VAT and price rises", Page("vat", "VAT and price rises", VatForm), AT, after="budget")
TASK = Task("budget", "Budget", "How much there is, from whom, and for what", (BUDGET, FUNDING, CAPS, VAT))
