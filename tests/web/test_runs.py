"""Asking for a plan on its page: what can be asked for, by whom, and what is said where it cannot."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import Project, ProjectRole, Run, User
from planner.services import planning
from tests.builders import tiny_programme
from tests.web import people
from tests.web.conftest import Pages, links_of, read_strictly
from tests.web.forms.round_trip import browser_with, example
from tests.web.run_steps import (
    ASKED,
    BUILD,
    RUNS,
    ask,
    asked_to_stop_at,
    lead,
    send,
    token_of,
)

__all__ = ["lead"]


def test_a_plan_is_asked_for_with_what_was_chosen(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    page = Pages(lead).get(path)
    assert "Waiting to be built" in page.text
    assert "It is next" in page.text
    with app.app_context():
        run = db.session.scalars(select(Run)).one()
        settings = planning.settings_of(run)
        assert (run.strategy, run.started_by, run.state) == ("cheapest", "lead@planner.example", "queued")
        assert (settings.time_limit_seconds, settings.gap) == (420.0, 0.005)
        assert run.inputs_json == run.project.programme_json


def test_the_same_form_sent_twice_asks_for_one_plan(app: Flask, lead: FlaskClient) -> None:
    form = {**ASKED, "csrf_token": token_of(Pages(lead).get(BUILD))}
    assert send(lead, RUNS, form) == send(lead, RUNS, form)
    with app.app_context():
        assert db.session.scalar(select(func.count(Run.id))) == 1
    page = Pages(lead).get(BUILD)
    assert "One plan of a project is built at a time" in page.text
    assert [form.get("action") for form in page.all("form") if form.get("action") == RUNS] == []


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("minutes", "", "Enter the number of minutes, for example 5"),
        ("minutes", "five", "Enter the number of minutes in figures, for example 5"),
        ("minutes", "1e9", "Enter the number of minutes in figures, for example 5"),
        ("minutes", "٣", "Enter the number of minutes in figures, for example 5"),
        ("minutes", "0", "Enter a number of minutes from 1 to 60"),
        ("minutes", "61", "Enter a number of minutes from 1 to 60"),
        ("minutes", "<b>\x00" + "9" * 10_000, "Enter the number of minutes in figures, for example 5"),
        ("strategy", "", "Choose what matters most"),
        ("strategy", "change", "Choose what matters most"),
        ("closeness", "'; DROP TABLE run", "Choose how close to the best"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_above(
    app: Flask, lead: FlaskClient, field: str, written: str, said: str
) -> None:
    form = {**ASKED, field: written, "csrf_token": token_of(Pages(lead).get(BUILD))}
    answer = lead.post(RUNS, data=form)
    assert answer.status_code == 422
    page = read_strictly(answer.text.replace("\x00", ""))
    assert page.text.count(said) == 2
    assert f"#{field}" in [link.get("href") for link in page.all("a")]
    assert "".join(page.all("title")[0].itertext()).strip().startswith("Error: ")
    with app.app_context():
        assert db.session.scalar(select(func.count(Run.id))) == 0


@pytest.mark.parametrize("text", ["{}", '{"sessions": []}', '{"strategy": ["x"]}'])
def test_a_draft_says_what_still_needs_attention_and_where_to_put_it_right(
    app: Flask, lead: FlaskClient, text: str
) -> None:
    token = token_of(Pages(lead).get(BUILD))
    with app.app_context():
        db.session.execute(update(Project).values(programme_json=text))
        db.session.commit()
    page = Pages(lead).get(BUILD)
    assert "need attention" in page.text or "needs attention" in page.text
    assert "/projects/tiny/check" in [link.get("href") for link in page.all("a")]
    assert send(lead, RUNS, {**ASKED, "csrf_token": token}) == BUILD
    with app.app_context():
        assert db.session.scalar(select(func.count(Run.id))) == 0


def test_what_is_wrong_is_told_as_on_the_pages_with_links_to_the_fields(app: Flask) -> None:
    draft = example("respite-care")
    draft["targets"][5]["floor"] = 0.9
    draft["calendar"]["weekly_starts"] = []
    page = read_strictly(browser_with(app, project=draft).open("/projects/project/build"))
    links = links_of(page)
    assert links["Enter 75% or less, what is wanted"] == "/projects/project/inputs/targets/times/about#floor"
    assert "Add at least one weekday and time at which a session may start" in links
    assert "targets[5]" not in page.text
    assert "sitting" not in page.text
    assert "The fairest plan within the budget" not in page.text


def test_what_cannot_hold_together_is_told_before_a_plan_is_asked_for(app: Flask) -> None:
    draft = example("respite-care")
    browser = browser_with(
        app, project=draft, short={**draft, "budget": {**draft["budget"], "total_pence": 100_00}}
    )
    assert "What cannot hold together" not in browser.open("/projects/project/build")
    page = read_strictly(browser.open("/projects/short/build"))
    (words,) = [words for words in links_of(page) if words.startswith("Every plan costs at least £")]
    assert links_of(page)[words] == "/projects/short/inputs/budget#total_pence"
    assert "The fairest plan within the budget" in page.text


Path = Callable[[str], str]
PATHS: tuple[tuple[str, Path], ...] = (
    ("GET", lambda run: BUILD),
    ("POST", lambda run: RUNS),
    ("GET", lambda run: run),
    ("GET", lambda run: f"{run}/state"),
    ("POST", lambda run: f"{run}/stop"),
)


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("reader", 403),
        ("commissioner", 403),
        ("finance_reviewer", 403),
        ("contributor", 0),
        ("stranger", 404),
    ],
)
def test_only_those_who_plan_may_build_watch_and_stop(
    app: Flask, lead: FlaskClient, role: str, status: int, method: str, path: Path
) -> None:
    run = ask(lead)
    with app.app_context():
        user = people.make_user("somebody@planner.example")
        if role != "stranger":
            people.join(user, db.session.scalars(select(Project)).one(), ProjectRole(role))
        db.session.commit()
        assert db.session.scalar(select(func.count(User.id))) == 2
    app.config["WTF_CSRF_ENABLED"] = False
    client = people.signed_in(app, "somebody@planner.example")
    answer = client.open(path(run), method=method, data=ASKED if method == "POST" else None)
    assert answer.status_code in ({status} if status else {200, 303})


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999999", "-1", "x"])
def test_a_run_of_another_project_is_no_run_of_this_one(app: Flask, lead: FlaskClient, number: str) -> None:
    ask(lead)
    with app.app_context():
        other = planning.keep_example("other", programme_json(tiny_programme()))
        run = planning.start_run(other, planning.SolveSettings())
        db.session.commit()
        assert run.id == 2
    assert lead.get(f"{RUNS}/{number}").status_code == 404
    assert lead.get(f"{RUNS}/{number}/state").status_code == 404


def test_a_form_without_its_token_asks_for_nothing(app: Flask, lead: FlaskClient) -> None:
    path = ask(lead)
    assert lead.post(RUNS, data=ASKED).status_code == 400
    assert lead.post(f"{path}/stop").status_code == 400
    assert asked_to_stop_at(app) is None
