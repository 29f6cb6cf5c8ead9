"""What is proven of each stage: its value, its bound, and whether it is closed. A bound that nobody found is never made up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.domain.plan import StageProof
from planner.optimiser.highs import Answer
from planner.optimiser.linear import Values
from planner.optimiser.stages import Stage


@dataclass(frozen=True)
class Done:
    """A stage that has had its turn: the solver's answer (None where there was no time for one), and the seconds it took."""

    stage: Stage
    answer: Answer | None
    seconds: float


def proofs_of(stages: Sequence[Stage], done: Sequence[Done], values: Values) -> tuple[StageProof, ...]:
    """A proof for every stage, in their order: of those that have not had their turn, what is known without a search."""
    waiting = [Done(stage, None, 0.0) for stage in stages[len(done) :]]
    return tuple(_proof(each, values) for each in (*done, *waiting))


def _proof(done: Done, values: Values) -> StageProof:
    stage = done.stage
    value = stage.measured(values)
    bound = _bound(stage, done.answer)
    if stage.is_whole or abs(bound - value) <= stage.step:
        bound = min(bound, value) if stage.sense == "least" else max(bound, value)
    gap = abs(value - bound) / abs(value) if value else abs(bound)
    off = abs(value - bound)
    return StageProof(
        name=stage.name,
        sense=stage.sense,
        unit=stage.unit,
        value=Decimal(round(value)) if stage.is_whole else round(Decimal(value), 9),
        bound=round(Decimal(bound), 9),
        gap=round(Decimal(gap), 9),
        is_closed=off < stage.step if stage.is_whole else off <= stage.step,
        seconds=round(Decimal(done.seconds), 3),
    )


def _bound(stage: Stage, answer: Answer | None) -> float:
    """The better of what the solver has proven, if anything, and what is known without it."""
    known = stage.known_bound()
    if answer is None or not math.isfinite(answer.bound):
        return known
    found = stage.sign * answer.bound / stage.scale
    return max(found, known) if stage.sense == "least" else min(found, known)
