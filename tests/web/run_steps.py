"""What people and workers do to a run, step by step, for tests of its pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import Run
from planner.models.base import now_utc
from planner.optimiser.outcome import (
    Change,
    Contradiction,
    NoPlan,
    Outcome,
    Progress,
    Repair,
)
from planner.services import claims, planning
from tests.builders import tiny_programme
from tests.web import people
from tests.web.conftest import Page, Pages

BUILD, RUNS = "/projects/tiny/build", "/projects/tiny/runs"
ASKED = {"strategy": "cheapest", "closeness": "half", "minutes": "7"}
NO_PLAN = NoPlan(
    (Contradiction("within_budget", "budget", "The cheapest sitting costs more than the budget"),),
    (
        Repair(
            "Raise the budget to £2,000.00", (Change("replace", "/budget/total_pence", 200_000),), 150_050
        ),
        Repair("Leave the last session out", (Change("remove", "/sessions/1"),), 0),
    ),
    "Nothing fits the budget.",
)


@pytest.fixture
def lead(app: Flask) -> FlaskClient:
    """Give the lead of one project, without a run."""
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme()))
        db.session.commit()
    return people.lead_of_everything(app)


def token_of(page: Page) -> str:
    return next(field.get("value", "") for field in page.all("input") if field.get("name") == "csrf_token")


def ask(client: FlaskClient, **changes: str) -> str:
    """Ask for a plan as the page does; gives where it leads."""
    token = token_of(Pages(client).get(BUILD))
    return send(client, RUNS, {**ASKED, **changes, "csrf_token": token})


def send(client: FlaskClient, path: str, form: dict[str, str]) -> str:
    answer = client.post(path, data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def ended(app: Flask, outcome: Outcome) -> None:
    """Carry out the run that waits, so that it ends like this."""
    with app.app_context():
        run = claims.take_next("w")
        assert run is not None
        planning.carry_out(run, after_each_change=db.session.commit, solve=lambda *_given: outcome)


def at_work(app: Flask, progress: Progress, ago_seconds: float = 0) -> claims.Claim:
    """Have the run that waits be carried out by somebody, who has reported this."""
    with app.app_context():
        run = claims.take_next("w")
        assert run is not None
        claim = claims.claim_of(run)
        claims.beat(claim, planning.progress_json(progress))
        started = now_utc() - timedelta(seconds=ago_seconds)
        db.session.execute(update(Run).values(started_at=started))
        db.session.commit()
        return claim


def asked_to_stop_at(app: Flask) -> object:
    with app.app_context():
        return db.session.scalars(select(Run.stop_asked_at)).one()
