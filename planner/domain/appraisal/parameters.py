"""The numbers an appraisal reckons with, each with where it comes from; what does not apply stays off until it is switched on."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer

from planner.domain.programme.base import Id, Part, Pence, Percent, Text, Words
from planner.domain.programme.money import FinancialYear
from planner.domain.terms import Category

GREEN_BOOK = "HM Treasury Green Book (2022)"

Elasticity = Annotated[Decimal, Field(ge=0, le=5, decimal_places=3), PlainSerializer(float, when_used="json")]


class YearInflation(Part):
    """General inflation from the financial year before to this one, in per cent, such as the GDP deflator."""

    financial_year: FinancialYear
    percent: Annotated[
        Decimal, Field(ge=-50, le=100, decimal_places=3), PlainSerializer(float, when_used="json")
    ]
    source: Text = ""


class OptimismBias(Part):
    """How much costs are raised because such estimates have turned out too low: of one kind of cost, or (None) of all of them.

    It belongs to the economic case only and is never part of the budget.
    """

    category: Category | None = None
    percent: Percent
    because: Words = ""


class GroupIncome(Part):
    """The median yearly income of a group of people, in pence, with its source."""

    group: Id
    income_pence: Annotated[int, Field(ge=1, le=10**10)]
    source: Text = ""


class Parameters(Part):
    """Discounting, prices, optimism bias and weights; `edition` is stamped on whatever rests on them.

    Source of the rate and of the elasticity: HM Treasury Green Book (2022), A3 and A6.
    """

    edition: Text = GREEN_BOOK
    base_year: FinancialYear | None = None
    """The year to whose prices and value everything is brought; None: the first in which money is spent."""
    discount_percent: Percent = Decimal("3.5")
    has_discounting: bool = False
    has_real_prices: bool = False
    inflation: tuple[YearInflation, ...] = ()
    has_optimism_bias: bool = False
    optimism_bias: tuple[OptimismBias, ...] = ()
    has_weights: bool = False
    median_income_pence: Pence = 0
    incomes: tuple[GroupIncome, ...] = ()
    elasticity: Elasticity = Decimal("1.3")
