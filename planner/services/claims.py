"""Who carries a run out: taken by one worker at a time, kept alive by its heartbeat, taken up again when that stops.

A worker owns a run by a `Claim` (its name and the number of the attempt). Everything it writes is conditional on still
owning the run, so that a worker which was believed dead and comes back changes nothing. Functions flush and never commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from planner.extensions import READ_ONLY, db
from planner.models import Run, RunState
from planner.models.base import UtcDateTime, now_utc

MOST_ATTEMPTS = 3
"""A run whose worker died so often is not taken up again: it may be what kills them."""

DIED_WORDS = (
    f"The program that builds plans ended {MOST_ATTEMPTS} times while it worked on this one. "
    "Nothing has been changed. Build the plan again; if this happens again, tell whoever runs this service."
)
STOPPED_WORDS = "It was stopped before a plan was ready. Nothing has been changed."


@dataclass(frozen=True)
class Claim:
    """One worker's hold on a run: valid while the run is running under this name and attempt."""

    run_id: int
    worker: str
    attempt: int


@dataclass(frozen=True)
class Standing:
    """How a claim stands: whether the run is still this worker's, and whether somebody asked to stop and keep the best."""

    is_ours: bool
    is_stop_asked: bool


@dataclass(frozen=True)
class Waiting:
    """What there is to do: whether runs are queued, whether some have lost their worker."""

    is_any_queued: bool
    is_any_dead: bool


def claim_of(run: Run) -> Claim:
    """Give the claim under which a run is being carried out."""
    return Claim(run.id, run.worker, run.attempts)


def in_order() -> Select[int]:
    """Give the ids of queued runs in the order in which they are taken.

    First those whose worker died (their turn was cut short), then the run of the project that was served longest ago, then
    the oldest: a project with many options takes one turn after another, and one at a time (those of a project that has one
    running are not there). Plans placed by hand took nobody's turn.
    """
    other = aliased(Run)
    served_at = (
        select(func.max(other.started_at))
        .where(other.project_id == Run.project_id, ~other.is_by_hand)
        .scalar_subquery()
    )
    return (
        select(Run.id)
        .where(_may_be_taken())
        .order_by(
            case((Run.attempts > 0, 0), else_=1),
            case((served_at.is_(None), 0), else_=1),
            served_at,
            Run.created_at,
            Run.id,
        )
    )


def take_next(worker: str) -> Run | None:
    """Take the next queued run for `worker` and give it, now running; None where there is none."""
    while True:
        # PostgreSQL locks the row and passes over those that others have locked; SQLite holds the one lock for writers.
        run_id = db.session.scalar(in_order().limit(1).with_for_update(skip_locked=True, of=Run))
        if run_id is None:
            return None
        run = take(run_id, worker)
        if run is not None:
            return run


def take(run_id: int, worker: str) -> Run | None:
    """Take one queued run for `worker`; None where it is no longer queued, or another of its project is running."""
    now = now_utc()
    try:
        with db.session.begin_nested():
            taken = _changed(
                and_(Run.id == run_id, _may_be_taken()),
                state=RunState.RUNNING.value,
                worker=worker,
                attempts=Run.attempts + 1,
                heartbeat_at=now,
                started_at=now,
                progress={},
            )
    except IntegrityError:
        # Another worker took one of this project between the look and the taking; the index lets one run.
        return None
    return db.session.get(Run, run_id, populate_existing=True) if taken else None


def beat(claim: Claim, progress: Mapping[str, Any] | None = None) -> bool:
    """Say that the worker is alive, and how far it is; whether the run is still its own."""
    values: dict[str, Any] = {"heartbeat_at": now_utc()}
    if progress is not None:
        values["progress"] = dict(progress)
    return _changed(_is_held_by(claim), **values) == 1


def standing_of(claim: Claim) -> Standing:
    """Give how a claim stands; only reads."""
    _only_read()
    row = db.session.execute(select(Run.stop_asked_at).where(_is_held_by(claim))).one_or_none()
    return Standing(row is not None, row is not None and row.stop_asked_at is not None)


def end(claim: Claim, state: str, reason: str, progress: Mapping[str, Any]) -> bool:
    """End a run in `state` with the words why; False (and nothing changed) where it is no longer this worker's.

    A limit that was reached because somebody asked to stop is kept as *cancelled*.
    """
    kept: Any = state
    if state == RunState.LIMIT.value:
        kept = case((Run.stop_asked_at.is_not(None), RunState.CANCELLED.value), else_=state)
    ended = {"is_open": None, "finished_at": _not_before_it_was_asked_for(now_utc())}
    return _changed(_is_held_by(claim), state=kept, reason=reason, progress=dict(progress), **ended) == 1


def ask_to_stop(run_id: int, dead_after_seconds: float) -> None:
    """Ask that a run stops: one that nobody carries out ends at once, another is told to keep its best plan so far."""
    nobody_has_it = or_(Run.state == RunState.QUEUED.value, _is_dead(dead_after_seconds))
    ended = {"is_open": None, "finished_at": _not_before_it_was_asked_for(now_utc())}
    words = {"state": RunState.CANCELLED.value, "reason": STOPPED_WORDS}
    asked = {"stop_asked_at": now_utc()}
    if not _changed(and_(Run.id == run_id, nobody_has_it), **words, **ended, **asked):
        is_running = and_(Run.state == RunState.RUNNING.value, Run.stop_asked_at.is_(None))
        _changed(and_(Run.id == run_id, is_running), **asked)


def give_back(claim: Claim, *, counts: bool = False) -> bool:
    """Put a run back into the queue, because its worker ends; `counts` says that this was an attempt that died."""
    if counts:
        return _take_up(_is_held_by(claim)) > 0
    return _changed(_is_held_by(claim), **_queued(), attempts=Run.attempts - 1) == 1


def waiting(dead_after_seconds: float) -> Waiting:
    """Give what there is to do; only reads."""
    _only_read()
    queued = exists().where(_may_be_taken())
    row = db.session.execute(select(queued, exists().where(_is_dead(dead_after_seconds)))).one()
    return Waiting(bool(row[0]), bool(row[1]))


def take_up_dead(older_than_seconds: float) -> int:
    """Put runs whose worker has not been heard of for so long back into the queue; gives how many it found.

    After `MOST_ATTEMPTS` a run fails, in words; one that somebody has asked to stop ends there.
    """
    return _take_up(_is_dead(older_than_seconds))


def _take_up(which: ColumnElement[bool]) -> int:
    ended = {"is_open": None, "finished_at": _not_before_it_was_asked_for(now_utc())}
    stopped = _changed(
        and_(which, Run.stop_asked_at.is_not(None)),
        state=RunState.CANCELLED.value,
        reason=STOPPED_WORDS,
        **ended,
    )
    failed = _changed(
        and_(which, Run.attempts >= MOST_ATTEMPTS), state=RunState.FAILED.value, reason=DIED_WORDS, **ended
    )
    return stopped + failed + _changed(which, **_queued())


def _may_be_taken() -> ColumnElement[bool]:
    """Queued, and nothing of the same project is running."""
    beside = aliased(Run)
    is_running = exists().where(beside.project_id == Run.project_id, beside.state == RunState.RUNNING.value)
    return and_(Run.state == RunState.QUEUED.value, ~is_running)


def _queued() -> dict[str, Any]:
    return {"state": RunState.QUEUED.value, "worker": "", "heartbeat_at": None, "progress": {}}


def _is_held_by(claim: Claim) -> ColumnElement[bool]:
    return and_(
        Run.id == claim.run_id,
        Run.state == RunState.RUNNING.value,
        Run.worker == claim.worker,
        Run.attempts == claim.attempt,
    )


def _is_dead(older_than_seconds: float) -> ColumnElement[bool]:
    last_heard_of = func.coalesce(Run.heartbeat_at, Run.started_at, Run.created_at, type_=UtcDateTime())
    return and_(
        Run.state == RunState.RUNNING.value,
        last_heard_of < now_utc() - timedelta(seconds=older_than_seconds),
    )


def _not_before_it_was_asked_for(now: datetime) -> ColumnElement[datetime]:
    """The clocks of two machines may differ by a little; a run never ends before it is written down."""
    at = literal(now, UtcDateTime())
    return case((Run.created_at > at, Run.created_at), else_=at)


def _changed(which: ColumnElement[bool], **values: Any) -> int:
    """Change the runs that are so, and give how many there were."""
    done = db.session.execute(
        update(Run).where(which).values(**values).execution_options(synchronize_session=False)
    )
    assert isinstance(done, CursorResult)
    return done.rowcount


def _only_read() -> None:
    """Begin a transaction that takes no lock for writing, where none has begun."""
    db.session.connection(execution_options=READ_ONLY)
