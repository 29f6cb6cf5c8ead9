"""Places and dates apart, on random tiny programmes: its bounds are bounds, its plans are plans, what it proves is so.

20 programmes by default; set PLANNER_ORACLE_COUNT for more.
"""

import os

import pytest

from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.candidates import build_candidates
from planner.optimiser.finish import finish
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.precheck import find_contradictions
from planner.optimiser.solve import Draft, NothingFits
from tests.oracle.cases import STRATEGIES, Tiny, tiny_case
from tests.oracle.search import stages
from tests.oracle.test_equal_to_search import NAMES

COUNT = min(int(os.environ.get("PLANNER_ORACLE_COUNT", "20")), 1000)
CHUNK = 5
CLOSE = 1e-6
STAGE_OF = {"W": "worst", "T": "total", "V": "value", "C": "money", "misses": "wanted_starts"}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_no_plan_beats_a_bound_and_what_is_closed_is_best(first: int) -> None:
    for seed in range(first, min(first + CHUNK, COUNT)):
        tiny = tiny_case(seed)
        for strategy in STRATEGIES:
            assert faults(tiny, strategy) == [], f"programme {seed}, strategy {strategy.value}"


def faults(tiny: Tiny, strategy: Strategy) -> list[str]:
    """What is wrong with a plan, its bounds or its proof, against every plan there is."""
    best = tiny.search(strategy).best()
    answer = apart(tiny.programme, strategy)
    if isinstance(answer, NothingFits):
        return [] if best is None else ["it says that no plan fits, and one does"]
    if not isinstance(answer, Draft):
        return []
    if best is None:
        return ["it gives a plan where none fits"]
    finished = finish(tiny.programme, answer, build_candidates(tiny.programme))
    if not isinstance(finished, Solved):
        return [f"a witness disagrees: {finished.details}"]
    return beaten(answer, dict(zip(NAMES[strategy], stages(strategy, best.values), strict=True)))


def beaten(answer: Draft, best: dict[str, float]) -> list[str]:
    """Stages, in order, whose bound the best plan beats or that are closed at another value; until the two plans part."""
    found = []
    proofs = {proof.name: proof for proof in answer.proofs}
    for short, minimised in best.items():
        wanted = -minimised if short == "V" else minimised
        proof = proofs.get(STAGE_OF[short])
        if proof is None:
            continue
        sign = 1 if proof.sense == "least" else -1
        if sign * (float(proof.bound) - float(wanted)) > CLOSE:
            found.append(f"{proof.name}: bound {proof.bound}, and a plan reaches {float(wanted)}")
        if abs(float(proof.value) - float(wanted)) > CLOSE:
            if proof.is_closed:
                found.append(f"{proof.name}: closed at {proof.value}, and the best is {float(wanted)}")
            break
    return found


def apart(programme: Programme, strategy: Strategy) -> object:
    """The answer of the road for large programmes; contradictions are found before it, as on the whole way."""
    candidates = build_candidates(programme)
    if find_contradictions(programme.model_copy(update={"strategy": strategy}), candidates):
        return NothingFits(candidates)
    settings = SolveSettings(strategy, 20.0, gap=0.0)
    return solve_apart(programme, settings, lambda progress: None, lambda: False)
