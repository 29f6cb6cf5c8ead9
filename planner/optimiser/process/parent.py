"""The parent's side: start a child, watch its clock, memory and life, and say in words how it ended."""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from planner.optimiser.outcome import (
    Explained,
    Failed,
    Found,
    LimitReached,
    Outcome,
    Progress,
    Solved,
    SolveSettings,
)
from planner.optimiser.process.child import Task, run_task
from planner.optimiser.process.memory import tree_memory_mb
from planner.optimiser.process.rescue import FinishFound, Rescue, Why

DEFAULT_MEMORY_LIMIT_MB = 1024
GRACE_SECONDS = 4.5
"""After its time limit a child is ended this much later, so that all is over within five seconds of the limit."""
STOP_GRACE_SECONDS = 1.5
"""After *stop* a child is ended this much later, so that all is over within two seconds."""
RESCUE_SHARE = 0.6
"""Of the grace after the time limit: with so much of it left the best plan so far is made ready."""
WATCH_SECONDS = 0.05
QUIET_SECONDS = 1.5
"""Where a child has said nothing for so long, what it said last is told again with the time gone on."""
EXPLAIN_GAP = 0.005
"""Explanations need not be closer than half a per cent."""


@dataclass(frozen=True)
class Limits:
    """What a child may use: seconds (its own time limit), memory of all its processes together in MB."""

    seconds: float
    memory_mb: int = DEFAULT_MEMORY_LIMIT_MB
    grace_seconds: float = GRACE_SECONDS


@dataclass(frozen=True)
class Ending:
    """How a child ended: its outcome, the seconds it took, its largest memory (None where the system cannot tell)."""

    outcome: Outcome | Explained
    seconds: float
    peak_memory_mb: float | None
    exit_code: int | None


def solve_in_child(
    programme_json: str,
    settings: SolveSettings,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
    memory_limit_mb: int = DEFAULT_MEMORY_LIMIT_MB,
) -> Outcome:
    """Plan a programme in a child of its own and give how that ended; always within the time limit and five seconds.

    `programme_json` is a programme document that has been read before (`planner.domain.programme.reading`). `on_progress` is
    called in this thread, at least every two seconds while the child reports; `should_stop` is asked some 20 times a second,
    and once it is true the child gives its best plan so far within two seconds; from a child that has to be ended it is the
    last one it told of. Never raises for what the child does.
    """
    from planner.optimiser.pipeline import TaskInput, finish_ended, plan_task

    limits = Limits(settings.time_limit_seconds, memory_limit_mb)
    given = TaskInput(programme_json, settings, time.monotonic())
    ending = run_in_child(plan_task, given, limits, on_progress, should_stop, partial(finish_ended, given))
    outcome = ending.outcome
    assert not isinstance(outcome, Explained), "a planning task explains nothing"
    if isinstance(outcome, Solved) and ending.peak_memory_mb is not None:
        return replace(outcome, peak_memory_mb=Decimal(round(ending.peak_memory_mb)))
    return outcome


def explain_in_child(
    programme_json: str,
    plan_json: str,
    seconds: float,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Explained | LimitReached | Failed:
    """Explain a plan in a child of its own: `seconds` for its solves together, and as much again for everything else."""
    from planner.optimiser.explain_task import ExplainInput, explain_task

    given = ExplainInput(programme_json, plan_json, seconds, EXPLAIN_GAP)
    ending = run_in_child(explain_task, given, Limits(2 * seconds + 30), on_progress, should_stop)
    assert isinstance(ending.outcome, Explained | LimitReached | Failed), "an explaining task makes no plan"
    return ending.outcome


def run_in_child(
    task: Task,
    task_input: Any,
    limits: Limits,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
    finish_found: FinishFound | None = None,
) -> Ending:
    """Run an importable `task` in a spawned child within `limits`; see `solve_in_child` for the rest.

    `finish_found` makes an outcome of the best plan that the child told of, should it have to be ended.
    """
    started = time.monotonic()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=True)
    child = context.Process(target=run_task, args=(there, task, task_input, limits.memory_mb), daemon=True)
    child.start()
    there.close()
    watch = _Watch(child, here, limits, started, finish_found)
    try:
        outcome = watch.until_it_ends(on_progress, should_stop)
    finally:
        _end(child)
        here.close()
    return Ending(outcome, time.monotonic() - started, watch.peak_memory_mb, child.exitcode)


class _Watch:
    """Follows one child until it says how it ended, dies, or has to be ended."""

    def __init__(
        self,
        child: BaseProcess,
        connection: Connection,
        limits: Limits,
        started: float,
        finish_found: FinishFound | None,
    ) -> None:
        self.child, self.connection, self.limits = child, connection, limits
        self.finish_found = finish_found
        self.found: Found | None = None
        self.rescue: Rescue | None = None
        self.started = self.told_at = started
        self.last = Progress("starting", 0.0, words="Starting")
        self.ends_at = started + limits.seconds + limits.grace_seconds
        self.stop_ends_at: float | None = None
        self.peak_memory_mb: float | None = None
        self.messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        # A thread reads, because reading half a message of a child that hangs would block for ever.
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while True:
                self.messages.put(self.connection.recv())
        except Exception as problem:  # noqa: BLE001 -- a torn message of a killed child may raise anything
            self.messages.put(("closed", problem))

    def until_it_ends(
        self, on_progress: Callable[[Progress], None], should_stop: Callable[[], bool]
    ) -> Outcome | Explained:
        """Give the child's own outcome, or one in words for a child that died or had to be ended."""
        while True:
            kind, content = self._next_message()
            if kind == "progress":
                self.found = content.found or self.found
                self.last, self.told_at = replace(content, found=None), time.monotonic()
                on_progress(self.last)
            elif kind == "nothing" and time.monotonic() - self.told_at > QUIET_SECONDS:
                self.told_at = time.monotonic()
                on_progress(replace(self.last, seconds=self.told_at - self.started))
            elif kind == "ended":
                outcome: Outcome | Explained = content
                return outcome
            elif kind == "closed":
                return self._words_for_its_death()
            if self.stop_ends_at is None and should_stop():
                self._ask_to_stop()
            overdue = self._reason_to_end_it()
            if overdue is not None:
                return overdue

    def _next_message(self) -> tuple[str, Any]:
        try:
            return self.messages.get(timeout=WATCH_SECONDS)
        except queue.Empty:
            return "nothing", None

    def _ask_to_stop(self) -> None:
        self.stop_ends_at = time.monotonic() + STOP_GRACE_SECONDS
        with contextlib.suppress(OSError):
            self.connection.send("stop")

    def _reason_to_end_it(self) -> Outcome | None:
        memory = tree_memory_mb(self.child.pid) if self.child.pid is not None else None
        if memory is not None:
            self.peak_memory_mb = max(memory, self.peak_memory_mb or 0.0)
            if memory > self.limits.memory_mb:
                return Failed(
                    f"Planning needed more than the {self.limits.memory_mb:,} MB of memory it may use, and was ended.",
                    reason="memory",
                )
        now = time.monotonic()
        if self.stop_ends_at is not None:
            self._prepare_rescue("stopped")
            if now > self.stop_ends_at:
                return self._rescued() or LimitReached("Planning was stopped before a plan was ready.")
        if now > self.ends_at - self.limits.grace_seconds * RESCUE_SHARE:
            self._prepare_rescue("time")
        if now > self.ends_at:
            words = f"The limit of {self.limits.seconds:g} seconds passed before a plan was ready, and planning was ended."
            return self._rescued() or LimitReached(words)
        return None

    def _prepare_rescue(self, why: Why) -> None:
        """Make the best plan so far ready, once, in case the child does not end by itself."""
        if self.rescue is None and self.finish_found is not None and self.found is not None:
            self.rescue = Rescue(self.finish_found, self.found, why)

    def _rescued(self) -> Outcome | None:
        """The best plan so far, once the child that had to be ended no longer takes the processor."""
        if self.rescue is None:
            return None
        _end(self.child)
        return self.rescue.outcome()

    def _words_for_its_death(self) -> Outcome:
        self.child.join(timeout=1)
        code = self.child.exitcode
        if self.stop_ends_at is not None and code is None:
            return LimitReached("Planning was stopped before a plan was ready.")
        if code is not None and code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            return Failed(f"Planning was ended from outside or crashed ({name}).", reason="killed")
        return Failed(f"Planning ended without an answer (exit code {code}).", reason="solver")


def _end(child: BaseProcess) -> None:
    """End the child and whatever it started, and wait until it has gone."""
    pid = child.pid
    if pid is not None and child.is_alive() and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
    child.kill()
    child.join()
