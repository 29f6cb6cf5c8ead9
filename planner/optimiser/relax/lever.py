"""What a diagnosis works with: rules of one programme that can be put out of action, and changes that may be offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.optimiser.relax.patches import Edit

Wish = Literal["any", "least_money", "fairest"]
"""What a trial looks for: any plan, the one that needs the least new money, the one nearest to its targets."""


@dataclass(frozen=True)
class Settled:
    """The smallest change found: in words for people, and as edits of the document."""

    what: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Offer:
    """A change that may be offered: solve `loosened` with `wish`, then let `settle` say how much of it the plan used.

    `settle` gives None where the plan did without.
    """

    wish: Wish
    loosened: Callable[[Programme], Programme]
    settle: Callable[[Programme, Plan], Settled | None]


@dataclass(frozen=True)
class Lever:
    """A rule as one input states it: `freed` is the programme in which it asks nothing.

    `offers` are ways to loosen it that may be offered, the smallest first; none for access, fair pay, safety and what
    people have set for themselves.
    """

    rule: str
    path: str
    words: str
    freed: Callable[[Programme], Programme]
    offers: tuple[Offer, ...] = ()


def fixed(edits: tuple[Edit, ...], what: str) -> Callable[[Programme, Plan], Settled]:
    """A settlement that does not depend on the plan."""
    return lambda programme, plan: Settled(what, edits)
