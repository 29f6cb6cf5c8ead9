"""A run is written down before it starts; what it ends with is stored, and only a passed plan is stored as one."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

import planner
from planner.domain.programme.reading import DocumentRefused, programme_digest, programme_json
from planner.domain.terms import Strategy
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from planner.optimiser.measured import measured
from planner.optimiser.outcome import (
    Contradiction,
    Failed,
    LimitReached,
    NoPlan,
    Outcome,
    Progress,
    Solved,
    SolveSettings,
)
from planner.services import planning
from tests.builders import tiny_document, tiny_plan, tiny_programme

TEXT = programme_json(tiny_programme())
SETTINGS = SolveSettings(Strategy.CHEAPEST, 12.0, 0.01)


def solver_giving(outcome: Outcome, seen: list[dict]) -> planning.Solve:
    def solve(text: str, settings: SolveSettings, tell: Callable, should_stop: Callable) -> Outcome:
        with db.engine.connect() as other:
            rows = other.execute(
                select(Run.state, Run.inputs_json, Run.inputs_digest, Run.settings)
            ).mappings()
            seen.extend(dict(row) for row in rows)
        tell(Progress("money", 1.5, 3.0, 2.0, 0.5))
        return outcome

    return solve


def carried_out(outcome: Outcome) -> tuple[Run, list[dict]]:
    seen: list[dict] = []
    project = planning.keep_example("tiny", TEXT)
    run = planning.start_run(project, SETTINGS)
    assert run.state == "queued"
    db.session.commit()
    planning.carry_out(run, after_each_change=db.session.commit, solve=solver_giving(outcome, seen))
    return run, seen


@pytest.fixture(autouse=True)
def _in_app(app: Flask):
    with app.app_context():
        yield


def test_a_run_is_in_the_database_with_its_inputs_before_the_solver_starts():
    _, seen = carried_out(LimitReached("Time ran out."))
    (row,) = seen
    assert row["state"] == "running"
    assert row["inputs_json"] == TEXT
    assert row["inputs_digest"] == programme_digest(tiny_programme())
    assert row["settings"] == {
        "strategy": "cheapest",
        "time_limit_seconds": 12.0,
        "gap": 0.01,
        "base_plan": None,
    }


def test_a_solved_run_keeps_its_plan_and_versions():
    plan = measured(tiny_programme(), tiny_plan())
    run, _ = carried_out(Solved(plan))
    assert (run.state, run.reason) == ("solved", "")
    assert run.plan is not None
    assert run.plan.total_pence == plan.total_pence
    assert planning.latest_plan(run.project) == plan
    assert run.app_version == planner.__version__
    assert "highspy" in run.solver_version
    assert run.progress["stage"] == "money"
    assert run.started_at is not None
    assert run.finished_at is not None
    assert run.created_at <= run.started_at <= run.finished_at


@pytest.mark.parametrize(
    ("outcome", "state", "words"),
    [
        (NoPlan((Contradiction("within_budget", "budget", "Too little."),)), "infeasible", "Too little."),
        (LimitReached("Time ran out."), "limit", "Time ran out."),
        (Failed("It broke.", details=("Why.",)), "failed", "It broke. Why."),
    ],
)
def test_whatever_else_happens_is_stored_in_words_without_a_plan(outcome: Outcome, state: str, words: str):
    run, _ = carried_out(outcome)
    assert run.state == state
    assert words in run.reason
    assert db.session.scalar(select(func.count(StoredPlan.id))) == 0
    assert not planning.has_current_plan(run.project)


def test_an_example_is_kept_once_and_brought_up_to_date():
    first = planning.keep_example("tiny", TEXT)
    assert planning.keep_example("tiny", TEXT) is first
    version = first.version
    other = programme_json(tiny_programme(title="Another title"))
    again = planning.keep_example("tiny", other)
    assert (again.id, again.name) == (first.id, "Another title")
    assert again.version == version + 1
    assert db.session.scalar(select(func.count(Project.id))) == 1


def test_a_plan_is_current_until_the_inputs_change():
    run, _ = carried_out(Solved(measured(tiny_programme(), tiny_plan())))
    assert planning.has_current_plan(run.project)
    project = planning.keep_example("tiny", programme_json(tiny_programme(title="Another title")))
    assert not planning.has_current_plan(project)
    assert planning.latest_plan(project) is not None, "the plan itself stays"


def test_settings_come_back_as_they_were_written_down():
    project = planning.keep_example("tiny", TEXT)
    asked = SolveSettings(Strategy.CHANGE, 5.0, 0.0, measured(tiny_programme(), tiny_plan()))
    run = planning.start_run(project, asked)
    db.session.commit()
    db.session.refresh(run)
    assert planning.settings_of(run) == asked


def test_a_document_that_does_not_hold_is_not_kept():
    with pytest.raises(DocumentRefused):
        planning.keep_example("tiny", "{}")
    assert planning.get_project("tiny") is None
    assert tiny_document()["id"] == "tiny"


def test_a_run_begins_from_the_last_plan_that_was_built_with_its_own_inputs():
    plan = measured(tiny_programme(), tiny_plan())
    first, _ = carried_out(Solved(plan))
    assert planning.settings_of(first).at_hand is None
    project = planning.keep_example("tiny", programme_json(tiny_programme(title="Another title")))
    at_hand = planning.settings_of(planning.start_run(project, SETTINGS)).at_hand
    assert at_hand is not None
    assert at_hand.programme_json == TEXT
    assert at_hand.plan == plan
    of_an_option = planning.start_run(project, SETTINGS, option_key="do-minimum", inputs_json=TEXT)
    assert planning.settings_of(of_an_option).at_hand is None
