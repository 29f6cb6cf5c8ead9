"""Costs of several years brought to one: first to the prices of a base year, then to its value.

Source: HM Treasury Green Book (2022), A6: real costs are discounted at 3.5% a year; the base year itself is not discounted.
Years are financial years, counted whole from the base year. Every year is rounded once, half up, to whole pence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.domain.errors import PlannerError
from planner.domain.money import round_half_up

LEAST_YEARS = 2
"""Costs that end before the second year after the base year are not discounted: it would change nothing that matters."""


class CannotAppraise(PlannerError):
    """Something that has to be known is not: `code` says what, its parameters say of which year or group."""


@dataclass(frozen=True)
class NotApplicable:
    """A part of the appraisal that does not apply here, and why, in words."""

    because: str


@dataclass(frozen=True)
class PresentYear:
    """One financial year: `years_on` from the base year, what is spent, by what it is multiplied, and what that comes to."""

    financial_year: str
    years_on: int
    amount_pence: int
    factor: Fraction
    present_pence: int


@dataclass(frozen=True)
class PresentCost:
    """Costs year by year and in all, at a rate in per cent a year."""

    base_year: str
    rate_percent: Decimal
    years: tuple[PresentYear, ...]

    @property
    def total_pence(self) -> int:
        """The net present cost."""
        return sum(year.present_pence for year in self.years)


def net_present_cost(
    amounts_pence: Mapping[str, int], rate_percent: Decimal, base_year: str | None = None
) -> PresentCost | NotApplicable:
    """Costs by financial year ("2026-27"), in pence of constant prices, as their value in the base year.

    `base_year` None is the first in which money is spent. Not applicable where nothing is spent, or all of it before the second
    year after the base year. Raises `CannotAppraise("spent_before_the_base_year")`.
    """
    spent = {year: pence for year, pence in amounts_pence.items() if pence}
    if not spent:
        return NotApplicable("Nothing is spent.")
    base = base_year or min(spent)
    _check_base(base, spent)
    if max(years_between(base, year) for year in spent) < LEAST_YEARS:
        return NotApplicable(
            "All of it is spent within two financial years: discounting would change nothing that matters."
        )
    rate = Fraction(rate_percent) / 100
    years = tuple(
        _present(year, years_between(base, year), pence, (1 + rate) ** -years_between(base, year))
        for year, pence in sorted(spent.items())
    )
    return PresentCost(base, rate_percent, years)


def real_prices(
    amounts_pence: Mapping[str, int], inflation_percent: Mapping[str, Decimal], base_year: str | None = None
) -> PresentCost | NotApplicable:
    """Costs by financial year in the prices of their day, as they are in the prices of the base year.

    `inflation_percent` is general inflation from the year before to each year. Raises `CannotAppraise("no_inflation_for_a_year")`
    for a year that is reached without it, and `CannotAppraise("spent_before_the_base_year")`.
    """
    spent = {year: pence for year, pence in amounts_pence.items() if pence}
    if not spent:
        return NotApplicable("Nothing is spent.")
    base = base_year or min(spent)
    _check_base(base, spent)
    years = tuple(
        _present(year, years_between(base, year), pence, 1 / _price_level(base, year, inflation_percent))
        for year, pence in sorted(spent.items())
    )
    return PresentCost(base, Decimal(0), years)


def years_between(base_year: str, year: str) -> int:
    """Whole years from one financial year to another: "2026-27" to "2028-29" is 2."""
    return int(year[:4]) - int(base_year[:4])


def _check_base(base: str, spent: Mapping[str, int]) -> None:
    early = min(spent)
    if years_between(base, early) < 0:
        raise CannotAppraise("spent_before_the_base_year", year=early, base_year=base)


def _price_level(base: str, year: str, inflation_percent: Mapping[str, Decimal]) -> Fraction:
    """Prices of a year as a multiple of those of the base year."""
    level = Fraction(1)
    for first in range(int(base[:4]) + 1, int(year[:4]) + 1):
        name = f"{first}-{(first + 1) % 100:02d}"
        if name not in inflation_percent:
            raise CannotAppraise("no_inflation_for_a_year", year=name)
        level *= 1 + Fraction(inflation_percent[name]) / 100
    return level


def _present(year: str, years_on: int, pence: int, factor: Fraction) -> PresentYear:
    return PresentYear(year, years_on, pence, factor, round_half_up(pence * factor))
