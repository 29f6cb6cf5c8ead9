"""A served application in which somebody has an account, and their browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from planner.extensions import db
from tests.journeys.hands import Hands, Keyboard, Mouse
from tests.web import people
from tests.web.browsing import browser_type_launch_args

__all__ = ["browser_type_launch_args"]

EMAIL = "newcomer@planner.example"
WAYS = ("mouse", "keyboard", "no_javascript")
"""The ways in which everything has to work."""


@dataclass(frozen=True)
class Place:
    """A served application with one account, and the browser to visit it with."""

    app: Flask
    address: str
    browser: Browser

    def page(self, **settings: Any) -> Page:
        """A new browser window of somebody who has never been here."""
        page = self.browser.new_context(base_url=self.address, **settings).new_page()
        page.set_default_timeout(30_000)
        return page

    def hands(self, way: str) -> Hands:
        """Somebody who works in one of `WAYS`."""
        if way == "keyboard":
            return Keyboard(self.page())
        return Mouse(self.page(java_script_enabled=way != "no_javascript"))


@pytest.fixture
def place(app: Flask, browser: Browser) -> Iterator[Place]:
    """Give an application with one account, served."""
    with app.app_context():
        people.make_user(EMAIL, password=people.PASSWORD)
        db.session.commit()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Place(app, f"http://127.0.0.1:{server.server_port}", browser)
    server.shutdown()
    thread.join()
    server.server_close()
