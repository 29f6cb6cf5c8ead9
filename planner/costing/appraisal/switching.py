"""Switching values: by how much an option's cost would have to change before another is as cheap.

Source: HM Treasury Green Book (2022), 5.68. What a dearer option gives has to be worth the difference; nothing says that it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class SwitchingValue:
    """Against another option: the gap in pence (its cost less ours: below nought it is cheaper), and that as a part of our cost.

    `share` is None where ours costs nothing.
    """

    other: str
    gap_pence: int
    share: Fraction | None

    @property
    def is_cheaper(self) -> bool:
        """Whether the other option is cheaper: what ours gives more has to be worth the gap."""
        return self.gap_pence < 0


def switching_values(costs_pence: Mapping[str, int], chosen: str) -> tuple[SwitchingValue, ...]:
    """For every other option, what its cost is more or less than the chosen one's; raises `KeyError` for an unknown one."""
    own = costs_pence[chosen]
    return tuple(
        SwitchingValue(key, pence - own, Fraction(pence - own, own) if own else None)
        for key, pence in costs_pence.items()
        if key != chosen
    )
