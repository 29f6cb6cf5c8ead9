"""The example that cannot be met: said in time, with repairs that work when they are applied to the document as it is kept."""

import json

import pytest

from planner.examples import example_text
from planner.optimiser.outcome import Change, NoPlan, Solved, SolveSettings
from planner.optimiser.process import DEFAULT_MEMORY_LIMIT_MB, solve_in_child
from planner.optimiser.relax.patches import applied
from planner.services.documents import no_plan_document


@pytest.mark.slow
def test_what_cannot_be_met_comes_with_repairs_that_work():
    text = example_text("cannot-be-met")
    outcome = solve_in_child(text, SolveSettings(time_limit_seconds=60))
    assert isinstance(outcome, NoPlan)
    assert outcome.conflict
    printed = no_plan_document(outcome)
    assert printed["repairs"]
    for repair in printed["repairs"]:
        steps = tuple(Change(step["op"], step["path"], step.get("value")) for step in repair["change"])
        repaired = applied(json.loads(text), steps)
        again = solve_in_child(json.dumps(repaired), SolveSettings(time_limit_seconds=20, gap=0.05))
        assert isinstance(again, Solved), repair
        assert again.plan.total_pence <= repaired["budget"]["total_pence"]
        assert again.peak_memory_mb is None or again.peak_memory_mb < DEFAULT_MEMORY_LIMIT_MB
