"""A smaller problem with the same bound: variables that nothing tells apart are added up, and so are rows.

Sittings of one series are much alike once dates are gone, and a solver that tries one plan after another with their numbers
swapped never comes to an end. Variables and rows are put into classes so that every variable of a class stands in the rows of
another class with the same factors in all (an equitable partition, found by colour refinement). The sum of a class takes the
place of its variables, the sum of its rows the place of its rows: whatever fits the problem then fits the sums, whole numbers
included. Source: Grohe, Kersting, Mladenov and Selman, *Dimension reduction via colour refinement*, 2014.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pulp

from planner.optimiser.linear import Rows, Sum, Var

ROUNDS = 60
"""More rounds of refinement are not looked for: a partition that is not equitable by then is not used."""
Classes = Any
"""A number for each variable, or row, as an array: the same within a class."""


@dataclass(eq=False)
class _Matrix:
    """Entries in the order of rows: row, column and factor of each; limits and kinds as numbers to begin from."""

    row: Any
    column: Any
    factor: Any
    row_kind: Any
    column_kind: Any


@dataclass(eq=False)
class Summed:
    """The smaller problem; `members` are the variables of each of its own."""

    rows: Rows
    of: dict[str, Var]
    """The sum that takes the place of each variable, by the variable's name."""
    members: dict[str, list[Var]]

    def total(self, total: Sum) -> Sum:
        """A total of the problem in terms of the sums; its factors are the same within each class."""
        made = Sum(total.constant)
        for variable, factor in total.terms.items():
            made.terms[self.of[variable.name]] = factor
        return made


def summed(rows: Rows, totals: Sequence[Sum], leaving_out: frozenset[str] = frozenset()) -> Summed | None:
    """The smaller problem, for objectives among `totals`; None where nothing is alike, or the partition is not sure.

    Rows of the kinds in `leaving_out` are left out, which leaves more alike.
    """
    found = [row for row in rows.problem.constraints() if _kind(row.name) not in leaving_out]
    matrix = _matrix(rows, found, totals)
    columns, lines = _refined(matrix)
    if len(np.unique(columns)) == len(columns) or not _is_equitable(matrix, columns, lines):
        return None
    return _added_up(rows, found, columns, lines)


def _numbers(keys: Sequence[object]) -> Any:
    known: dict[object, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.uint64)


def _matrix(rows: Rows, found: Sequence[Any], totals: Sequence[Sum]) -> _Matrix:
    place = {variable.name: index for index, variable in enumerate(rows.variables)}
    row, column, factor = [], [], []
    for index, each in enumerate(found):
        for variable, amount in each.items():
            if amount:
                row.append(index)
                column.append(place[variable.name])
                factor.append(float(amount))
    in_totals = [{variable.name: each for variable, each in total.terms.items()} for total in totals]
    column_kinds = [
        (_kind(v.name), v.cat, v.lowBound, v.upBound, *(float(each.get(v.name, 0)) for each in in_totals))
        for v in rows.variables
    ]
    row_kinds = [(_kind(each.name), each.sense, float(each.constant)) for each in found]
    return _Matrix(
        np.array(row, dtype=np.int64),
        np.array(column, dtype=np.int64),
        np.array(factor, dtype=float),
        _numbers(row_kinds),
        _numbers(column_kinds),
    )


def _kind(name: str) -> str:
    return name.partition("__")[0]


def _mixed(numbers: Any) -> Any:
    """Numbers scattered over all 64 bits (the finishing steps of SplitMix64)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _gathered(numbers: Any, by: Any, count: int) -> Any:
    """The sum of numbers, modulo two to the 64, for each of `count` things they belong to."""
    order = np.argsort(by, kind="stable")
    running = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(numbers[order], dtype=np.uint64)])
    ends = np.searchsorted(by[order], np.arange(count), side="right")
    begins = np.searchsorted(by[order], np.arange(count), side="left")
    return running[ends] - running[begins]


def _refined(matrix: _Matrix) -> tuple[Classes, Classes]:
    """Classes of columns and rows, told apart round after round by what they stand together with."""
    factors = _mixed(matrix.factor.view(np.uint64))
    columns, lines = _mixed(matrix.column_kind), _mixed(matrix.row_kind + np.uint64(1 << 40))
    count = 0
    for _ in range(ROUNDS):
        met = _gathered(_mixed(columns[matrix.column] ^ factors), matrix.row, len(lines))
        lines = _mixed(lines * np.uint64(3) + met)
        met = _gathered(_mixed(lines[matrix.row] ^ factors), matrix.column, len(columns))
        columns = _mixed(columns * np.uint64(3) + met)
        before, count = count, len(np.unique(columns)) + len(np.unique(lines))
        if count == before:
            break
    return np.unique(columns, return_inverse=True)[1], np.unique(lines, return_inverse=True)[1]


def _is_equitable(matrix: _Matrix, columns: Classes, lines: Classes) -> bool:
    """Whether every column of a class has the same factors in all in each class of rows, and both are of one kind.

    Classes come from numbers that might coincide by chance: a bound must not rest on that.
    """
    for classes, kinds in ((columns, matrix.column_kind), (lines, matrix.row_kind)):
        pairs = np.unique(np.stack([classes.astype(np.uint64), kinds]), axis=1)
        if pairs.shape[1] != len(np.unique(classes)):
            return False
    line_count = int(lines.max()) + 1 if len(lines) else 0
    keys, where = np.unique(
        matrix.column * line_count + lines[matrix.row], return_inverse=True
    )  # a column and a class of rows
    sums = np.zeros(len(keys))
    np.add.at(sums, where, matrix.factor)
    cells, cell_of = np.unique(
        columns[keys // line_count] * line_count + keys % line_count, return_inverse=True
    )
    least, most = np.full(len(cells), np.inf), np.full(len(cells), -np.inf)
    np.minimum.at(least, cell_of, sums)
    np.maximum.at(most, cell_of, sums)
    met = np.bincount(cell_of, minlength=len(cells))
    sizes = np.bincount(columns)[cells // line_count]
    return bool(np.all(most - least <= 1e-9 * np.maximum(1.0, np.abs(most))) and np.all(met == sizes))


def _added_up(rows: Rows, found: Sequence[Any], columns: Classes, lines: Classes) -> Summed:
    made = Rows()
    members: dict[int, list[Var]] = {}
    for variable, number in zip(rows.variables, columns, strict=True):
        members.setdefault(int(number), []).append(variable)
    of: dict[str, Var] = {}
    names: dict[str, list[Var]] = {}
    for number, those in members.items():
        low, up = (sum(getattr(each, end) for each in those) for end in ("lowBound", "upBound"))
        kind = _kind(those[0].name)
        add = made.whole if those[0].cat == pulp.LpInteger else made.share
        variable = add(kind, number, up=up)
        variable.lowBound = low
        names[variable.name] = those
        of |= {each.name: variable for each in those}
    classes: dict[int, list[Any]] = {}
    for row, number in zip(found, lines, strict=True):
        classes.setdefault(int(number), []).append(row)
    for number, alike in classes.items():
        total, limit = Sum(), Fraction(0)
        for row in alike:
            limit -= Fraction(float(row.constant))
            for variable, factor in row.items():
                sum_of = of[variable.name]
                total.add(Fraction(float(factor)) / len(names[sum_of.name]), sum_of)
        senses = {pulp.LpConstraintLE: made.at_most, pulp.LpConstraintGE: made.at_least}
        senses.get(alike[0].sense, made.equal)(_kind(alike[0].name), (number,), total, limit)
    return Summed(made, of, names)
