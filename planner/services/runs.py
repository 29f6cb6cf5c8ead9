"""Asking for a plan to be built in the background, asking to stop, and finding runs again.

The table of runs is the truth: whoever carries runs out (`planner.jobs`) looks into it. Functions flush and never commit.
"""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer

from planner.extensions import db
from planner.models import Plan, Project, Run, RunState
from planner.optimiser.outcome import SolveSettings
from planner.services import claims
from planner.services.planning import start_run

POSITIONS_COUNTED = 200
"""So far back in the queue a run is told its place; beyond that it is told that there are more before it."""


class RunIsOpen(Exception):
    """A plan of this project is being built already: one at a time. `run_id` names the run."""

    def __init__(self, run_id: int) -> None:
        """Name the run that is open."""
        super().__init__(f"Run {run_id} of this project is still open.")
        self.run_id = run_id


def ask_for_run(
    project_id: int,
    settings: SolveSettings,
    started_by: str = "",
    option_key: str = "",
    inputs_json: str | None = None,
) -> Run:
    """Write down that a plan is wanted, with the inputs as they are now; `started_by` is a person's name of today.

    An option's plan is wanted by its `option_key`, with its own `inputs_json`. Raises `RunIsOpen` where one of it is queued or
    running, `DocumentRefused` where the inputs are not whole yet,
    `sqlalchemy.exc.NoResultFound` for an unknown project.
    """
    already = open_run(project_id, option_key)
    if already is not None:
        raise RunIsOpen(already.id)
    project = db.session.get_one(Project, project_id)
    try:
        with db.session.begin_nested():
            return start_run(project, settings, started_by, option_key, inputs_json)
    except IntegrityError:
        # Somebody else was quicker, between the look and the writing down.
        already = open_run(project_id, option_key)
        if already is None:
            raise
        raise RunIsOpen(already.id) from None


def ask_to_stop(run: Run, dead_after_seconds: float) -> None:
    """Ask that a run stops and keeps its best plan so far; one that nobody carries out ends at once. Twice is as once."""
    claims.ask_to_stop(run.id, dead_after_seconds)
    db.session.expire(run)


def get_run(project_id: int, run_id: int) -> Run | None:
    """Give a run of this project, or None."""
    return db.session.scalar(_light().where(Run.project_id == project_id, Run.id == run_id))


def open_run(project_id: int, option_key: str = "") -> Run | None:
    """Give the run of this project, or of one of its options, that is queued or running, or None."""
    of_it = (Run.project_id == project_id, Run.option_key == option_key, Run.is_open == 1)
    return db.session.scalar(_light().where(*of_it))


def latest_run(project_id: int, option_key: str = "") -> Run | None:
    """Give the run of this project, or of an option, that somebody asked for last, or None; none is what was placed by hand."""
    of_it = (Run.project_id == project_id, Run.option_key == option_key, ~Run.is_by_hand)
    asked_for = _light().where(*of_it)
    return db.session.scalar(asked_for.order_by(Run.id.desc()).limit(1))


def plan_id_of(run: Run) -> int | None:
    """Give the plan that a run found, by its id; None where it found none, or is not over."""
    if run.state != RunState.SOLVED:
        return None
    return db.session.scalar(select(Plan.id).where(Plan.run_id == run.id))


def position_of(run: Run) -> int | None:
    """Give a queued run's place in the queue, 1 for the next; None where it is further back than `POSITIONS_COUNTED`."""
    ids = list(db.session.scalars(claims.in_order().limit(POSITIONS_COUNTED)))
    return ids.index(run.id) + 1 if run.id in ids else None


def _light() -> Select[Run]:
    """Runs without their inputs, which are read when they are needed."""
    return select(Run).options(defer(Run.inputs_json))
