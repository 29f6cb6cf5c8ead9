"""The traps of the solver, each shown to be there and held off."""

import os
import subprocess
import sys

import cbcbox
import pulp
import pytest

from planner.optimiser.highs import Limits, solve_rows
from planner.optimiser.linear import NameTaken, Rows, Sum
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, NothingFound, solve
from tests.builders import tiny_programme


def knapsack(count: int = 60) -> tuple[Rows, dict[pulp.LpVariable, float]]:
    """A market-split problem: hard to prove, easy to relax."""
    rows = Rows()
    items = [rows.binary("item", number) for number in range(count)]
    for row in range(5):
        total = Sum()
        for number, item in enumerate(items):
            total.add((number * 7919 + row * 104729 + number * number * 31) % 100, item)
        over, under = rows.share("over", row, up=1e4), rows.share("under", row, up=1e4)
        goal = sum(int(factor) for factor in total.terms.values()) // 2
        rows.equal("split", (row,), total.add(-1, over).add(1, under), goal)
    return rows, {v: 1.0 for v in rows.variables if v.name.startswith(("over", "under"))}


def test_a_solve_that_stops_at_its_time_limit_does_not_say_that_it_is_closed() -> None:
    rows, objective = knapsack()
    answer = solve_rows(rows, objective, 0.0, Limits(0.3))
    assert answer.ended == "limit"
    assert answer.objective is None or answer.bound < answer.objective


def test_a_time_limit_without_a_plan_gives_no_values() -> None:
    rows, objective = knapsack()
    answer = solve_rows(rows, objective, 0.0, Limits(0.0))
    assert answer.ended == "limit"
    assert answer.values is None
    assert answer.objective is None


def test_pulp_says_optimal_where_the_solver_stopped_and_so_is_not_asked() -> None:
    rows, objective = knapsack()
    rows.problem.setObjective(pulp.LpAffineExpression(objective))
    status = rows.problem.solve(pulp.HiGHS(msg=False, timeLimit=0.3))
    assert pulp.LpStatus[status] == "Optimal"
    assert solve_rows(rows, objective, 0.0, Limits(0.3)).ended == "limit"


def test_a_programme_without_time_is_not_given_a_plan_of_noughts() -> None:
    found = solve(tiny_programme(), SolveSettings(time_limit_seconds=0.0))
    assert isinstance(found, NothingFound | Draft)
    if isinstance(found, Draft):
        assert found.plan.sittings


def test_an_unbounded_problem_is_told_from_an_infeasible_one() -> None:
    rows = Rows()
    number = rows.whole("number", up=1)
    number.upBound = None
    assert solve_rows(rows, {number: -1.0}, 0.0, Limits(5)).ended == "unbounded"
    rows.at_least("least", (), Sum.of([number]), 3)
    rows.at_most("most", (), Sum.of([number]), 2)
    assert solve_rows(rows, {number: -1.0}, 0.0, Limits(5)).ended == "infeasible"


def test_names_that_the_solvers_file_would_rewrite_are_refused() -> None:
    rows = Rows()
    rows.binary("place", "a_b")
    with pytest.raises(NameTaken):
        rows.binary("place", "a", "b")
    with pytest.raises(ValueError, match="cannot hold the name"):
        rows.binary("place", "a-b")


def test_a_search_can_be_stopped_and_gives_what_it_has() -> None:
    rows, objective = knapsack()
    answer = solve_rows(rows, objective, 0.0, Limits(30), should_stop=lambda: True)
    assert answer.ended == "stopped"
    assert answer.seconds < 10


def test_the_same_problem_gives_the_same_answer_twice_in_one_process() -> None:
    rows, objective = knapsack(20)
    first, second = (solve_rows(rows, objective, 0.0, Limits(30)) for _ in range(2))
    assert first.ended == second.ended == "closed"
    assert first.values == second.values


def test_rows_left_out_give_a_bound() -> None:
    rows = Rows()
    number = rows.whole("number", up=9)
    rows.at_least("dates", (1,), Sum.of([number]), 4)
    rows.at_least("people", (1,), Sum.of([number]), 2)
    assert solve_rows(rows, {number: 1.0}, 0.0, Limits(5)).objective == 4
    assert solve_rows(rows, {number: 1.0}, 0.0, Limits(5), leaving_out=frozenset({"dates"})).objective == 2


def test_a_soft_rule_is_exceeded_by_a_named_slack() -> None:
    rows = Rows(frozenset({"least"}))
    number = rows.whole("number", up=2)
    rows.at_least("least", ("a",), Sum.of([number]), 5, about="sitting-1")
    (slack,) = rows.slacks
    assert (slack.rule, slack.about) == ("least", "sitting-1")
    assert solve_rows(rows, {slack.variable: 1.0}, 0.0, Limits(5)).objective == 3


def test_cbc_finds_the_same_optimum() -> None:
    rows, objective = knapsack(12)
    ours = solve_rows(rows, objective, 0.0, Limits(30))
    rows.problem.setObjective(pulp.LpAffineExpression(objective))
    rows.problem.solve(pulp.COIN_CMD(path=cbcbox.cbc_bin_path(), msg=False))
    assert pulp.value(rows.problem.objective) == pytest.approx(ours.objective)


def test_a_fresh_process_gives_the_same_plan() -> None:
    code = (
        "from tests.unit.optimiser.solved import drafted\nprint(drafted().plan.model_dump_json(), end='')\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_parts_of_whole_numbers_give_a_bound_at_once() -> None:
    rows = Rows()
    number = rows.whole("number", up=9)
    rows.at_least("half", (1,), Sum().add(2, number), 5)
    assert solve_rows(rows, {number: 1.0}, 0.0, Limits(5)).bound == 3
    assert solve_rows(rows, {number: 1.0}, 0.0, Limits(5, in_parts=True)).bound == 2.5


def test_where_nothing_is_decided_the_rows_say_whether_that_is_a_plan() -> None:
    rows = Rows()
    rows.at_most("nothing", (1,), Sum(), 3)
    answer = solve_rows(rows, {}, 7.0, Limits(1.0))
    assert (answer.ended, answer.values, answer.objective, answer.bound) == ("closed", {}, 7.0, 7.0)
    rows.at_least("something", (2,), Sum(), 1)
    assert solve_rows(rows, {}, 7.0, Limits(1.0)).ended == "infeasible"
