"""What a plan claims of itself beside its sittings and its money: its proof, its status, what was left out and is still to find.

A proof cannot be found again without solving; but it must agree with the plan it stands in, and with itself.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from planner.costing.price import PricedPlan
from planner.domain.plan import Plan, Proof, StageProof
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest
from planner.domain.terms import Strategy
from planner.optimiser.check import stage_values

Claim = tuple[str, str]
"""Where in the plan, and what is wrong there."""

STAGES: dict[Strategy, tuple[str, ...]] = {
    Strategy.FAIREST: ("worst", "total", "value", "money"),
    Strategy.CHEAPEST: ("money", "value"),
    Strategy.MOST: ("value", "worst", "total", "money"),
    Strategy.CHANGE: ("worst", "total", "changes", "money"),
}
"""The stages of each strategy in their order; those about targets are left out where there are no aims."""
ABOUT_TARGETS = ("worst", "total")
CLOSE_ENOUGH = Decimal("0.00001")


def wrong_claims(programme: Programme, plan: Plan, priced: PricedPlan) -> Iterator[Claim]:
    """Each claim of a plan that does not agree with the plan; a plan made by hand may make none."""
    is_by_hand = plan.status == "by_hand"
    if plan.programme_digest and plan.programme_digest != programme_digest(programme):
        yield "programme_digest", "The plan was made for other inputs."
    elif not plan.programme_digest and not is_by_hand:
        yield "programme_digest", "The plan does not say which inputs it was made for."
    if plan.to_find != priced.to_find and not (is_by_hand and not plan.to_find):
        yield "to_find", "What is still to be found is not what the plan rests on."
    if not is_by_hand:
        yield from _of_left_out(programme, plan)
    if plan.proof is not None:
        yield from _of_proof(programme, plan, plan.proof)
    elif not is_by_hand:
        yield "proof", "The plan has no proof, and does not say that it was made by hand."


def _of_left_out(programme: Programme, plan: Plan) -> Iterator[Claim]:
    running = {sitting.id for sitting in plan.sittings}
    every = {
        f"{session.id}-{number}"
        for session in programme.sessions
        for number in range(1, session.repeats.count + 1)
    }
    said = [each.sitting for each in plan.left_out]
    if len(said) != len(set(said)) or set(said) != every - running:
        yield "left_out", "The sessions said to be left out are not those that are missing from the plan."


def _of_proof(programme: Programme, plan: Plan, proof: Proof) -> Iterator[Claim]:
    if not 0 <= proof.bound <= plan.total_pence:
        yield "proof.bound", "The bound of the money is not between nought and the plan’s total."
    gap = (plan.total_pence - proof.bound) / plan.total_pence if plan.total_pence else Decimal(0)
    if abs(gap - proof.gap) > CLOSE_ENOUGH:
        yield "proof.gap", "The gap does not follow from the bound and the total."
    if proof.seconds < 0:
        yield "proof.seconds", "The time taken is less than none."
    names = tuple(stage.name for stage in proof.stages if stage.name != "wanted_starts")
    if proof.stages and names not in _stages_allowed(plan.strategy):
        yield "proof.stages", "The stages are not those of the strategy."
    is_closed = bool(proof.stages) and all(stage.is_closed for stage in proof.stages)
    if proof.optimal != is_closed or (plan.status == "optimal") != proof.optimal:
        yield "proof.optimal", "A plan is optimal only where every stage is closed, and its status says so."
    exact = _measured(programme, plan)
    for stage in proof.stages:
        yield from _of_stage(stage, exact)


def _stages_allowed(strategy: Strategy) -> tuple[tuple[str, ...], ...]:
    stages = STAGES[strategy]
    return stages, tuple(name for name in stages if name not in ABOUT_TARGETS)


def _measured(programme: Programme, plan: Plan) -> dict[str, Fraction]:
    found = stage_values(programme, plan)
    exact = {
        "value": Fraction(found.V),
        "money": Fraction(found.C),
        "wanted_starts": Fraction(found.misses),
    }
    if plan.strategy is not Strategy.CHANGE:
        exact |= {"worst": found.W, "total": found.T}
    return exact


def _of_stage(stage: StageProof, exact: dict[str, Fraction]) -> Iterator[Claim]:
    where = f"proof.stages.{stage.name}"
    known = exact.get(stage.name)
    if known is not None and abs(Fraction(stage.value) - known) > Fraction(CLOSE_ENOUGH):
        yield where, f"It says {stage.value}, and the check finds {float(known):g}."
    better = stage.bound - stage.value if stage.sense == "least" else stage.value - stage.bound
    if better > CLOSE_ENOUGH:
        yield where, "The bound is on the wrong side of the value."
    if stage.gap < 0 or stage.seconds < 0:
        yield where, "The gap or the time taken is less than none."
