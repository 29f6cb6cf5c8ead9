"""The cost-equity frontier: what a fairer plan costs, point by point, with the options on it.

Every point is a plan that was built and checked, at its own budget: the frontier is exact at its points, and silent between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.reports.words import ROUND_UP_TO_MISS, share_words


@dataclass(frozen=True)
class FrontierPoint:
    """A plan on the frontier, or an option beside it: new money in pence, what is missing of all targets together (0 to 1).

    `is_settled` says that nothing better could be had for that money; `is_beaten` that another point costs no more, misses no
    more, and is better in one of the two.
    """

    title: str
    total_pence: int
    missing_share: Fraction
    is_settled: bool
    is_option: bool
    plan_id: int | None
    is_beaten: bool = False

    @property
    def total(self) -> str:
        """New money as it is shown."""
        return format_pence(self.total_pence)

    @property
    def missing(self) -> str:
        """What is missing, never rounded to nothing where something is."""
        return share_words(self.missing_share, ROUND_UP_TO_MISS)


@dataclass(frozen=True)
class Frontier:
    """Points and options in order of their cost; `words` say what more money would change, step by step."""

    points: tuple[FrontierPoint, ...]
    words: tuple[str, ...]


def missing_share(programme: Programme, plan: Plan) -> Fraction:
    """What a plan misses of all targets together, weighed as the programme weighs them: 0 nothing, 1 everything.

    `plan` holds results for the targets of `programme`. Nought where there are no targets.
    """
    weights = {target.id: target.weight for target in programme.targets}
    whole = sum(weights.get(result.id, 1) for result in plan.targets)
    missing = sum(weights.get(result.id, 1) * Fraction(result.shortfall) for result in plan.targets)
    return Fraction(missing, whole) if whole else Fraction(0)


def frontier(points: Sequence[FrontierPoint]) -> Frontier:
    """Points in order of cost, each told whether another beats it, and what each step along those unbeaten brings."""
    ordered = sorted(points, key=lambda point: (point.total_pence, point.missing_share, point.title))
    marked = tuple(_marked(point, ordered) for point in ordered)
    steps = [point for point in marked if not point.is_beaten and not point.is_option]
    return Frontier(marked, tuple(_step(first, second) for first, second in pairwise(steps)))


def _marked(point: FrontierPoint, others: Sequence[FrontierPoint]) -> FrontierPoint:
    is_beaten = any(
        other.total_pence <= point.total_pence
        and other.missing_share <= point.missing_share
        and (other.total_pence, other.missing_share) != (point.total_pence, point.missing_share)
        for other in others
    )
    return FrontierPoint(
        point.title,
        point.total_pence,
        point.missing_share,
        point.is_settled,
        point.is_option,
        point.plan_id,
        is_beaten,
    )


def _step(first: FrontierPoint, second: FrontierPoint) -> str:
    more = format_pence(second.total_pence - first.total_pence)
    if second.missing_share == first.missing_share:
        return f"From {first.total}, {more} more changes nothing in what is missing."
    return f"From {first.total}, {more} more brings what is missing from {first.missing} down to {second.missing}."
