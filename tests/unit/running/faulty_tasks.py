"""Tasks for the spawned child that misbehave on purpose; each leaves a mark that it really did."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from planner.optimiser.outcome import LimitReached, Progress
from planner.optimiser.process.child import Report, ShouldStop


def ends_at_once(words: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    report(Progress("only stage", 0.0, best=2.0, bound=1.0))
    return LimitReached(words)


def ignores_every_limit(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    beats = 0
    while True:
        beats += 1
        # Renamed into place: the task may be killed in the middle of writing.
        half = Path(f"{mark}.half")
        half.write_text(f"{os.getpid()} {beats} {should_stop()}")
        half.replace(mark)
        time.sleep(0.05)


def stops_when_asked(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    while not should_stop():
        report(Progress("waiting", 0.0))
        time.sleep(0.05)
    Path(mark).write_text("asked")
    return LimitReached("stopped with the best so far")


def allocates_for_ever(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    held = []
    while True:
        held.append(b"x" * (10 * 1024 * 1024))
        half = Path(f"{mark}.half")
        half.write_text(str(10 * len(held)))
        half.replace(mark)
        time.sleep(0.01)


def lets_a_grandchild_allocate(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    code = "import time; held = b'x' * (300 * 1024 * 1024); time.sleep(60)"
    grandchild = subprocess.Popen([sys.executable, "-c", code])
    Path(mark).write_text(str(grandchild.pid))
    grandchild.wait()
    return LimitReached("the grandchild ended")


def allocates_at_one_stroke(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    Path(mark).write_text("about to")
    held = bytearray(64 * 1024 * 1024 * 1024)
    return LimitReached(str(len(held)))


def is_killed(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    report(Progress("about to die", 0.0))
    Path(mark).write_text(str(time.monotonic()))
    os.kill(os.getpid(), signal.SIGKILL)
    return LimitReached("unreachable")


def crashes(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    Path(mark).write_text(str(time.monotonic()))
    os.abort()


def raises(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    Path(mark).write_text("raising")
    raise ZeroDivisionError("on purpose")


def leaves_quietly(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    Path(mark).write_text("leaving")
    os._exit(7)


def never_gives_way(mark: str, report: Report, should_stop: ShouldStop) -> LimitReached:
    """Hold the interpreter in one call of C, so that no other thread of this process can run."""
    Path(mark).write_text(str(os.getpid()))
    ctypes.PyDLL(None).sleep(60)
    return LimitReached("unreachable")
