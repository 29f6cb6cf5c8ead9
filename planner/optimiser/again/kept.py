"""The bounds of the plan at hand, for a programme that allows nothing more than the one they were found for."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from planner.domain.plan import StageProof
from planner.optimiser.stages import SHARE_LEEWAYS, Stage


class Kept:
    """Bounds for each stage, as long as what is reached before is no worse than in the plan at hand."""

    def __init__(self, proofs: Sequence[StageProof]) -> None:
        """Take what was proven of the plan at hand; nothing where it does not hold any more."""
        self._proofs = {proof.name: proof for proof in proofs}
        self._is_worse = False

    def known(self, stage: Stage) -> float:
        """Give the proven bound of a stage, in its own unit; what is known without a search where nothing was kept."""
        proof = self._proofs.get(stage.name)
        known = stage.known_bound()
        if proof is None or self._is_worse:
            return known
        found = float(proof.bound)
        return max(found, known) if stage.sense == "least" else min(found, known)

    def bound(self, stage: Stage, seconds: float) -> float:
        """Give the same in the model's units as minimised; it takes no time."""
        return stage.sign * stage.scale * self.known(stage)

    def likely(self, stage: Stage) -> float:
        """Give what the plan at hand reaches, in the same units."""
        proof = self._proofs.get(stage.name)
        return -math.inf if proof is None else stage.sign * stage.scale * float(proof.value)

    def hold(self, stage: Stage, value: float) -> None:
        """Be told what the changed plan reaches: if less than the plan at hand, later bounds do not hold for it."""
        proof = self._proofs.get(stage.name)
        slack = 0.5 if stage.is_whole else float(SHARE_LEEWAYS[0])
        if proof is None or stage.sign * (value - float(proof.value)) > slack:
            self._is_worse = True


def with_kept(stages: Sequence[Stage], kept: Kept) -> list[Stage]:
    """Stages whose bounds without a search are those that were kept."""
    return [replace(stage, known_bound=partial(kept.known, stage)) for stage in stages]
