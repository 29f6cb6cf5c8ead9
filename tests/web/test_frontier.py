"""The frontier on its page: hidden points, asked for once, following the project's budget."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Project, Run
from tests.web import people
from tests.web.browser_like import Browser
from tests.web.optioning import OPTIONS, browser_with_options, press, runs

FRONTIER = "/projects/small-grant/compare/frontier"


@pytest.fixture
def hand(app: Flask) -> Browser:
    return browser_with_options(app)


def ask_for_the_frontier(hand: Browser) -> int:
    return hand.client.post(FRONTIER, data={"csrf_token": people.token_on(hand.open(FRONTIER))}).status_code


def test_the_frontier_is_built_of_points_that_no_list_shows(app: Flask, hand: Browser) -> None:
    assert ask_for_the_frontier(hand) == 303
    assert len(runs(app)) == 6
    assert "Budget of" not in hand.open(OPTIONS)
    page = hand.open(FRONTIER)
    assert "Budget of £5,000: Being built" in page
    with app.app_context():
        budgets = [
            json.loads(run.inputs_json)["budget"]["total_pence"] for run in db.session.scalars(select(Run))
        ]
        whole = json.loads(db.session.scalars(select(Project.programme_json)).one())["budget"]["total_pence"]
    assert budgets == sorted(budgets)
    assert whole in budgets


def test_asked_for_again_the_frontier_has_no_point_twice_and_follows_the_budget(
    app: Flask, hand: Browser
) -> None:
    ask_for_the_frontier(hand)
    press(hand, "/stop")
    hand.type("/projects/small-grant/inputs/budget", {"total_pence": "10,000"})
    assert ask_for_the_frontier(hand) == 303
    with app.app_context():
        there = select(StoredOption).where(
            StoredOption.kind == "frontier_point", StoredOption.removed_at.is_(None)
        )
        titles = [option.body["title"] for option in db.session.scalars(there)]
    assert sorted(titles) == sorted(
        f"Budget of £{pounds:,}" for pounds in (6000, 7000, 8000, 9000, 10_000, 11_000)
    )
