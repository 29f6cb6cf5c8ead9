"""How soon and how close generated programmes are planned, by each road: `make bench` a short set, `make bench-full` all.

Each programme is planned by each road in a process of its own, so that its memory is its own. Printed is a table: when there was
a first plan, when every stage was proven within 2 and 1 %, how it ended, and of each stage the value with what is left to its
bound. A plan is counted only after both witnesses have agreed to it. Then, how the roads compare in the same run, and how time
grows with size. Ends with 1 where a witness did not agree, or where a plan beats what another road has proven.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.programmes import SIZES, Attendance, programme_document
from benchmarks.rivals.date_indexed import RIVALS
from benchmarks.table import (
    GAPS,
    HEADINGS,
    Measured,
    StageMeasured,
    compared,
    growth,
    print_row,
    read_measured,
    row_of,
    summary,
)
from planner.domain.programme.reading import read_programme
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.by_size import solve_by_size
from planner.optimiser.outcome import Progress, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.solve import solve

ATTENDANCES: tuple[Attendance, ...] = ("standing", "open")
ROADS = {"by-size": solve_by_size, "exact": solve, "apart": solve_apart, **RIVALS}
LAST_STAGE = "money"
FULL = {"small": 30.0, "medium": 60.0, "large": 120.0, "portfolio": 600.0}
"""Seconds for each size of the full set."""


class Listener:
    """Hears what a solve says: when there was a first plan, and the gap as it shrinks."""

    def __init__(self, road: str) -> None:
        """Begin the clock."""
        self.began_at = time.monotonic()
        self.is_rival = road in RIVALS
        self.first: float | None = None
        self.gaps: list[tuple[float, float]] = []
        self._before: list[float] | None = None

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began_at

    def hear(self, progress: Progress) -> None:
        """Hear one report. A rival's first plan is the first that its solver tells of; ours is one that could be kept."""
        has_plan = progress.found is not None or (self.is_rival and progress.best is not None)
        if has_plan and self.first is None:
            self.first = self.seconds()
        if progress.found is not None:
            gaps = {each.name: 0.0 if each.is_closed else float(each.gap) for each in progress.found.proofs}
            names = list(gaps)
            self._before = [gaps[name] for name in names[: names.index(LAST_STAGE)]]
            self._note(max(gaps[name] for name in names[: names.index(LAST_STAGE) + 1]))
        elif progress.stage == LAST_STAGE and progress.gap is not None and self._before is not None:
            self._note(max(*self._before, progress.gap))

    def _note(self, gap: float) -> None:
        if not self.gaps or gap < self.gaps[-1][1]:
            self.gaps.append((round(self.seconds(), 3), round(gap, 6)))

    def end(self, gap: float) -> tuple[tuple[float, float], ...]:
        """Give the gaps as they shrank, the last one that of the plan as it was given back."""
        return (*self.gaps, (round(self.seconds(), 3), gap))


def measured(
    size_name: str, attendance: Attendance, seed: int, road: str, limit: float, gap: float
) -> Measured:
    """Plan one programme in this process, within so many seconds."""
    size = next(each for each in SIZES if each.name == size_name)
    document = programme_document(size, attendance, seed)
    programme = read_programme(json.dumps(document))
    listener = Listener(road)
    settings = SolveSettings(programme.strategy, limit, gap=gap)
    ends_at = listener.began_at + limit
    outcome = make_plan(
        programme, document, settings, ends_at, listener.hear, lambda: False, solver=ROADS[road]
    )
    seconds = listener.seconds()
    stages: dict[str, StageMeasured] = {}
    gaps: tuple[tuple[float, float], ...] = ()
    ended, first = type(outcome).__name__, listener.first
    if isinstance(outcome, Solved) and outcome.plan.proof is not None:
        proof = outcome.plan.proof
        ended, first = proof.stopped_by, seconds if first is None else first
        stages = {
            each.name: StageMeasured(float(each.value), float(each.bound), float(each.gap) * 100, each.sense)
            for each in proof.stages
        }
        gaps = listener.end(max(0.0 if each.is_closed else float(each.gap) for each in proof.stages))
    # The program of CBC is a child, and there is one at a time: what both had at most is the most there was.
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measured(
        size_name,
        attendance,
        seed,
        road,
        size.sitting_count,
        ended,
        first,
        seconds,
        peak / 1024,
        gaps,
        stages,
    )


def in_a_process(asked: Sequence[str]) -> Measured:
    """Plan one programme in a process of its own; one that breaks down, or takes far too long, has no plan."""
    size, attendance, seed, road, seconds, _ = asked
    count = next(each.sitting_count for each in SIZES if each.name == size)
    limit = float(seconds)
    try:
        done = subprocess.run(  # noqa: S603 -- itself, with its own arguments
            [sys.executable, "-m", "benchmarks.solving", "--one", *asked],
            capture_output=True,
            text=True,
            check=False,
            timeout=60 + 2 * limit,
        )
    except subprocess.TimeoutExpired:
        return Measured(size, attendance, int(seed), road, count, "too late", None, 60 + 2 * limit, 0.0)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return Measured(size, attendance, int(seed), road, count, "broke", None, 0.0, 0.0)
    return read_measured(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure, print the table, and give the exit code."""
    asked = _parsed()
    if asked.one:
        size, attendance, seed, road, seconds, gap = asked.one
        print(json.dumps(asdict(measured(size, attendance, int(seed), road, float(seconds), float(gap)))))
        return 0
    limits = FULL if asked.full else dict.fromkeys(asked.sizes, asked.seconds)
    roads = list(ROADS)[:1] + list(RIVALS) if asked.full else asked.roads
    print_row(HEADINGS)
    rows: list[Measured] = []
    for size, seconds in limits.items():
        for attendance in asked.groups:
            for seed in range(1, (10 if asked.full else asked.seeds) + 1):
                for road in roads:
                    rows.append(
                        in_a_process([size, attendance, str(seed), road, str(seconds), str(asked.gap)])
                    )
                    print_row(row_of(rows[-1]))
                    if asked.keep:
                        Path(asked.keep).write_text(
                            json.dumps([asdict(row) for row in rows]), encoding="utf-8"
                        )
    return _told(rows)


def _told(rows: Sequence[Measured]) -> int:
    """Print what the rows say together; gives the exit code."""
    faults = sum(row.ended in ("Failed", "broke") for row in rows)
    for size in dict.fromkeys(row.size for row in rows):
        for attendance in dict.fromkeys(row.attendance for row in rows if row.size == size):
            here = [row for row in rows if (row.size, row.attendance) == (size, attendance)]
            said, beaten = compared(here)
            faults += beaten
            print(f"{size}, {attendance}:", *summary(here), *said, sep="\n", flush=True)
    for gap in GAPS:
        print(growth(rows, rows[0].road, gap), flush=True)
    return 1 if faults else 0


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["small"], choices=[size.name for size in SIZES])
    parser.add_argument("--groups", nargs="+", default=list(ATTENDANCES), choices=ATTENDANCES)
    parser.add_argument("--roads", nargs="+", default=["by-size", *RIVALS], choices=list(ROADS))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument(
        "--full", action="store_true", help="all sizes but the largest, ten seeds, every rival"
    )
    parser.add_argument("--keep", help="a file for everything measured, as JSON")
    parser.add_argument("--one", nargs=6, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
