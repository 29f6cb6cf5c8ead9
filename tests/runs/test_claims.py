"""One worker at a time has a run; who loses it changes nothing; the queue is fair between projects."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from planner.extensions import db
from planner.jobs.carrying import in_transaction
from planner.models import Run
from planner.models.base import now_utc
from planner.services import claims, planning, runs
from planner.services.claims import Claim
from tests.runs.trials import SETTINGS, ask, keep_project, run_row, solved

DEAD = 0.6


def taken(app: Flask, worker: str) -> Claim | None:
    def take() -> Claim | None:
        run = claims.take_next(worker)
        return None if run is None else claims.claim_of(run)

    return in_transaction(app, take)


def grow_silent(app: Flask, run_id: int) -> None:
    """As if its worker had not been heard of for a minute."""
    long_ago = now_utc() - timedelta(minutes=1)
    in_transaction(
        app, lambda: db.session.execute(update(Run).where(Run.id == run_id).values(heartbeat_at=long_ago))
    )


def test_workers_that_take_at_once_get_different_runs(either_app: Flask) -> None:
    asked = {ask(either_app, f"project-{number}") for number in range(12)}
    found: list[int] = []
    start = threading.Barrier(6)

    def take_all(name: str) -> None:
        start.wait()
        while claim := taken(either_app, name):
            found.append(claim.run_id)

    threads = [threading.Thread(target=take_all, args=(f"worker-{number}",)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == sorted(asked)
    assert {run_row(either_app, run_id)["attempts"] for run_id in asked} == {1}


def test_options_of_one_project_are_built_one_after_another(either_app: Flask) -> None:
    base = ask(either_app, "one")
    project_id = run_row(either_app, base)["project_id"]

    def ask_for(key: str) -> int:
        return in_transaction(either_app, lambda: runs.ask_for_run(project_id, SETTINGS, option_key=key).id)

    options = [ask_for("do-minimum"), ask_for("reach-further")]
    with pytest.raises(runs.RunIsOpen):
        ask_for("do-minimum")
    first = taken(either_app, "w1")
    assert first is not None
    assert first.run_id == base
    assert taken(either_app, "w2") is None, "one run of a project at a time"
    assert in_transaction(either_app, lambda: claims.waiting(DEAD)).is_any_queued is False
    in_transaction(either_app, lambda: claims.end(first, "failed", "", {}))
    second = taken(either_app, "w2")
    assert second is not None
    assert second.run_id == options[0]


def test_workers_that_take_options_of_one_project_at_once_get_one(either_app: Flask) -> None:
    base = ask(either_app, "one")
    project_id = run_row(either_app, base)["project_id"]
    for key in ("a", "b", "c", "d"):
        in_transaction(either_app, lambda key=key: runs.ask_for_run(project_id, SETTINGS, option_key=key).id)
    found: list[int] = []
    start = threading.Barrier(5)

    def take_one(name: str) -> None:
        start.wait()
        claim = taken(either_app, name)
        if claim is not None:
            found.append(claim.run_id)

    threads = [threading.Thread(target=take_one, args=(f"worker-{number}",)) for number in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 1


def test_the_project_served_longest_ago_is_next(either_app: Flask) -> None:
    def serve_one() -> str:
        claim = taken(either_app, "w")
        assert claim is not None
        assert in_transaction(either_app, lambda: claims.end(claim, "failed", "", {}))
        return in_transaction(either_app, lambda: db.session.get_one(Run, claim.run_id).project.slug)

    ask(either_app, "eager")
    assert serve_one() == "eager"
    ask(either_app, "eager")
    ask(either_app, "patient")
    ask(either_app, "newest")
    served = [serve_one(), serve_one()]
    ask(either_app, "patient")
    assert [*served, serve_one(), serve_one()] == ["patient", "newest", "eager", "patient"]


def test_the_place_in_the_queue_is_the_order_in_which_runs_are_taken(either_app: Flask) -> None:
    asked = [ask(either_app, f"project-{number}") for number in range(3)]
    with either_app.app_context():
        places = [runs.position_of(db.session.get_one(Run, each)) for each in asked]
    assert places == [1, 2, 3]
    order = [claim.run_id for _ in asked if (claim := taken(either_app, "w"))]
    assert order == asked


def test_a_run_whose_worker_is_silent_is_taken_up_before_others_and_its_worker_can_change_nothing(
    either_app: Flask,
) -> None:
    run_id = ask(either_app)
    ask(either_app, "another")
    first = taken(either_app, "first")
    assert first is not None
    assert in_transaction(either_app, lambda: claims.take_up_dead(DEAD)) == 0, (
        "it has only just been heard of"
    )
    grow_silent(either_app, run_id)
    with either_app.app_context():
        assert claims.waiting(DEAD).is_any_dead
    assert in_transaction(either_app, lambda: claims.take_up_dead(DEAD)) == 1
    second = taken(either_app, "second")
    assert second == Claim(run_id, "second", 2)
    for late in (
        lambda: claims.beat(first, {"stage": "late"}),
        lambda: claims.end(first, "solved", "", {}),
        lambda: claims.give_back(first),
        lambda: claims.give_back(first, counts=True),
        lambda: claims.standing_of(first).is_ours,
    ):
        assert in_transaction(either_app, late) is False
    assert in_transaction(either_app, lambda: claims.beat(second, {"stage": "on time"}))
    row = run_row(either_app, run_id)
    assert (row["state"], row["worker"], row["progress"]) == ("running", "second", {"stage": "on time"})


def test_a_plan_found_too_late_is_not_stored(either_app: Flask) -> None:
    """The worker was believed dead while it solved; another has the run by the time it comes with its plan."""
    run_id = ask(either_app)

    def solve(*_given: object) -> object:
        grow_silent(either_app, run_id)
        in_transaction(either_app, lambda: claims.take_up_dead(DEAD))
        assert taken(either_app, "second") is not None
        return solved()

    with either_app.app_context():
        run = claims.take_next("first")
        assert run is not None
        outcome = planning.carry_out(run, after_each_change=db.session.commit, solve=solve)
    assert outcome is planning.TAKEN_BY_ANOTHER
    with either_app.app_context():
        row = db.session.get_one(Run, run_id)
        assert (row.state, row.worker, row.plan) == ("running", "second", None)


def test_after_three_workers_that_died_a_run_fails_in_words_and_lets_another_be_asked_for(
    either_app: Flask,
) -> None:
    run_id = ask(either_app)
    for attempt in (1, 2, 3):
        assert taken(either_app, f"worker-{attempt}") == Claim(run_id, f"worker-{attempt}", attempt)
        grow_silent(either_app, run_id)
        assert in_transaction(either_app, lambda: claims.take_up_dead(DEAD)) == 1
    row = run_row(either_app, run_id)
    assert (row["state"], row["is_open"], row["reason"]) == ("failed", None, claims.DIED_WORDS)
    assert row["finished_at"] is not None
    assert ask(either_app) != run_id


def test_a_run_given_back_waits_as_if_it_had_not_been_taken(either_app: Flask) -> None:
    run_id = ask(either_app)
    for _ in range(5):
        claim = taken(either_app, "w")
        assert claim == Claim(run_id, "w", 1)
        assert in_transaction(either_app, lambda held=claim: claims.give_back(held))
    assert run_row(either_app, run_id)["state"] == "queued"


@pytest.mark.parametrize("how", ["waiting", "carried out", "its worker is silent"])
def test_asking_to_stop_ends_a_run_unless_somebody_carries_it_out(either_app: Flask, how: str) -> None:
    run_id = ask(either_app)
    if how != "waiting":
        taken(either_app, "w")
    if how == "its worker is silent":
        grow_silent(either_app, run_id)
    for _ in range(2):
        in_transaction(either_app, lambda: runs.ask_to_stop(db.session.get_one(Run, run_id), DEAD))
    row = run_row(either_app, run_id)
    assert row["stop_asked_at"] is not None
    assert row["state"] == ("running" if how == "carried out" else "cancelled")
    if how == "carried out":
        grow_silent(either_app, run_id)
        in_transaction(either_app, lambda: claims.take_up_dead(DEAD))
        assert run_row(either_app, run_id)["state"] == "cancelled", "nobody wants it any more"


def test_those_who_ask_at_once_get_one_run(either_app: Flask) -> None:
    project_id = in_transaction(either_app, lambda: keep_project("tiny"))
    made: list[int] = []
    told: list[int] = []
    start = threading.Barrier(6)

    def ask_for_one() -> None:
        start.wait()
        try:
            made.append(in_transaction(either_app, lambda: runs.ask_for_run(project_id, SETTINGS).id))
        except runs.RunIsOpen as already:
            told.append(already.run_id)

    threads = [threading.Thread(target=ask_for_one) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 1
    assert told == made * 5
