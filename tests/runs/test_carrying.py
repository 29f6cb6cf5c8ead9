"""A run carried out: its progress written down, stopped in time, given back, lost, and kept though the database is away."""

from __future__ import annotations

import itertools
import threading
import time

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import OperationalError

from planner.extensions import db
from planner.jobs import foreground
from planner.jobs.carrying import carry_out, in_transaction
from planner.jobs.worker import Worker
from planner.models import Run
from planner.optimiser.outcome import Outcome, Solved
from planner.services import claims, planning, runs
from planner.services.claims import DIED_WORDS, STOPPED_WORDS
from planner.services.planning import Solve
from tests.runs.trials import (
    SETTINGS,
    Takes,
    ask,
    breaks,
    finds_nothing,
    keep_project,
    plan_counts,
    run_row,
    solved,
    wait_until,
)


class Carried:
    """A run carried out in a thread of its own."""

    def __init__(self, app: Flask, solve: Solve) -> None:
        self.worker = Worker(app, solve)
        self.thread = threading.Thread(target=self.worker.work_off)
        self.thread.start()

    def ends(self) -> float:
        began = time.monotonic()
        self.thread.join(15)
        assert not self.thread.is_alive()
        return time.monotonic() - began


def stop(app: Flask, run_id: int) -> None:
    in_transaction(app, lambda: runs.ask_to_stop(db.session.get_one(Run, run_id), 60))


def test_progress_is_written_down_at_least_every_two_seconds_while_it_solves(either_app: Flask) -> None:
    run_id = ask(either_app)
    carried = Carried(either_app, Takes(2.5))
    seen: dict[float, float] = {}
    beats = set()
    while carried.thread.is_alive():
        row = run_row(either_app, run_id)
        if row["state"] == "running":
            seen.setdefault(row["progress"].get("best", 0.0), time.monotonic())
            beats.add(row["heartbeat_at"])
        time.sleep(0.05)
    carried.ends()
    times = sorted(seen.values())
    assert len(times) > 5, "many reports, each seen from outside"
    assert max(later - earlier for earlier, later in itertools.pairwise(times)) < 2
    assert len(beats) > 5
    row = run_row(either_app, run_id)
    assert (row["state"], row["progress"]["stage"], row["is_open"]) == ("solved", "money", None)
    assert plan_counts(either_app) == {run_id: 1}


def test_stop_is_seen_within_two_seconds_and_the_best_plan_kept(either_app: Flask) -> None:
    run_id = ask(either_app)
    carried = Carried(either_app, Takes(60))
    wait_until(lambda: run_row(either_app, run_id)["progress"])
    stop(either_app, run_id)
    assert carried.ends() < 2
    row = run_row(either_app, run_id)
    assert (row["state"], row["is_open"]) == ("solved", None)
    assert plan_counts(either_app) == {run_id: 1}


def test_a_run_stopped_before_there_is_a_plan_is_cancelled(quick_app: Flask) -> None:
    run_id = ask(quick_app)
    carried = Carried(quick_app, finds_nothing)
    wait_until(lambda: run_row(quick_app, run_id)["state"] == "running")
    stop(quick_app, run_id)
    assert carried.ends() < 2
    assert run_row(quick_app, run_id)["state"] == "cancelled"
    assert STOPPED_WORDS
    assert plan_counts(quick_app) == {}


def test_a_worker_that_is_asked_to_end_puts_its_run_back_for_another(either_app: Flask) -> None:
    run_id = ask(either_app)
    carried = Carried(either_app, Takes(60))
    wait_until(lambda: run_row(either_app, run_id)["state"] == "running")
    carried.worker.end()
    assert carried.ends() < 2
    row = run_row(either_app, run_id)
    assert (row["state"], row["worker"], row["attempts"], row["is_open"]) == ("queued", "", 0, 1)
    assert Worker(either_app, Takes(0)).work_off() == 1
    assert plan_counts(either_app) == {run_id: 1}


def test_a_worker_that_has_lost_its_run_leaves_it_and_stores_nothing(quick_app: Flask) -> None:
    run_id = ask(quick_app)
    carried = Carried(quick_app, Takes(60))
    wait_until(lambda: run_row(quick_app, run_id)["state"] == "running")
    taken = update(Run).where(Run.id == run_id).values(worker="another", attempts=2)
    in_transaction(quick_app, lambda: db.session.execute(taken))
    assert carried.ends() < 2
    row = run_row(quick_app, run_id)
    assert (row["state"], row["worker"], row["attempts"]) == ("running", "another", 2)
    assert plan_counts(quick_app) == {}


def test_a_run_that_breaks_its_worker_three_times_fails_in_words(quick_app: Flask) -> None:
    run_id = ask(quick_app)
    worker = Worker(quick_app, breaks)
    for attempt in (1, 2, 3):
        worker.work_off()
        assert run_row(quick_app, run_id)["attempts"] == attempt
    row = run_row(quick_app, run_id)
    assert (row["state"], row["reason"], row["is_open"]) == ("failed", DIED_WORDS, None)


def test_a_plan_is_kept_though_the_database_is_locked_when_it_is_found(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "KEEP_AGAIN_SECONDS", 0.1)
    run_id = ask(quick_app)
    refused: list[str] = []
    end = claims.end

    def end_when_it_can(*given: object) -> bool:
        try:
            return end(*given)
        except OperationalError as problem:
            refused.append(str(problem))
            raise

    def solve(*_given: object) -> Outcome:
        holding.execute(text("SELECT 1"))
        threading.Timer(0.5, holding.rollback).start()
        return solved()

    monkeypatch.setattr(claims, "end", end_when_it_can)
    with quick_app.app_context():
        holding = db.engine.connect()
        db.session.execute(text("PRAGMA busy_timeout = 50"))
        db.session.commit()
        run = claims.take_next("w")
        assert run is not None
        outcome = planning.carry_out(run, after_each_change=db.session.commit, solve=solve)
        holding.close()
    assert isinstance(outcome, Solved)
    assert plan_counts(quick_app) == {run_id: 1}
    assert refused, "the database did refuse"


class Bar:
    """Shows nothing."""

    def __init__(self, stops: bool = False) -> None:
        self.stops, self.told = stops, []

    def tell(self, report: object) -> None:
        self.told.append(report)

    def should_stop(self) -> bool:
        return self.stops


def test_a_command_waits_for_whoever_builds_the_plan_already_and_takes_it_up_when_they_die(
    quick_app: Flask,
) -> None:
    run_id = ask(quick_app)
    project_id = run_row(quick_app, run_id)["project_id"]
    in_transaction(quick_app, lambda: claims.take_next("dies at once"))
    bar = Bar()
    assert foreground.build(quick_app, project_id, SETTINGS, bar, Takes(0.1)) == ""
    assert foreground.WAITING in bar.told
    assert (run_row(quick_app, run_id)["state"], run_row(quick_app, run_id)["attempts"]) == ("solved", 2)
    assert plan_counts(quick_app) == {run_id: 1}
    assert foreground.build(quick_app, project_id, SETTINGS, bar, breaks) == "", "it is there already"


def test_two_commands_at_once_build_one_plan(either_app: Flask) -> None:
    project_id = in_transaction(either_app, lambda: keep_project("tiny"))
    ended: list[str] = []

    def build() -> None:
        ended.append(foreground.build(either_app, project_id, SETTINGS, Bar(), Takes(0.5)))

    threads = [threading.Thread(target=build) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert ended == ["", ""]
    assert list(plan_counts(either_app).values()) == [1]


def test_somebody_who_leaves_a_command_gives_the_run_back(quick_app: Flask) -> None:
    run_id = ask(quick_app)

    def leaves(*_given: object) -> Outcome:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(quick_app, lambda: claims.take(run_id, "command"), solve=leaves)
    assert (run_row(quick_app, run_id)["state"], run_row(quick_app, run_id)["attempts"]) == ("queued", 0)


def test_a_worker_that_could_not_look_for_a_while_gives_others_the_time_to_say_that_they_live(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = ask(quick_app)
    in_transaction(quick_app, lambda: claims.take_next("another"))
    worker = Worker(quick_app, Takes(0))
    assert worker.take_up_dead() == 0
    time.sleep(0.8)
    assert in_transaction(quick_app, lambda: claims.waiting(0.6)).is_any_dead
    assert worker.take_up_dead() == 0, "it has not looked for longer than a worker may be silent"
    in_transaction(quick_app, lambda: claims.beat(claims.Claim(run_id, "another", 1)))
    assert worker.take_up_dead() == 0
    assert wait_until(lambda: worker.take_up_dead() == 1) > 0.4


def test_two_workers_serve_every_project_before_the_eager_one_again(either_app: Flask) -> None:
    names = [f"project-{number}" for number in range(8)]
    first = [ask(either_app, name) for name in ("eager", *names[:4])]
    workers = [Carried(either_app, Takes(0.3)) for _ in range(2)]
    wait_until(lambda: run_row(either_app, first[0])["state"] == "solved")
    again = ask(either_app, "eager")
    late = [ask(either_app, name) for name in names[4:]]
    for each in workers:
        each.ends()
    rows = [run_row(either_app, run_id) for run_id in (*first, *late, again)]
    assert {row["state"] for row in rows} == {"solved"}
    assert len({row["worker"] for row in rows}) == 2, "both had their share"
    order = sorted(rows, key=lambda row: row["started_at"])
    assert order[-1]["id"] == again
