"""A decided plan is priced, measured, explained and judged; a disagreement makes it a failure."""

from decimal import Decimal

import pytest

from planner.domain.plan import Plan, StageProof
from planner.domain.programme import Programme
from planner.optimiser.candidates import build_candidates
from planner.optimiser.check import stage_values
from planner.optimiser.explain import next_best
from planner.optimiser.finish import finish
from planner.optimiser.measured import measured
from planner.optimiser.outcome import Failed, Solved
from planner.optimiser.solve import Draft
from tests.builders import (
    changed,
    planned,
    programme_of,
    session,
    target,
    tiny_document,
    tiny_plan,
    tiny_programme,
)


def stage(name: str, value: float, bound: float | None = None, *, is_closed: bool = True) -> StageProof:
    return StageProof(
        name=name,
        sense="least",
        unit="pence",
        value=Decimal(str(value)),
        bound=Decimal(str(value if bound is None else bound)),
        gap=Decimal(0),
        is_closed=is_closed,
        seconds=Decimal("0.1"),
    )


def subtotal(programme: Programme, plan: Plan) -> int:
    return measured(programme, plan).subtotal_pence


def finished(
    programme: Programme, plan: Plan, *stages: StageProof, stopped_by: str = "closed"
) -> Solved | Failed:
    candidates = build_candidates(programme)
    proofs = with_the_others(programme, plan, stages) if stages else ()
    return finish(programme, Draft(plan, proofs, stopped_by, 1.5, candidates), candidates)


def with_the_others(
    programme: Programme, plan: Plan, stages: tuple[StageProof, ...]
) -> tuple[StageProof, ...]:
    """The stages given, and those of *fairest* without aims that are not, each at what the plan comes to."""
    given = {each.name: each for each in stages}
    values = stage_values(programme, measured(programme, plan))
    whole = [
        given.pop(name, stage(name, value)) for name, value in (("value", values.V), ("money", values.C))
    ]
    return (*whole, *given.values())


def test_a_plan_whose_stages_are_closed_is_optimal():
    programme = tiny_programme()
    plan = tiny_plan(programme)
    outcome = finished(programme, plan, stage("money", subtotal(programme, plan)))
    assert isinstance(outcome, Solved)
    assert outcome.plan.status == "optimal"
    assert outcome.plan.proof is not None
    assert outcome.plan.proof.optimal
    assert outcome.plan.proof.bound == outcome.plan.total_pence
    assert outcome.plan.programme_digest
    assert outcome.plan.lines
    assert outcome.plan.rung is not None


def test_the_proof_says_what_could_still_be_saved_with_contingency():
    # Sittings that may share a date may share a booking: arithmetic alone knows of one room hire only.
    apart = changed(tiny_document(), "sessions", 0, "repeats", "least_days_apart", 0)
    programme = programme_of(apart)
    plan = tiny_plan(programme)
    money = subtotal(programme, plan)
    outcome = finished(
        programme, plan, stage("money", money, money - 1000, is_closed=False), stopped_by="time"
    )
    assert isinstance(outcome, Solved)
    assert outcome.plan.status == "stopped"
    assert outcome.plan.proof is not None
    # £10 of the subtotal, and 5 % contingency on it.
    assert outcome.plan.total_pence - outcome.plan.proof.bound == 1050
    assert "£10.50" in outcome.plan.proof.words
    assert not outcome.plan.proof.optimal


def test_a_bound_is_never_below_what_arithmetic_knows():
    programme = tiny_programme()
    plan = tiny_plan(programme)
    money = subtotal(programme, plan)
    outcome = finished(programme, plan, stage("money", money, -1e9, is_closed=False), stopped_by="time")
    assert isinstance(outcome, Solved)
    assert outcome.plan.proof is not None
    assert outcome.plan.proof.bound > outcome.plan.total_pence / 2


def test_a_bound_between_two_pence_counts_as_the_upper():
    programme = tiny_programme()
    plan = tiny_plan(programme)
    money = subtotal(programme, plan)
    outcome = finished(programme, plan, stage("money", money, money - 0.7, is_closed=False), stopped_by="gap")
    assert isinstance(outcome, Solved)
    assert outcome.plan.status == "within_gap"
    assert outcome.plan.proof is not None
    assert outcome.plan.proof.bound == outcome.plan.total_pence


@pytest.mark.parametrize("name", ["money", "value", "wanted_starts"])
def test_a_solver_that_says_another_figure_than_the_check_fails(name: str):
    programme = tiny_programme()
    plan = tiny_plan(programme)
    values = stage_values(programme, measured(programme, plan))
    right = {"money": values.C, "value": values.V, "wanted_starts": values.misses}[name]
    assert isinstance(finished(programme, plan, stage(name, right)), Solved)
    outcome = finished(programme, plan, stage(name, right + 1))
    assert isinstance(outcome, Failed)
    assert outcome.reason == "witnesses"
    assert any(name in each for each in outcome.details)


def test_a_plan_that_breaks_a_rule_is_not_shown():
    programme = tiny_programme()
    late = planned("design-2", "2027-01-14T14:00", "hall/main", {"residents": 6, "officers": 2})
    plan = tiny_plan(programme)
    broken = Plan.model_validate_json(
        plan.model_copy(update={"sittings": (plan.sittings[0],)}).model_dump_json()
    ).model_copy(
        update={
            "sittings": (plan.sittings[0], Plan.model_validate(_with(plan, late), strict=False).sittings[0])
        }
    )
    outcome = finished(programme, broken)
    assert isinstance(outcome, Failed)
    assert outcome.reason == "witnesses"
    assert any(each.startswith("in_order") for each in outcome.details)


def _with(plan: Plan, sitting: dict) -> dict:
    return {"programme": plan.programme, "sittings": [sitting]}


def test_a_plan_that_cannot_be_priced_fails():
    programme = programme_of(changed(tiny_document(), "rate_card", "rates", 0, "valid_from", "2027-01-15"))
    outcome = finished(programme, tiny_plan(programme))
    assert isinstance(outcome, Failed)
    assert outcome.reason == "cannot_price"


def optional_programme(budget_pence: int) -> Programme:
    document = tiny_document(
        sessions=[
            session("design", ["residents", "officers"], repeats={"count": 2, "least_days_apart": 7}),
            session("party", ["residents"], repeats={"count": 3, "required_count": 0}),
            session("choir", ["officers"], least_people=50, repeats={"required_count": 0}),
        ],
        budget={"total_pence": budget_pence},
    )
    return programme_of(document)


def test_what_is_left_out_says_why():
    rich, poor = optional_programme(1_000_000), optional_programme(100_000)
    plan = tiny_plan(rich)
    outcome = finished(rich, plan)
    assert isinstance(outcome, Solved)
    because = {each.sitting: each.because for each in outcome.plan.left_out}
    assert set(because) == {"party-1", "party-2", "party-3", "choir-1"}
    assert "weighed" in because["party-1"]
    assert "follows" in because["party-2"]
    assert "no place and start" in because["choir-1"]
    outcome = finished(poor, plan)
    assert isinstance(outcome, Solved)
    because = {each.sitting: each.because for each in outcome.plan.left_out}
    assert because["party-1"].startswith("Money: by itself it costs at least £")


def test_the_next_best_place_and_start_is_priced_and_what_is_broken_named():
    document = changed(tiny_document(), "venues", 0, "rooms", "+", {**ROOM, "id": "dear"})
    programme = programme_of(document)
    plan = measured(programme, tiny_plan(programme))
    found = next_best(programme, plan, "design-2", build_candidates(programme))
    assert (found.place, found.more_pence) == ("hall/main", 0)
    assert found.start is not None
    assert f"{found.start:%Y-%m-%d}" in ("2027-01-21", "2027-01-26", "2027-01-28")
    assert dict(found.broken)["in_order"] > 0
    with pytest.raises(LookupError):
        next_best(programme, plan, "design-9", build_candidates(programme))


def test_targets_are_measured_by_the_check():
    programme = programme_of(tiny_document(targets=[target("equal_footing", level=0.5, scope="every")]))
    outcome = finished(programme, tiny_plan(programme))
    assert isinstance(outcome, Solved)
    assert [(each.id, each.met) for each in outcome.plan.targets] == [("equal-footing", True)]


ROOM = tiny_document()["venues"][0]["rooms"][0]
