"""A run on its page: waiting, watched, stopped, come back to, and why there is no plan, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Run
from planner.models.base import now_utc
from planner.optimiser.finish import measured
from planner.optimiser.outcome import (
    Change,
    Failed,
    LimitReached,
    Outcome,
    Progress,
    Repair,
    Solved,
)
from planner.services import claims, planning, shown_runs
from tests.builders import tiny_plan, tiny_programme
from tests.web import people
from tests.web.conftest import Pages
from tests.web.run_steps import (
    BUILD,
    NO_PLAN,
    ask,
    asked_to_stop_at,
    at_work,
    ended,
    lead,
    send,
    token_of,
)

__all__ = ["lead"]


def test_how_far_it_is_shows_in_words_and_pounds_to_whoever_comes_back(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    at_work(app, Progress("money", 65, 3_346_500, 3_293_300, 0.016), ago_seconds=65)
    for client in (lead, people.signed_in(app, "lead@planner.example")):
        page = Pages(client).get(path)
        assert "Saving money, before contingency" in page.text
        assert "£33,465 of new money, before contingency" in page.text
        assert "£532 could be saved" in page.text
        assert "1 minute 5 seconds of at most 7 minutes" in page.text
        assert "Stop and keep this plan" in page.text
        assert [meta.get("content") for meta in page.all("meta") if meta.get("http-equiv") == "refresh"] == [
            "5"
        ]
    told = lead.get(f"{path}/state").get_json()
    assert (told["state"], told["is_open"]) == ("running", True)
    assert told["best_words"] == "£33,465 of new money, before contingency"


@pytest.mark.parametrize(
    ("report", "best", "left"),
    [
        (Progress("candidates", 1), "No plan yet", "Not known yet"),
        (Progress("first_plan", 1), "A plan has been found", "Not known yet"),
        (Progress("worst", 1, 0.0762, 0.05), "The target furthest from its level lacks 7.6%", "2.6% could be closed"),
        (Progress("total", 1, 0.5, 0.5), "All targets together lack 50%", "0% could be closed"),
        (Progress("value", 1, 1409, 1420), "1,409 places for people", "11 more"),
        (Progress("wanted_starts", 1, 3, 1), "3 sessions away from the times people asked for", "2 fewer"),
        (Progress("changes", 1, 1, 0), "1 change to the plan before", "1 fewer"),
    ],
)  # fmt: skip
def test_every_stage_says_what_is_best_so_far_and_what_could_still_improve(
    app: Flask, lead: FlaskClient, report: Progress, best: str, left: str
) -> None:
    path = ask(lead)
    at_work(app, report)
    page = Pages(lead).get(path)
    assert best in page.text
    assert left in page.text


def test_stop_is_asked_for_once_and_said(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    claim = at_work(app, Progress("value", 1, 3, 4))
    form = {"csrf_token": token_of(Pages(lead).get(path))}
    assert send(lead, f"{path}/stop", form) == path
    page = Pages(lead).get(path)
    assert "Stopping, and keeping the best plan so far" in page.text
    assert "Stop and keep this plan" not in page.text
    with app.app_context():
        assert claims.standing_of(claim) == claims.Standing(is_ours=True, is_stop_asked=True)
    first = asked_to_stop_at(app)
    send(lead, f"{path}/stop", form)
    assert asked_to_stop_at(app) == first


def test_a_plan_that_waits_can_be_stopped_and_another_asked_for(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    send(lead, f"{path}/stop", {"csrf_token": token_of(Pages(lead).get(path))})
    page = Pages(lead).get(path)
    assert "Stopped before a plan was ready" in page.text
    assert ask(lead) != path


def test_a_plan_that_is_ready_leads_to_its_page(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    assert lead.get(f"{path}/state").get_json()["is_open"] is False
    answer = lead.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/tiny/plans/1")
    assert BUILD in [link.get("href") for link in Pages(lead).get("/projects/tiny/plan").all("a")]
    assert "The plan is ready" in Pages(lead).get(BUILD).text


def test_an_earlier_run_leads_to_its_own_plan_when_there_is_a_later_one(
    app: Flask, lead: FlaskClient
) -> None:
    paths = []
    for number in (1, 2):
        paths.append(ask(lead))
        ended(app, Solved(measured(tiny_programme(), tiny_plan())))
        links = [link.get("href") for link in Pages(lead).get(BUILD).all("a")]
        assert f"/projects/tiny/plans/{number}" in links
    assert [lead.get(path).location for path in paths] == [
        "/projects/tiny/plans/1",
        "/projects/tiny/plans/2",
    ]


def test_inputs_that_have_changed_since_are_said_on_the_plan(app: Flask, lead: FlaskClient) -> None:
    ask(lead)
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    said = "The project has been changed since this plan was built."
    assert said not in Pages(lead).get("/projects/tiny/plan").text
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme(title="Another title")))
        db.session.commit()
    assert said in Pages(lead).get("/projects/tiny/plan").text


def test_where_no_plan_is_possible_the_page_says_why_and_what_would_help_in_pounds(
    app: Flask, lead: FlaskClient
) -> None:
    path = ask(lead)
    ended(app, NO_PLAN)
    for page in (Pages(lead).get(path), Pages(lead).get(BUILD)):
        assert "No plan can meet everything that was asked for" in page.text
        assert "The cheapest session costs more than the budget." in page.text
        assert "Raise the budget to £2,000.00. It needs £1,500.50 more than the budget." in page.text
        assert "Leave the last session out. It needs no more money." in page.text
        assert "A plan that was there before" not in page.text, "there never was one"
        links = {link.get("href") for link in page.all("a")}
        assert {"/projects/tiny/inputs/budget", "/projects/tiny/"} <= links, links
        assert [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"] == []
    with app.app_context():
        kept = db.session.scalars(select(Run)).one().progress["no_plan"]["repairs"]
        assert kept[0]["change"] == [{"op": "replace", "path": "/budget/total_pence", "value": 200_000}]


def test_what_a_change_costs_is_not_said_twice_and_a_changed_project_is_not_linked_into(
    app: Flask, lead: FlaskClient
) -> None:
    path = ask(lead)
    more = Repair("Add £133.00 to the budget.", (Change("replace", "/budget/total_pence", 63_300),), 13_300)
    ended(app, replace(NO_PLAN, repairs=(more,)))
    page = Pages(lead).get(path)
    assert "Add £133.00 to the budget." in page.text
    assert "more than the budget. It" not in page.text
    assert "It needs £133.00" not in page.text
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme(title="Another title")))
        db.session.commit()
    assert "Change the answers:" not in Pages(lead).get(path).text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (LimitReached("The limit of 420 seconds passed."), "The limit of 420 seconds passed."),
        (Failed("Planning needed more memory.", reason="memory"), "Planning needed more memory."),
    ],
)
def test_a_plan_that_was_not_found_is_said_in_words_and_the_one_before_stays(
    app: Flask, lead: FlaskClient, outcome: Outcome, said: str
) -> None:
    ask(lead)
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    path = ask(lead)
    ended(app, outcome)
    page = Pages(lead).get(path)
    assert said in page.text
    assert "A plan that was there before is still there." in page.text
    Pages(lead).get("/projects/tiny/plan")
    with app.app_context():
        assert db.session.scalar(select(func.count(StoredPlan.id))) == 1


def test_a_worker_that_has_died_or_is_missing_is_said(
    app: Flask, lead: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ask(lead)
    assert shown_runs.NOBODY_WORDS not in Pages(lead).get(path).text
    monkeypatch.setattr(shown_runs, "PATIENCE_SECONDS", -1)
    assert shown_runs.NOBODY_WORDS in Pages(lead).get(path).text
    at_work(app, Progress("value", 1, 3, 4))
    with app.app_context():
        db.session.execute(update(Run).values(heartbeat_at=now_utc() - timedelta(seconds=9)))
        db.session.commit()
    assert shown_runs.LOST_WORDS in Pages(lead).get(path).text
    with app.app_context():
        claims.take_up_dead(8)
        db.session.commit()
    at_work(app, Progress("value", 1, 3, 4))
    assert shown_runs.AGAIN_WORDS in Pages(lead).get(path).text
