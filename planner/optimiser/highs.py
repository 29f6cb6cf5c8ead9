"""The one module that knows the solver: a PuLP problem handed to HiGHS, and HiGHS's own word about what it found.

PuLP's status is never read: it says *Optimal* where HiGHS stopped at its time limit, and values read nought where no plan was
found. Source: *Known traps* in the specification, each held by a test in `tests/unit/optimiser/test_highs.py`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np
import pulp

from planner.optimiser.linear import Rows, Values

THREADS = 1
"""Fixed: a second solve in one process with another number of threads silently does nothing."""
SEED = 1

Ended = Literal["closed", "unproven", "limit", "nodes", "stopped", "infeasible", "unbounded", "broken"]
"""`unproven`: HiGHS calls the plan it began from optimal but knows no bound, since it thinks that no plan exists."""
OnBound = Callable[[float | None, float | None, float | None, float], None]
"""Called with best value, bound, gap and seconds of this solve."""
OnValues = Callable[[Values], None]
"""Called with the values of each better plan while the search goes on."""


@dataclass(frozen=True)
class Limits:
    """When to stop: seconds, relative and absolute gap, nodes of the search tree."""

    seconds: float
    relative_gap: float = 0.0
    absolute_gap: float = 1e-9
    nodes: int | None = None
    target: float | None = None
    """Stop at a plan this good: a bound that is known from elsewhere."""
    in_parts: bool = False
    """Let whole numbers be parts: a bound at once, and no plan."""
    is_presolved: bool = True
    """Let HiGHS make the problem smaller first. Its presolve has been seen to call a problem with a plan infeasible."""


@dataclass(frozen=True)
class Answer:
    """What HiGHS said: `values` by variable name only if it holds a feasible plan, `bound` its proven dual bound."""

    ended: Ended
    values: dict[str, float] | None
    objective: float | None
    bound: float
    seconds: float
    words: str

    @property
    def gap(self) -> float:
        """What is left to gain, as a share of the value (of one, where the value is smaller)."""
        if self.objective is None or not math.isfinite(self.bound):
            return math.inf
        return (
            abs(self.objective - self.bound) / max(abs(self.objective), 1e-9)
            if self.objective != self.bound
            else 0.0
        )


def solve_rows(
    rows: Rows,
    objective: dict[pulp.LpVariable, float],
    constant: float,
    limits: Limits,
    *,
    start: dict[str, float] | None = None,
    on_bound: OnBound | None = None,
    on_values: OnValues | None = None,
    should_stop: Callable[[], bool] | None = None,
    leaving_out: frozenset[str] = frozenset(),
) -> Answer:
    """Minimise the objective over the rows; `start` are values of a feasible plan to begin from.

    Rows of the kinds in `leaving_out` (what stands before "__" in their names) are left out: the bound is then still a bound.

    Raises nothing of the solver's: whatever happened is told by `Answer.ended`.
    """
    variables = rows.variables
    if not variables:
        return _of_nothing(rows, constant, leaving_out)
    model = _passed_over(rows, objective, constant, limits, leaving_out)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = [start.get(variable.name, 0.0) for variable in variables]
        model.setSolution(known)
    _listen(model, on_bound, should_stop)
    if on_values is not None:
        _show_values(model, variables, on_values)
    model.run()
    return _answer(model, variables, limits.in_parts)


def _of_nothing(rows: Rows, constant: float, leaving_out: frozenset[str]) -> Answer:
    """The answer where nothing is decided: HiGHS calls such a problem empty, whether its rows hold or not."""
    lp = highs_model(rows.problem, [], {}, constant, leaving_out)
    if np.all(np.array(lp.row_lower_) <= 0) and np.all(np.array(lp.row_upper_) >= 0):
        return Answer("closed", {}, constant, constant, 0.0, "Nothing is decided")
    return Answer("infeasible", None, None, math.inf, 0.0, "Nothing is decided, and a row does not hold")


def _passed_over(
    rows: Rows,
    objective: dict[pulp.LpVariable, float],
    constant: float,
    limits: Limits,
    leaving_out: frozenset[str],
) -> Any:
    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", THREADS),
        ("random_seed", SEED),
        ("time_limit", max(0.0, limits.seconds)),
        ("mip_rel_gap", limits.relative_gap),
        ("mip_abs_gap", limits.absolute_gap),
        ("mip_feasibility_tolerance", 1e-7),
        ("primal_feasibility_tolerance", 1e-8),
        ("presolve", "choose" if limits.is_presolved else "off"),
    ):
        model.setOptionValue(option, value)
    if limits.nodes is not None:
        model.setOptionValue("mip_max_nodes", limits.nodes)
    if limits.target is not None:
        model.setOptionValue("objective_target", limits.target)
    lp = highs_model(rows.problem, rows.variables, objective, constant, leaving_out)
    if limits.in_parts:
        lp.integrality_ = []
    model.passModel(lp)
    return model


def highs_model(
    problem: pulp.LpProblem,
    variables: list[pulp.LpVariable],
    objective: dict[pulp.LpVariable, float],
    constant: float,
    leaving_out: frozenset[str] = frozenset(),
) -> Any:
    """The problem as HiGHS takes it: columns in the order of `variables`, rows in the order they were added."""
    infinity = highspy.kHighsInf
    place = {variable.name: index for index, variable in enumerate(variables)}
    lp = highspy.HighsLp()
    rows = [row for row in problem.constraints() if row.name.partition("__")[0] not in leaving_out]
    lp.num_col_, lp.num_row_ = len(variables), len(rows)
    cost = np.zeros(len(variables))
    for variable, factor in objective.items():
        cost[place[variable.name]] += factor
    lp.col_cost_, lp.offset_ = cost, constant
    lp.col_lower_ = np.array(
        [-infinity if v.lowBound is None else v.lowBound for v in variables], dtype=float
    )
    lp.col_upper_ = np.array([infinity if v.upBound is None else v.upBound for v in variables], dtype=float)
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if v.cat == pulp.LpInteger else highspy.HighsVarType.kContinuous
        for v in variables
    ]
    _add_rows(lp, rows, place)
    return lp


def _add_rows(lp: Any, rows: list[Any], place: dict[str, int]) -> None:
    """Put rows into the matrix, row by row."""
    infinity = highspy.kHighsInf
    starts, columns, factors, lower, upper = [0], [], [], [], []
    for row in rows:
        for variable, factor in row.items():
            if factor:
                columns.append(place[variable.name])
                factors.append(float(factor))
        starts.append(len(columns))
        limit = -float(row.constant)
        lower.append(-infinity if row.sense == pulp.LpConstraintLE else limit)
        upper.append(infinity if row.sense == pulp.LpConstraintGE else limit)
    lp.row_lower_, lp.row_upper_ = np.array(lower, dtype=float), np.array(upper, dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(columns, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(factors, dtype=float)


def _listen(model: Any, on_bound: OnBound | None, should_stop: Callable[[], bool] | None) -> None:
    if on_bound is not None:

        def tell(event: Any) -> None:
            data = event.data_out
            on_bound(
                _finite(data.mip_primal_bound),
                _finite(data.mip_dual_bound),
                _finite(data.mip_gap),
                data.running_time,
            )

        model.cbMipLogging += tell
        model.cbMipImprovingSolution += tell
    if should_stop is not None:

        def ask(event: Any) -> None:
            if should_stop():
                event.data_in.user_interrupt = True

        model.cbMipInterrupt += ask
        model.cbSimplexInterrupt += ask


def _show_values(model: Any, variables: list[pulp.LpVariable], on_values: OnValues) -> None:
    names = [variable.name for variable in variables]

    def show(event: Any) -> None:
        values = dict(zip(names, map(float, event.data_out.mip_solution), strict=False))
        if len(values) == len(names):
            on_values(values)

    model.cbMipImprovingSolution += show


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) and abs(number) < 1e29 else None


_ENDED: dict[Any, Ended] = {
    highspy.HighsModelStatus.kOptimal: "closed",
    highspy.HighsModelStatus.kModelEmpty: "closed",
    highspy.HighsModelStatus.kObjectiveTarget: "closed",
    highspy.HighsModelStatus.kTimeLimit: "limit",
    highspy.HighsModelStatus.kSolutionLimit: "nodes",
    highspy.HighsModelStatus.kIterationLimit: "limit",
    highspy.HighsModelStatus.kInterrupt: "stopped",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
}


def _answer(model: Any, variables: list[pulp.LpVariable], in_parts: bool = False) -> Answer:
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        model.setOptionValue("presolve", "off")
        model.run()
        status = model.getModelStatus()
    info = model.getInfo()
    ended = _ENDED.get(status, "broken")
    is_feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    is_mip = not in_parts and any(variable.cat == pulp.LpInteger for variable in variables)
    values = None
    if is_feasible and ended not in ("infeasible", "unbounded", "broken"):
        values = _values_of(variables, model.getSolution().col_value, in_parts)
    objective = float(info.objective_function_value) if values is not None else None
    if is_mip and variables:
        bound = float(info.mip_dual_bound)
    else:
        bound = objective if objective is not None and ended == "closed" else -math.inf
    if ended == "closed" and not math.isfinite(bound):
        ended = "unproven"
    return Answer(
        ended=ended,
        values=values,
        objective=objective,
        bound=bound,
        seconds=float(model.getRunTime()),
        words=str(model.modelStatusToString(status)),
    )


def _values_of(
    variables: list[pulp.LpVariable], numbers: Iterable[float], in_parts: bool
) -> dict[str, float]:
    """Values by name; whole numbers exactly whole, where the solver keeps them so to a ten-millionth."""
    return {
        variable.name: float(number)
        if in_parts or variable.cat != pulp.LpInteger
        else float(round(float(number)))
        for variable, number in zip(variables, numbers, strict=True)
    }
