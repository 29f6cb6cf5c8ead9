"""No page does work in the database that grows with a project's sessions, or with other people's projects."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.pages import measured
from planner.domain.plan import Plan
from planner.extensions import db
from planner.forms.pages import Kind
from planner.forms.registry import ITEMS
from planner.services import planning
from tests.builders import session, tiny_plan, tiny_programme
from tests.unit.by_hand.placing import two_weeks
from tests.web import people
from tests.web.stored import store_plan, store_project

OTHERS_COUNT = 30
PARTS = ("", "/schedule", "/costs", "/targets", "/proof", "/downloads", "/timeline-wide.svg", "/plan.xlsx")


def store(slug: str, session_count: int) -> None:
    """Store a project with so many sessions, a plan and a placing by hand."""
    sessions = [session(f"meeting-{number}", ["residents"]) for number in range(session_count)]
    programme = tiny_programme(sessions=sessions)
    project = store_project(slug, slug, programme)
    project.programme_json = planning.programme_json(programme)
    project.programme_digest = planning.programme_digest(programme)
    store_plan(project, Plan.model_validate({**tiny_plan().model_dump(), "sittings": ()}, strict=False))
    project.hand_placed = [entry(f"meeting-{number}-1") for number in range(session_count)]
    db.session.flush()


def entry(sitting: str) -> dict[str, Any]:
    placed = two_weeks()[0]
    assert placed.on
    assert placed.at
    return {
        "sitting": sitting, "runs": True, "place": placed.place, "on": placed.on.isoformat(), "at": "10:00",
        "team": [], "places": [],
    }  # fmt: skip


def addresses(slug: str, plan_id: int) -> dict[str, str]:
    """Give every page of a project's plans and inputs, by what they are called whatever the project."""
    plans = {f"plans{part}": f"/projects/{slug}/plans/{plan_id}{part}" for part in PARTS}
    items = {
        name: f"/projects/{slug}/inputs/{name}"
        for name, item in ITEMS.items()
        if not (isinstance(item, Kind) and item.holder)
    }
    others = {name: f"/projects/{slug}{name}" for name in ("/plans", "/plan", "/by-hand", "/")}
    return {**plans, **items, **others, "home": "/"}


def query_counts(app: Flask, client: FlaskClient, slug: str, plan_id: int) -> dict[str, int]:
    found = {name: measured(app, client, path, 1) for name, path in addresses(slug, plan_id).items()}
    assert {name: one.status for name, one in found.items() if one.status >= 400} == {}
    return {name: one.query_count for name, one in found.items()}


def test_pages_ask_as_much_for_forty_sessions_as_for_two_and_beside_thirty_other_projects(app: Flask) -> None:
    with app.app_context():
        store("small", 2)
        store("large", 40)
        db.session.commit()
    client = people.lead_of_everything(app)
    small, large = query_counts(app, client, "small", 1), query_counts(app, client, "large", 2)
    assert len(small) >= 16
    assert client.get("/projects/large/by-hand").text.count("-runs") > client.get(
        "/projects/small/by-hand"
    ).text.count("-runs")
    assert small == large
    assert max(small.values()) <= 8, small
    with app.app_context():
        for number in range(OTHERS_COUNT):
            store(f"other-{number}", 2)
        db.session.commit()
    client = people.lead_of_everything(app)
    assert query_counts(app, client, "small", 1) == small
