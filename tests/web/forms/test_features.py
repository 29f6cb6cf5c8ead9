"""What is recorded of access, as it is entered: what matters first, in its order, with evidence for many at once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.web.browser_like import Browser, Pair, over, problems_on, sent_by
from tests.web.forms.round_trip import browser_with, example, stored

VENUE = "/projects/project/inputs/venues/community-centre"
ACCESS = f"{VENUE}/access"


@pytest.fixture
def browser(app: Flask) -> Browser:
    return browser_with(app, project=example("respite-care"))


def venue_of(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = stored(app, "project")["venues"][0]
    return found


def answers_to(html: str) -> dict[str, str]:
    """Give the number of the line of each access feature on a page, by its key."""
    return {
        value: name.removesuffix("-key")
        for name, value in sent_by(html)
        if name.startswith("features-") and name.endswith("-key")
    }


def with_answers(html: str, answers: dict[str, str]) -> list[Pair]:
    """The page's form with other answers to some features."""
    lines = answers_to(html)
    return over(sent_by(html), {f"{lines[key]}-is_there": answer for key, answer in answers.items()})


def test_features_that_people_need_or_count_on_come_first(browser: Browser) -> None:
    first, _, more = browser.open(ACCESS).partition("More access features")
    assert list(answers_to(first)) == [
        "step_free_route",
        "public_transport",
        "accessible_toilet",
        "hearing_loop",
        "quiet_room",
        "neutral_place",
    ]
    assert "7 of 16 answered" in more


def test_an_answer_is_changed_taken_back_and_added_in_order(app: Flask, browser: Browser) -> None:
    before = [each["key"] for each in venue_of(app)["features"]]
    answers = {"quiet_room": "", "step_free_route": "unknown", "prayer_room": "no", "hearing_loop": "yes"}
    assert browser.send(ACCESS, with_answers(browser.open(ACCESS), {**answers})).status_code == 200
    lines = answers_to(browser.open(ACCESS))
    gone = {
        f"{lines['quiet_room']}-{name}": ""
        for name in ("evidence", "note", "checked_on-day", "checked_on-month", "checked_on-year")
    }
    pairs = over(with_answers(browser.open(ACCESS), answers), gone)
    assert browser.send(ACCESS, pairs).status_code == 302
    after = {each["key"]: each for each in venue_of(app)["features"]}
    kept = [key for key in before if key != "quiet_room"]
    assert list(after) == [*kept, "hearing_loop", "prayer_room"]
    assert after["step_free_route"]["is_there"] == "unknown"
    assert after["step_free_route"]["checked_on"] == "2026-10-06"
    assert after["prayer_room"] == {
        "key": "prayer_room", "is_there": "no", "evidence": "", "checked_on": None, "note": ""
    }  # fmt: skip


def test_evidence_without_an_answer_asks_for_the_answer(app: Flask, browser: Browser) -> None:
    line = answers_to(browser.open(ACCESS))["prayer_room"]
    answer = browser.type(ACCESS, {f"{line}-evidence": "Rang them"})
    assert problems_on(answer.text) == ["Prayer room: say whether it is there: yes, no or not known"]
    assert (f"{line}-evidence", "Rang them") in sent_by(answer.text)


def test_something_that_is_on_no_list_can_be_recorded(app: Flask, browser: Browser) -> None:
    page = browser.send(ACCESS, sent_by(browser.open(ACCESS)), "add:features").text
    line = next(name for name, value in sent_by(page) if name.endswith("-key") and not value)
    own = line.removesuffix("-key")
    nameless = browser.send(ACCESS, over(sent_by(page), {f"{own}-is_there": "yes"}))
    assert problems_on(nameless.text) == ["Say what it is, or leave all of it empty"]
    pairs = over(sent_by(nameless.text), {line: "Garden to walk in"})
    assert browser.send(ACCESS, pairs).status_code == 302
    assert venue_of(app)["features"][-1]["key"] == "Garden to walk in"
    assert "Garden to walk in" in browser.open(ACCESS)
    assert "Garden to walk in" in browser.open(VENUE)


FILLED = {
    "features_fill-evidence": "Visited in May",
    "features_fill-checked_on-day": "4",
    "features_fill-checked_on-month": "5",
    "features_fill-checked_on-year": "2027",
}


def test_evidence_for_many_goes_to_answers_that_have_none_of_their_own(app: Flask, browser: Browser) -> None:
    answers = {"prayer_room": "no", "hearing_loop": "yes", "creche_space": "unknown"}
    pairs = over(with_answers(browser.open(ACCESS), answers), FILLED)
    assert browser.send(ACCESS, pairs).status_code == 302
    found = {each["key"]: (each["evidence"], each["checked_on"]) for each in venue_of(app)["features"]}
    assert found["prayer_room"] == found["hearing_loop"] == ("Visited in May", "2027-05-04")
    assert found["creche_space"] == found["gender_neutral_toilet"] == ("", None)
    assert found["step_free_route"] == ("Visited with a group member", "2026-10-06")


def test_evidence_for_many_that_no_answer_needs_is_not_lost_without_a_word(
    app: Flask, browser: Browser
) -> None:
    before = stored(app, "project")
    answer = browser.type(ACCESS, FILLED)
    assert problems_on(answer.text) == ["Leave this empty: every yes and every no says it already"] * 2
    assert set(FILLED.items()) <= set(sent_by(answer.text))
    wrong = browser.type(
        ACCESS, {"features_fill-checked_on-day": "31", "features_fill-checked_on-month": "2"}
    )
    assert problems_on(wrong.text) == ["The date must include a year, for example 24 9 2026"]
    assert stored(app, "project") == before


def test_a_feature_recorded_twice_is_told_where_it_is_answered(app: Flask) -> None:
    draft = example("respite-care")
    draft["venues"][0]["features"].append({**draft["venues"][0]["features"][0], "is_there": "no"})
    browser = browser_with(app, project=draft)
    page = browser.open(ACCESS)
    assert problems_on(page) == [
        "Step-free from drop-off or stop to every room used: "
        "record &#34;step_free_route&#34; once: it is here more than once"
    ]
    assert f'href="#features-{len(draft["venues"][0]["features"]) - 1}-is_there"' in page
