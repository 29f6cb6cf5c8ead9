"""Projects, solvers and workers for tests of runs; importable by processes of their own."""

from __future__ import annotations

import functools
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from planner import create_app
from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.jobs.carrying import in_transaction
from planner.jobs.worker import Worker
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from planner.optimiser.finish import measured
from planner.optimiser.outcome import LimitReached, Outcome, Progress, Solved, SolveSettings
from planner.services import planning, runs
from tests.builders import tiny_plan, tiny_programme

SETTINGS = SolveSettings(time_limit_seconds=60.0)
QUICK = {"HEARTBEAT_SECONDS": 0.1, "DEAD_AFTER_SECONDS": 0.6, "LOOK_SECONDS": 0.1}
TEXT = programme_json(tiny_programme())

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.runs.warm"])


@functools.cache
def solved() -> Solved:
    return Solved(measured(tiny_programme(), tiny_plan()))


class Takes:
    """A solver that takes so many seconds, reports all the while, and has a plan from the start; leaves when asked to."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self, text: str, settings: SolveSettings, tell: Callable, should_stop: Callable) -> Outcome:
        began = time.monotonic()
        while (passed := time.monotonic() - began) < self.seconds:
            tell(Progress("money", passed, 20_000 - passed, 10_000, 0.5))
            if should_stop():
                break
            time.sleep(0.02)
        return solved()


def finds_nothing(text: str, settings: SolveSettings, tell: Callable, should_stop: Callable) -> Outcome:
    while not should_stop():
        time.sleep(0.02)
    return LimitReached("It was stopped before a plan was found.")


def breaks(text: str, settings: SolveSettings, tell: Callable, should_stop: Callable) -> Outcome:
    raise ZeroDivisionError("on purpose")


def keep_project(slug: str) -> int:
    """Store a tiny project; gives its id."""
    return planning.keep_example(slug, TEXT).id


def ask(app: Flask, slug: str = "tiny") -> int:
    """Store a tiny project, and ask for its plan; gives the run's id."""
    return in_transaction(app, lambda: runs.ask_for_run(keep_project(slug), SETTINGS).id)


def run_row(app: Flask, run_id: int) -> dict[str, Any]:
    """A run as it is in the database now."""
    table = Run.__table__
    with app.app_context():
        return dict(db.session.execute(select(table).where(table.c.id == run_id)).mappings().one())


def wait_until(is_so: Callable[[], Any], seconds: float = 15.0) -> float:
    """Wait until something is so; gives the seconds it took, and fails after `seconds`."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "it never came"
        time.sleep(0.02)
    return time.monotonic() - began


def plan_counts(app: Flask) -> dict[int, int]:
    """How many plans each run has."""
    with app.app_context():
        rows = db.session.execute(select(StoredPlan.run_id, func.count()).group_by(StoredPlan.run_id))
        return {row[0]: row[1] for row in rows}


def work(settings: dict[str, Any], seconds: float) -> None:
    """Be a worker until told to end: the target of a process."""
    worker = Worker(create_app(settings), Takes(seconds))
    signal.signal(signal.SIGTERM, lambda number, frame: worker.end())
    worker.run()


def started_worker(app: Flask, seconds: float) -> Any:
    """Start a worker in a process of its own on the database of `app`."""
    names = ("INSTANCE_PATH", "SECRET_KEY", "TESTING", "SQLALCHEMY_DATABASE_URI", "REDIS_URL", *QUICK)
    process = processes.Process(target=work, args=({name: app.config[name] for name in names}, seconds))
    process.start()
    return process


@contextmanager
def working(app: Flask, seconds: float, count: int = 1) -> Iterator[list[Any]]:
    """Have workers work meanwhile; the list may be changed, and whoever is in it at the end is ended."""
    workers = [started_worker(app, seconds) for _ in range(count)]
    try:
        yield workers
    finally:
        for each in workers:
            each.kill()
            each.join()


def project_of(app: Flask, run_id: int) -> Project:
    """The project of a run."""
    project = db.session.get_one(Run, run_id).project
    assert isinstance(project, Project)
    return project
