"""A solve's progress in a terminal, on standard error, and Ctrl+C as the wish to stop with the best plan so far."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from planner.optimiser.outcome import Progress as Report
from planner.services.progress_words import words_of

PLAIN_SECONDS = 2.0
"""Where standard error is no terminal, a line at most this often."""


class ProgressBar:
    """Shows what a solve reports; `should_stop` is true once Ctrl+C has been pressed."""

    def __init__(self, console: Console, progress: Progress, task: TaskID) -> None:
        """Show on `console` what comes; `progress` holds the bar `task`."""
        self._console, self._progress, self._task = console, progress, task
        self._stop = False
        self._told: tuple[str, float] = ("", -PLAIN_SECONDS)
        self._latest_seconds = 0.0
        self._stages: set[str] = set()

    def should_stop(self) -> bool:
        """Whether somebody has asked to stop."""
        return self._stop

    def ask_to_stop(self, signal_number: int, frame: FrameType | None) -> None:
        """Take the first Ctrl+C as a wish to stop; the second ends the program."""
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True
        self._console.print("Stopping with the best plan so far (Ctrl+C again to leave at once).")

    def tell(self, report: Report) -> None:
        """Show one report: what is being done and, while money is saved, how much so far and at most still.

        A report that brings a better plan and no numbers is shown once a stage; times never run backwards.
        """
        is_bare = not report.words and report.best is report.bound is report.gap is None
        if is_bare and report.stage in self._stages:
            return
        self._stages.add(report.stage)
        self._latest_seconds = max(self._latest_seconds, report.seconds)
        words = words_of(report)
        closed = 0.0 if report.gap is None else max(0.0, 1.0 - min(1.0, report.gap))
        self._progress.update(self._task, description=words, completed=closed)
        stage, told_at = self._told
        if not self._console.is_terminal and (
            report.stage != stage or self._latest_seconds - told_at >= PLAIN_SECONDS
        ):
            line = f"{self._latest_seconds:6.1f} s  {words}"
            self._console.print(line, highlight=False, markup=False, soft_wrap=True)
            self._told = (report.stage, self._latest_seconds)


@contextmanager
def shown(title: str) -> Iterator[ProgressBar]:
    """Show a bar under `title` while the block runs, and take Ctrl+C as the wish to stop."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    console.print(f"Planning ‘{title}’", highlight=False, markup=False)
    with progress:
        bar = ProgressBar(console, progress, progress.add_task("Starting", total=1.0))
        is_main = threading.current_thread() is threading.main_thread()
        before = signal.signal(signal.SIGINT, bar.ask_to_stop) if is_main else None
        try:
            yield bar
        finally:
            if is_main:
                signal.signal(signal.SIGINT, before)
