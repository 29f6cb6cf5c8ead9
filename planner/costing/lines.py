"""Costs as the rules work them out, and the plan's lines made of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.costing.rates import UnitRate
from planner.domain.money import round_half_up
from planner.domain.plan import PlanLine
from planner.domain.terms import SECTION_OF, Basis, Category

QUANTITY_PLACES = Decimal("0.0000000001")
"""Ten decimal places: hours are sixtieths, and `Fraction(quantity).limit_denominator(60)` gives them back exactly."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost, exactly: `quantity` × `rate`, rounded half-up once.

    `subject` is what it is for (sitting, group, supplier …) and makes the key with `rule`; `item` names the kind of thing
    bought and `about` which one, in words for people; `driver` says what makes it larger or smaller.
    """

    rule: str
    subject: tuple[str, ...]
    category: Category
    item: str
    quantity: Fraction | int
    unit: str
    rate: UnitRate
    financial_year: str
    about: str = ""
    driver: str = ""
    sittings: tuple[str, ...] = ()
    note: str = ""

    @property
    def value_pence(self) -> int:
        """What it is worth, whoever bears it."""
        if isinstance(self.quantity, int):
            return self.quantity * self.rate.pence
        return round_half_up(self.quantity * self.rate.pence)

    @property
    def basis(self) -> Basis:
        """Who bears it."""
        return self.rate.terms.basis

    @property
    def new_pence(self) -> int:
        """What of it is new money: all or nothing."""
        return self.value_pence if self.basis is Basis.NEW_MONEY else 0

    @property
    def title(self) -> str:
        """What the line is called."""
        return f"{self.item}: {self.about}" if self.about else self.item


def line_of(cost: Cost) -> PlanLine:
    """The plan's line of a cost, without who funds it."""
    terms = cost.rate.terms
    value_pence = cost.value_pence
    return PlanLine(
        key=":".join((cost.rule, *cost.subject)),
        rule=cost.rule,
        section=SECTION_OF[cost.category],
        category=cost.category,
        title=cost.title,
        sittings=cost.sittings,
        driver=cost.driver,
        quantity=as_decimal(cost.quantity),
        unit=cost.unit,
        rate_pence=cost.rate.pence,
        value_pence=value_pence,
        amount_pence=value_pence if terms.basis is Basis.NEW_MONEY else 0,
        basis=terms.basis,
        financial_year=cost.financial_year,
        source=terms.source,
        url=terms.url,
        evidence=terms.evidence,
        price_base=cost.rate.price_base,
        uplift=cost.rate.uplift_words,
        vat=cost.rate.vat_words,
        cost_code=terms.cost_code,
        is_capital=terms.is_capital,
        note="\n".join(part for part in (cost.note, terms.note) if part),
    )


def as_decimal(quantity: Fraction | int) -> Decimal:
    """A quantity as a decimal, to ten places where it does not end sooner."""
    if isinstance(quantity, int) or quantity.denominator == 1:
        return Decimal(int(quantity))
    return (Decimal(quantity.numerator) / quantity.denominator).quantize(QUANTITY_PLACES).normalize()


def hours_words(minutes: int) -> str:
    """Minutes as people say them: "2 hours 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("1 hour" if hours == 1 else f"{hours} hours")
    if rest or not hours:
        parts.append("1 minute" if rest == 1 else f"{rest} minutes")
    return " ".join(parts)


def day_words(day: date) -> str:
    """A date as people write it: 24 September 2026."""
    return f"{day.day} {day:%B %Y}"
