"""Sums of what is alike: a smaller problem with the same bound, and none at all where nothing is alike."""

from random import Random

import pytest

from planner.optimiser.apart.summed import summed
from planner.optimiser.highs import Answer, Limits, solve_rows
from planner.optimiser.linear import Rows, Sum


def solved(rows: Rows, total: Sum, *, in_parts: bool = False) -> Answer:
    objective = {variable: float(factor) for variable, factor in total.terms.items()}
    return solve_rows(rows, objective, float(total.constant), Limits(10, in_parts=in_parts))


def evenings(count: int, needed: int, costs: tuple[int, ...]) -> tuple[Rows, Sum]:
    """So many evenings, each at one of some halls; in all so many at a hall that is not the cheapest."""
    rows, total, elsewhere = Rows(), Sum(), Sum()
    for evening in range(count):
        halls = [rows.binary("hall", evening, number) for number in range(len(costs))]
        rows.equal("one_hall", (evening,), Sum.of(halls), 1)
        for cost, hall in zip(costs, halls, strict=True):
            total.add(cost, hall)
        for hall in halls[1:]:
            elsewhere.add(1, hall)
    rows.at_least("elsewhere", (), elsewhere, needed)
    return rows, total


def test_alike_evenings_become_one_number_a_hall_and_cost_the_same() -> None:
    rows, total = evenings(6, 4, (100, 250, 300))
    found = summed(rows, [total])
    assert found is not None
    assert len(found.rows.variables) == 3
    assert sorted(len(those) for those in found.members.values()) == [6, 6, 6]
    assert (
        solved(found.rows, found.total(total)).objective == solved(rows, total).objective == 2 * 100 + 4 * 250
    )


def test_what_costs_differently_is_told_apart() -> None:
    rows, total = evenings(4, 2, (100, 250))
    dearer = rows.variables[1]
    total.add(7, dearer)
    found = summed(rows, [total])
    assert found is not None
    assert found.of[dearer.name] is not found.of[rows.variables[3].name]
    assert solved(found.rows, found.total(total)).objective == solved(rows, total).objective == 200 + 500


def test_nothing_alike_gives_nothing() -> None:
    rows, total = Rows(), Sum()
    for number in range(3):
        total.add(number + 1, rows.binary("hall", number))
    rows.at_least("some", (), Sum.of(rows.variables), 2)
    assert summed(rows, [total]) is None


def test_rows_left_out_are_not_in_the_sums() -> None:
    rows, total = evenings(6, 4, (100, 250))
    found = summed(rows, [total], frozenset({"elsewhere"}))
    assert found is not None
    assert solved(found.rows, found.total(total)).objective == 600


@pytest.mark.parametrize("seed", range(8))
def test_a_sum_is_never_dearer_than_what_it_sums(seed: int) -> None:
    """Sums may fit what no plan does: their answer is a bound, and in parts it is the very same."""
    chance = Random(seed)
    rows, total = evenings(chance.randint(4, 6), chance.randint(1, 3), (100, chance.randint(110, 300), 260))
    for evening in range(2):
        one, other = rows.variables[3 * evening + 1 : 3 * evening + 3]
        rows.at_most("not_both", (evening,), Sum.of([one, other]).add(2, rows.variables[-1]), 2)
    found = summed(rows, [total])
    assert found is not None
    exact, sums = solved(rows, total), solved(found.rows, found.total(total))
    assert exact.objective is not None
    assert sums.objective is not None
    assert sums.objective <= exact.objective + 1e-6
    parts = solved(found.rows, found.total(total), in_parts=True).objective
    assert parts == pytest.approx(solved(rows, total, in_parts=True).objective)
