"""Building a plan from its pages: asking, waiting, watching, stopping, coming back, and why there is none, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, ProjectRole, Run, User
from planner.models.base import now_utc
from planner.optimiser.finish import measured
from planner.optimiser.outcome import (
    Change,
    Contradiction,
    Failed,
    LimitReached,
    NoPlan,
    Outcome,
    Progress,
    Repair,
    Solved,
)
from planner.services import claims, planning, shown_runs
from tests.builders import tiny_plan, tiny_programme
from tests.web import people
from tests.web.conftest import Page, Pages, read_strictly

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


@pytest.mark.parametrize("text", ["{}", '{"sessions": [1, 2', "[]", '{"strategy": ["x"]}'])
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


def asked_to_stop_at(app: Flask) -> object:
    with app.app_context():
        return db.session.scalars(select(Run.stop_asked_at)).one()


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
    assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/tiny/plan")
    assert BUILD in [link.get("href") for link in Pages(lead).get("/projects/tiny/plan").all("a")]
    assert "The plan is ready" in Pages(lead).get(BUILD).text


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
        assert "No plan can meet everything that was asked for." in page.text
        assert "The cheapest session costs more than the budget." in page.text
        assert "Raise the budget to £2,000.00. It needs £1,500.50 more than the budget." in page.text
        assert "Leave the last session out. It needs no more money." in page.text
        assert [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"] == []
    with app.app_context():
        kept = db.session.scalars(select(Run)).one().progress["no_plan"]["repairs"]
        assert kept[0]["change"] == [{"op": "replace", "path": "/budget/total_pence", "value": 200_000}]


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
