"""The forms of an appraisal: what counts, what was dropped, what is hoped and feared, the numbers, what is to be assured."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.appraisal import CHECKS
from planner.forms.choices import ChoiceField, yes_or_no
from planner.forms.fields import (
    CountField,
    DayField,
    DecimalField,
    KeyField,
    MoneyField,
    TextField,
    WordsField,
)
from planner.forms.page_form import PartForm
from planner.forms.parts import Block, Inner, PartField
from planner.forms.rows import RowsField

SIZES = (("high", "High"), ("medium", "Medium"), ("low", "Low"))
STATES = (("done", "Done"), ("due", "Due"), ("not_needed", "Not needed"))
ROLE_HINT = "A role, such as head of commissioning. No names of people"


class FactorForm(Inner):
    """A critical success factor."""

    title = TextField("Factor", required="Enter what the factor is called")
    what = TextField("What it means here")
    weight = CountField("Weight", "0 to 100", default=20, blank=0)
    id = KeyField("Reference", blank="")
    titled_by = "title"
    blank_without = ("title",)


class FactorsForm(PartForm):
    """Critical success factors with their weights."""

    factors = RowsField(
        FactorForm,
        "Critical success factors",
        "The first five are always there: give one a weight of 0 if it should not count. You can add three of your own.",
        one="another factor",
    )


class LongListForm(Inner):
    """An idea that was looked at."""

    title = TextField("Idea", required="Enter the idea in a few words")
    is_kept = yes_or_no("Is it kept for the short list?", default=False)
    because = TextField("Why?")
    id = KeyField("Reference", blank="")
    titled_by = "title"
    blank_without = ("title",)


class LongForm(PartForm):
    """The long list."""

    long_list = RowsField(LongListForm, "Everything that was looked at", one="another idea")


class ObjectiveForm(Inner):
    """An objective."""

    title = TextField("Objective", required="Enter what is to be better")
    measure = TextField("How it is measured")
    baseline = TextField("How it is now")
    wanted = TextField("How it should be")
    by_on = DayField("By when")
    id = KeyField("Reference", blank="")
    titled_by = "title"
    blank_without = ("title",)


class ObjectivesForm(PartForm):
    """Objectives."""

    objectives = RowsField(ObjectiveForm, "Objectives", one="another objective")


class RegisterForm(Inner):
    """A benefit or a risk."""

    kind = ChoiceField(
        "Kind", choices=(("benefit", "A benefit"), ("risk", "A risk")), required="Choose a benefit or a risk"
    )
    title = TextField("What happens", required="Enter what happens, in a few words")
    direction = ChoiceField(
        "Which way", choices=(("more", "More of it"), ("less", "Less of it")), default="more", blank="more"
    )
    measure = TextField("How it is measured")
    baseline = TextField("How it is now")
    size = ChoiceField("How large", choices=SIZES, default="medium", blank="medium")
    likelihood = ChoiceField("How likely", choices=SIZES, default="medium", blank="medium")
    owner = TextField("Who answers for it", ROLE_HINT)
    response = TextField("What is done about it")
    money_pence = MoneyField("Worth", "Only where something shows it")
    evidence = TextField("What shows the amount")
    id = KeyField("Reference", blank="")
    titled_by = "title"
    blank_without = ("title",)


class RegistersForm(PartForm):
    """Benefits and risks."""

    benefits_and_risks = RowsField(RegisterForm, "Benefits and risks", one="another benefit or risk")


class InflationForm(Inner):
    """Inflation into a financial year."""

    financial_year = ChoiceField(
        "Into the financial year", offered="funding_years", required="Choose the financial year"
    )
    percent = DecimalField("Inflation", suffix="%", required="Enter a percentage, for example 2")
    source = TextField("Source")
    blank_without = ("financial_year", "percent")


class BiasForm(Inner):
    """Optimism bias of a kind of cost."""

    category = ChoiceField("Of which kind of cost?", "Leave empty for all others", offered="categories")
    percent = DecimalField("Raise it by", suffix="%", required="Enter a percentage, for example 10")
    because = TextField("On what basis?")
    blank_without = ("percent",)


class IncomeForm(Inner):
    """The income of a group."""

    group = ChoiceField("Group", offered="groups", required="Choose the group")
    income_pence = MoneyField("Median income a year", required="Enter an amount, for example 18,500")
    source = TextField("Source")
    blank_without = ("group", "income_pence")


class ParametersForm(Inner):
    """The numbers of the economic case."""

    edition = TextField("Edition of the guidance", "Stamped on whatever rests on it")
    base_year = ChoiceField(
        "Base year", "Left empty: the first in which money is spent", offered="funding_years"
    )
    has_discounting = yes_or_no("Bring costs to their present value?", default=False)
    discount_percent = DecimalField("Discount rate a year", suffix="%", default=3.5, blank=3.5)
    has_real_prices = yes_or_no("Show real prices beside those of the day?", default=False)
    inflation = RowsField(InflationForm, "General inflation", one="another year")
    has_optimism_bias = yes_or_no("Add optimism bias in the economic case?", default=False)
    optimism_bias = RowsField(BiasForm, "Optimism bias", one="another kind of cost")
    has_weights = yes_or_no("Show figures weighed by people’s income beside the others?", default=False)
    median_income_pence = MoneyField("Median income a year, of everybody", blank=0)
    incomes = RowsField(IncomeForm, "Incomes of groups", one="another group")
    elasticity = DecimalField("How much more a pound means to those who have less", default=1.3, blank=1.3)
    layout = (
        Block(("edition", "base_year")),
        Block(("has_discounting", "discount_percent"), "Present value"),
        Block(("has_real_prices", "inflation"), "Real prices"),
        Block(("has_optimism_bias", "optimism_bias"), "Optimism bias"),
        Block(("has_weights", "median_income_pence", "incomes", "elasticity"), "Who gains"),
    )


class EconomicsForm(PartForm):
    """The numbers of the economic case, as a page."""

    parameters = PartField(ParametersForm, "")


class AnswerForm(Inner):
    """How one check stands."""

    check = ChoiceField("Check", choices=tuple(CHECKS.items()), required="Choose the check", as_radios=False)
    state = ChoiceField("How it stands", choices=STATES, required="Choose how it stands")
    because = TextField("Where it is kept, or why it is not needed")
    due_on = DayField("Due on")
    by_role = TextField("Who answers for it", ROLE_HINT)
    blank_without = ("check", "state")


class ThresholdForm(Inner):
    """From which spend with one supplier what is asked for."""

    from_pence = MoneyField("From", required="Enter an amount, for example 10,000")
    asks_for = TextField("What is asked for", "For example three quotes", required="Enter what is asked for")
    blank_without = ("from_pence", "asks_for")


class AssuranceForm(Inner):
    """What is to be assured."""

    answers = RowsField(AnswerForm, "Checks", one="another check")
    thresholds = RowsField(
        ThresholdForm, "Your organisation’s thresholds for one supplier", one="another threshold"
    )
    approver_limit_pence = MoneyField("How much may be approved?", "Leave empty if it is not known")
    approver_role = TextField("By whom", ROLE_HINT)


class AssurancePageForm(PartForm):
    """What is to be assured, as a page."""

    assurance = PartField(AssuranceForm, "")


class NoteField(WordsField):
    """Words beside a score card."""


@dataclass(frozen=True)
class AppraisalPage:
    """A page of the appraisal: its name in the address, its title, its form, and a sentence on what it is for."""

    name: str
    title: str
    form: type[PartForm]
    words: str


PAGES = {
    page.name: page
    for page in (
        AppraisalPage(
            "objectives", "Objectives", ObjectivesForm, "What is to be better, and how anybody will know."
        ),
        AppraisalPage(
            "long-list",
            "Long list",
            LongForm,
            "Every way that was looked at, and why it was kept or dropped.",
        ),
        AppraisalPage("factors", "What counts, and how much", FactorsForm, "The weights are yours to set."),
        AppraisalPage(
            "register",
            "Benefits and risks",
            RegistersForm,
            "High, medium or low; money only where something shows it.",
        ),
        AppraisalPage(
            "numbers",
            "Numbers of the economic case",
            EconomicsForm,
            "What is switched off stays out of sight. None of this changes a budget.",
        ),
        AppraisalPage(
            "assurance-answers",
            "Assurance answers",
            AssurancePageForm,
            "Each is done, due, or not needed because.",
        ),
    )
}
