"""A plan at hand mended after a change, on random tiny programmes: its plans are plans, and no plan beats what is proven.

20 programmes by default; set PLANNER_ORACLE_COUNT for more.
"""

import copy
import os
from collections.abc import Iterator

import pytest

from planner.domain.programme import Programme
from planner.optimiser.again import mended
from planner.optimiser.candidates import build_candidates, candidates_to_solve
from planner.optimiser.finish import finish
from planner.optimiser.outcome import AtHand, Solved, SolveSettings
from planner.optimiser.precheck import find_contradictions
from planner.optimiser.solve import Draft, solve
from tests.builders import Document, programme_of
from tests.oracle.cases import STRATEGIES, Tiny, tiny_case
from tests.oracle.search import Search, stages
from tests.oracle.test_apart import beaten
from tests.oracle.test_equal_to_search import NAMES

COUNT = min(int(os.environ.get("PLANNER_ORACLE_COUNT", "20")), 1000)
CHUNK = 5


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_what_is_kept_of_a_proof_still_holds(first: int) -> None:
    for seed in range(first, min(first + CHUNK, COUNT)):
        tiny = tiny_case(seed)
        assert faults(tiny) == [], f"programme {seed}"


def test_something_is_mended_and_something_stays_proven() -> None:
    kept = [proof for seed in range(5) for _, draft in answers(tiny_case(seed)) for proof in draft.proofs]
    assert any(proof.is_closed for proof in kept)


def faults(tiny: Tiny) -> list[str]:
    """What is wrong with the plan at hand as each change leaves it, against every plan there is."""
    found = []
    for programme, draft in answers(tiny):
        finished = finish(programme, draft, build_candidates(programme))
        if not isinstance(finished, Solved):
            found.append(f"a witness disagrees: {finished.details}")
            continue
        best = Search(programme, programme.strategy).best()
        if best is None:
            found.append("it gives a plan where none fits")
            continue
        values = stages(programme.strategy, best.values)
        found += beaten(draft, dict(zip(NAMES[programme.strategy], values, strict=True)))
    return found


def answers(tiny: Tiny) -> Iterator[tuple[Programme, Draft]]:
    """Each changed programme with what was mended."""
    strategy = STRATEGIES[tiny.seed % len(STRATEGIES)]
    before = tiny.programme.model_copy(update={"strategy": strategy})
    settings = SolveSettings(strategy, 20.0, gap=0.0)
    first = solve(before, settings)
    if find_contradictions(before, build_candidates(before)) or not isinstance(first, Draft):
        return
    solved = finish(before, first, build_candidates(before))
    assert isinstance(solved, Solved)
    at_hand = AtHand(before.model_dump_json(), solved.plan)
    for document in changes(tiny.document, solved):
        programme = programme_of(document).model_copy(update={"strategy": strategy})
        if find_contradictions(programme, build_candidates(programme)):
            continue
        again = SolveSettings(strategy, 20.0, gap=0.0, at_hand=at_hand)
        draft = mended(programme, again, lambda told: None, lambda: False, candidates_to_solve(programme))
        if draft is not None:
            yield programme, draft


def changes(document: Document, solved: Solved) -> Iterator[Document]:
    """The document with one sitting pinned to where it is, the same to another day, and with less money."""
    for sitting in solved.plan.sittings[:1]:
        for day in sorted({each.start.date() for each in solved.plan.sittings}):
            changed = copy.deepcopy(document)
            pins = [pin for pin in changed.get("pins", []) if pin["sitting"] != sitting.id]
            changed["pins"] = [*pins, {"sitting": sitting.id, "reason": "asked for", "on": day.isoformat()}]
            yield changed
    changed = copy.deepcopy(document)
    changed["budget"]["total_pence"] = max(changed["budget"]["total_pence"] - 5_000, 1)
    yield changed
