"""The pages and the workers as parts of one program: started together, ended together."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click

from planner.exit_codes import EXIT_FAILED

ROOT = Path(__file__).parents[2]
LOOK_SECONDS = 0.2
END_WITHIN_SECONDS = 12.0
"""A part that has not ended by itself so long after it was told to is killed."""


@dataclass(frozen=True)
class Part:
    """One program of the whole: a command of the application, and its arguments."""

    command: str
    arguments: tuple[str, ...]


def serve_together(parts: Sequence[Part]) -> int:
    """Run every part until this program is told to end or one of them ends; gives the exit code, 0 where it was told to.

    Each part reads its standard input, which ends with this program however that ends.
    """
    is_over = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        is_over.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    running: list[tuple[Part, subprocess.Popen[bytes]]] = []
    code = 0
    try:
        for part in parts:
            running.append((part, _started(part)))
        while code == 0 and not is_over.wait(LOOK_SECONDS):
            for part, process in running:
                if process.poll() is not None:
                    click.echo(f"The {part.command} has ended, so everything ends.", err=True)
                    code = EXIT_FAILED
                    break
    finally:
        _end([process for _, process in running])
    return code


def _started(part: Part) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", part.command, "--ends-with-input"]
    return subprocess.Popen([*command, *part.arguments], cwd=ROOT, stdin=subprocess.PIPE)  # noqa: S603 -- our own commands


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + END_WITHIN_SECONDS
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
