"""The whole way from document to outcome on tiny programmes: contradictions, solver, witnesses, diagnosis, against search.

A contradiction found by arithmetic, before anything is solved, may never be told of a programme that has a plan.
"""

import json
import os
import time

import pytest

from planner.domain.terms import Strategy
from planner.optimiser.candidates import build_candidates
from planner.optimiser.check import stage_values
from planner.optimiser.outcome import NoPlan, Outcome, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.precheck import find_contradictions
from tests.builders import Document
from tests.oracle.cases import STRATEGIES, Tiny, tiny_case
from tests.oracle.search import stages

COUNT = int(os.environ.get("PLANNER_ORACLE_COUNT", "60"))
FIRST_SEED = 2_000_000
CHUNK = 10
WHOLE_WAY_CHUNKS = 2
SECONDS = 20.0
SHARE_TOLERANCE = 1e-6


def planned(tiny: Tiny, strategy: Strategy) -> Outcome:
    """What planning says of a tiny programme."""
    document: Document = json.loads(tiny.programme.model_dump_json())
    settings = SolveSettings(strategy=strategy, time_limit_seconds=SECONDS, gap=0.0)
    ends_at = time.monotonic() + SECONDS
    return make_plan(tiny.programme, document, settings, ends_at, lambda told: None, lambda: False)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + COUNT, CHUNK))
def test_no_contradiction_is_told_of_a_programme_that_has_a_plan(first: int) -> None:
    for seed in range(first, min(first + CHUNK, FIRST_SEED + COUNT)):
        tiny = tiny_case(seed)
        for strategy in STRATEGIES:
            programme = tiny.programme.model_copy(update={"strategy": strategy})
            told = find_contradictions(programme, build_candidates(programme))
            if told:
                best = tiny.search(strategy).best()
                assert best is None, f"programme {seed}, {strategy.value}: {told}"


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + WHOLE_WAY_CHUNKS * CHUNK, CHUNK))
def test_planning_ends_with_the_best_plan_or_says_that_there_is_none(first: int) -> None:
    for seed in range(first, first + CHUNK):
        tiny = tiny_case(seed)
        best = tiny.search(Strategy.FAIREST).best()
        outcome = planned(tiny, Strategy.FAIREST)
        if best is None:
            assert isinstance(outcome, NoPlan), f"programme {seed}: {outcome}"
            continue
        assert isinstance(outcome, Solved), f"programme {seed}: {outcome}"
        assert outcome.plan.status == "optimal", f"programme {seed}: {outcome.plan.proof}"
        wanted = stages(Strategy.FAIREST, best.values)
        found = stages(Strategy.FAIREST, stage_values(tiny.programme, outcome.plan))
        for one, other in zip(wanted, found, strict=True):
            assert abs(one - other) <= SHARE_TOLERANCE, f"programme {seed}: {wanted}, {found}"
