"""From what the solver decided to a plan that may be shown: priced, measured, explained, proven, put before both witnesses.

The solver's own figures are compared with what the witnesses find; any disagreement makes the plan a failure, never shown.
"""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from planner.costing.warnings import weekly_limit_warnings
from planner.domain.errors import CannotPrice
from planner.domain.money import format_pence
from planner.domain.plan import Plan, Proof, StageProof
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest
from planner.domain.terms import Strategy
from planner.optimiser.candidates import Candidates
from planner.optimiser.check import rung_of, stage_values
from planner.optimiser.left_out import left_out_of
from planner.optimiser.measured import measured
from planner.optimiser.outcome import Failed, Found, Solved
from planner.optimiser.precheck.money import least_subtotal_pence, with_contingency
from planner.optimiser.solve import Draft, StoppedBy
from planner.optimiser.witness import witness

MONEY_STAGE = "money"
CLOSE_ENOUGH = 1e-6
"""How far the solver's shares may be from the exact ones."""


def finish(programme: Programme, draft: Draft, candidates: Candidates) -> Solved | Failed:
    """The finished plan, or why it must not be shown: it cannot be priced, or a witness disagrees."""
    try:
        plan = measured(programme, draft.plan)
    except CannotPrice as missing:
        return Failed(f"The plan that was found cannot be priced: {missing}.", reason="cannot_price")
    proof = proof_of(programme, plan, draft, candidates)
    plan = plan.model_copy(
        update={
            "programme": programme.id,
            "programme_digest": programme_digest(programme),
            "status": _status(proof),
            "rung": rung_of(programme, plan),
            "left_out": left_out_of(
                programme, plan, candidates, is_settled=proof.stopped_by in ("closed", "gap")
            ),
            "warnings": weekly_limit_warnings(programme, plan),
            "proof": proof,
        }
    )
    verdict = witness(programme, plan)
    told = [f"{each.rule}: {each.where}: {each.words}" for each in verdict.broken]
    told += [f"{each.where}: {each.words}" for each in verdict.differences]
    told += disagreements(programme, plan)
    if told:
        return Failed(
            "A plan was found, but a second look at it does not agree. It is not shown.",
            reason="witnesses",
            details=tuple(told),
        )
    return Solved(plan)


def finish_found(
    programme: Programme, found: Found, stopped_by: StoppedBy, candidates: Candidates
) -> Solved | Failed:
    """The finished plan of a search that had to be ended, its stages at the values that the check finds in it.

    What follows from its decisions had not been settled yet by the solver, so its own figures may be too high; a bound that
    the plan beats all the same makes it a failure.
    """
    try:
        exact = _exact_values(programme, measured(programme, found.plan))
    except CannotPrice as missing:
        return Failed(f"The plan that was found cannot be priced: {missing}.", reason="cannot_price")
    proofs = tuple(_at_value(proof, exact.get(proof.name)) for proof in found.proofs)
    beaten = [proof.name for proof in proofs if _is_beaten(proof)]
    if beaten:
        words = "A plan was found that is better than the solver says any can be. It is not shown."
        return Failed(words, reason="witnesses", details=tuple(beaten))
    return finish(programme, Draft(found.plan, proofs, stopped_by, found.seconds, candidates), candidates)


def _at_value(proof: StageProof, exact: Fraction | int | None) -> StageProof:
    if exact is None:
        return proof
    value = round(Decimal(float(exact)), 9) if isinstance(exact, Fraction) else Decimal(exact)
    off = abs(value - proof.bound)
    is_closed = off < 1 if isinstance(exact, int) else float(off) <= CLOSE_ENOUGH
    gap = round(off / abs(value) if value else off, 9)
    return proof.model_copy(update={"value": value, "gap": gap, "is_closed": is_closed})


def _is_beaten(proof: StageProof) -> bool:
    better = proof.bound - proof.value if proof.sense == "least" else proof.value - proof.bound
    return float(better) > (0.001 if proof.unit != "share" else CLOSE_ENOUGH)


def _exact_values(programme: Programme, plan: Plan) -> dict[str, Fraction | int]:
    """What the check finds for each stage that it measures."""
    found = stage_values(programme, plan)
    exact: dict[str, Fraction | int] = {"value": found.V, MONEY_STAGE: found.C, "wanted_starts": found.misses}
    if plan.strategy is not Strategy.CHANGE:
        # A change of mind counts only what is worse than in the plan at hand.
        exact |= {"worst": found.W, "total": found.T}
    return exact


def disagreements(programme: Programme, plan: Plan) -> list[str]:
    """Where the value that the solver gives a stage is not what the check finds in the plan."""
    if plan.proof is None:
        return []
    exact = _exact_values(programme, plan)
    told: list[str] = []
    for stage in plan.proof.stages:
        known = exact.get(stage.name)
        if known is None:
            continue
        allowed = CLOSE_ENOUGH * max(1, abs(float(known))) if isinstance(known, Fraction) else 0.0
        if abs(float(stage.value) - float(known)) > allowed:
            told.append(f"{stage.name}: the solver says {stage.value}, the check finds {float(known):g}.")
    return told


def proof_of(programme: Programme, plan: Plan, draft: Draft, candidates: Candidates) -> Proof:
    """How far the plan is from the best there is; where the money has no stage of its own, a bound by arithmetic."""
    optimal = bool(draft.proofs) and all(stage.is_closed for stage in draft.proofs)
    money = next((stage for stage in draft.proofs if stage.name == MONEY_STAGE), None)
    subtotal = least_subtotal_pence(programme, candidates, lambda charge: True)
    if money is not None and money.bound.is_finite():
        # Whole pence: a bound between two whole pence is as good as the upper one.
        subtotal = max(subtotal, _whole_up(money.bound))
    subtotal = min(subtotal, plan.subtotal_pence)
    bound = with_contingency(programme, subtotal)
    saving = max(0, plan.total_pence - bound)
    gap = Decimal(saving) / Decimal(plan.total_pence) if plan.total_pence else Decimal(0)
    return Proof(
        optimal=optimal,
        bound=Decimal(bound),
        gap=round(gap, 6),
        stopped_by="closed" if optimal else draft.stopped_by,
        seconds=Decimal(str(round(draft.seconds, 3))),
        stages=draft.proofs,
        words=_words(draft, optimal, money is not None, saving, gap),
    )


def _whole_up(number: Decimal) -> int:
    """The next whole number, forgiving the solver a thousandth."""
    return math.ceil(number - Decimal("0.001"))


def _words(draft: Draft, optimal: bool, has_money_stage: bool, saving_pence: int, gap: Decimal) -> str:
    if optimal:
        return "Proven best: every stage is closed, so no plan does better in the order of what counts."
    why = {
        "time": "Stopped by its time limit",
        "gap": "Stopped once it was near enough",
        "stopped": "Stopped by hand",
        "hand": "Made by hand",
        "closed": "Stopped",
    }[draft.stopped_by]
    still_open = [stage.name for stage in draft.proofs if not stage.is_closed]
    if has_money_stage and still_open in ([], [MONEY_STAGE]):
        if not saving_pence:
            return f"{why}. With the earlier stages held, no plan costs less."
        return (
            f"{why}. With the earlier stages held, the plan could save at most {format_pence(saving_pence)} "
            f"({gap:.2%}) more."
        )
    words = f"{why}, with more than the money still open: another plan might do better in an earlier stage"
    return f"{words}, or save up to {format_pence(saving_pence)}." if saving_pence else f"{words}."


def _status(proof: Proof) -> Literal["optimal", "within_gap", "stopped"]:
    if proof.optimal:
        return "optimal"
    return "within_gap" if proof.stopped_by == "gap" else "stopped"
