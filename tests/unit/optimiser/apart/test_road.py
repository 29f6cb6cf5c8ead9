"""Which road a programme takes, and that the one for large programmes gives checked plans with honest proofs."""

import json
import time

import pytest

from benchmarks.programmes import SIZES, Attendance, programme_document
from planner.domain.programme.reading import read_programme
from planner.domain.terms import Strategy
from planner.optimiser import by_size
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.outcome import Progress, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.solve import NothingFound
from tests.builders import tiny_programme

SMALL, MEDIUM, LARGE = SIZES[:3]


@pytest.mark.parametrize(
    ("most", "strategy", "road"),
    [
        (10**9, Strategy.FAIREST, "exact"),
        (0, Strategy.FAIREST, "apart"),
        (0, Strategy.CHANGE, "exact"),
    ],
)
def test_size_chooses_the_road(
    most: int, strategy: Strategy, road: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def take(name: str) -> object:
        def solver(*_: object) -> NothingFound:
            taken.append(name)
            return NothingFound("")

        return solver

    monkeypatch.setattr(by_size, "FEWEST_APART", most)
    monkeypatch.setattr(by_size, "MOST_AFTER_ALL", 0)
    monkeypatch.setattr(by_size, "solve", take("exact"))
    monkeypatch.setattr(by_size, "solve_apart", take("apart"))
    by_size.solve_by_size(tiny_programme(), SolveSettings(strategy, 10.0), lambda told: None, lambda: False)
    assert taken == [road]


@pytest.mark.slow
@pytest.mark.parametrize("attendance", ["standing", "open"])
def test_a_programme_gets_a_plan_that_both_witnesses_agree_to(attendance: Attendance) -> None:
    document = programme_document(SMALL, attendance, 1)
    programme = read_programme(json.dumps(document))
    settings = SolveSettings(programme.strategy, 8.0, gap=0.2)
    told: list[Progress] = []
    outcome = make_plan(
        programme,
        document,
        settings,
        time.monotonic() + 8,
        told.append,
        lambda: False,
        solver=solve_apart,
    )
    assert isinstance(outcome, Solved)
    assert outcome.plan.proof is not None
    for stage in outcome.plan.proof.stages:
        assert stage.bound <= stage.value if stage.sense == "least" else stage.bound >= stage.value
    assert any(progress.found is not None for progress in told)
