"""CP-SAT, in a process of its own: it brings libraries that cannot be loaded beside those of HiGHS."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.rivals.files import holds, write_mps
from planner.optimiser.highs import Answer, Ended, Limits
from planner.optimiser.linear import Rows, Sum, Values

SECONDS_TO_END = 5.0
"""What it may take over its limit before it is ended."""
BEST = re.compile(r"^#\d+\s+\S+s best:(\S+)\s+next:\[([^,\]]*)")
BOUND = re.compile(r"^#Bound\s+\S+s best:(\S+)\s+next:\[([^,\]]*)")
ENDED: dict[str, Ended] = {
    "OPTIMAL": "closed",
    "FEASIBLE": "limit",
    "INFEASIBLE": "infeasible",
    "NOT_SOLVED": "limit",
}


def by_cp_sat(
    rows: Rows,
    total: Sum,
    limits: Limits,
    start: Values | None,
    on_better: Callable[[float | None, float | None], None],
) -> Answer:
    """Minimise a total over the rows with CP-SAT."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        asked, answered, problem = (
            Path(folder) / name for name in ("asked.json", "answered.json", "problem.mps")
        )
        write_mps(rows, total, str(problem))
        hints = None if start is None else [start[variable.name] for variable in rows.variables]
        seconds = max(limits.seconds - (time.monotonic() - began), 0.05)
        wanted = {"problem": str(problem), "hints": hints, "seconds": seconds, "count": len(rows.variables),
                  "relative_gap": limits.relative_gap, "absolute_gap": limits.absolute_gap}  # fmt: skip
        asked.write_text(json.dumps(wanted), encoding="utf-8")
        words = _run(
            [sys.executable, "-m", "benchmarks.rivals.cp_sat_program", str(asked), str(answered)],
            seconds,
            on_better,
        )
        taken = time.monotonic() - began
        if not answered.exists():
            return Answer("limit", None, None, -math.inf, taken, words[-200:])
        found = json.loads(answered.read_text(encoding="utf-8"))
    ended = ENDED.get(found["status"], "broken")
    if found["values"] is None:
        return Answer(ended, None, None, -math.inf, taken, found["status"])
    values = {
        mine.name: float(round(number)) if mine.cat == "Integer" else number
        for number, mine in zip(found["values"], rows.variables, strict=True)
    }
    if not holds(rows, values):
        return Answer("limit", None, None, -math.inf, taken, "an answer that breaks rows")
    return Answer(ended, values, total.value(values), found["bound"], taken, found["status"])


def _run(given: list[str], seconds: float, on_better: Callable[[float | None, float | None], None]) -> str:
    log: list[str] = []
    ends_at = time.monotonic() + seconds + SECONDS_TO_END
    with subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:  # noqa: S603
        assert running.stdout is not None
        for line in running.stdout:
            log.append(line)
            match = BEST.match(line) or BOUND.match(line)
            if match is not None:
                on_better(*map(_finite, match.groups()))
            if time.monotonic() > ends_at:
                running.kill()
    return "".join(log)


def _finite(number: str) -> float | None:
    try:
        found = float(number)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
