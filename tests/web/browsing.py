"""A real browser on a served application, and what axe finds on a page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from planner.extensions import db
from tests.web import people

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Give how to start the system's own Chromium."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


@dataclass(frozen=True)
class Site:
    """A served application with a stored plan, and contexts signed in as the lead of every project, who administers too."""

    app: Flask
    address: str
    browser: Browser
    cookie: str

    def context(self, **settings: Any) -> BrowserContext:
        made = self.browser.new_context(base_url=self.address, **settings)
        made.add_cookies([{"name": "planner_session", "value": self.cookie, "url": self.address}])
        return made

    def open(self, path: str, width: int, *, is_signed_in: bool = True) -> Page:
        """Open a page in a context that may run axe although the page's own policy allows nothing inline."""
        context = self.context(viewport={"width": width, "height": 900}, bypass_csp=True)
        if not is_signed_in:
            context.clear_cookies()
        page = context.new_page()
        page.goto(path)
        return page


@pytest.fixture
def site(stored_app: Flask, browser: Browser) -> Iterator[Site]:
    """Give a served application with a stored plan."""
    with stored_app.app_context():
        people.make_user("lead@planner.example", is_administrator=True)
        people.make_user("reader@planner.example", password=people.PASSWORD)
        db.session.commit()
    cookie = people.lead_of_everything(stored_app).get_cookie("planner_session")
    assert cookie is not None
    with serving(stored_app) as address:
        yield Site(stored_app, address, browser, cookie.value)


@contextmanager
def serving(application: Callable[..., Any]) -> Iterator[str]:
    """Serve an application while this lasts, and give its address."""
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def findings_of(page: Page) -> list[str]:
    """Give what axe finds, as lines of rule and element."""
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
