"""The rows as a file that other solvers read, with columns named by their number."""

from __future__ import annotations

from typing import Any

import highspy

from planner.optimiser.highs import highs_model
from planner.optimiser.linear import Rows, Sum


def write_mps(rows: Rows, total: Sum, path: str) -> None:
    """Write the problem of making a total least over the rows; column k of `rows.variables` is named ck."""
    objective = {variable: float(factor) for variable, factor in total.terms.items()}
    lp = highs_model(rows.problem, rows.variables, objective, float(total.constant))
    lp.col_names_ = [f"c{number}" for number in range(len(rows.variables))]
    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.passModel(lp)
    model.writeModel(path)
