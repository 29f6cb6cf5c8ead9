"""Check your answers: what needs attention, what cannot hold together, and everything that was entered."""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask import Flask

from planner.domain.programme.draft import blank_draft
from planner.extensions import db
from planner.models import Membership, ProjectRole
from planner.services import checking
from planner.services.checking import Arithmetic
from tests.web.browser_like import Browser
from tests.web.conftest import Page, links_of, read_strictly
from tests.web.forms.round_trip import browser_with, example

PATH = "/projects/project/check"


def opened(app: Flask, draft: dict[str, Any]) -> Page:
    return read_strictly(browser_with(app, project=draft).open(PATH))


def test_a_blank_project_is_told_what_it_lacks_with_links_to_where_it_is_entered(app: Flask) -> None:
    page = opened(app, blank_draft("project", "Project"))
    links = links_of(page)
    assert links["Say how much money there is"] == "/projects/project/inputs/budget"
    assert links["Say how people are paid for taking part"] == "/projects/project/inputs/rate-card"
    assert (
        links["Add the areas in which people live and venues stand"] == "/projects/project/inputs/areas#areas"
    )
    assert "To put right before a plan can be built" in page.text
    assert "Build the plan" not in links


def test_a_project_without_problems_says_so_and_leads_to_the_build(app: Flask) -> None:
    page = opened(app, example("respite-care"))
    assert "Everything that a plan needs is there." in page.text
    assert "nothing stands in its way" in page.text
    assert "To put right" not in page.text
    assert links_of(page)["Build the plan"] == "/projects/project/build"


def test_a_problem_leads_to_its_field(app: Flask) -> None:
    draft = example("respite-care")
    draft["targets"][5]["floor"] = 0.9
    page = opened(app, draft)
    assert links_of(page)["Enter 75% or less, what is wanted"] == (
        "/projects/project/inputs/targets/times/about#floor"
    )
    assert "What fair means here: At least three quarters of each group can make it" in page.text


def test_what_cannot_hold_together_is_told_before_anything_is_solved(app: Flask) -> None:
    draft = example("respite-care")
    draft["budget"]["total_pence"] = 100_00
    page = opened(app, draft)
    assert "What cannot hold together" in page.text
    (words,) = [words for words in links_of(page) if words.startswith("Every plan costs at least £")]
    assert links_of(page)[words] == "/projects/project/inputs/budget#total_pence"
    assert "and the budget is £100.00" in words
    assert "Build the plan" in links_of(page)


def test_arithmetic_waits_until_problems_are_put_right(app: Flask) -> None:
    draft = example("respite-care")
    draft["budget"]["total_pence"] = 100_00
    draft["calendar"]["weekly_starts"] = []
    page = opened(app, draft)
    assert "Every plan costs at least" not in page.text
    assert "What cannot hold together" not in page.text


def test_a_very_large_project_is_looked_at_when_it_is_built(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_PLACES_AND_STARTS", 10)
    checking._arithmetic.cache_clear()
    page = opened(app, example("respite-care"))
    assert "whether everything holds together is looked at when the plan is built" in page.text
    checking._arithmetic.cache_clear()


def test_every_answer_stands_on_the_page_with_a_link_to_change_it(app: Flask) -> None:
    page = opened(app, example("county-wide"))
    for words in (
        "11 January 2027",
        "Tuesday 10:30am",
        "2026-27: £11,000; 2027-28: £26,400",
        "up to 30 minutes: £13.80; up to 1 hour: £27.50",
        "£6.50 (our estimate: Illustrative quote: hot drinks and a light lunch for each person; ask for a real one; from what "
        "day is it valid: 1 November 2026; VAT to add: Standard rate)",
        "Muslim",
        "£78,000",
        "Charitable foundation",
        "NIHR public contributor rates, December 2025",
        "Peer-led evaluation",
        "Seven in ten of each group can make it",
    ):
        assert words in page.text
    links = links_of(page)
    assert links["Change dates and times"] == "/projects/project/inputs/dates"
    assert links["Change Peer-led evaluation"] == "/projects/project/inputs/other_costs/learning"
    assert "sitting" not in page.text.lower()


def test_arithmetic_is_worked_out_once_for_the_same_inputs(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        checking, "_arithmetic", lambda text: asked.append(text) or Arithmetic((), is_done=True)
    )
    opened(app, example("small-grant"))
    assert len(asked) == 1


def test_the_county_wide_page_is_quick_once_it_was_opened(app: Flask) -> None:
    browser = browser_with(app, project=example("county-wide"))
    browser.open(PATH)
    seconds = []
    for _ in range(5):
        began = time.process_time()
        browser.open(PATH)
        seconds.append(time.process_time() - began)
    assert min(seconds) < 0.2


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (ProjectRole.LEAD, 200),
        (ProjectRole.CONTRIBUTOR, 200),
        (ProjectRole.READER, 403),
        (ProjectRole.COMMISSIONER, 403),
    ],
)
def test_only_the_planning_role_sees_the_answers(app: Flask, role: ProjectRole, status: int) -> None:
    browser = browser_with(app, project=example("small-grant"))
    with app.app_context():
        db.session.query(Membership).update({"role": role.value})
        db.session.commit()
    assert browser.client.get(PATH).status_code == status
    assert Browser(app.test_client()).client.get(PATH).status_code in (302, 401)


def test_the_task_list_leads_to_it(app: Flask) -> None:
    page = read_strictly(browser_with(app, project=example("small-grant")).open("/projects/project/"))
    assert links_of(page)["Check your answers"] == PATH
