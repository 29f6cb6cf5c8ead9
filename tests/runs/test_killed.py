"""Workers killed with SIGKILL in the middle of their work: no run is lost, no plan is stored twice.

`PLANNER_KILLS` sets how often (30 as it stands; 2,000 for a long look).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import create_app
from planner.examples import example_text
from planner.extensions import db
from planner.jobs.carrying import in_transaction
from planner.models import Run
from planner.optimiser.outcome import SolveSettings
from planner.services import planning, runs
from tests.runs.trials import ask, plan_counts, run_row, started_worker, wait_until, working
from tests.unit.running.test_process import assert_is_gone, is_alive

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("PLANNER_KILLS", "30"))
PROJECTS = 6
AT_WORK = ("total", "value")
"""Stages of the small example that come after its first plan and take seconds."""


def rows_of(app: Flask) -> list[Any]:
    with app.app_context():
        return list(db.session.execute(select(Run.id, Run.state, Run.worker, Run.attempts, Run.project_id)))


def keep_busy(app: Flask) -> None:
    """Ask again where fewer than half of the projects have a run that is open."""
    if 2 * sum(row.state in ("queued", "running") for row in rows_of(app)) > PROJECTS:
        return
    for number in range(PROJECTS):
        try:
            ask(app, f"project-{number}")
        except runs.RunIsOpen:
            continue


def victims(app: Flask, workers: list[Any]) -> list[tuple[int, int]]:
    """Runs at work for the first time, and the place of their worker in the list."""
    places = {each.pid: place for place, each in enumerate(workers)}
    pids = [(row.id, int(row.worker.split("-")[-2])) for row in rows_of(app) if is_victim(row)]
    return [(run_id, places[pid]) for run_id, pid in pids if pid in places]


def is_victim(row: Any) -> bool:
    return row.state == "running" and row.attempts == 1


def test_no_run_is_lost_or_published_twice_however_often_its_worker_is_killed(either_app: Flask) -> None:
    # A machine with much to do lets a living worker be silent for a second.
    either_app.config.update(HEARTBEAT_SECONDS=0.2, DEAD_AFTER_SECONDS=3.0)
    chance = random.Random(1)
    kills = KILLS if either_app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else KILLS // 3
    with working(either_app, 0.3, count=2) as workers:
        for _ in range(kills):
            wait_until(lambda: keep_busy(either_app) or victims(either_app, workers), 60)
            time.sleep(chance.random() * 0.3)
            found = victims(either_app, workers)
            place = found[0][1] if found else 0
            workers[place].kill()
            workers[place].join()
            workers[place] = started_worker(either_app, 0.3)
        wait_until(lambda: all(row.state not in ("queued", "running") for row in rows_of(either_app)), 90)
    rows = rows_of(either_app)
    assert {row.state for row in rows} == {"solved"}
    assert plan_counts(either_app) == {row.id: 1 for row in rows}
    died = sum(row.attempts - 1 for row in rows)
    assert died >= kills // 3, f"of {kills} kills only {died} came in the middle of a run"
    assert {row.project_id for row in rows if row.attempts > 1}, "runs that were interrupted are among them"


@pytest.fixture
def real_app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    """Give an application with its settings as they are, on a database without rows."""
    (tmp_path / "planner.sqlite").write_bytes(empty_database.read_bytes())
    made = create_app({"INSTANCE_PATH": str(tmp_path)})
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


def real_worker(app: Flask) -> subprocess.Popen[bytes]:
    """Start a worker as a person does, and wait until it is ready."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**kept, "PLANNER_INSTANCE": app.instance_path}
    log = Path(app.instance_path) / "worker.log"
    with log.open("wb") as told:
        started = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=told)
    wait_until(lambda: "is ready" in log.read_text(), 60)
    return started


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(each) for each in (task / "children").read_text().split()]
    return [each for each in found if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")
def test_with_the_settings_as_they_are_a_killed_workers_run_is_taken_up_within_fifteen_seconds(
    real_app: Flask,
) -> None:
    def ask_for_it() -> int:
        project = planning.keep_example("small-grant", example_text("small-grant"))
        return runs.ask_for_run(project.id, SolveSettings(time_limit_seconds=60)).id

    run_id = in_transaction(real_app, ask_for_it)
    first = real_worker(real_app)
    second = None
    try:
        wait_until(lambda: run_row(real_app, run_id)["state"] == "running")
        second = real_worker(real_app)
        wait_until(lambda: run_row(real_app, run_id)["progress"].get("stage") in AT_WORK, 60)
        before = run_row(real_app, run_id)
        (solver,) = children_of(first.pid)
        first.kill()
        killed_at = time.monotonic()
        first.wait()
        assert_is_gone(solver)
        assert (before["state"], before["attempts"]) == ("running", 1), "it was in the middle of it"
        wait_until(lambda: run_row(real_app, run_id)["attempts"] == 2, 20)
        assert time.monotonic() - killed_at < 15
        assert run_row(real_app, run_id)["state"] == "running"
        wait_until(
            lambda: run_row(real_app, run_id)["progress"].get("stage") in ("total", "value", "money"), 60
        )
        in_transaction(real_app, lambda: runs.ask_to_stop(db.session.get_one(Run, run_id), 8))
        wait_until(lambda: run_row(real_app, run_id)["is_open"] is None, 10)
        assert run_row(real_app, run_id)["state"] == "solved"
        assert plan_counts(real_app) == {run_id: 1}
        second.terminate()
        assert second.wait(10) == 0
        assert not is_alive(second.pid)
    finally:
        for each in (first, second):
            if each is not None and each.poll() is None:
                each.kill()
                each.wait()
