"""What was measured, as rows of a table, compared road by road, and how it grows with size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

STAGES = ("worst", "total", "value", "money")
HEADINGS = (
    *("Size", "Groups", "Seed", "Road", "Ended", "First s", "2 % s", "1 % s", "All s", "MB"),
    *("Worst shortfall", "All shortfalls", "Value", "Money"),
)
WIDTHS = (12, 10, 6, 11, 13, 9, 8, 8, 8, 7, 22, 22, 18, 22)
SAME = 1e-6
GAPS = (0.02, 0.01)
"""Gaps of which it is told when a plan was as near as that in every stage."""
AT_SECONDS = (1, 3, 5, 10, 15, 30, 60, 120)
"""When the gap is told."""


@dataclass(frozen=True)
class StageMeasured:
    """A stage's value, its bound, and the gap between them in per cent."""

    value: float
    bound: float
    gap_percent: float
    sense: str


@dataclass(frozen=True)
class Measured:
    """One programme as it was planned by one road; times in seconds (None: never).

    `gaps` are pairs of seconds and the largest gap of any stage (a share) that was proven of the plan at hand by then.
    """

    size: str
    attendance: str
    seed: int
    road: str
    sitting_count: int
    ended: str
    first_seconds: float | None
    seconds: float
    peak_megabytes: float
    gaps: tuple[tuple[float, float], ...] = ()
    stages: dict[str, StageMeasured] = field(default_factory=dict)

    def seconds_to(self, gap: float) -> float | None:
        """When every stage was first within a gap; None: never."""
        return next((seconds for seconds, found in self.gaps if found <= gap), None)

    def gap_at(self, seconds: float) -> float:
        """The smallest gap by then; infinite where there was no plan."""
        return min((found for when, found in self.gaps if when <= seconds), default=math.inf)


def read_measured(found: dict[str, object]) -> Measured:
    """What was measured, from its own JSON."""
    stages = {name: StageMeasured(**each) for name, each in found["stages"].items()}  # type: ignore[attr-defined]
    gaps = tuple((each[0], each[1]) for each in found["gaps"])  # type: ignore[attr-defined]
    return Measured(**{**found, "stages": stages, "gaps": gaps})  # type: ignore[arg-type]


def row_of(one: Measured) -> list[str]:
    """The cells of one programme by one road."""
    cells = [one.size, one.attendance, str(one.seed), one.road, one.ended, _seconds(one.first_seconds),
             *(_seconds(one.seconds_to(gap)) for gap in GAPS), f"{one.seconds:.1f}", f"{one.peak_megabytes:.0f}"]  # fmt: skip
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


def _seconds(number: float | None) -> str:
    return "never" if number is None or math.isinf(number) else f"{number:.1f}"


def _in_words(number: float) -> str:
    return "never" if math.isinf(number) else f"{number:.1f} s"


def print_row(cells: Sequence[str]) -> None:
    """Print cells under their headings."""
    print("".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip(), flush=True)


def better(one: Measured, other: Measured) -> str:
    """How one plan compares with another in the first stage in which they differ: "better", "worse" or "as good"."""
    if not one.stages or not other.stages:
        return "as good" if not one.stages and not other.stages else "better" if one.stages else "worse"
    for name, mine in one.stages.items():
        theirs = other.stages[name]
        if abs(mine.value - theirs.value) > SAME * max(1.0, abs(theirs.value)):
            return "better" if (mine.value < theirs.value) == (mine.sense == "least") else "worse"
    return "as good"


def is_beaten(one: Measured, other: Measured) -> bool:
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


def compared(rows: Sequence[Measured]) -> tuple[list[str], int]:
    """Say how the first road compares with each other one, programme by programme; and how many proofs were beaten."""
    roads = list(dict.fromkeys(row.road for row in rows))
    said, faults = [], 0
    for road in roads[1:]:
        pairs = list(_pairs(rows, roads[0], road))
        counts = {"better": 0, "as good": 0, "worse": 0}
        for mine, theirs in pairs:
            counts[better(mine, theirs)] += 1
            faults += is_beaten(mine, theirs) + is_beaten(theirs, mine)
        told = ", ".join(f"{words} on {count}" for words, count in counts.items())
        said.append(f"  {roads[0]} against {road}: its plan is {told}; {_sooner(pairs)}")
    return said, faults


def _pairs(rows: Sequence[Measured], mine: str, theirs: str) -> Iterable[tuple[Measured, Measured]]:
    found = {(row.size, row.attendance, row.seed): row for row in rows if row.road == theirs}
    for row in rows:
        if row.road == mine and (row.size, row.attendance, row.seed) in found:
            yield row, found[row.size, row.attendance, row.seed]


def _sooner(pairs: Sequence[tuple[Measured, Measured]]) -> str:
    """How many times sooner the first is at the gap the other ends with; where the other has no plan, how often."""
    ratios, never, behind = [], 0, 0
    for mine, theirs in pairs:
        final = theirs.gaps[-1][1] if theirs.gaps else math.inf
        if math.isinf(final):
            never += 1
            continue
        reached = mine.seconds_to(final + SAME)
        if reached is None:
            behind += 1
        else:
            ratios.append((theirs.seconds_to(final + SAME) or theirs.seconds) / max(reached, 1e-9))
    words = [f"the other never has a plan on {never}"] if never else []
    if behind:
        words.append(f"the gap the other ends with is not reached on {behind}")
    if ratios:
        words.append(
            f"{median(ratios):.1f} times as soon (median of {len(ratios)}) at the gap the other ends with"
        )
    return "; ".join(words) or "nothing to compare"


def summary(rows: Sequence[Measured]) -> list[str]:
    """A line for each road of one size and kind: medians over the seeds, the worst in brackets."""
    lines = []
    for road in dict.fromkeys(row.road for row in rows):
        mine = [row for row in rows if row.road == road]
        firsts = [math.inf if row.first_seconds is None else row.first_seconds for row in mine]
        finals = [row.gaps[-1][1] if row.gaps else math.inf for row in mine]
        by_stage = ", ".join(
            f"{name} {_percents([row.stages[name].gap_percent for row in mine if name in row.stages])}"
            for name in STAGES
        )
        at = ", ".join(
            f"{seconds} s {_percents([100 * row.gap_at(seconds) for row in mine])}"
            for seconds in AT_SECONDS
            if seconds <= max(row.seconds for row in mine)
        )
        within = "; ".join(
            f"{gap:.0%} after {_in_words(median([row.seconds_to(gap) or math.inf for row in mine]))}"
            for gap in GAPS
        )
        lines += [
            f"  {road}: first plan {_in_words(median(firsts))} ({_in_words(max(firsts))}), {within}, "
            f"largest gap of a stage {_percents([100 * each for each in finals])}, "
            f"{max(row.peak_megabytes for row in mine):.0f} MB at most",
            f"    at the end by stage: {by_stage}",
            f"    over time: {at}",
        ]
    return lines


def _percents(numbers: Sequence[float]) -> str:
    if not numbers:
        return "never a plan"
    shown = ["no plan" if math.isinf(each) else f"{each:.2f} %" for each in (median(numbers), max(numbers))]
    return f"{shown[0]} ({shown[1]})"


def growth(rows: Sequence[Measured], road: str, gap: float) -> str:
    """How the time to one gap grows with the number of sittings: the exponent of a fit through the median of each size."""
    points = []
    for attendance in dict.fromkeys(row.attendance for row in rows):
        found = []
        for count in sorted({row.sitting_count for row in rows}):
            mine = [
                r for r in rows if r.road == road and r.sitting_count == count and r.attendance == attendance
            ]
            seconds = median([row.seconds_to(gap) or math.inf for row in mine]) if mine else math.inf
            if math.isfinite(seconds):
                found.append((count, seconds))
        points.append(f"{attendance}: {_fitted(found)}")
    return f"Time to {gap:.0%} against sittings, {road}: " + "; ".join(points)


def _fitted(points: Sequence[tuple[int, float]]) -> str:
    shown = ", ".join(f"{count} in {seconds:.1f} s" for count, seconds in points) or "never reached"
    if len({count for count, _ in points}) < 2:
        return f"{shown}, too few for a fit"
    xs = [math.log(count) for count, _ in points]
    ys = [math.log(seconds) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
    return f"{shown}, so n^{slope:.2f}"
