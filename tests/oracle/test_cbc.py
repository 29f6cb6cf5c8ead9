"""Another solver on whole programmes: CBC finds the same least money in the same model, or no plan either."""

import cbcbox
import pulp
import pytest

from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.build import build_model
from planner.optimiser.canonical import canonical
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, NothingFits, solve
from planner.optimiser.stages import stages_of
from tests.oracle.cases import tiny_case

SEEDS = (2, 3, 5, 7, 11, 13, 29, 78, 1_000_007)


def least_by_cbc(programme: Programme) -> int | None:
    """The money stage of the strategy *cheapest* by CBC, in pence; None where it finds no plan."""
    model = build_model(canonical(programme))
    money = stages_of(model, Strategy.CHEAPEST, None)[0]
    assert money.name == "money"
    problem = model.rows.problem
    problem.setObjective(pulp.LpAffineExpression({each: float(c) for each, c in money.total.terms.items()}))
    problem.solve(pulp.COIN_CMD(path=cbcbox.cbc_bin_path(), msg=False, gapRel=0, gapAbs=0.5, timeLimit=60))
    if problem.sol_status != pulp.LpSolutionOptimal:
        return None
    return round(float(pulp.value(problem.objective)) + float(money.total.constant))


def least_by_highs(programme: Programme) -> int | None:
    """The same by HiGHS, every stage closed; None where it is proven that there is no plan."""
    found = solve(programme, SolveSettings(strategy=Strategy.CHEAPEST, time_limit_seconds=60, gap=0.0))
    if isinstance(found, NothingFits):
        return None
    assert isinstance(found, Draft), found
    assert found.stopped_by == "closed"
    return round(float(found.proofs[0].value))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_cbc_finds_the_same_least_money(seed: int) -> None:
    programme = tiny_case(seed).programme.model_copy(update={"strategy": Strategy.CHEAPEST})
    assert least_by_cbc(programme) == least_by_highs(programme)


@pytest.mark.slow
def test_most_of_these_programmes_have_a_plan() -> None:
    programmes = (
        tiny_case(seed).programme.model_copy(update={"strategy": Strategy.CHEAPEST}) for seed in SEEDS
    )
    assert sum(least_by_highs(each) is not None for each in programmes) >= 5
