"""One run carried out: solved in this thread, while another beats, writes progress and looks whether to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from planner.extensions import db
from planner.models import Run
from planner.optimiser.outcome import Outcome, Progress
from planner.optimiser.process import solve_in_child
from planner.services import claims, planning
from planner.services.claims import Claim, Standing
from planner.services.planning import Solve

LOOK_WHETHER_TO_STOP_SECONDS = 0.25
TELL_SECONDS = 1.0
"""Progress is written down at most this often."""

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class WorkerEnds(Exception):
    """This worker is asked to end: its run goes back into the queue."""


class RunIsLost(Exception):
    """The run is no longer this worker's: another has taken it up, or the project has been removed."""


def in_transaction(app: Flask, do: Callable[[], Result]) -> Result:
    """Do something in a session of its own, and commit; rolled back where it raises."""
    with app.app_context():
        result = do()
        db.session.commit()
        return result


def carry_out(
    app: Flask,
    take: Callable[[], Run | None],
    is_ending: Callable[[], bool] = lambda: False,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
    solve: Solve = solve_in_child,
) -> Outcome | None:
    """Take a run and carry it out to its end; None where there was none, or it was given back or lost.

    `is_ending` gives the run back into the queue, `should_stop` ends it with its best plan so far; whatever breaks counts as
    an attempt that died.
    """
    with app.app_context():
        run = take()
        if run is None:
            return None
        claim = claims.claim_of(run)
        watch = Watch(app, claim)
        tell = watch.tells(on_progress)

        def stops() -> bool:
            if is_ending():
                raise WorkerEnds
            return watch.stops() or should_stop()

        try:
            with watch:
                return planning.carry_out(run, tell, stops, after_each_change=db.session.commit, solve=solve)
        except RunIsLost:
            log.warning("Run %s is no longer ours: what was found is dropped.", claim.run_id)
        except WorkerEnds:
            _give_back(app, claim, counts=False)
        except Exception:
            log.exception("Run %s broke down.", claim.run_id)
            _give_back(app, claim, counts=True)
        except BaseException:
            _give_back(app, claim, counts=False)
            raise
        return None


def _give_back(app: Flask, claim: Claim, *, counts: bool) -> None:
    db.session.rollback()
    try:
        in_transaction(app, lambda: claims.give_back(claim, counts=counts))
    except SQLAlchemyError:
        log.exception(
            "Run %s could not be given back: it is taken up when its heartbeat is missed.", claim.run_id
        )


class Watch:
    """A thread beside a run that is being carried out; everything that the database is asked meanwhile is asked here."""

    def __init__(self, app: Flask, claim: Claim) -> None:
        """Watch over `claim`, beating as often as the settings of `app` say."""
        self._app, self._claim = app, claim
        self._beat_seconds = float(app.config["HEARTBEAT_SECONDS"])
        self._look_seconds = min(LOOK_WHETHER_TO_STOP_SECONDS, self._beat_seconds / 2)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"watch-{claim.run_id}", daemon=True)
        self._told: Progress | None = None
        self._wrote_at = time.monotonic()
        self._latest: Progress | None = None
        self._standing = Standing(is_ours=True, is_stop_asked=False)

    def tells(self, on_progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
        """Give what takes reports: they are written down in a while, and handed on."""

        def tell(progress: Progress) -> None:
            self._latest = progress
            on_progress(progress)

        return tell

    def stops(self) -> bool:
        """Whether somebody has asked to stop; raises `RunIsLost` where the run is no longer ours."""
        if not self._standing.is_ours:
            raise RunIsLost
        return self._standing.is_stop_asked

    def __enter__(self) -> Watch:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        """End."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(self._look_seconds):
            try:
                self._look()
                self._write_when_it_is_time()
            except SQLAlchemyError as problem:
                log.warning("The database cannot be asked about run %s: %s", self._claim.run_id, problem)

    def _look(self) -> None:
        self._standing = in_transaction(self._app, lambda: claims.standing_of(self._claim))

    def _write_when_it_is_time(self) -> None:
        latest, now = self._latest, time.monotonic()
        is_news = latest is not self._told
        if now - self._wrote_at < min(self._beat_seconds, TELL_SECONDS if is_news else self._beat_seconds):
            return
        progress = planning.progress_json(latest) if is_news else None
        in_transaction(self._app, lambda: claims.beat(self._claim, progress))
        self._told, self._wrote_at = latest, now
