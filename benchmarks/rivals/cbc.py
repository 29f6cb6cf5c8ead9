"""CBC, by its own program: the rows written as MPS, its log read for what it found and proved."""

from __future__ import annotations

import math
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cbcbox

from benchmarks.rivals.files import holds, write_mps
from planner.optimiser.highs import Answer, Ended, Limits
from planner.optimiser.linear import Rows, Sum, Values

THREADS = 2
SECONDS_TO_END = 5.0
"""What it may take over its limit before it is ended."""
SO_FAR = re.compile(r"Cbc0010I After \d+ nodes.*?, (\S+) best solution, best possible (\S+) ")
SOLUTION = re.compile(r"Integer solution of (\S+) found")
BOUND = re.compile(r"^Lower bound:\s+(\S+)", re.MULTILINE)
STATUS: dict[str, Ended] = {
    "Optimal": "closed",
    "Stopped": "limit",
    "Infeasible": "infeasible",
    "Integer": "infeasible",
}
"""By the first word of the file of the solution."""


def by_cbc(
    rows: Rows,
    total: Sum,
    limits: Limits,
    start: Values | None,
    on_better: Callable[[float | None, float | None], None],
) -> Answer:
    """Minimise a total over the rows with CBC on two threads."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        problem, found, begin = (
            str(Path(folder) / name) for name in ("problem.mps", "found.sol", "begin.sol")
        )
        write_mps(rows, total, problem)
        given = [cbcbox.cbc_bin_path(), problem]
        if start is not None:
            _write_start(rows, start, begin)
            given += ["-mipstart", begin]
        seconds = max(limits.seconds - (time.monotonic() - began), 0.05)
        given += ["-sec", f"{seconds:.2f}", "-timeMode", "elapsed", "-threads", str(THREADS)]
        given += ["-ratio", str(limits.relative_gap), "-allow", str(limits.absolute_gap)]
        given += ["-solve", "-solu", found]
        log = _run(given, seconds, on_better)
        return _answer(rows, total, limits, Path(found), log, time.monotonic() - began)


def _write_start(rows: Rows, start: Values, path: str) -> None:
    lines = ["Stopped on time - objective value 0"]
    lines += [
        f"{number} c{number} {start[variable.name]:.9g} 0" for number, variable in enumerate(rows.variables)
    ]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _run(given: list[str], seconds: float, on_better: Callable[[float | None, float | None], None]) -> str:
    log: list[str] = []
    ends_at = time.monotonic() + seconds + SECONDS_TO_END
    with subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:  # noqa: S603
        assert running.stdout is not None
        for line in running.stdout:
            log.append(line)
            best, bound = SOLUTION.search(line), SO_FAR.search(line)
            if bound is not None:
                on_better(*(None if abs(float(each)) > 1e49 else float(each) for each in bound.groups()))
            elif best is not None:
                on_better(float(best.group(1)), None)
            if time.monotonic() > ends_at:
                running.kill()
    return "".join(log)


def _answer(rows: Rows, total: Sum, limits: Limits, found: Path, log: str, seconds: float) -> Answer:
    text = found.read_text(encoding="utf-8") if found.exists() else ""
    ended = STATUS.get(text.partition(" ")[0], "limit")
    if ended == "infeasible" or "objective value" not in text or "no integer solution" in text.lower():
        return Answer(ended, None, None, -math.inf, seconds, text.partition("\n")[0])
    values = dict.fromkeys((variable.name for variable in rows.variables), 0.0)
    for line in text.splitlines()[1:]:
        cells = line.replace("**", "").split()
        variable = rows.variables[int(cells[1][1:])]
        number = float(cells[2])
        values[variable.name] = float(round(number)) if variable.cat == "Integer" else number
    if not holds(rows, values):
        return Answer("limit", None, None, -math.inf, seconds, "an answer that breaks rows")
    objective = total.value(values)
    bounds = BOUND.findall(log)
    if bounds:
        bound = float(bounds[-1])
    elif ended == "closed":
        bound = objective - max(limits.absolute_gap, limits.relative_gap * abs(objective))
    else:
        bound = -math.inf
    return Answer(ended, values, objective, bound, seconds, text.partition("\n")[0])
