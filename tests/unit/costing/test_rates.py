from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.costing.lines import as_decimal, hours_words
from planner.costing.rates import is_older_than_24_months, unit_rate_pence, whole_years_between
from planner.domain.programme.base import PriceTerms
from planner.domain.terms import VatTreatment
from tests.builders import tiny_programme


def budget(**changes: Any) -> dict[str, Any]:
    return {"budget": {"total_pence": 1_000_000, **changes}}


def test_a_price_without_vat_and_uplift_is_the_amount() -> None:
    rate = unit_rate_pence(tiny_programme(), 1234, PriceTerms())
    assert (rate.pence, rate.vat_words, rate.uplift_words, rate.is_old) == (1234, "no VAT", "", False)


@pytest.mark.parametrize(
    ("exact", "pence"),
    [
        (Fraction(1001, 2), 501),  # 500.5 goes up
        (Fraction(10009, 20), 500),  # 500.45 goes down
        (Fraction(99, 100), 1),
        (0, 0),
    ],
)
def test_half_a_penny_goes_up(exact: Fraction, pence: int) -> None:
    assert unit_rate_pence(tiny_programme(), exact, PriceTerms()).pence == pence


def test_vat_that_is_not_recovered_is_added() -> None:
    # 1000 × (1 + 0.20 × (1 − 0.25)) = 1000 × 1.15 = 1150
    programme = tiny_programme(**budget(vat={"recovery_share": 0.25}))
    rate = unit_rate_pence(programme, 1000, PriceTerms(vat=VatTreatment.STANDARD))
    assert rate.pence == 1150
    assert rate.vat_words == "VAT at 20%, 25% of it recovered"


def test_a_price_of_its_own_recovery_goes_before_the_organisations() -> None:
    # reduced: 999 × 1.05 = 1048.95 -> 1049; recovered in full: 999
    programme = tiny_programme(**budget(vat={"recovery_share": 0.25}))
    reduced = PriceTerms(vat=VatTreatment.REDUCED, vat_recovery_share=Decimal(0))
    assert unit_rate_pence(programme, 999, reduced).pence == 1049
    recovered = PriceTerms(vat=VatTreatment.STANDARD, vat_recovery_share=Decimal(1))
    assert unit_rate_pence(programme, 999, recovered).pence == 999


def test_an_old_price_is_raised_by_whole_years_and_with_vat_rounded_once() -> None:
    # from 1 April 2022 to 11 January 2027: 4 whole years; 1015 × 1.03^4 × 1.2 = 1370.8697... -> 1371
    # (rounding in between would give 1142 × 1.2 = 1370.4 -> 1370)
    programme = tiny_programme(**budget(uplift={"percent_a_year": 3, "index": "CPI"}))
    terms = PriceTerms(priced_on=date(2022, 4, 1), vat=VatTreatment.STANDARD)
    rate = unit_rate_pence(programme, 1015, terms)
    assert 1370.8 < 1015 * 1.03**4 * 1.2 < 1370.9
    assert rate.pence == 1371
    assert rate.uplift_words == "3% a year for 4 years (CPI)"
    assert rate.price_base == date(2022, 4, 1)


def test_a_price_of_exactly_24_months_is_not_raised_and_one_a_day_older_is() -> None:
    programme = tiny_programme(**budget(uplift={"percent_a_year": 10, "index": "CPI"}))
    assert unit_rate_pence(programme, 1000, PriceTerms(priced_on=date(2025, 1, 11))).pence == 1000
    # two whole years: 1000 × 1.1² = 1210
    assert unit_rate_pence(programme, 1000, PriceTerms(priced_on=date(2025, 1, 10))).pence == 1210


def test_an_old_price_without_an_index_stays_and_is_flagged() -> None:
    rate = unit_rate_pence(tiny_programme(), 1000, PriceTerms(priced_on=date(2022, 4, 1)))
    assert (rate.pence, rate.is_old) == (1000, True)


def test_a_price_of_the_29_february_has_its_anniversary_on_the_1_march() -> None:
    assert whole_years_between(date(2024, 2, 29), date(2026, 2, 28)) == 1
    assert not is_older_than_24_months(date(2024, 2, 29), date(2026, 2, 28))
    assert is_older_than_24_months(date(2024, 2, 29), date(2026, 3, 1))


@given(minutes=st.integers(1, 100_000))
def test_hours_written_as_decimals_give_their_sixtieths_back(minutes: int) -> None:
    exact = Fraction(minutes, 60)
    written = Decimal(repr(float(as_decimal(exact))))
    assert Fraction(written).limit_denominator(60) == exact


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (150, "2 hours 30 minutes"), (61, "1 hour 1 minute")],
)
def test_minutes_are_said_in_words(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words
