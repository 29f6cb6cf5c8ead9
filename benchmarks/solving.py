"""How soon and how close generated programmes are planned, by each road: `make bench`; `--sizes`, `--seeds` and others say more.

Each programme is planned by each road in a process of its own, so that its memory is its own. Printed is a table: when there was
a first plan, how it ended, and of each stage the value with what is left to its bound. A plan is counted only after both
witnesses have agreed to it. Then, how the roads compare in the same run. Ends with 1 where a witness did not agree, or where a
plan beats what another road has proven.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

from benchmarks.programmes import SIZES, Attendance, programme_document
from planner.domain.programme.reading import read_programme
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.by_size import solve_by_size
from planner.optimiser.outcome import Progress, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.solve import solve

ATTENDANCES: tuple[Attendance, ...] = ("standing", "open")
ROADS = {"by-size": solve_by_size, "exact": solve, "apart": solve_apart}
WIDTHS = (12, 10, 6, 9, 13, 9, 8, 7, 22, 22, 18, 22)
HEADINGS = (
    *("Size", "Groups", "Seed", "Road", "Ended", "First s", "All s", "MB"),
    *("Worst shortfall", "All shortfalls", "Value", "Money"),
)
STAGES = ("worst", "total", "value", "money")
SAME = 1e-6


@dataclass(frozen=True)
class StageMeasured:
    """A stage's value, its bound, and the gap between them in per cent."""

    value: float
    bound: float
    gap_percent: float
    sense: str


@dataclass(frozen=True)
class Measured:
    """One programme as it was planned by one road; times in seconds (None: never)."""

    size: str
    attendance: str
    seed: int
    road: str
    ended: str
    first_seconds: float | None
    seconds: float
    peak_megabytes: float
    stages: dict[str, StageMeasured] = field(default_factory=dict)


def measured(
    size_name: str, attendance: Attendance, seed: int, road: str, limit: float, gap: float
) -> Measured:
    """Plan one programme in this process, within so many seconds."""
    size = next(each for each in SIZES if each.name == size_name)
    document = programme_document(size, attendance, seed)
    programme = read_programme(json.dumps(document))
    began_at = time.monotonic()
    first: list[float] = []

    def report(progress: Progress) -> None:
        if progress.found is not None and not first:
            first.append(time.monotonic() - began_at)

    settings = SolveSettings(programme.strategy, limit, gap=gap)
    outcome = make_plan(
        programme, document, settings, began_at + limit, report, lambda: False, solver=ROADS[road]
    )
    seconds = time.monotonic() - began_at
    stages: dict[str, StageMeasured] = {}
    ended = type(outcome).__name__
    if isinstance(outcome, Solved) and outcome.plan.proof is not None:
        ended = outcome.plan.proof.stopped_by
        first = first or [seconds]
        stages = {
            each.name: StageMeasured(float(each.value), float(each.bound), float(each.gap) * 100, each.sense)
            for each in outcome.plan.proof.stages
        }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(
        size_name, attendance, seed, road, ended, first[0] if first else None, seconds, peak, stages
    )


def in_a_process(asked: Sequence[str]) -> Measured:
    """Plan one programme in a process of its own; raises `RuntimeError` where that breaks down."""
    done = subprocess.run(  # noqa: S603 -- itself, with its own arguments
        [sys.executable, "-m", "benchmarks.solving", "--one", *asked],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found = json.loads(done.stdout)
    return Measured(
        **{**found, "stages": {name: StageMeasured(**each) for name, each in found["stages"].items()}}
    )


def better(one: Measured, other: Measured) -> str:
    """How one plan compares with another in the first stage in which they differ: "better", "worse" or "as good"."""
    if not one.stages or not other.stages:
        return "as good" if not one.stages and not other.stages else "better" if one.stages else "worse"
    for name, mine in one.stages.items():
        theirs = other.stages[name]
        if abs(mine.value - theirs.value) > SAME * max(1.0, abs(theirs.value)):
            return "better" if (mine.value < theirs.value) == (mine.sense == "least") else "worse"
    return "as good"


def beaten(one: Measured, other: Measured) -> bool:
    """Whether the plan of one road is better than the other has proven any to be, in the first stage in which they differ."""
    for name, mine in one.stages.items():
        theirs = other.stages.get(name)
        if theirs is None:
            return False
        way = 1 if mine.sense == "least" else -1
        if way * (theirs.bound - mine.value) > SAME * max(1.0, abs(mine.value)):
            return True
        if abs(mine.value - theirs.value) > SAME * max(1.0, abs(mine.value)):
            return False
    return False


def _row(one: Measured) -> list[str]:
    first = "never" if one.first_seconds is None else f"{one.first_seconds:.1f}"
    cells = [one.size, one.attendance, str(one.seed), one.road, one.ended, first, f"{one.seconds:.1f}",
             f"{one.peak_megabytes:.0f}"]  # fmt: skip
    for name in STAGES:
        stage = one.stages.get(name)
        if stage is None:
            cells.append("none")
            continue
        value = {"money": f"£{stage.value / 100:,.2f}", "value": f"{stage.value:,.0f}"}.get(
            name, f"{stage.value:.5f}"
        )
        cells.append(f"{value} ({stage.gap_percent:.2f} %)")
    return cells


def _print(cells: Sequence[str]) -> None:
    print("".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip(), flush=True)


def _compared(rows: Sequence[Measured], roads: Sequence[str]) -> int:
    """Say how each road compares with the first, programme by programme; gives how many proofs were beaten."""
    by_road = {road: [row for row in rows if row.road == road] for road in roads}
    faults = 0
    for road in roads[1:]:
        counts = {"better": 0, "as good": 0, "worse": 0}
        for mine, theirs in zip(by_road[roads[0]], by_road[road], strict=True):
            counts[better(mine, theirs)] += 1
            faults += beaten(mine, theirs) + beaten(theirs, mine)
        told = ", ".join(f"{words} on {count}" for words, count in counts.items())
        ratio = median(
            theirs.seconds / mine.seconds
            for mine, theirs in zip(by_road[roads[0]], by_road[road], strict=True)
        )
        print(
            f"  {roads[0]} against {road}: {told}; {road} takes {ratio:.1f} times as long (median)",
            flush=True,
        )
    return faults


def main() -> int:
    """Measure, print the table, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", nargs="+", default=["small", "medium"], choices=[size.name for size in SIZES]
    )
    parser.add_argument("--groups", nargs="+", default=list(ATTENDANCES), choices=ATTENDANCES)
    parser.add_argument("--roads", nargs="+", default=["by-size"], choices=list(ROADS))
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument("--one", nargs=6, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        size, attendance, seed, road, seconds, gap = asked.one
        print(json.dumps(asdict(measured(size, attendance, int(seed), road, float(seconds), float(gap)))))
        return 0
    _print(HEADINGS)
    failed = 0
    for size in asked.sizes:
        for attendance in asked.groups:
            rows = []
            for seed in range(1, asked.seeds + 1):
                for road in asked.roads:
                    given = [size, attendance, str(seed), road, str(asked.seconds), str(asked.gap)]
                    rows.append(in_a_process(given))
                    _print(_row(rows[-1]))
            failed += sum(row.ended == "Failed" for row in rows) + _compared(rows, asked.roads)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
