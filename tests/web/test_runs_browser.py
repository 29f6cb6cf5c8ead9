"""The page of a run in a real browser: it follows the run by itself, and axe finds nothing in any of its states."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from planner.optimiser.finish import measured
from planner.optimiser.outcome import Progress, Solved
from tests.builders import tiny_plan, tiny_programme
from tests.web.test_browser import WIDTHS, browser_type_launch_args, findings_of
from tests.web.test_runs import BUILD, NO_PLAN, ask, at_work, ended, lead

__all__ = ["browser_type_launch_args", "lead"]

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Give the address of the application."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def opened(browser: Browser, address: str, client: FlaskClient, path: str, width: int = 1280) -> Page:
    """Open a page as the person that `client` is signed in as."""
    cookie = client.get_cookie("session")
    assert cookie is not None
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    return page


def test_the_page_follows_its_run_to_the_plan(
    app: Flask, lead: FlaskClient, browser: Browser, address: str
) -> None:
    page = opened(browser, address, lead, ask(lead))
    assert "Waiting to be built" in page.inner_text("h1")
    at_work(app, Progress("money", 1, 3_346_500, 3_293_300, 0.016))
    page.get_by_text("£33,465 of new money").wait_for(timeout=5000)
    assert "Building the plan" in page.inner_text("h1")
    with app.app_context():
        from planner.services import claims, planning

        claims.beat(
            claims.Claim(1, "w", 1), planning.progress_json(Progress("money", 2, 3_300_000, 3_293_300, 0))
        )
        planning.db.session.commit()
    page.get_by_text("£33,000 of new money").wait_for(timeout=5000)
    assert page.get_by_role("status").inner_text() == "Saving money, before contingency"
    with app.app_context():
        claims.give_back(claims.Claim(1, "w", 1))
        planning.db.session.commit()
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    page.wait_for_url("**/projects/tiny/plan", timeout=5000)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_state(
    app: Flask, lead: FlaskClient, browser: Browser, address: str, width: int
) -> None:
    def is_fine(path: str) -> None:
        page = opened(browser, address, lead, path, width)
        assert findings_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    is_fine(BUILD)
    path = ask(lead)
    is_fine(path)
    at_work(app, Progress("money", 1, 3_346_500, 3_293_300, 0.016))
    is_fine(path)
    is_fine(BUILD)
    with app.app_context():
        from planner.services import claims, planning

        claims.give_back(claims.Claim(1, "w", 1))
        planning.db.session.commit()
    ended(app, NO_PLAN)
    is_fine(path)
    is_fine(BUILD)


def test_errors_are_led_to_their_fields(lead: FlaskClient, browser: Browser, address: str) -> None:
    page = opened(browser, address, lead, BUILD)
    page.get_by_label("How many minutes at most?").fill("none")
    page.get_by_role("button", name="Build the plan").click()
    assert findings_of(page) == []
    page.get_by_role("link", name="Enter the number of minutes in figures").click()
    assert page.evaluate("document.activeElement.id") == "minutes"
