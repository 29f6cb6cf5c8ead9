"""Forms of inputs sent as their page has them, and what a project then says; several people at once."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Project

AREAS = "/projects/mine/inputs/areas"
DATES = "/projects/mine/inputs/milestones"
BOARD = {"title": "Board", "on-day": "1", "on-month": "3", "on-year": "2027"}

Came = TypeVar("Came")


def hidden(html: str) -> dict[str, str]:
    """Give the hidden values of the page's form."""
    found = re.findall(r'name="(csrf_token|seen|form_key)"[^>]*?value="([^"]*)"', html)
    return dict(found)


def send(client: FlaskClient, path: str, page: str, **values: str) -> Any:
    """Send a form that was loaded as `page`."""
    return client.post(path, data={**hidden(page), "button": "save", **values})


def draft_of(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return json.loads(db.session.query(Project).filter_by(slug="mine").one().programme_json)


def at_once(work: Callable[[int], Came], count: int) -> list[Came]:
    """Do the same work in several threads that start together, and give what each came to, in the order of their numbers."""
    start = threading.Barrier(count)
    came_to: dict[int, Came] = {}

    def carried_out(number: int) -> None:
        start.wait()
        came_to[number] = work(number)

    threads = [threading.Thread(target=carried_out, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came_to) == count, "one of them failed"
    return [came_to[number] for number in range(count)]
