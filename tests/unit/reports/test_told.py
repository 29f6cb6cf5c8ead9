"""Words on the pages: in pounds, percentages, dates and sessions, as people entered them."""

from __future__ import annotations

import re

import pytest

from planner.domain.programme.draft import problems_of_draft, read_draft
from planner.domain.programme.problems.found import Problem
from planner.examples import example_text
from planner.reports.told import as_told, on_screen

OF_THE_DOCUMENT = re.compile(r"sitting|pence|[0-9]{4}-[0-9]{2}-[0-9]{2}|in_person|\brung", re.IGNORECASE)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Enter a date on or after 2027-01-11", "Enter a date on or after 11 January 2027"),
        ('Enter a date, for example "2027-03-15"', "Enter a date, for example 15 March 2027"),
        (
            "Add at least one weekday and time at which a sitting may start",
            "Add at least one weekday and time at which a session may start",
        ),
        (
            "Plan at most 2,000 sittings in all: there are 2,004",
            "Plan at most 2,000 sessions in all: there are 2,004",
        ),
        ("Enter 1500 pence or more, the rung before", "Enter £15 or more, the one before"),
        ("Enter 1505 pence or more, the rung before", "Enter £15.05 or more, the one before"),
        ("Enter more than 60 minutes, the rung before", "Enter more than 60 minutes, the one before"),
        (
            "Enter an amount in whole pence, for example 12550 for £125.50: no more than 10,000,000,000",
            "Enter an amount in pounds, for example 125.50: no more than £100,000,000",
        ),
        ("Enter 0.5 or less, the level", "Enter 50% or less, what is wanted"),
        ("Enter 1 or less, the level", "Enter 100% or less, what is wanted"),
        ("Enter 12 or fewer, the size of the group", "Enter 12 or fewer, the size of the group"),
        (
            'Name a member of staff of this document: there is no "nobody"',
            'Choose a member of staff: there is no "nobody"',
        ),
        ('Choose another id: "hall" is already used', 'Choose another reference: "hall" is already used'),
        ("Enter a date on or after 2027-13-45", "Enter a date on or after 2027-13-45"),
        ("Enter 0.125 or less, the level", "Enter 12.5% or less, what is wanted"),
        ("Sittings need a sitting room", "Sessions need a sitting room"),
        (
            "Money for a sitting service. Sitting 3 has none",
            "Money for a sitting service. Session 3 has none",
        ),
        ("", ""),
    ],
)
def test_a_problem_is_told_in_the_words_of_its_page(message: str, told: str) -> None:
    assert on_screen(message) == told
    assert on_screen(told) == told


def test_the_path_of_a_problem_stays() -> None:
    assert as_told(Problem("calendar.ends_on", "sitting")) == Problem("calendar.ends_on", "session")


def test_what_is_said_of_a_spoilt_project_holds_no_word_of_the_document() -> None:
    draft = read_draft(example_text("respite-care"))
    draft["calendar"].update(ends_on="2026-01-01", weekly_starts=[])
    draft["rate_card"]["rates"][0]["rungs"][1]["amount_pence"] = 1
    draft["rate_card"]["rates"][0]["rungs"][2]["up_to_minutes"] = 1
    draft["targets"][5]["floor"] = 0.9
    draft["other_costs"][0]["financial_year"] = "2027-28"
    found = problems_of_draft(draft)
    assert sum(bool(OF_THE_DOCUMENT.search(each.message)) for each in found) >= 4
    assert [each for each in map(as_told, found) if OF_THE_DOCUMENT.search(each.message)] == []
