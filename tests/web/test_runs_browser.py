"""The page of a run in a real browser: it follows the run by itself, and leads from errors to their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from planner.extensions import db
from planner.optimiser.finish import measured
from planner.optimiser.outcome import Progress, Solved
from planner.services import claims, planning
from tests.builders import tiny_plan, tiny_programme
from tests.web.browsing import Site, serving
from tests.web.run_steps import BUILD, ask, at_work, ended, lead

__all__ = ["lead"]

pytestmark = pytest.mark.browser

CLAIM = claims.Claim(1, "w", 1)


@pytest.fixture
def site(app: Flask, lead: FlaskClient, browser: Browser) -> Iterator[Site]:
    """Give the application served, and contexts signed in as the lead."""
    cookie = lead.get_cookie("planner_session")
    assert cookie is not None
    with serving(app) as address:
        yield Site(app, address, browser, cookie.value)


def kept(app: Flask, do: Callable[[], object]) -> None:
    with app.app_context():
        do()
        db.session.commit()


def test_the_page_follows_its_run_to_the_plan(app: Flask, lead: FlaskClient, site: Site) -> None:
    page = site.open(ask(lead), 1280)
    assert "Waiting to be built" in page.inner_text("h1")
    at_work(app, Progress("money", 1, 3_346_500, 3_293_300, 0.016))
    page.get_by_text("£33,465 of new money").wait_for(timeout=5000)
    assert "Building the plan" in page.inner_text("h1")
    report = Progress("money", 2, 3_300_000, 3_293_300, 0)
    kept(app, lambda: claims.beat(CLAIM, planning.progress_json(report)))
    page.get_by_text("£33,000 of new money").wait_for(timeout=5000)
    assert page.get_by_role("status").inner_text() == "Saving money, before contingency"
    kept(app, lambda: claims.give_back(CLAIM))
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    page.wait_for_url("**/projects/tiny/plans/1", timeout=5000)


def test_errors_are_led_to_their_fields(site: Site) -> None:
    page = site.open(BUILD, 1280)
    page.get_by_label("How many minutes at most?").fill("none")
    page.get_by_role("button", name="Build the plan").click()
    page.get_by_role("link", name="Enter the number of minutes in figures").click()
    assert page.evaluate("document.activeElement.id") == "minutes"
