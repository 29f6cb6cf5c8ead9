"""The packaged facts: every row can be read, is sourced, and says how well it is known."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from planner.domain.errors import CannotPrice
from planner.domain.facts import (
    access_features,
    festivals,
    first_day_of,
    rates,
    school_holiday_rows,
    standards,
)
from planner.domain.terms import Nation


def test_every_rate_is_named_sourced_and_not_negative() -> None:
    assert len(rates()) == 55
    for rate in rates():
        assert rate.scheme, rate
        assert rate.item, rate
        assert rate.unit, rate
        assert rate.source, rate
        assert rate.amounts, rate
        assert all(amount >= 0 for amount in rate.amounts), rate
        assert rate.confidence.startswith(("published", "derived")), rate
        assert (rate.valid_from is None) == (rate.valid_from_text == ""), rate
        assert (rate.valid_from is None) == (rate.confidence == "published (undated)"), rate


def test_every_rate_in_money_is_in_whole_pence() -> None:
    for rate in rates():
        if rate.unit not in {"percent", "times"}:
            assert tuple(Decimal(pence) for pence in rate.amounts_pence) == rate.amounts, rate


def test_no_rate_stands_twice_for_the_same_day() -> None:
    keys = [(rate.scheme, rate.item, rate.valid_from) for rate in rates()]
    assert len(set(keys)) == len(keys)


def test_a_percentage_a_multiplier_and_alternatives_are_not_one_amount_of_money() -> None:
    found = {(rate.scheme, rate.item): rate for rate in rates()}
    bookings = found["BSL interpreter (registered)", "London: short / half / full day"]
    assert bookings.amounts_pence == (11500, 14000, 28000)
    with pytest.raises(CannotPrice, match="rate_has_alternatives"):
        _ = bookings.amount_pence
    premium = found["BSL interpreter", "evening and weekend multiplier"]
    assert premium.amounts == (Decimal("1.5"),)
    with pytest.raises(CannotPrice, match="rate_is_not_money"):
        _ = premium.amount_pence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2024", date(2024, 1, 1)),
        ("2025-10", date(2025, 10, 1)),
        ("2025-12-16", date(2025, 12, 16)),
    ],
)
def test_a_date_as_exact_as_its_source_is_read_as_its_first_day(text: str, day: date | None) -> None:
    assert first_day_of(text) == day


@pytest.mark.parametrize("text", ["2025-13", "25", "2025-1", "about 2025", "2025-02-30"])
def test_any_other_text_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        first_day_of(text)


def test_standards_are_read_with_their_parts_and_the_unverified_are_marked() -> None:
    assert len(standards()) == 42
    sizes = next(row for row in standards() if row.rule == "face to face: least / best / most")
    assert sizes.values == ("4", "10", "25")
    unverified = [row for row in standards() if row.is_unverified]
    assert len(unverified) == 2
    assert all("to be confirmed" in row.rule for row in unverified)
    assert all(row.source for row in standards())
    assert all(row.url for row in standards() if not row.is_unverified)


def test_access_features_have_distinct_keys_and_a_label() -> None:
    keys = [(row.kind, row.key) for row in access_features()]
    assert len(set(keys)) == len(keys) == 30
    assert {kind for kind, _ in keys} == {"venue", "tool"}
    assert all(row.label for row in access_features())


def test_every_festival_is_dated_sourced_and_said_to_be_computed_or_fixed() -> None:
    assert len(festivals()) == 120
    for row in festivals():
        assert row.starts_on <= row.ends_on <= row.starts_on + timedelta(days=29), row
        assert row.kind in {"day", "season"}, row
        assert row.confidence.startswith(("computed", "fixed date")), row
        assert row.source, row
        assert row.url.startswith("https://"), row
    names = [(row.festival, row.faith, row.starts_on) for row in festivals()]
    assert len(set(names)) == len(names)


def test_every_faith_has_the_same_festivals_each_year() -> None:
    by_year = {
        year: {(row.faith, row.festival) for row in festivals() if row.starts_on.year == year}
        for year in range(2026, 2030)
    }
    assert by_year[2026] == by_year[2027] == by_year[2028] == by_year[2029]


def test_every_school_holiday_is_dated_sourced_and_graded() -> None:
    assert set(school_holiday_rows()) == set(Nation)
    for nation, rows in school_holiday_rows().items():
        for row in rows:
            assert row.nation == nation
            assert row.starts_on <= row.ends_on <= row.starts_on + timedelta(days=70), row
            assert row.confidence.startswith(("published", "reported", "typical: check")), row
            assert row.source, row
            assert row.url.startswith("http"), row
            first_year = int(row.school_year[:4])
            assert date(first_year, 9, 1) <= row.starts_on <= date(first_year + 1, 8, 31), row


def test_school_holidays_of_an_area_do_not_overlap_and_begin_on_a_working_day() -> None:
    for rows in school_holiday_rows().values():
        for area in {row.area for row in rows}:
            ordered = [row for row in rows if row.area == area]
            for before, after in pairwise(ordered):
                assert before.ends_on < after.starts_on, (before, after)
        for row in rows:
            assert row.starts_on.weekday() < 5 or row.name == "Summer holiday", row
