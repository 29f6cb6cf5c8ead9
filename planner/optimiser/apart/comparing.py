"""Plans with their proofs compared: which is better, which is near enough, and what is proven of the better one."""

from dataclasses import replace
from decimal import Decimal

from planner.domain.plan import StageProof
from planner.optimiser.solve import Draft

SAME = Decimal("1e-7")
"""Values of a stage no further apart than this are the same."""


def is_near(draft: Draft, gap: float, stages: tuple[str, ...] = ()) -> bool:
    """Whether all (or some stages) of a plan is as near its bound as was asked for."""
    return all(
        proof.is_closed or proof.gap <= gap for proof in draft.proofs if not stages or proof.name in stages
    )


def is_worse(one: Draft, other: Draft) -> bool:
    """Whether the first stage in which two plans differ is worse in the one."""
    for mine, theirs in zip(one.proofs, other.proofs, strict=True):
        if abs(mine.value - theirs.value) > SAME:
            return (mine.value > theirs.value) == (mine.sense == "least")
    return False


def better_of(one: Draft, other: Draft) -> Draft:
    """The better of two plans of one programme, the first where they are as good, with what is proven of either."""
    if not is_worse(one, other):
        return one
    proofs: list[StageProof] = []
    holds = True
    for mine, theirs in zip(one.proofs, other.proofs, strict=True):
        # What is proven of a stage is for plans that reach as much in all before: as long as the better one does, it holds.
        proofs.append(_with_better_bound(theirs, mine) if holds else theirs)
        reaches = (mine.value - theirs.value) * (1 if mine.sense == "least" else -1)
        holds = holds and reaches >= -SAME
    return replace(other, proofs=tuple(proofs))


def _with_better_bound(proof: StageProof, other: StageProof) -> StageProof:
    is_least = proof.sense == "least"
    if (other.bound <= proof.bound) == is_least:
        return proof
    bound = min(other.bound, proof.value) if is_least else max(other.bound, proof.value)
    off = abs(proof.value - bound)
    gap = round(off / abs(proof.value) if proof.value else off, 9)
    return proof.model_copy(update={"bound": bound, "gap": gap, "is_closed": proof.is_closed or off <= SAME})
