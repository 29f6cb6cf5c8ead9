"""A child that has to be ended leaves its best plan behind: finished, judged by both witnesses, and said to be stopped."""

import time

import pytest

from planner.optimiser import pipeline
from planner.optimiser.outcome import Failed, Found, LimitReached, Outcome, Progress, Solved, SolveSettings
from planner.optimiser.process import solve_in_child
from planner.optimiser.process.rescue import Rescue, Why
from planner.optimiser.solve import Draft, solve
from planner.optimiser.witness import witness
from tests.builders import session, target, tiny_plan, tiny_programme
from tests.unit.running import hanging_task

# Sittings that may share a date may share a booking: arithmetic alone does not prove what they cost.
APART = session("design", ["residents", "officers"], repeats={"count": 2, "least_days_apart": 0})
PROGRAMME = tiny_programme(targets=[target("wanted_size", level=1)], sessions=[APART])
DOCUMENT = PROGRAMME.model_dump_json()


@pytest.fixture
def child_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "plan_task", hanging_task.finds_a_plan_and_hangs)


def assert_is_shown_as_stopped(outcome: Outcome, stopped_by: str) -> None:
    assert isinstance(outcome, Solved), outcome
    assert outcome.plan.proof is not None
    assert outcome.plan.sittings
    assert outcome.plan.total_pence > 0
    assert witness(PROGRAMME, outcome.plan).holds
    # Every stage was closed before the child hung, and is said to be so.
    assert outcome.plan.proof.stopped_by in ("closed", stopped_by)


@pytest.mark.usefixtures("child_hangs")
def test_a_child_ended_at_its_limit_leaves_its_best_plan():
    reports: list[Progress] = []
    began = time.monotonic()
    outcome = solve_in_child(DOCUMENT, SolveSettings(time_limit_seconds=4), reports.append)
    assert 4 < time.monotonic() - began < 4 + 5
    assert "hanging" in {each.stage for each in reports}, "the child did hang"
    assert all(each.found is None for each in reports), "a plan that nobody has judged is shown to nobody"
    assert_is_shown_as_stopped(outcome, "time")


@pytest.mark.usefixtures("child_hangs")
def test_a_child_that_does_not_listen_leaves_its_best_plan_within_two_seconds():
    asked_at: list[float] = []
    stages: list[str] = []

    def should_stop() -> bool:
        if "hanging" in stages and not asked_at:
            asked_at.append(time.monotonic())
        return bool(asked_at)

    outcome = solve_in_child(
        DOCUMENT, SolveSettings(time_limit_seconds=60), lambda told: stages.append(told.stage), should_stop
    )
    assert time.monotonic() - asked_at[0] < 2
    assert_is_shown_as_stopped(outcome, "stopped")


def told_while_solving() -> list[Found]:
    reports: list[Progress] = []
    assert isinstance(solve(PROGRAMME, SolveSettings(gap=0.0), reports.append), Draft)
    return [each.found for each in reports if each.found is not None]


def test_a_plan_is_told_of_after_each_stage_with_what_is_proven_by_then():
    found = told_while_solving()
    assert [proof.name for proof in found[-1].proofs] == ["worst", "total", "value", "money"]
    assert all(proof.is_closed for proof in found[-1].proofs)
    after_first = next(each for each in found if each.proofs[0].seconds and not each.proofs[-1].seconds)
    assert after_first.proofs[0].is_closed
    assert not after_first.proofs[-1].is_closed
    assert 0 < after_first.proofs[-1].bound < after_first.proofs[-1].value, (
        "arithmetic knows that no plan is free"
    )


def test_a_plan_found_on_the_way_is_said_to_be_stopped_and_to_be_open():
    given = pipeline.TaskInput(DOCUMENT, SolveSettings(), 0.0)
    on_the_way = next(each for each in told_while_solving() if not each.proofs[-1].is_closed)
    outcome = pipeline.finish_ended(given, on_the_way, "time")
    assert isinstance(outcome, Solved), outcome
    assert outcome.plan.status == "stopped"
    assert outcome.plan.proof is not None
    assert outcome.plan.proof.stopped_by == "time"


def test_a_plan_better_than_what_is_proven_possible_is_not_shown():
    given = pipeline.TaskInput(DOCUMENT, SolveSettings(), 0.0)
    found = told_while_solving()[-1]
    money = found.proofs[-1]
    too_high = money.model_copy(update={"bound": money.value + 1})
    wrong = Found(found.plan, (*found.proofs[:-1], too_high), found.seconds)
    outcome = pipeline.finish_ended(given, wrong, "time")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "witnesses"
    assert outcome.details == ("money",)


def test_a_plan_that_cannot_be_finished_is_said_to_be_so():
    def breaks(found: Found, why: Why) -> Outcome:
        raise ZeroDivisionError("on purpose")

    assert isinstance(Rescue(breaks, Found(tiny_plan(), (), 1.0), "time").outcome(), Failed)
    whole = Rescue(lambda found, why: LimitReached(why), Found(tiny_plan(), (), 1.0), "stopped")
    assert whole.outcome() == LimitReached("stopped")
