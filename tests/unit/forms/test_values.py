"""What people write is read into plain values, and shown again so that it reads as the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.forms import values

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(st.integers(0, 24 * 60))
def test_a_length_of_time_shown_reads_as_the_same(minutes: int) -> None:
    assert values.read_minutes(values.show_minutes(minutes)) == minutes


@given(st.times())
def test_a_time_of_day_shown_reads_as_the_same(at: Any) -> None:
    clock = at.strftime("%H:%M")
    assert values.read_clock(values.show_clock(clock)) == clock


@given(st.integers(0, 10_000))
def test_a_share_shown_reads_as_the_same(parts: int) -> None:
    assert values.read_share(values.show_share(parts / 10_000)) == parts / 10_000


@given(st.integers(0, 100_000_000_00))
def test_an_amount_shown_reads_as_the_same(pence: int) -> None:
    assert values.read_pence(values.show_pence(pence)) == pence


@given(DAYS)
def test_a_date_of_three_fields_reads_as_itself(day: date) -> None:
    assert values.read_day(str(day.day), str(day.month), str(day.year)) == day.isoformat()
    assert values.read_day(str(day.day), day.strftime("%B"), str(day.year)) == day.isoformat()


@pytest.mark.parametrize(
    "written",
    ["2 hours 30 minutes", "2h 30", "2:30", "2.5 hours", "150", "150 min", " 2 hours  and 30 mins "],
)
def test_a_length_of_time_may_be_written_in_many_ways(written: str) -> None:
    assert values.read_minutes(written) == 150


@pytest.mark.parametrize(
    ("written", "clock"), [("2pm", "14:00"), ("2.30 PM", "14:30"), ("14:05", "14:05"), ("12am", "00:00")]
)
def test_a_time_of_day_may_be_written_in_many_ways(written: str, clock: str) -> None:
    assert values.read_clock(written) == clock


BAD = (
    "",
    "  ",
    "-1",
    "NaN",
    "1e1000000",
    "1" + "0" * 400,
    "🙂",
    "\u202e12",
    "=1+1",
    "١٢",
    "12 or so",
    "0x10",
)
READERS: tuple[Callable[[str], Any], ...] = (
    values.read_count,
    values.read_pence,
    values.read_decimal,
    values.read_share,
    values.read_minutes,
    values.read_clock,
)


@pytest.mark.parametrize("written", BAD)
@pytest.mark.parametrize("read", READERS)
def test_what_cannot_be_read_is_answered_with_an_instruction(
    read: Callable[[str], Any], written: str
) -> None:
    with pytest.raises(ValueError, match=r"^(Enter|Put commas)"):
        read(written)


@pytest.mark.parametrize(
    "parts",
    [("31", "2", "2027"), ("29", "2", "2027"), ("", "2", "2027"), ("1", "13", "2027"), ("1", "1", "27")],
)
def test_a_date_that_is_not_in_the_calendar_is_answered_with_an_instruction(
    parts: tuple[str, str, str],
) -> None:
    with pytest.raises(ValueError, match=r"^(Enter a date|The date must include)"):
        values.read_day(*parts)


def test_29_february_is_a_date_in_a_leap_year() -> None:
    assert values.read_day("29", "2", "2028") == "2028-02-29"


@pytest.mark.parametrize("written", ["a\x00b", "\ud800"])
def test_text_that_cannot_be_kept_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="Remove the characters"):
        values.read_text(written)


def test_line_breaks_are_kept_in_one_way_and_spaces_at_the_ends_go() -> None:
    assert values.read_text("  one\r\ntwo\rthree ") == "one\ntwo\nthree"
