from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.terms import (
    Basis,
    Category,
    Evidence,
    Mode,
    Role,
    Section,
    SittingStatus,
    Stage,
    Strategy,
)
from planner.reports import words


def test_dates_are_written_as_people_read_them():
    assert words.date_words(date(2026, 9, 24)) == "24 September 2026"
    assert words.day_words(date(2026, 9, 24)) == "Thursday 24 September 2026"
    assert words.short_date_words(date(2027, 3, 1)) == "1 Mar"
    assert words.narrow_day_words(date(2027, 1, 19)) == "Tue 19 Jan 2027"
    assert words.narrow_day_words(date(2027, 3, 1)) == "Mon 1 Mar 2027"


@pytest.mark.parametrize(
    ("at", "said"),
    [("14:00", "2pm"), ("14:30", "2:30pm"), ("09:05", "9:05am"), ("12:00", "midday"), ("12:30", "12:30pm"),
     ("00:00", "midnight"), ("00:15", "12:15am"), ("11:59", "11:59am")],
)  # fmt: skip
def test_times_are_written_as_people_say_them(at, said):
    assert words.time_words(datetime.fromisoformat(f"2026-09-24T{at}:00")) == said


def test_lengths_of_time_leave_out_what_is_nought():
    assert words.duration_words(150) == "2 hours 30 minutes"
    assert words.duration_words(60) == "1 hour"
    assert words.duration_words(45) == "45 minutes"
    assert words.duration_words(0) == "0 minutes"


def test_lists_counts_and_sentences_read_as_english():
    assert words.list_words([]) == ""
    assert words.list_words(["a"]) == "a"
    assert words.list_words(["a", "", "b", "c"]) == "a, b and c"
    assert words.count_words(1, "person", "people") == "1 person"
    assert words.count_words(1200, "person", "people") == "1,200 people"
    assert words.sentence("why not?") == "Why not?"
    assert words.sentence("it rained") == "It rained."
    assert words.sentence("") == ""


def test_pounds_round_half_a_pound_up():
    assert words.pounds_words(4_832_049) == "£48,320"
    assert words.pounds_words(4_832_050) == "£48,321"
    assert words.pounds_words(0) == "£0"


def test_shares_round_the_way_they_are_told_to():
    assert words.share_words(Decimal("0.4996")) == "50%"
    assert words.share_words(Decimal("0.4996"), ROUND_FLOOR) == "49.9%"
    assert words.share_words(Fraction(1, 3)) == "33.3%"
    assert words.number_words(Decimal("100")) == "100"
    assert words.number_words(Fraction(-1, 1000)) == "0"


@given(st.integers(min_value=0, max_value=100_000))
def test_a_count_under_five_shows_as_few_and_no_other_does(count):
    said = words.masked(count)
    assert said == "few" if count < 5 else said == f"{count:,}"


@pytest.mark.parametrize(
    ("closed_list", "said"),
    [(Mode, words.MODE_WORDS), (Stage, words.STAGE_WORDS), (Role, words.ROLE_WORDS), (Section, words.SECTION_WORDS),
     (SittingStatus, words.STATUS_WORDS), (Category, words.CATEGORY_WORDS), (Basis, words.BASIS_WORDS),
     (Evidence, words.EVIDENCE_WORDS), (Strategy, words.STRATEGY_WORDS)],
)  # fmt: skip
def test_every_member_of_a_closed_list_has_words_of_its_own(closed_list, said):
    assert set(said) == set(closed_list)
    assert len(set(said.values())) == len(said)
    assert not any("sitting" in one.lower() or "seat" in one.lower() for one in said.values())
