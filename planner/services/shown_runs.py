"""Runs as pages show them: plain values in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select

from planner.domain.money import format_pence
from planner.domain.terms import Strategy
from planner.extensions import db
from planner.models import Plan, Project, Run, RunState
from planner.models.base import now_utc
from planner.optimiser.outcome import Progress
from planner.reports.told import on_screen
from planner.reports.words import STRATEGY_WORDS, count_words, date_words, sentence, time_words
from planner.services import planning, runs
from planner.services.progress_words import NO_PLAN_YET, best_words, left_words, stage_words

STATE_WORDS = {
    RunState.QUEUED: "Waiting to be built",
    RunState.RUNNING: "Building the plan",
    RunState.SOLVED: "The plan is ready",
    RunState.INFEASIBLE: "No plan can meet everything that was asked for",
    RunState.LIMIT: "The time ran out before a plan was found",
    RunState.FAILED: "The plan could not be built",
    RunState.CANCELLED: "Stopped before a plan was ready",
}
LONDON = ZoneInfo("Europe/London")
STOPPING_WORDS = "Stopping, and keeping the best plan so far"
LOST_WORDS = "The program that was building this plan has stopped answering. It is taken up again shortly."
AGAIN_WORDS = "It was interrupted, and has been started again from its inputs."
PATIENCE_SECONDS = 30
"""A run that is next and has waited so long may have nobody to carry it out."""
NOBODY_WORDS = "If it does not start soon, tell whoever runs this service that the worker may not be running."


@dataclass(frozen=True)
class ConflictShown:
    """One of the rules that cannot hold together, in words, and the path of the input that states it."""

    words: str
    path: str


@dataclass(frozen=True)
class RepairShown:
    """A change with which a plan exists, in words with the new money it needs beyond the budget, and the path it changes."""

    words: str
    path: str


@dataclass(frozen=True)
class RunShown:
    """A run in words: where it stands, what has been found, why it ended as it did.

    `state` is a `RunState`; `seconds` since it was started (nought while it waits) of `limit_seconds` allowed;
    `position` in the queue, 1 for the next, None while it does not wait or is far back. `is_of_these_inputs` says whether
    the project is still as it was when the run was asked for, `has_plan_before` whether there was a plan already.
    """

    id: int
    state: str
    state_words: str
    stage_words: str
    best_words: str
    left_words: str
    note: str
    seconds: int
    limit_seconds: int
    time_words: str
    position: int | None
    reason: str
    conflict: tuple[ConflictShown, ...]
    repairs: tuple[RepairShown, ...]
    strategy_words: str
    started_by: str
    asked_words: str
    is_open: bool
    is_stopping: bool
    is_of_these_inputs: bool
    has_plan_before: bool
    plan_id: int | None
    """The plan that it found; None while there is none."""

    @property
    def is_solved(self) -> bool:
        """Whether its plan is there."""
        return self.state == RunState.SOLVED


@dataclass(frozen=True)
class BuildShown:
    """What has been built already: the run that is open, the last one that has ended."""

    open_run: RunShown | None
    last_run: RunShown | None


def build_shown(project_id: int, dead_after_seconds: float) -> BuildShown:
    """Give the runs that the page for building a plan shows."""
    latest = runs.latest_run(project_id)
    shown = None if latest is None else run_shown(latest, dead_after_seconds)
    is_open = shown is not None and shown.is_open
    return BuildShown(
        open_run=shown if is_open else None,
        last_run=None if is_open else shown,
    )


def strategy_of(draft: Mapping[str, Any]) -> str:
    """The strategy that a draft names; else the fairest."""
    named = draft.get("strategy")
    return named if named in list(Strategy) else Strategy.FAIREST.value


def run_shown(run: Run, dead_after_seconds: float) -> RunShown:
    """Give a run in words."""
    report = _report_of(run.progress)
    state = RunState(run.state)
    no_plan: dict[str, Any] = run.progress.get("no_plan", {})
    settings = planning.settings_of(run)
    position = runs.position_of(run) if state is RunState.QUEUED else None
    is_stopping = state is RunState.RUNNING and run.stop_asked_at is not None
    seconds = _seconds(run)
    return RunShown(
        id=run.id,
        state=state.value,
        state_words=STOPPING_WORDS if is_stopping else STATE_WORDS[state],
        stage_words=_stage(state, report, position),
        best_words=best_words(report) if state is RunState.RUNNING else NO_PLAN_YET,
        left_words=left_words(report) if state is RunState.RUNNING else "",
        note=_note(run, position, dead_after_seconds),
        seconds=seconds,
        limit_seconds=round(settings.time_limit_seconds),
        time_words=f"{seconds_words(seconds)} of at most {seconds_words(round(settings.time_limit_seconds))}",
        position=position,
        reason=on_screen(no_plan.get("words") or run.reason),
        conflict=tuple(
            ConflictShown(sentence(on_screen(each["words"])), each["path"])
            for each in no_plan.get("conflict", ())
        ),
        repairs=tuple(_repair(each) for each in no_plan.get("repairs", ())),
        strategy_words=STRATEGY_WORDS[Strategy(run.strategy)],
        started_by=run.started_by,
        asked_words=_at_words(run.created_at),
        is_open=run.is_open is not None,
        is_stopping=is_stopping,
        is_of_these_inputs=run.inputs_digest
        == db.session.scalar(select(Project.programme_digest).where(Project.id == run.project_id)),
        has_plan_before=_has_plan_before(run),
        plan_id=runs.plan_id_of(run),
    )


def _has_plan_before(run: Run) -> bool:
    made = exists().where(Plan.project_id == run.project_id, Plan.run_id < run.id)
    return bool(db.session.scalar(select(made)))


def seconds_words(seconds: int) -> str:
    """A length of time as "45 seconds" or "2 minutes 5 seconds"."""
    minutes, rest = divmod(max(0, seconds), 60)
    parts = [count_words(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(count_words(rest, "second"))
    return " ".join(parts)


def _report_of(kept: dict[str, Any]) -> Progress:
    names = ("best", "bound", "gap")
    return Progress(
        str(kept.get("stage", "starting")),
        float(kept.get("seconds", 0)),
        words=str(kept.get("words", "")),
        **{name: kept.get(name) for name in names},
    )


def _stage(state: RunState, report: Progress, position: int | None) -> str:
    if state is RunState.RUNNING:
        return stage_words(report)
    if state is not RunState.QUEUED:
        return ""
    if position == 1:
        return "It is next"
    if position is None:
        return f"More than {count_words(runs.POSITIONS_COUNTED - 1, 'other plan')} come before it"
    return f"{count_words(position - 1, 'other plan')} {'comes' if position == 2 else 'come'} before it"


def _note(run: Run, position: int | None, dead_after_seconds: float) -> str:
    now = now_utc()
    if run.state == RunState.RUNNING.value:
        heard_of = run.heartbeat_at or run.started_at or run.created_at
        if (now - heard_of).total_seconds() > dead_after_seconds:
            return LOST_WORDS
        return AGAIN_WORDS if run.attempts > 1 else ""
    if run.state == RunState.QUEUED.value:
        if position == 1 and (now - run.created_at).total_seconds() > PATIENCE_SECONDS:
            return NOBODY_WORDS
        return AGAIN_WORDS if run.attempts else ""
    return ""


def _seconds(run: Run) -> int:
    if run.started_at is None or run.state == RunState.QUEUED.value:
        return 0
    return max(0, int(((run.finished_at or now_utc()) - run.started_at).total_seconds()))


def _repair(kept: dict[str, Any]) -> RepairShown:
    """The words of a repair; what it costs is not said again where its own words say it."""
    what, cost_pence = sentence(on_screen(kept["what"])), int(kept["cost_pence"])
    if not cost_pence:
        what += " It needs no more money."
    elif format_pence(cost_pence) not in what:
        what += f" It needs {format_pence(cost_pence)} more than the budget."
    return RepairShown(what, _path_of(kept["change"][0]["path"]) if kept["change"] else "")


def _path_of(pointer: str) -> str:
    """A JSON Pointer as the path of an input: "/sessions/1/minutes" is "sessions[1].minutes"."""
    path = ""
    for step in pointer.split("/")[1:]:
        path += f"[{step}]" if step.isdecimal() else "" if step == "-" else f".{step}"
    return path.lstrip(".")


def _at_words(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{date_words(local)}, {time_words(local)}"
