"""A plan built while somebody waits at the command line, under the same rules as in the background."""

from __future__ import annotations

import os
import secrets
import time
from typing import Protocol

from flask import Flask

from planner.extensions import db
from planner.jobs.carrying import carry_out, in_transaction
from planner.models import Project, Run, RunState
from planner.optimiser.outcome import Progress, SolveSettings
from planner.optimiser.process import solve_in_child
from planner.services import claims, planning, runs
from planner.services.planning import Solve

LOOK_SECONDS = 0.5
WAITING = Progress("waiting", 0.0, words="Another program is building this plan: waiting for it")
LEFT_WORDS = "another program is building it, and you left before it was ready."


class Bar(Protocol):
    """What shows progress, and says whether somebody wants to stop."""

    def tell(self, report: Progress) -> None:
        """Show a report."""

    def should_stop(self) -> bool:
        """Whether somebody has asked to stop."""


def build(
    app: Flask, project_id: int, settings: SolveSettings, bar: Bar, solve: Solve = solve_in_child
) -> str:
    """Build a project's plan here, unless it is current; gives why there is none, in words, or "".

    One run of a project at a time holds here too: where one is open, it is taken if it waits, waited for if somebody carries
    it out, and taken up if they have died.
    """
    worker = f"command-{os.getpid()}-{secrets.token_hex(4)}"
    while True:
        run_id = in_transaction(app, lambda: _wanted_run(project_id, settings))
        if run_id is None:
            return ""
        reason = _followed(app, run_id, worker, bar, solve)
        if reason is not None:
            return reason


def _wanted_run(project_id: int, settings: SolveSettings) -> int | None:
    """The run to follow: the open one, or else a new one; None where the plan is current."""
    try:
        already = runs.open_run(project_id)
        if already is None and planning.has_current_plan(db.session.get_one(Project, project_id)):
            return None
        return already.id if already else runs.ask_for_run(project_id, settings).id
    except runs.RunIsOpen as open_one:
        return open_one.run_id


def _followed(app: Flask, run_id: int, worker: str, bar: Bar, solve: Solve) -> str | None:
    """Follow a run to its end, carrying it out where nobody else does: why it has no plan, or None where it has one."""
    while True:
        carry_out(
            app,
            lambda: claims.take(run_id, worker),
            on_progress=bar.tell,
            should_stop=bar.should_stop,
            solve=solve,
        )
        run = in_transaction(app, lambda: _standing(run_id))
        if run is None or run[0] == RunState.SOLVED:
            return None
        if run[0] not in (RunState.QUEUED, RunState.RUNNING):
            return run[1]
        if bar.should_stop():
            return LEFT_WORDS
        in_transaction(app, lambda: claims.take_up_dead(app.config["DEAD_AFTER_SECONDS"]))
        bar.tell(WAITING)
        time.sleep(LOOK_SECONDS)


def _standing(run_id: int) -> tuple[RunState, str] | None:
    run = db.session.get(Run, run_id)
    return None if run is None else (RunState(run.state), run.reason)
