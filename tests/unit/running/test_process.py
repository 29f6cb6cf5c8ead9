"""Whatever the child does, the parent goes on, in time and in words."""

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from planner.optimiser.outcome import Failed, LimitReached, Progress
from planner.optimiser.process import Limits, run_in_child
from tests.unit.running import faulty_tasks


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


def test_an_outcome_and_its_progress_come_through():
    reports: list[Progress] = []
    ending = run_in_child(faulty_tasks.ends_at_once, "out of time", Limits(10), reports.append)
    assert ending.outcome == LimitReached("out of time")
    told = [each for each in reports if each.stage != "starting"]
    assert [(each.best, each.bound) for each in told] == [(2.0, 1.0)]
    assert ending.peak_memory_mb is None or ending.peak_memory_mb > 1


def test_a_child_that_ignores_its_limit_is_ended_within_five_seconds_of_it(mark: Path):
    limits = Limits(seconds=1.0)
    began = time.monotonic()
    reports: list[Progress] = []
    ending = run_in_child(faulty_tasks.ignores_every_limit, str(mark), limits, reports.append)
    took = time.monotonic() - began
    told = [0.0, *(each.seconds for each in reports), took]
    assert all(later - earlier < 2 for earlier, later in pairwise(told)), (
        "a silent child is told of all the same"
    )
    pid, beats, _ = mark.read_text().split()
    assert int(beats) > 10, "the child did go on for a while"
    assert limits.seconds < took < limits.seconds + 5
    assert isinstance(ending.outcome, LimitReached)
    assert "1 seconds" in ending.outcome.words
    assert not is_alive(int(pid))


def test_a_child_that_listens_gives_what_it_has_when_asked_to_stop(mark: Path):
    began = time.monotonic()
    ending = run_in_child(
        faulty_tasks.stops_when_asked, str(mark), Limits(60), should_stop=lambda: time.monotonic() > began + 1
    )
    assert mark.read_text() == "asked"
    assert ending.outcome == LimitReached("stopped with the best so far")
    assert time.monotonic() - began < 1 + 2


def test_a_child_that_does_not_listen_is_stopped_within_two_seconds(mark: Path):
    asked_at: list[float] = []

    def should_stop() -> bool:
        if mark.exists() and not asked_at:
            asked_at.append(time.monotonic())
        return bool(asked_at)

    ending = run_in_child(faulty_tasks.ignores_every_limit, str(mark), Limits(60), should_stop=should_stop)
    assert time.monotonic() - asked_at[0] < 2
    assert mark.read_text().endswith("True"), "the child was told"
    assert isinstance(ending.outcome, LimitReached)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched through /proc")
def test_a_child_that_allocates_without_end_is_ended_and_its_memory_named(mark: Path):
    ending = run_in_child(faulty_tasks.allocates_for_ever, str(mark), Limits(60, memory_mb=200))
    assert int(mark.read_text()) > 100, "it did allocate"
    assert isinstance(ending.outcome, Failed)
    assert ending.outcome.reason == "memory"
    assert "200 MB" in ending.outcome.words
    assert ending.seconds < 20


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched through /proc")
def test_memory_of_what_a_child_starts_counts_and_is_ended_too(mark: Path):
    ending = run_in_child(faulty_tasks.lets_a_grandchild_allocate, str(mark), Limits(60, memory_mb=200))
    assert isinstance(ending.outcome, Failed)
    assert ending.outcome.reason == "memory"
    assert_is_gone(int(mark.read_text()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the belt is a limit of Linux")
def test_one_huge_allocation_is_refused_by_the_belt(mark: Path):
    ending = run_in_child(faulty_tasks.allocates_at_one_stroke, str(mark), Limits(60, memory_mb=200))
    assert mark.read_text() == "about to"
    assert isinstance(ending.outcome, Failed)
    assert ending.outcome.reason == "memory"


@pytest.mark.parametrize(
    ("task", "reason", "words"),
    [
        (faulty_tasks.is_killed, "killed", "SIGKILL"),
        (faulty_tasks.crashes, "killed", "SIGABRT"),
        (faulty_tasks.leaves_quietly, "solver", "exit code 7"),
        (faulty_tasks.raises, "solver", "broke down"),
    ],
)
def test_a_child_that_dies_is_seen_within_two_seconds_and_said_in_words(
    mark: Path, task, reason: str, words: str
):
    ending = run_in_child(task, str(mark), Limits(60))
    died_at = mark.stat().st_mtime
    assert time.time() - died_at < 2
    assert isinstance(ending.outcome, Failed)
    assert ending.outcome.reason == reason
    assert words in ending.outcome.words


@pytest.mark.parametrize(
    "task",
    [
        "ignores_every_limit",
        pytest.param(
            "never_gives_way",
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="only Linux ends a child that never gives way"
            ),
        ),
    ],
)
def test_a_child_does_not_outlive_a_killed_parent(mark: Path, task: str):
    code = (
        "from planner.optimiser.process import Limits, run_in_child\n"
        "from tests.unit.running import faulty_tasks\n"
        f"run_in_child(faulty_tasks.{task}, {str(mark)!r}, Limits(60))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[3])
    try:
        child = wait_for_pid(mark)
        assert is_alive(child)
    finally:
        parent.kill()
        parent.wait()
    assert_is_gone(child)


def wait_for_pid(mark: Path) -> int:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if mark.exists() and mark.read_text():
            return int(mark.read_text().split()[0])
        time.sleep(0.05)
    raise AssertionError("the child never started")


def assert_is_gone(pid: int) -> None:
    deadline = time.monotonic() + 2
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
