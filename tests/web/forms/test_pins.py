"""What is fixed already, as it is entered: unchanged when saved, from nothing, known by its session, and whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from planner.domain.programme.draft import Draft, blank_draft
from planner.forms.pins import AMOUNTS, PINS
from tests.web.browser_like import Browser, problems_on, sent_by
from tests.web.conftest import read_strictly
from tests.web.forms import round_trip
from tests.web.forms.round_trip import browser_with, check_entered, check_unchanged, stored, uncovered
from tests.web.forms.test_bad_input import BAD, STORED, Case, check_kept, check_read, typed_into

INPUTS = "/projects/project/inputs"
PINNED: list[dict[str, Any]] = [
    {
        "sitting": "design-2",
        "reason": "The hall is booked.\nAnd paid.",
        "runs": True,
        "place": "community-centre/main-hall",
        "on": "2027-03-09",
        "at": "10:30",
        "team": [
            {"staff": "lead-facilitator", "role": "lead"},
            {"staff": "youth-worker", "role": "checked_adult"},
        ],
        "places": [{"group": "carers", "room_count": 3, "online_count": 0}],
        "support": [{"supplier": "bsl-agency", "units": 2}],
        "note": "",
    },
    {
        "sitting": "welcome-1", "reason": "Asked for", "runs": None, "place": "", "on": None, "at": None,
        "team": [], "places": [], "support": [], "note": "No hurry",
    },
    {
        "sitting": "now-2", "reason": "Too much", "runs": False, "place": "", "on": None, "at": None,
        "team": [], "places": [], "support": [], "note": "",
    },
]  # fmt: skip
AMOUNT_PINS: list[dict[str, Any]] = [
    {"sitting": "welcome-1", "category": "catering", "amount_pence": 12000, "reason": "Agreed"},
    {"sitting": "design-2", "category": "venue", "amount_pence": 0, "reason": "Given by the parish"},
]


def pinned(name: str = "respite-care") -> Draft:
    """Give an example with things fixed: none of those that are packaged has any."""
    draft = EXAMPLE(name)
    assert not draft.get("pins")
    draft.update(pins=[dict(pin) for pin in PINNED], amount_pins=[dict(pin) for pin in AMOUNT_PINS])
    return draft


EXAMPLE = round_trip.example


@pytest.fixture(autouse=True)
def examples_with_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks of every page work on an example with things fixed."""
    monkeypatch.setattr(round_trip, "example", pinned)


@pytest.mark.parametrize("item", [PINS, AMOUNTS], ids=["pins", "amounts"])
def test_saving_what_is_fixed_unchanged_leaves_the_document_as_it_was(app: Flask, item: Any) -> None:
    check_unchanged(app, item, "respite-care")


@pytest.mark.parametrize("item", [PINS, AMOUNTS], ids=["pins", "amounts"])
def test_what_is_fixed_can_be_entered_from_nothing(app: Flask, item: Any) -> None:
    check_entered(app, item, "respite-care")


def test_every_field_of_what_is_fixed_has_a_page() -> None:
    assert uncovered(PINS) == set()
    assert uncovered(AMOUNTS) == set()


def test_what_is_fixed_is_called_after_its_session(app: Flask) -> None:
    browser = browser_with(app, project=pinned())
    page = browser.open(f"{INPUTS}/pins")
    assert "Design workshop (2 of 4)" in page
    assert "held, Community centre, Main hall, 9 March 2027, 10:30am, team, places, support" in page
    assert "design-2</a>" not in page
    assert "Remove Design workshop (2 of 4)?" in browser.open(f"{INPUTS}/pins/design-2/_remove")


def test_the_session_is_chosen_once(app: Flask) -> None:
    browser = browser_with(app, project=pinned())
    path = f"{INPUTS}/pins/welcome-1/about"
    page = browser.open(path)
    assert ("sitting", "welcome-1") in sent_by(page)
    assert '<select class="govuk-select"\n            id="sitting"' not in page
    assert browser.type(path, {"sitting": "evaluate-1", "reason": "Changed"}).status_code == 302
    assert [(pin["sitting"], pin["reason"]) for pin in stored(app, "project")["pins"]][1] == (
        "welcome-1",
        "Changed",
    )


def test_a_session_is_fixed_once(app: Flask) -> None:
    browser = browser_with(app, project=pinned())
    answer = browser.type(f"{INPUTS}/pins/_add", {"sitting": "design-2", "reason": "Again"})
    assert answer.status_code == 200
    assert len(problems_on(answer.text)) == 1
    assert len(stored(app, "project")["pins"]) == len(PINNED)
    answer = browser.type(f"{INPUTS}/pins/_add", {"sitting": "evaluate-1", "reason": "Again"})
    assert answer.headers["Location"] == f"{INPUTS}/pins"
    assert stored(app, "project")["pins"][-1]["sitting"] == "evaluate-1"


def test_without_sessions_there_is_nothing_to_fix(app: Flask) -> None:
    browser = browser_with(app, project=blank_draft("project", "Project"))
    assert "Usually nothing" in browser.open(f"{INPUTS}/pins")
    answer = browser.type(f"{INPUTS}/pins/_add", {"reason": "Just so"})
    assert problems_on(answer.text) == ["Choose a session"]


def test_a_session_that_went_stays_until_what_was_fixed_goes_too(app: Flask) -> None:
    draft = pinned()
    draft["sessions"] = [each for each in draft["sessions"] if each["id"] != "design"]
    browser = browser_with(app, project=draft)
    page = browser.open(f"{INPUTS}/pins/design-2/about")
    assert "design-2 (no longer there)" in page
    assert any("there is no &#34;design-2&#34;" in words for words in problems_on(page))


def visit(app: Flask) -> tuple[Browser, Case]:
    draft = pinned()
    browser = browser_with(app, project=draft)
    page = PINS.pages[0]
    case = Case(
        PINS, f"{INPUTS}/pins/design-2/about", page.form, PINS.model, draft["pins"][0], draft, "project"
    )
    return browser, case


def test_nothing_typed_breaks_the_page_of_what_is_fixed(app: Flask) -> None:
    browser, case = visit(app)
    html = browser.open(case.path)
    app.config["WTF_CSRF_ENABLED"] = False
    names, pairs = typed_into(html), sent_by(html)
    for text in BAD.values():
        check_read(app, case, [(name, text if name in names else value) for name, value in pairs])
        check_read(app, case, [(name, text) for name, _ in pairs])


@pytest.mark.parametrize("text", STORED.values(), ids=STORED)
def test_the_reason_is_stored_as_it_was_typed(app: Flask, text: str) -> None:
    browser, case = visit(app)
    before = sent_by(browser.open(case.path))
    answer = browser.type(case.path, {"reason": text})
    if answer.status_code == 200:
        read_strictly(answer.text)
        assert len(problems_on(answer.text)) == 1
        assert stored(app, "project") == pinned()
    else:
        check_kept(browser.open(case.path), before, {"reason"}, text)
