"""A page on which sessions are placed by hand, read and sent as a browser would."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from tests.unit.by_hand.placing import mixed_placing
from tests.web.conftest import Page

PAGE = "/projects/mixed/by-hand"
ROW = re.compile(r"placing-(\d+)-sitting")


def sent_as_a_browser_would(page: Page) -> dict[str, str]:
    """Give every value of the form on a page, as a browser sends it."""
    (form,) = [each for each in page.all("form") if each.get("action") == PAGE]
    values = {e.get("name", ""): e.get("value", "") for e in form.iter("input") if e.get("name")}
    for select in form.iter("select"):
        options = list(select.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options
        values[select.get("name", "")] = chosen[0].get("value", "")
    return values


def rows_of(page: Page) -> dict[str, str]:
    """Give the name before every field of a session's row, by the session's id."""
    return {
        e.get("value", ""): e.get("name", "").removesuffix("-sitting")
        for e in page.all("input")
        if ROW.fullmatch(e.get("name", ""))
    }


def send(client: FlaskClient, page: Page, button: str = "check", **changes: str) -> Any:
    """Send the form of a page with some values changed."""
    return client.post(PAGE, data={**sent_as_a_browser_would(page), **changes, "button": button})


def placed_well(page: Page) -> dict[str, str]:
    """Give the values with which every rule is kept."""
    rows, values = rows_of(page), {}
    given = {each.sitting: each for each in mixed_placing()}
    for key, row in rows.items():
        each = given.get(key)
        values[f"{row}-runs"] = "yes" if each else "no"
        if each and each.on and each.at:
            values[f"{row}-on"] = f"{each.on.day} {each.on.month} {each.on.year}"
            values[f"{row}-at"] = f"{each.at:%H:%M}"
            values[f"{row}-place"] = each.place
    return values


def kept(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        placing: list[dict[str, Any]] = db.session.query(Project).one().hand_placed
        return placing


def counts(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return db.session.query(Run).count(), db.session.query(StoredPlan).count()
