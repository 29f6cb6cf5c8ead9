"""What the tests of options share: a project with the options usually compared, its buttons, what is kept of it."""

from __future__ import annotations

import json

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner.domain.options import Option
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Run
from tests.web import people
from tests.web.browser_like import Browser
from tests.web.forms.round_trip import browser_with, example

OPTIONS = "/projects/small-grant/options"
BID = f"{OPTIONS}/business-as-usual"


def browser_with_options(app: Flask) -> Browser:
    """Somebody at a browser whose project has the options usually compared."""
    made = browser_with(app, **{"small-grant": example("small-grant")})
    assert press(made, "/offer").status_code == 303
    return made


def press(hand: Browser, where: str) -> TestResponse:
    """Press a button of the list."""
    token = people.token_on(hand.open(OPTIONS))
    return hand.client.post(f"{OPTIONS}{where}", data={"csrf_token": token})


def kept(app: Flask, key: str) -> Option:
    with app.app_context():
        body = db.session.scalars(select(StoredOption.body).where(StoredOption.key == key)).one()
        return Option.model_validate_json(json.dumps(body), strict=True)


def runs(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(run.option_key, run.state) for run in db.session.scalars(select(Run).order_by(Run.id))]
