"""A cost table that somebody has typed or sent in: what is done now, or a provider's bid. Nothing of it is worked out."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from planner.domain.money import round_half_up
from planner.domain.programme.base import Count, Day, Id, Part, Pence, Text, Title, Words
from planner.domain.programme.money import FinancialYear
from planner.domain.terms import ACCESS_CATEGORIES, SECTION_OF, Basis, Category, Evidence, Section

MOST_LINES = 1000


def _is_finite(quantity: Decimal) -> Decimal:
    if not quantity.is_finite():
        raise ValueError("Enter a number, for example 12")
    return quantity


Quantity = Annotated[
    Decimal,
    AfterValidator(_is_finite),
    Field(ge=0, le=1_000_000, decimal_places=3),
    PlainSerializer(float, when_used="json"),
]


class CostTableLine(Part):
    """A line as typed: quantity times rate, who bears it, when, from which source of funding, and where it comes from.

    `rate_pence` includes VAT that is not recovered. The amount is rounded half up once, to whole pence.
    """

    id: Id
    category: Category
    title: Title
    quantity: Quantity = Decimal(1)
    unit: Text = ""
    rate_pence: Pence
    basis: Basis = Basis.NEW_MONEY
    financial_year: FinancialYear
    funding: Text = ""
    evidence: Evidence = Evidence.OUR_ESTIMATE
    source: Text = ""
    note: Words = ""

    @property
    def value_pence(self) -> int:
        """What the line comes to, whoever bears it."""
        return round_half_up(Fraction(self.quantity) * self.rate_pence)

    @property
    def amount_pence(self) -> int:
        """What of it is new money."""
        return self.value_pence if self.basis is Basis.NEW_MONEY else 0

    @property
    def section(self) -> Section:
        """The section of costs that its category belongs to."""
        return SECTION_OF[self.category]


class CostTable(Part):
    """Lines, and what is known of what they buy; None is not known, so that no cost per head is made up.

    `made_by` says whose figures these are (a provider, a department), never a person's name.
    """

    made_by: Text = ""
    dated_on: Day | None = None
    lines: Annotated[tuple[CostTableLine, ...], Field(max_length=MOST_LINES)] = ()
    people_count: Count | None = None
    """People who take part."""
    session_count: Count | None = None
    person_minutes: Annotated[int, Field(ge=0, le=10**9)] | None = None
    """Time that people take part in sessions, all of theirs together."""
    is_nothing: bool = False
    """Somebody has said that nothing is done and nothing is spent: an empty table that is meant."""

    @property
    def total_pence(self) -> int:
        """New money in all."""
        return sum(line.amount_pence for line in self.lines)

    @property
    def is_filled_in(self) -> bool:
        """Whether it says anything: lines, or that there is nothing."""
        return self.is_nothing or bool(self.lines)

    @property
    def gaps(self) -> tuple[Category, ...]:
        """What co-production does not go without and this table has no line for: paying people, and access in any form."""
        there = {line.category for line in self.lines}
        unpaid = () if Category.INVOLVEMENT_PAYMENT in there else (Category.INVOLVEMENT_PAYMENT,)
        return unpaid if there & set(ACCESS_CATEGORIES) else (*unpaid, Category.ACCESS_SUPPORT)
