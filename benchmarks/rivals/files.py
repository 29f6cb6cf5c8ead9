"""The rows as a file that other solvers read, with columns named by their number."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from planner.optimiser.highs import highs_model
from planner.optimiser.linear import Rows, Sum, Values

TOLERANCE = 1e-2
"""By how much an answer may break a row, as a share of its largest number."""


def holds(rows: Rows, values: Values) -> bool:
    """Whether an answer keeps every row: not every solver's does."""
    lp = highs_model(rows.problem, rows.variables, {}, 0.0)
    found = np.array([values[variable.name] for variable in rows.variables])
    starts, columns, factors = (
        np.array(part) for part in (lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_)
    )
    number = np.repeat(np.arange(lp.num_row_), np.diff(starts))
    terms = factors * found[columns]
    total, size = np.zeros(lp.num_row_), np.ones(lp.num_row_)
    np.add.at(total, number, terms)
    np.maximum.at(size, number, np.abs(terms))
    low, up = np.array(lp.row_lower_), np.array(lp.row_upper_)
    return bool(np.all(total >= low - TOLERANCE * size) and np.all(total <= up + TOLERANCE * size))


def write_mps(rows: Rows, total: Sum, path: str) -> None:
    """Write the problem of making a total least over the rows; column k of `rows.variables` is named ck."""
    objective = {variable: float(factor) for variable, factor in total.terms.items()}
    lp = highs_model(rows.problem, rows.variables, objective, float(total.constant))
    lp.col_names_ = [f"c{number}" for number in range(len(rows.variables))]
    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.passModel(lp)
    model.writeModel(path)
