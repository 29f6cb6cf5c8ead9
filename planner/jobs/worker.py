"""A worker: takes runs in their fair order, one at a time, and takes up those of workers that died."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable

from flask import Flask
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from planner.jobs.carrying import carry_out, in_transaction
from planner.jobs.messages import messages_of
from planner.optimiser.process import solve_in_child
from planner.services import claims
from planner.services.planning import Solve

END_WITHIN_SECONDS = 10.0
log = logging.getLogger(__name__)


class Worker:
    """Carries out queued runs until `end` is called.

    Two things make it look into the table of runs: a message that there is work, and its own clock.
    """

    def __init__(self, app: Flask, solve: Solve = solve_in_child) -> None:
        """Work for `app`; `solve` is how a run is solved."""
        self.app = app
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._solve = solve
        self._look_seconds = float(app.config["LOOK_SECONDS"])
        self._dead_after_seconds = float(app.config["DEAD_AFTER_SECONDS"])
        self._ending = threading.Event()
        self._busy = threading.Lock()
        self._database_words = ""
        self._looked_at: float | None = None
        self._trusts_clocks_from = 0.0

    def end(self) -> None:
        """Ask it to end: a run that it is carrying out goes back into the queue."""
        self._ending.set()

    def work_off(self) -> int:
        """Carry out queued runs until none is left, and give how many; nought where this worker is at one already."""
        if not self._busy.acquire(blocking=False):
            return 0
        done = 0
        try:
            while not self._ending.is_set() and self._carry_out_next():
                done += 1
        finally:
            self._busy.release()
        return done

    def _carry_out_next(self) -> bool:
        outcome = carry_out(
            self.app,
            lambda: claims.take_next(self.name),
            is_ending=self._ending.is_set,
            solve=self._solve,
        )
        return outcome is not None

    def take_up_dead(self) -> int:
        """Put runs whose worker has died back into the queue, and give how many.

        Where this worker itself could not look for a while (a locked database, a machine that slept), others could not say
        that they were alive either: they are given the time to.
        """
        now = time.monotonic()
        gap = 0.0 if self._looked_at is None else now - self._looked_at
        waiting = in_transaction(self.app, lambda: claims.waiting(self._dead_after_seconds))
        self._looked_at = time.monotonic()
        if max(gap, self._looked_at - now) > self._dead_after_seconds / 2 + self._look_seconds:
            self._trusts_clocks_from = self._looked_at + self._dead_after_seconds
        if not waiting.is_any_dead or self._looked_at < self._trusts_clocks_from:
            return 0
        found = in_transaction(self.app, lambda: claims.take_up_dead(self._dead_after_seconds))
        if found:
            log.warning("%s of a worker that died taken up.", found)
        return found

    def run(self) -> None:
        """Work until `end` is called; returns when everything is in order."""
        messages = messages_of(self.app)
        messages.look_for_work = self.work_off  # type: ignore[assignment]
        consumer = _Consumer(messages.huey, periodic=False, max_delay=self._look_seconds)
        consumer.shutdown_timeout = END_WITHIN_SECONDS
        looking = threading.Thread(target=self._every_look, args=(self._look,), name="look")
        looking.start()
        consumer.start()
        self._every_look(self.take_up_dead)
        consumer.stop(graceful=True)
        looking.join(END_WITHIN_SECONDS)

    def _look(self) -> None:
        if in_transaction(self.app, lambda: claims.waiting(self._dead_after_seconds)).is_any_queued:
            self.work_off()

    def _every_look(self, do: Callable[[], object]) -> None:
        """Do something again and again until the end; a database that is away is waited for."""
        while not self._ending.wait(self._look_seconds):
            try:
                do()
                self._database_words = ""
            except SQLAlchemyError as problem:
                if str(problem) != self._database_words:
                    log.warning("The database cannot be asked: %s", problem)
                self._database_words = str(problem)


class _Consumer(Consumer):  # type: ignore[misc]
    """Huey's consumer without its signal handlers: the worker has its own."""

    def _set_signal_handlers(self) -> None:
        pass
