"""Plans, runs in every state, and sessions placed by hand."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import ProjectRole, Run
from planner.models.base import now_utc
from planner.optimiser.finish import measured
from planner.optimiser.outcome import Failed, LimitReached, Progress, Solved
from planner.services import claims, planning
from tests.builders import tiny_plan, tiny_programme
from tests.web import people, placing, stored
from tests.web.conftest import Pages, read_strictly, with_mixed
from tests.web.run_steps import ASKED, BUILD, NO_PLAN, RUNS, ask, at_work, ended
from tests.web.states.visiting import Visitor

SLUG = "respite-care"
PARTS = ("", "/schedule", "/costs", "/targets", "/proof", "/downloads")


def states_of_plans(app: Flask) -> Visitor:
    """Every part of a plan, to its lead and to a reader, whose pages hide small numbers; then of one made from other inputs."""
    with app.app_context():
        programme = stored.example_programme()
        project = stored.store_project("Respite care", SLUG, programme)
        first = stored.store_plan(project, stored.example_plan(programme))
        db.session.flush()
        base = f"/projects/{SLUG}/plans/{first.id}"
        db.session.commit()
    lead = Visitor(app, people.lead_of_everything(app))
    reader = Visitor(app, people.member_of_everything(app, ProjectRole.READER), lead.states, lead.endpoints)
    for part in PARTS:
        lead.see(f"{base}{part}")
        reader.see(f"{base}{part}", "to a reader")
    lead.see(f"/projects/{SLUG}/plans")
    lead.see("/")
    with app.app_context():
        project = db.session.merge(project)
        project.programme_digest = "0" * 64
        stored.store_plan(project, stored.example_plan(programme))
        db.session.commit()
    lead.see(f"{base}", "of older inputs, with a newer one")
    lead.see(f"/projects/{SLUG}/plans", "two")
    lead.see("/nothing", status=404)
    reader.see(f"/projects/{SLUG}/build", "to a reader", 403)
    return lead


def states_of_runs(app: Flask) -> Visitor:
    """A run that waits, is at work, is to stop, was lost, and every end; and the page for building beside each."""
    with app.app_context():
        planning.keep_example("tiny", programme_json(tiny_programme()))
        db.session.commit()
    visitor = Visitor(app, people.lead_of_everything(app))
    visitor.see(BUILD)
    visitor.send(BUILD, {"minutes": "none"}, "spoilt", to=RUNS, status=422)
    path = ask(visitor.client, **ASKED)
    visitor.see(path, "waiting")
    visitor.see(BUILD, "while one waits")
    at_work(app, Progress("money", 1, 3_346_500, 3_293_300, 0.016), ago_seconds=65)
    visitor.see(path, "at work")
    visitor.send(path, {}, "stopping", to=f"{path}/stop")
    _change_runs(app, heartbeat_at=now_utc() - timedelta(hours=1))
    visitor.see(path, "lost")
    _change_runs(app, stop_asked_at=None)
    with app.app_context():
        claims.take_up_dead(8)
        db.session.commit()
    visitor.see(path, "taken up again")
    ended(app, NO_PLAN)
    visitor.see(path, "without a plan")
    visitor.see(BUILD, "after no plan")
    for outcome in (
        LimitReached("The limit of 420 seconds passed."),
        Failed("Planning needed more memory.", reason="memory"),
    ):
        path = ask(visitor.client)
        ended(app, outcome)
        visitor.see(path, type(outcome).__name__)
    path = ask(visitor.client)
    visitor.send(path, {}, "stopped", to=f"{path}/stop")
    ask(visitor.client)
    ended(app, Solved(measured(tiny_programme(), tiny_plan())))
    visitor.see(BUILD, "after a plan")
    return visitor


def _change_runs(app: Flask, **values: object) -> None:
    with app.app_context():
        db.session.execute(update(Run).values(**values))
        db.session.commit()


def states_of_placing(app: Flask) -> Visitor:
    """Sessions placed by hand: not yet, badly, unreadably, by two people, well, and kept as a plan."""
    with_mixed(app)
    visitor = Visitor(app, people.lead_of_everything(app))
    opened = read_strictly(visitor.see(placing.PAGE))
    other = people.member_of_everything(app, ProjectRole.CONTRIBUTOR)
    as_it_was = Pages(other).get(placing.PAGE)
    row = placing.rows_of(opened)["open-1"]
    answer = placing.send(visitor.client, opened, **{f"{row}-on": "1 1 2020"})
    visitor.keep(answer, "by hand with findings")
    second = placing.send(other, as_it_was, **{f"{row}-on": "14 1 2027"})
    visitor.keep(second, "by hand by two")
    page = Pages(visitor.client).get(placing.PAGE)
    visitor.keep(placing.send(visitor.client, page, **{f"{row}-on": "soon"}), "by hand spoilt")
    visitor.keep(placing.send(visitor.client, page, **placing.placed_well(page)), "by hand well placed")
    page = Pages(visitor.client).get(placing.PAGE)
    kept = placing.send(visitor.client, page, button="keep", **placing.placed_well(page))
    assert kept.status_code == 303
    visitor.see(kept.headers["Location"], "made by hand")
    visitor.see(f"{placing.PAGE}?from=plan")
    return visitor
