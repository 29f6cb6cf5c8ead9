"""Stages are held so that the plan that reached them stays, and are called closed only where that is proven."""

import math
from dataclasses import replace
from types import SimpleNamespace

import highspy
import pytest

from planner.domain.terms import Strategy
from planner.optimiser.build import build_model
from planner.optimiser.highs import Answer, Limits, _answer, solve_rows
from planner.optimiser.linear import Rows, Sum
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.precheck.money import least_subtotal_pence
from planner.optimiser.proofs import Done, proofs_of
from planner.optimiser.search import Search
from planner.optimiser.solve import Draft, solve
from planner.optimiser.stages import Stage, stages_of
from tests.builders import session, staff, target, tiny_programme
from tests.unit.optimiser.solved import draft_for, drafted, stage

AIMS = [target("wanted_size", level=1), target("times_people_can_make", level=0.9)]
UNPROVEN = Answer("unproven", {}, 0.0, -math.inf, 0.0, "Optimal")


def searching(strategy: Strategy = Strategy.FAIREST) -> tuple[Search, list[Stage]]:
    model = build_model(tiny_programme(targets=AIMS))
    stages = stages_of(model, strategy, None)
    return Search(model, 0.0, math.inf, lambda told: None, lambda: False), stages


@pytest.mark.parametrize("strategy", [Strategy.FAIREST, Strategy.MOST])
def test_what_nobody_has_proven_is_not_called_closed(strategy: Strategy) -> None:
    search, stages = searching(strategy)
    assert search.solve_stage(stages[0], 10).ended == "closed"
    assert search.values is not None
    proofs = {each.name: each for each in proofs_of(stages, [Done(stages[0], UNPROVEN, 0.0)], search.values)}
    programme, candidates = search.model.programme, search.model.candidates
    # Nothing but what arithmetic knows: eight people at each of two sittings, priority 5; the least cost of each sitting.
    assert proofs["value"].bound == 2 * 5 * 8
    assert proofs["money"].bound == least_subtotal_pence(programme, candidates, lambda charge: True) > 0
    assert proofs["worst"].bound == 0
    for proof in proofs.values():
        assert proof.is_closed == (proof.value == proof.bound), proof


def test_a_plan_that_is_lost_is_looked_for_without_presolve_and_with_more_leeway(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search, stages = searching()
    assert search.solve_stage(stages[0], 10).ended == "closed"
    search.hold(stages[0])
    asked: list[tuple[bool, float]] = []
    whole = search.minimise

    def loses_it(stage: Stage | str, total: Sum, limits: Limits, **rest: object) -> Answer:
        held = next(
            row for row in search.model.rows.problem.constraints() if row.name == "stage_is_held__worst"
        )
        asked.append((limits.is_presolved, -float(held.constant)))
        if len(asked) < 3:
            return replace(UNPROVEN, ended="infeasible", values=None)
        return whole(stage, total, limits, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "minimise", loses_it)
    assert search.solve_stage(stages[1], 10).ended == "closed"
    assert [presolved for presolved, _ in asked[:3]] == [True, False, False]
    limits = [limit for _, limit in asked[:3]]
    assert limits[0] == limits[1] < limits[2]
    assert limits[2] - limits[0] < 0.1, "less than a millionth of a share"


def test_a_problem_said_to_have_no_plan_is_looked_at_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[bool] = []

    def never(rows: Rows, *rest: object, **more: object) -> Answer:
        limits = rest[2]
        assert isinstance(limits, Limits)
        looks.append(limits.is_presolved)
        if limits.is_presolved:
            return replace(UNPROVEN, ended="infeasible", values=None)
        return solve_rows(rows, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("planner.optimiser.search.solve_rows", never)
    found = solve(tiny_programme(), SolveSettings(strategy=Strategy.CHEAPEST, gap=0.0))
    assert looks[0] is True
    assert False in looks
    assert isinstance(found, Draft)
    assert len(found.plan.sittings) == 2


class KeepsAPlanItCallsImpossible:
    """HiGHS as it answers where it was given a plan to begin from and its presolve then calls the problem infeasible."""

    def getModelStatus(self) -> object:
        return highspy.HighsModelStatus.kOptimal

    def getInfo(self) -> object:
        feasible = highspy.SolutionStatus.kSolutionStatusFeasible
        return SimpleNamespace(
            primal_solution_status=feasible, objective_function_value=4.0, mip_dual_bound=-math.inf
        )

    def getSolution(self) -> object:
        return SimpleNamespace(col_value=[3.9999999])

    def getRunTime(self) -> float:
        return 0.0

    def modelStatusToString(self, status: object) -> str:
        return "Optimal"


def test_a_plan_called_optimal_without_any_bound_is_not_proven() -> None:
    variable = Rows().whole("number", up=9)
    answer = _answer(KeepsAPlanItCallsImpossible(), [variable])
    assert answer.ended == "unproven"
    assert answer.values == {"number": 4.0}, "whole numbers are whole"


def test_a_change_to_a_sitting_people_have_been_told_of_counts_three() -> None:
    team = [staff("first"), staff("second")]

    def led_by(key: str) -> list[dict[str, object]]:
        lead = [{"staff": key, "role": "lead"}]
        return [{"sitting": f"design-{number}", "reason": "Promised.", "team": lead} for number in (1, 2)]

    before, pins = drafted(staff=team, pins=led_by("first")), led_by("second")
    drafts = tiny_programme(staff=team, pins=pins)
    assert stage(draft_for(drafts, Strategy.CHANGE, before.plan), "changes") == 2
    one = before.plan.sittings[0]
    state = {"number": 1, "status": "announced", "place": one.place, "start": one.start.isoformat()}
    told = session(
        "design",
        ["residents", "officers"],
        repeats={"count": 2, "least_days_apart": 7},
        sittings=[state],
    )
    announced = tiny_programme(staff=team, pins=pins, sessions=[told])
    assert stage(draft_for(announced, Strategy.CHANGE, before.plan), "changes") == 3 + 1
