"""The message that there is work: through SQLite or Redis, lost, forged, and with the server away."""

from __future__ import annotations

import os
import pickle
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from planner.jobs.messages import Messages, messages_of, tell_workers
from planner.jobs.worker import Worker
from tests.runs.trials import Takes, ask, plan_counts, run_row, wait_until

WORKER = int("0" + "".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", "")))) % 16
REDIS_URL = re.sub(r"/[0-9]+$", f"/{WORKER}", os.environ.get("TEST_REDIS_URL", ""))
"""Each process of a parallel run has a database of its own there: Redis has sixteen."""


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.redis)])
def carried_app(request: pytest.FixtureRequest, quick_app: Flask) -> Flask:
    """Give an application whose messages go through SQLite, and one whose go through Redis."""
    if request.param == "redis":
        if not REDIS_URL:
            pytest.skip("Redis: TEST_REDIS_URL is not set")
        quick_app.config["REDIS_URL"] = REDIS_URL
    messages_of(quick_app).huey.flush()
    return quick_app


@pytest.fixture
def worker(carried_app: Flask) -> Iterator[Worker]:
    """Give a worker at work that hardly ever looks by itself."""
    carried_app.config["LOOK_SECONDS"] = 30.0
    made = Worker(carried_app, Takes(0.2))
    thread = threading.Thread(target=made.run)
    thread.start()
    yield made
    made.end()
    thread.join(15)
    assert not thread.is_alive()


def tell(app: Flask) -> None:
    with app.app_context():
        tell_workers()


def test_a_message_has_a_run_taken_at_once(carried_app: Flask, worker: Worker) -> None:
    run_id = ask(carried_app)
    time.sleep(1.5)
    assert run_row(carried_app, run_id)["state"] == "queued", "it does not look by itself"
    tell(carried_app)
    assert wait_until(lambda: run_row(carried_app, run_id)["state"] == "solved") < 2.5
    assert plan_counts(carried_app) == {run_id: 1}


def test_the_second_message_of_one_run_changes_nothing(carried_app: Flask, worker: Worker) -> None:
    run_id = ask(carried_app)
    for _ in range(5):
        tell(carried_app)
    wait_until(lambda: run_row(carried_app, run_id)["state"] == "solved")
    wait_until(lambda: not messages_of(carried_app).huey.pending_count())
    assert plan_counts(carried_app) == {run_id: 1}
    assert run_row(carried_app, run_id)["attempts"] == 1


class Bomb:
    """Something that acts when it is unpacked: it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_a_message_that_nobody_signed_is_not_unpacked(
    carried_app: Flask, worker: Worker, tmp_path: Path
) -> None:
    huey = messages_of(carried_app).huey
    pickle.loads(pickle.dumps(Bomb(tmp_path / "tried")))
    assert (tmp_path / "tried").is_dir()
    huey.storage.enqueue(pickle.dumps(Bomb(tmp_path / "sent")))
    run_id = ask(carried_app)
    tell(carried_app)
    wait_until(lambda: run_row(carried_app, run_id)["state"] == "solved")
    assert not (tmp_path / "sent").exists()


def test_a_lost_message_is_made_good_by_the_workers_own_look(quick_app: Flask) -> None:
    made = Worker(quick_app, Takes(0.1))
    thread = threading.Thread(target=made.run)
    thread.start()
    run_id = ask(quick_app)
    took = wait_until(lambda: run_row(quick_app, run_id)["state"] == "solved")
    made.end()
    thread.join(15)
    assert took < 2
    assert not thread.is_alive()


def test_messages_that_cannot_be_sent_harm_nobody(quick_app: Flask) -> None:
    quick_app.config["REDIS_URL"] = "redis://127.0.0.1:1/0"
    messages = Messages(quick_app)
    began = time.monotonic()
    assert messages.send() is False
    assert time.monotonic() - began < 6
    made = Worker(quick_app, Takes(0.1))
    quick_app.extensions["planner_messages"] = messages
    thread = threading.Thread(target=made.run)
    thread.start()
    run_id = ask(quick_app)
    wait_until(lambda: run_row(quick_app, run_id)["state"] == "solved")
    made.end()
    thread.join(15)
    assert not thread.is_alive()
