"""Dates and times as they are entered: unchanged when saved, from nothing, and many times at once."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.domain.programme.calendar import Calendar
from planner.domain.programme.draft import blank_draft
from planner.forms.dates import DATES
from tests.web.browser_like import Browser, answers_of, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    EXAMPLES,
    browser_with,
    check_entered,
    check_unchanged,
    example,
    stored,
    uncovered,
)

PATH = "/projects/project/inputs/dates"
PERIOD = {
    "starts_on-day": "11", "starts_on-month": "1", "starts_on-year": "2027",
    "ends_on-day": "16", "ends_on-month": "7", "ends_on-year": "2027",
}  # fmt: skip


def with_blank(app: Flask) -> Browser:
    return browser_with(app, project=blank_draft("project", "Project"))


def starts_of(app: Flask) -> list[tuple[str, str]]:
    return [(each["weekday"], each["at"]) for each in stored(app, "project")["calendar"]["weekly_starts"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_the_dates_unchanged_leaves_the_document_as_it_was(app: Flask, name: str) -> None:
    check_unchanged(app, DATES, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_dates_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    check_entered(app, DATES, name)


def test_every_field_of_the_calendar_has_a_page() -> None:
    assert set(DATES.page.form.covers()) == set(Calendar.model_fields)
    assert uncovered(DATES) == set()


def test_a_button_adds_some_times_on_some_days_and_saves_nothing(app: Flask) -> None:
    browser = with_blank(app)
    pairs = over(sent_by(browser.open(PATH)), {**PERIOD, "add_starts-times": "10:30am, 1pm and 18:00"})
    days = [("add_starts-days", "thursday"), ("add_starts-days", "tuesday")]
    assert 'value="press:add_starts"' in browser.open(PATH)
    answer = browser.send(PATH, [*pairs, *days], "press:add_starts")
    assert answer.status_code == 200
    assert problems_on(answer.text) == []
    assert "calendar" not in stored(app, "project")
    assert browser.send(PATH, sent_by(answer.text)).status_code == 302
    assert starts_of(app) == [
        (day, at) for day in ("tuesday", "thursday") for at in ("10:30", "13:00", "18:00")
    ]


def test_the_page_is_come_back_to_while_the_end_is_before_the_beginning(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    answer = browser.type(PATH, {"ends_on-year": "2020"})
    assert answer.headers["Location"] == PATH
    assert "Saved, but something needs attention." in browser.open(PATH)


def test_times_that_are_there_already_are_not_added_again(app: Flask) -> None:
    draft = example("respite-care")
    browser = browser_with(app, project=draft)
    before = starts_of(app)
    assert ("tuesday", "10:30") in before
    pairs = over(sent_by(browser.open(PATH)), {"add_starts-times": "10:30, 14:00"})
    answer = browser.send(PATH, [*pairs, ("add_starts-days", "tuesday")], "press:add_starts")
    assert browser.send(PATH, sent_by(answer.text)).status_code == 302
    assert starts_of(app) == [*before, ("tuesday", "14:00")]


def test_days_and_times_left_beside_the_button_are_added_when_the_page_is_saved(app: Flask) -> None:
    browser = with_blank(app)
    pairs = over(sent_by(browser.open(PATH)), {**PERIOD, "add_starts-times": "2pm"})
    assert browser.send(PATH, [*pairs, ("add_starts-days", "friday")]).status_code == 302
    assert starts_of(app) == [("friday", "14:00")]


@pytest.mark.parametrize(
    ("times", "days", "problem"),
    [
        ("", ["monday"], "Enter at least one time, for example 10:30am"),
        ("2pm", [], "Tick at least one day"),
        ("2pm, half past", ["monday"], "Enter a time of day, for example 2pm or 14:00"),
        (", ".join(["2pm"] * 25), ["monday"], "Enter at most 24 times"),
    ],
)
@pytest.mark.parametrize("button", ["press:add_starts", "save"])
def test_days_and_times_that_cannot_be_added_are_said_to_be_so_and_kept(
    app: Flask, times: str, days: list[str], problem: str, button: str
) -> None:
    browser = with_blank(app)
    pairs = over(sent_by(browser.open(PATH)), {**PERIOD, "add_starts-times": times})
    answer = browser.send(PATH, [*pairs, *(("add_starts-days", day) for day in days)], button)
    assert answer.status_code == 200
    assert problems_on(answer.text) == [problem]
    assert ("add_starts-times", times) in answers_of(answer.text)
    assert "calendar" not in stored(app, "project")


def test_blocked_days_without_a_last_day_are_one_day(app: Flask) -> None:
    browser = browser_with(app, project=example("small-grant"))
    page = browser.send(PATH, sent_by(browser.open(PATH)), "add:blocked").text
    day = {
        "blocked-0-starts_on-day": "3",
        "blocked-0-starts_on-month": "march",
        "blocked-0-starts_on-year": "2027",
    }
    assert browser.send(PATH, over(sent_by(page), day)).status_code == 302
    assert stored(app, "project")["calendar"]["blocked"] == [
        {"starts_on": "2027-03-03", "ends_on": "2027-03-03", "reason": "", "note": ""}
    ]


def test_faiths_to_choose_from_are_those_of_the_table(app: Flask) -> None:
    draft = example("small-grant")
    browser = browser_with(app, project=draft)
    pairs = [*sent_by(browser.open(PATH)), ("avoid_faiths", "east-asian"), ("avoid_faiths", "muslim")]
    assert browser.send(PATH, pairs).status_code == 302
    assert stored(app, "project")["calendar"]["avoid_faiths"] == ["east-asian", "muslim"]
    assert "East Asian" in browser.open(PATH)
