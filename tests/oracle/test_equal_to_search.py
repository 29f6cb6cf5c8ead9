"""On random tiny programmes the optimiser's plan equals exhaustive search, stage by stage, money to the penny.

200 programmes by default; set PLANNER_ORACLE_COUNT for more.
"""

import os

import pytest

from planner.domain.terms import Strategy
from tests.oracle.answer import answer_of, values_of
from tests.oracle.cases import STRATEGIES, Tiny, tiny_case
from tests.oracle.search import stages

COUNT = int(os.environ.get("PLANNER_ORACLE_COUNT", "200"))
CHUNK = 5
SHARE_TOLERANCE = 1e-6
NAMES = {
    Strategy.FAIREST: ("W", "T", "V", "C", "misses"),
    Strategy.CHEAPEST: ("C", "V", "misses"),
    Strategy.MOST: ("V", "W", "T", "C", "misses"),
}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_the_optimiser_equals_exhaustive_search(first: int) -> None:
    for seed in range(first, min(first + CHUNK, COUNT)):
        tiny = tiny_case(seed)
        for strategy in STRATEGIES:
            assert differences(tiny, strategy) == [], f"programme {seed}, strategy {strategy.value}"


def differences(tiny: Tiny, strategy: Strategy) -> list[str]:
    """Where the optimiser and the search part: whether there is a plan, and each stage's value."""
    best = tiny.search(strategy).best()
    plan = answer_of(tiny.programme, strategy)
    if best is None or plan is None:
        return (
            []
            if best is None and plan is None
            else [f"search: {best and best.values}; optimiser: {plan and plan.sittings}"]
        )
    wanted = stages(strategy, best.values)
    found = stages(strategy, values_of(tiny.programme, plan))
    return [
        f"{name}: search {one}, optimiser {other}"
        for name, one, other in zip(NAMES[strategy], wanted, found, strict=True)
        if (abs(one - other) > SHARE_TOLERANCE if name in ("W", "T") else one != other)
    ]
