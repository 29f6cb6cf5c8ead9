"""Options: offered, changed, built one after another, typed, sent as a file, removed and put back."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from planner.domain.plan import Plan
from planner.domain.programme.draft import draft_text
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Project, Run
from planner.optimiser.outcome import Solved
from tests.web import people
from tests.web.browser_like import Browser, over, sent_by
from tests.web.forms.round_trip import example
from tests.web.forms.test_bad_input import BAD, STORED
from tests.web.optioning import OPTIONS, browser_with_options, kept, press, runs
from tests.web.run_steps import ended


@pytest.fixture
def hand(app: Flask) -> Browser:
    return browser_with_options(app)


def test_the_options_usually_compared_are_offered_once(app: Flask, hand: Browser) -> None:
    page = hand.open(OPTIONS)
    for title in ("Business as usual", "Do minimum", "Preferred way forward", "Engagement only"):
        assert title in page
    assert "not co-production" in page
    press(hand, "/offer")
    with app.app_context():
        assert len(db.session.scalars(select(StoredOption)).all()) == 5


def test_all_are_built_with_one_press_and_twice_is_as_once(app: Flask, hand: Browser) -> None:
    press(hand, "/build")
    press(hand, "/build")
    assert runs(app) == [
        ("do-minimum", "queued"),
        ("preferred", "queued"),
        ("reach-further", "queued"),
        ("engagement-only", "queued"),
    ]
    press(hand, "/stop")
    assert {state for _, state in runs(app)} == {"cancelled"}


def test_a_change_of_the_base_flows_into_what_is_built_next(app: Flask, hand: Browser) -> None:
    press(hand, "/preferred/build")
    press(hand, "/stop")
    hand.type("/projects/small-grant/inputs/budget", {"total_pence": "6,000"})
    press(hand, "/preferred/build")
    with app.app_context():
        first, second = db.session.scalars(select(Run).order_by(Run.id))
        assert json.loads(first.inputs_json)["budget"]["total_pence"] != 600_000
        assert json.loads(second.inputs_json)["budget"]["total_pence"] == 600_000


def test_an_option_is_changed_on_its_page_and_says_what_differs(app: Flask, hand: Browser) -> None:
    path = f"{OPTIONS}/preferred"
    answer = hand.type(path, {"differences-budget_pence": "4,500", "differences-strategy": "most"})
    assert answer.status_code == 303
    assert kept(app, "preferred").differences.budget_pence == 450_000
    assert "Budget £4,500.00 instead of" in hand.open(OPTIONS)
    assert hand.send_unchanged(path).status_code == 303
    assert kept(app, "preferred").differences.budget_pence == 450_000


@pytest.mark.parametrize(
    "key", ["do-minimum", "preferred", "reach-further", "engagement-only", "business-as-usual"]
)
def test_an_option_sent_back_unchanged_stays_as_it_is(app: Flask, hand: Browser, key: str) -> None:
    before = kept(app, key)
    assert hand.send_unchanged(f"{OPTIONS}/{key}").status_code == 303
    assert kept(app, key) == before


def test_what_the_project_no_longer_has_is_said(app: Flask, hand: Browser) -> None:
    with app.app_context():
        project = db.session.scalars(select(Project)).one()
        draft = json.loads(project.programme_json)
        gone = draft["targets"].pop()["id"]
        project.programme_json = draft_text(draft)
        db.session.commit()
    assert f"“{gone}” is no longer in the project" in hand.open(f"{OPTIONS}/do-minimum")


def test_a_removed_option_is_gone_until_it_is_put_back(app: Flask, hand: Browser) -> None:
    press(hand, "/preferred/remove")
    assert hand.client.get(f"{OPTIONS}/preferred").status_code == 404
    press(hand, "/build")
    assert "preferred" not in [key for key, _ in runs(app)]
    press(hand, "/preferred/put-back")
    hand.open(f"{OPTIONS}/preferred")


def test_what_somebody_wrote_into_a_removed_option_is_not_lost(app: Flask, hand: Browser) -> None:
    path = f"{OPTIONS}/preferred"
    pairs = over(sent_by(hand.open(path)), {"title": "Still wanted"})
    press(hand, "/preferred/remove")
    answer = hand.send(path, pairs)
    assert answer.status_code == 200
    assert "removed it" in answer.text
    assert 'value="Still wanted"' in answer.text
    assert hand.send(path, sent_by(answer.text)).status_code == 303
    assert kept(app, "preferred").title == "Still wanted"
    hand.open(path)


def test_a_plan_for_which_something_else_was_looked_for_is_not_the_options(app: Flask, hand: Browser) -> None:
    """The project's own plan of the same inputs serves the preferred option only if it looked for the same."""
    hand.client.post(
        "/projects/small-grant/runs",
        data={
            "strategy": "cheapest",
            "closeness": "two",
            "minutes": "1",
            "csrf_token": people.token_on(hand.open("/projects/small-grant/build")),
        },
    )
    ended(app, Solved(example_plan_of("small-grant")))
    press(hand, "/build")
    assert "preferred" in [key for key, _ in runs(app)]


def test_the_projects_own_plan_serves_the_option_that_differs_in_nothing(app: Flask, hand: Browser) -> None:
    hand.client.post(
        "/projects/small-grant/runs",
        data={
            "strategy": "fairest",
            "closeness": "two",
            "minutes": "1",
            "csrf_token": people.token_on(hand.open("/projects/small-grant/build")),
        },
    )
    ended(app, Solved(example_plan_of("small-grant")))
    press(hand, "/build")
    assert "preferred" not in [key for key, _ in runs(app)]
    assert "do-minimum" in [key for key, _ in runs(app)]


def example_plan_of(name: str) -> Plan:
    """A plan of an example with nothing in it: enough for what only asks whether there is one."""
    return Plan(programme=example(name)["id"], sittings=())


def test_the_same_new_option_sent_twice_is_added_once(app: Flask, hand: Browser) -> None:
    path = f"{OPTIONS}/_add/planned"
    pairs = over(sent_by(hand.open(path)), {"title": "Half the money", "differences-budget_pence": "2500"})
    pairs = [(name, value) for name, value in pairs if name != "kind"] + [("kind", "other")]
    assert hand.send(path, pairs).status_code == 303
    assert hand.send(path, pairs).status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(StoredOption)).all()) == 6


@pytest.mark.parametrize("way", ["planned", "typed"])
def test_nothing_typed_breaks_a_page_of_options(hand: Browser, way: str) -> None:
    path = f"{OPTIONS}/_add/{way}"
    for text in (*BAD.values(), *STORED.values()):
        pairs = [
            (name, text if name not in ("csrf_token", "seen", "form_key") else value)
            for name, value in sent_by(hand.open(path))
        ]
        answer = hand.send(path, pairs)
        assert answer.status_code in (200, 303)
