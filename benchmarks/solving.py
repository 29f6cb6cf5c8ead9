"""How soon and how close generated programmes are planned: `make bench`; `--sizes`, `--seeds` and `--seconds` say more.

Each programme is planned in a process of its own, so that its memory is its own. Printed is a table: when there was a first
plan, when every stage's gap was at most 1 %, how it ended, the gap of the money stage, and the most memory. A plan is counted
only after both witnesses have agreed to it. Ends with 1 where one did not.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.programmes import SIZES, Attendance, programme_document
from planner.domain.programme.reading import read_programme
from planner.optimiser.outcome import Progress, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan

ATTENDANCES: tuple[Attendance, ...] = ("standing", "open")
CLOSE = 0.01
WIDTHS = (14, 10, 6, 12, 10, 10, 10, 9, 9)
HEADINGS = ("Size", "Groups", "Seed", "Ended", "First s", "1 % in s", "All s", "Gap %", "MB")


@dataclass(frozen=True)
class Measured:
    """One programme as it was planned; times in seconds (None: never), the gap of the money stage in per cent."""

    size: str
    attendance: str
    seed: int
    ended: str
    first_seconds: float | None
    close_seconds: float | None
    seconds: float
    gap_percent: float | None
    peak_megabytes: float


def measured(size_name: str, attendance: Attendance, seed: int, limit_seconds: float, gap: float) -> Measured:
    """Plan one programme in this process."""
    size = next(each for each in SIZES if each.name == size_name)
    document = programme_document(size, attendance, seed)
    programme = read_programme(json.dumps(document))
    began_at = time.monotonic()
    first: list[float] = []

    def report(progress: Progress) -> None:
        if progress.found is not None and not first:
            first.append(time.monotonic() - began_at)

    settings = SolveSettings(programme.strategy, limit_seconds, gap=gap)
    outcome = make_plan(programme, document, settings, began_at + limit_seconds, report, lambda: False)
    seconds = time.monotonic() - began_at
    gap_percent = close_seconds = None
    ended = type(outcome).__name__
    if isinstance(outcome, Solved) and outcome.plan.proof is not None:
        proof = outcome.plan.proof
        ended = proof.stopped_by
        gap_percent = float(proof.gap) * 100
        close_seconds = seconds if all(float(stage.gap) <= CLOSE for stage in proof.stages) else None
        first = first or [seconds]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(
        size_name,
        attendance,
        seed,
        ended,
        first[0] if first else None,
        close_seconds,
        seconds,
        gap_percent,
        peak,
    )


def in_a_process(size_name: str, attendance: str, seed: int, limit_seconds: float, gap: float) -> Measured:
    """Plan one programme in a process of its own; raises `RuntimeError` where that breaks down."""
    asked = [size_name, attendance, str(seed), str(limit_seconds), str(gap)]
    done = subprocess.run(  # noqa: S603 -- itself, with its own arguments
        [sys.executable, "-m", "benchmarks.solving", "--one", *asked],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Measured(**json.loads(done.stdout))


def _row(one: Measured) -> list[str]:
    def said(value: float | None) -> str:
        return "never" if value is None else f"{value:.1f}"

    gap = "none" if one.gap_percent is None else f"{one.gap_percent:.2f}"
    return [one.size, one.attendance, str(one.seed), one.ended, said(one.first_seconds), said(one.close_seconds),
            f"{one.seconds:.1f}", gap, f"{one.peak_megabytes:.0f}"]  # fmt: skip


def _print(cells: list[str]) -> None:
    print("".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip(), flush=True)


def main() -> int:
    """Measure, print the table, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", nargs="+", default=["small", "medium"], choices=[size.name for size in SIZES]
    )
    parser.add_argument("--groups", nargs="+", default=list(ATTENDANCES), choices=ATTENDANCES)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        size, attendance, seed, seconds, gap = asked.one
        print(json.dumps(asdict(measured(size, attendance, int(seed), float(seconds), float(gap)))))
        return 0
    _print(list(HEADINGS))
    failed = 0
    for size in asked.sizes:
        for attendance in asked.groups:
            rows = [
                in_a_process(size, attendance, seed, asked.seconds, asked.gap)
                for seed in range(1, asked.seeds + 1)
            ]
            for row in rows:
                _print(_row(row))
            failed += sum(row.ended == "Failed" for row in rows)
            print(f"  median of all seconds: {median(row.seconds for row in rows):.1f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
