"""Tiny programmes on which the planner has been wrong before: each stays right, and every stage proven."""

import copy

import pytest

from planner.domain.terms import Strategy
from tests.builders import Document
from tests.oracle.cases import STRATEGIES, Tiny, tiny_case
from tests.oracle.search import Search
from tests.oracle.test_equal_to_search import differences

WRONG = {
    1_000_007: "the solver's presolve called a dearer plan the cheapest (funding as an equality)",
    1_000_047: "other names changed which of two equally good plans was chosen",
    1_000_049: "the value was left unproven once the shares were held",
    1_000_170: "a lead was thought busy while a room is set up",
    1_000_193: "another order of lists changed which of two equally good plans was chosen",
}


@pytest.mark.slow
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.value)
@pytest.mark.parametrize("seed", WRONG)
def test_what_was_wrong_once_is_right(seed: int, strategy: Strategy) -> None:
    assert differences(tiny_case(seed), strategy) == [], WRONG[seed]


@pytest.mark.slow
def test_a_budget_that_once_led_presolve_astray_does_so_no_more() -> None:
    tiny = tiny_case(1_000_007)
    richer: Document = copy.deepcopy(tiny.document)
    richer["budget"]["total_pence"] = richer["budget"]["total_pence"] * 5 // 4 + 10_000
    again = Tiny(tiny.seed, richer, tiny.first)
    assert isinstance(again.search(Strategy.FAIREST), Search)
    assert differences(again, Strategy.FAIREST) == []
