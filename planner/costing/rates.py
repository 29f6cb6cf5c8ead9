"""Unit rates: an exact amount under its price terms, uplifted, with VAT that is not recovered, rounded once to whole pence.

Source: `docs/formulation.md` §8, *Unit rate*.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.domain.money import round_half_up
from planner.domain.programme import Programme
from planner.domain.programme.base import PriceTerms
from planner.domain.terms import VatTreatment


@dataclass(frozen=True, slots=True)
class TermsEffect:
    """What price terms do to an amount: `factor` multiplies it; the words say why."""

    factor: Fraction
    uplift_words: str
    vat_words: str
    is_old: bool
    """Older than 24 months at the programme's start, with no index stated to raise it."""


@dataclass(frozen=True, slots=True)
class UnitRate:
    """A rate in whole pence, VAT not recovered and uplift included, with the terms it rests on."""

    pence: int
    terms: PriceTerms
    uplift_words: str = ""
    vat_words: str = ""
    is_old: bool = False
    price_base: date | None = None


def whole_years_between(earlier_on: date, later_on: date) -> int:
    """Anniversaries of `earlier_on` reached by `later_on`; negative where the order is the other way round."""
    return (
        later_on.year
        - earlier_on.year
        - ((later_on.month, later_on.day) < (earlier_on.month, earlier_on.day))
    )


def is_older_than_24_months(priced_on: date, on: date) -> bool:
    """Whether more than 24 months lie between: the second anniversary itself is not yet old."""
    years = whole_years_between(priced_on, on)
    return years > 2 or (years == 2 and (on.month, on.day) != (priced_on.month, priced_on.day))


def vat_effect(programme: Programme, terms: PriceTerms) -> tuple[Fraction, str]:
    """The factor 1 + VAT × (1 − recovery), and its words; the price's own recovery goes before the organisation's.

    Source: recovery differs by body and heading, so rate and recovery are held by the line (HMRC VATGPB9720).
    """
    if terms.vat is VatTreatment.NONE:
        return Fraction(1), "no VAT"
    vat = programme.budget.vat
    percent = vat.standard_percent if terms.vat is VatTreatment.STANDARD else vat.reduced_percent
    recovery = vat.recovery_share if terms.vat_recovery_share is None else terms.vat_recovery_share
    factor = 1 + Fraction(percent) / 100 * (1 - Fraction(recovery))
    return factor, f"VAT at {_plain(percent)}%, {_plain(recovery * 100)}% of it recovered"


def uplift_effect(programme: Programme, terms: PriceTerms) -> tuple[Fraction, str, bool]:
    """The factor by which an old price is raised, its words, and whether it is old with no index to raise it.

    A price of more than 24 months before the programme's start is raised by the stated index for each whole year between.
    """
    starts_on = programme.calendar.starts_on
    if terms.priced_on is None or not is_older_than_24_months(terms.priced_on, starts_on):
        return Fraction(1), "", False
    uplift = programme.budget.uplift
    if uplift is None:
        return Fraction(1), "", True
    years = whole_years_between(terms.priced_on, starts_on)
    factor = (1 + Fraction(uplift.percent_a_year) / 100) ** years
    return factor, f"{_plain(uplift.percent_a_year)}% a year for {years} years ({uplift.index})", False


def terms_effect(programme: Programme, terms: PriceTerms) -> TermsEffect:
    """Uplift and VAT together, for amounts under these terms in this programme."""
    vat_factor, vat_words = vat_effect(programme, terms)
    uplift_factor, uplift_words, is_old = uplift_effect(programme, terms)
    return TermsEffect(uplift_factor * vat_factor, uplift_words, vat_words, is_old)


def rate_under(effect: TermsEffect, exact: Fraction | int, terms: PriceTerms) -> UnitRate:
    """The unit rate of an exact amount in pence, given what its terms do; half-up, once."""
    return UnitRate(
        pence=round_half_up(exact * effect.factor),
        terms=terms,
        uplift_words=effect.uplift_words,
        vat_words=effect.vat_words,
        is_old=effect.is_old,
        price_base=terms.priced_on,
    )


def unit_rate_pence(programme: Programme, exact: Fraction | int, terms: PriceTerms) -> UnitRate:
    """The unit rate of an exact amount in pence excluding VAT: half-up(amount × uplift × (1 + VAT × (1 − recovery)))."""
    return rate_under(terms_effect(programme, terms), exact, terms)


def _plain(number: Decimal) -> str:
    """A decimal without trailing noughts: 20, 3.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
