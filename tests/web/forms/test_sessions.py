"""Sessions as they are entered: every example comes through its pages unchanged, and can be entered from nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from planner.domain.programme.draft import Draft, blank_draft
from planner.forms.sessions import SESSIONS
from tests.web.browser_like import Browser, problems_on, sent_by
from tests.web.forms.round_trip import (
    browser_with,
    example,
    pages_of,
    stored,
)

PATH = "/projects/project/inputs/sessions"
RARE: dict[str, Any] = {
    "observer_count": 2,
    "most_people": 30,
    "sharing": "by_target",
    "has_catering": False,
    "modes": ["online", "in_person"],
    "tools": ["video-meetings"],
    "starts": [{"weekday": "thursday", "at": "10:30"}, {"weekday": "tuesday", "at": "16:30"}],
    "follows": [{"session": "welcome", "least_days": 0, "most_days": 40}],
    "feeds_back_on": "decide",
    "feedback_within_days": 42,
    "note": "First line\nSecond line",
    "sittings": [
        {"number": 2, "status": "announced", "place": "village-hall/hall", "start": "2027-03-02T10:30:00"},
        {"number": 1, "status": "held", "place": "video-meetings", "start": "2027-02-16T14:00:00"},
        {"number": 3, "status": "cancelled", "place": "", "start": None},
        {"number": 4, "status": "draft", "place": "", "start": None},
    ],
}
"""What the examples do not use."""


def with_rare_things() -> Draft:
    """Give the respite care example with a session that uses everything there is."""
    draft = example("respite-care")
    design = next(each for each in draft["sessions"] if each["id"] == "design")
    design.update(RARE)
    design["repeats"] = {**design["repeats"], "kind": "alternatives"}
    return draft


def test_a_session_with_everything_there_is_comes_through_its_pages_unchanged(app: Flask) -> None:
    draft = with_rare_things()
    browser = browser_with(app, project=draft)
    for path, _ in pages_of(SESSIONS, draft):
        answer = browser.send_unchanged(path.replace("SLUG", "project"))
        assert answer.status_code == 302, (path, problems_on(answer.text))
    assert stored(app, "project") == draft


def test_a_session_is_added_with_what_its_first_page_asks(app: Flask) -> None:
    browser = browser_with(app, project=blank_draft("project", "Project"))
    typed = {"title": "Design workshop", "minutes": "2h 30", "wanted_people": "20"}
    answer = browser.type(f"{PATH}/_add", typed)
    assert answer.headers["Location"] == f"{PATH}/design-workshop/about", (
        "nobody is invited yet: it stays there"
    )
    session = stored(app, "project")["sessions"][0]
    assert session["minutes"] == 150
    assert session["invited"] == []
    assert session["repeats"]["count"] == 1
    assert session["team"]["people_per_facilitator"] == 9


def test_what_a_session_cannot_do_without_is_asked_for_in_words(app: Flask) -> None:
    browser = browser_with(app, project=blank_draft("project", "Project"))
    answer = browser.type(f"{PATH}/_add", {})
    assert answer.status_code == 200
    assert problems_on(answer.text) == [
        "Enter what it is called, for example Design workshop",
        "Enter how long it is, for example 2 hours 30 minutes",
        "Enter how many people you would like, for example 20",
    ]


def test_times_of_the_week_are_ticked_among_the_project_s(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    page = browser.open(f"{PATH}/design/when")
    assert "Saturday 10:30am" in page
    pairs = [*sent_by(page), ("starts", "saturday 10:30"), ("starts", "wednesday 13:00")]
    assert browser.send(f"{PATH}/design/when", pairs).status_code == 302
    session = next(each for each in stored(app, "project")["sessions"] if each["id"] == "design")
    assert session["starts"] == [
        {"weekday": "saturday", "at": "10:30"},
        {"weekday": "wednesday", "at": "13:00"},
    ]


def test_a_time_that_the_project_no_longer_has_stays_until_it_is_unticked(app: Flask) -> None:
    draft = example("respite-care")
    draft["calendar"]["weekly_starts"] = [{"weekday": "saturday", "at": "10:30"}]
    browser = browser_with(app, project=draft)
    page = browser.open(f"{PATH}/design/when")
    assert "Tuesday 10:30am (no longer offered)" in page
    kept = [pair for pair in sent_by(page) if pair != ("wanted_starts", "tuesday 10:30")]
    assert browser.send(f"{PATH}/design/when", kept).status_code == 302
    session = next(each for each in stored(app, "project")["sessions"] if each["id"] == "design")
    assert session["wanted_starts"] == [{"weekday": "thursday", "at": "10:30"}]


@pytest.mark.parametrize(
    "start", ["tuesday", "someday 10:30", "tuesday 25:00", " ", "tuesday 10:3०", "a b c"]
)
def test_a_time_that_is_none_is_refused(app: Flask, start: str) -> None:
    draft = example("respite-care")
    browser = browser_with(app, project=draft)
    pairs = [*sent_by(browser.open(f"{PATH}/design/when")), ("starts", start)]
    assert browser.send(f"{PATH}/design/when", pairs).status_code == 200
    assert stored(app, "project") == draft


def test_a_skill_is_one_of_the_list_or_in_one_s_own_words(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    path = f"{PATH}/welcome/team"
    rest = [pair for pair in sent_by(browser.open(path)) if pair[0] != "team-skill"]
    for chosen, own, skill in (
        ("plain_language", "", "plain_language"),
        ("plain_language", "juggling", "juggling"),
    ):
        page = [pair for pair in sent_by(browser.open(path)) if pair[0] == "seen"]
        pairs = [*page, *(pair for pair in rest if pair[0] != "seen")]
        sent = browser.send(path, [*pairs, ("team-skill", chosen), ("team-skill", own)])
        assert sent.status_code == 302
        assert stored(app, "project")["sessions"][0]["team"]["skill"] == skill


def test_a_skill_that_nobody_of_the_team_has_stays(app: Flask) -> None:
    draft = example("respite-care")
    draft["staff"] = []
    draft["sessions"][1]["team"]["skill"] = "juggling_fire"
    browser = browser_with(app, project=draft)
    assert "juggling fire</option>" in browser.open(f"{PATH}/now/team")
    browser.send_unchanged(f"{PATH}/now/team")
    assert stored(app, "project") == draft


def test_a_decision_is_left_out_where_nothing_is_decided(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    empty = {"decision-what": "", "decision-who_else_decides": "", "decision-not_open": ""}
    assert browser.type(f"{PATH}/decide/decides", empty).status_code == 302
    session = next(each for each in stored(app, "project")["sessions"] if each["id"] == "decide")
    assert session["decision"] is None


def test_a_decision_without_what_is_decided_is_asked_for_it(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    answer = browser.type(f"{PATH}/decide/decides", {"decision-what": ""})
    assert answer.status_code == 200
    assert problems_on(answer.text) == ["Enter what is decided, or leave all of this empty"]


def test_an_entry_says_in_words_how_often_it_is_held_and_in_what_order(app: Flask) -> None:
    browser = browser_with(app, project=with_rare_things(), plain=example("respite-care"))
    page = browser.open(f"{PATH}/design")
    for words in (
        "4 times, 3 of them in any case, the same each time, 14 to 42 days apart",
        "Welcome and ground rules, 0 to 40 days later",
        "Time 2: announced, Village hall, Hall, 2 March 2027 10:30am",
        "Time 3: cancelled",
    ):
        assert words in page, words
    plain = browser.open("/projects/plain/inputs/sessions/decide")
    assert "Papers for the commissioning board: at least 5 days before it" in plain
    assert "Decided on an equal footing" in plain


def test_rows_after_one_that_was_removed_stay_what_they_were(app: Flask) -> None:
    browser = browser_with(app, project=with_rare_things())
    path = f"{PATH}/design/stands"
    first = browser.send(path, sent_by(browser.open(path)), "remove:sittings-1")
    second = browser.send(path, sent_by(first.text), "remove:sittings-2")
    assert browser.send(path, sent_by(second.text)).status_code == 302
    session = next(each for each in stored(app, "project")["sessions"] if each["id"] == "design")
    assert [each["number"] for each in session["sittings"]] == [2, 3]


def test_a_row_that_is_added_has_the_lists_to_choose_from(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    path = f"{PATH}/design/order"
    page = browser.send(path, sent_by(browser.open(path)), "add:follows").text
    added = page.split('name="follows-2-session"')[1].split("</select>")[0]
    assert "Welcome and ground rules" in added


def test_problems_of_a_session_stand_on_the_page_that_asks_for_it(app: Flask) -> None:
    draft = example("respite-care")
    draft["sessions"][0]["least_people"] = 25
    browser: Browser = browser_with(app, project=draft)
    assert problems_on(browser.open(f"{PATH}/welcome/about")) == ["Enter 24 or fewer, the people wanted"]
    assert problems_on(browser.open(f"{PATH}/welcome/when")) == []


def test_a_session_that_would_make_more_than_2000_in_all_is_not_saved(app: Flask) -> None:
    draft = example("respite-care")
    entry = draft["sessions"][0]
    draft["sessions"] = [
        {**entry, "id": f"s{number}", "repeats": {**entry["repeats"], "count": 400}} for number in range(5)
    ] + [entry]
    draft["sessions"][4]["repeats"]["count"] = 399
    browser = browser_with(app, project=draft)
    path = next(
        path
        for path in (f"{PATH}/s4/{page.name}" for page in SESSIONS.pages)
        if 'name="repeats-count"' in browser.open(path)
    )
    before = stored(app, "project")
    answer = browser.type(path, {"repeats-count": "400"})
    assert any("at most 2,000 sessions" in words for words in problems_on(answer.text))
    assert stored(app, "project") == before


def test_more_than_500_rows_are_an_error_and_what_is_stored_stays(app: Flask) -> None:
    browser = browser_with(app, project=with_rare_things())
    path, before = f"{PATH}/design/stands", stored(app, "project")
    more = [(f"sittings-{number}-number", "1") for number in range(501)]
    answer = browser.send(path, [*sent_by(browser.open(path)), *more])
    assert problems_on(answer.text) == ["Enter at most 500 rows"]
    assert stored(app, "project") == before
