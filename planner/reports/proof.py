"""How far a plan is from the best there is, stage by stage: for the annex."""

from dataclasses import dataclass
from fractions import Fraction

from planner.domain.money import format_pence
from planner.domain.plan import Plan, StageProof
from planner.reports.words import STRATEGY_WORDS, number_words, sentence, share_words

STAGE_NAMES = {
    "worst": "What is missing of the target furthest from its level",
    "total": "What is missing of all targets together",
    "value": "People taking part, counted by the priority of each session",
    "money": "New money before contingency",
    "wanted_starts": "Sessions away from the times people asked for",
    "changes": "Changes to the plan before",
}
"""The stages of *What best means*, in words; a stage of another name shows by that name."""

UNIT_WORDS = {
    "share": "(0: nothing is missing, 1: everything is)",
    "priority x people": "people × priority",
    "sittings": "sessions",
}

STOPPED_WORDS = {
    "closed": "every stage was worked out to the end",
    "gap": "it came as close as was asked for",
    "time": "the time allowed ran out",
    "stopped": "somebody stopped it",
    "hand": "it was made by hand",
}


@dataclass(frozen=True)
class ProofRow:
    """A stage: what is made least or most, what the plan reaches, the best that could be, and whether that is settled."""

    stage: str
    sense: str
    value: str
    bound: str
    gap: str
    is_closed: bool
    closed: str
    seconds: str


def proof_rows(plan: Plan) -> tuple[ProofRow, ...]:
    """The stages of a plan's proof in the order they were worked out; none for a plan made by hand."""
    return tuple(_row(stage) for stage in plan.proof.stages) if plan.proof else ()


def proof_words(plan: Plan) -> str:
    """The proof in a sentence or two: what was looked for, how it ended, what could still be saved at most."""
    proof = plan.proof
    if proof is None or proof.stopped_by == "hand":
        return "This plan was made by hand. It has been priced and checked, and no better one has been looked for."
    looked_for = f"We looked for {STRATEGY_WORDS[plan.strategy]}, and {STOPPED_WORDS[proof.stopped_by]}."
    if proof.optimal:
        return f"{looked_for} No other plan does better."
    own = sentence(proof.words)
    if own:
        return f"{looked_for} {own}"
    saving_pence = max(0, plan.total_pence - int(proof.bound))
    return f"{looked_for} Another plan could save at most {format_pence(saving_pence)}, everything else held."


def _row(stage: StageProof) -> ProofRow:
    return ProofRow(
        stage=STAGE_NAMES.get(stage.name, sentence(stage.name.replace("_", " ")).removesuffix(".")),
        sense="As little as possible" if stage.sense == "least" else "As much as possible",
        value=_value_words(stage, Fraction(stage.value)),
        bound=_value_words(stage, Fraction(stage.bound)),
        gap=share_words(stage.gap),
        is_closed=stage.is_closed,
        closed="Settled" if stage.is_closed else "Could still be better",
        seconds=f"{number_words(stage.seconds)} s",
    )


def _value_words(stage: StageProof, value: Fraction) -> str:
    if stage.unit == "pence":
        return format_pence(int(value))
    unit = UNIT_WORDS.get(stage.unit, stage.unit)
    return f"{number_words(value, 4)} {unit}".strip()
