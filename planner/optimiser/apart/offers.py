"""Ways of holding a sitting whatever the date: a place in a weekly slot of a financial year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.optimiser.candidates import Candidate
from planner.optimiser.holding import Holding

Weekly = tuple[int, int, str]
"""Weekday, minute of the day and place: what people get to know."""


@dataclass(frozen=True, eq=False)
class Way:
    """A place in a weekly slot of a financial year, with the starts at which a sitting may be held so."""

    holding: Holding
    starts: tuple[datetime, ...]

    @property
    def weekly(self) -> Weekly:
        """Weekday, minute of the day and place: what people get to know."""
        return (*self.holding.key[:2], self.holding.place.id)


def ways_of(candidates: Iterable[Candidate]) -> tuple[Way, ...]:
    """The ways among candidates, in their order."""
    starts: dict[int, list[datetime]] = {}
    holdings: dict[int, Holding] = {}
    for each in candidates:
        starts.setdefault(id(each.holding), []).append(each.start)
        holdings[id(each.holding)] = each.holding
    return tuple(Way(holding, tuple(starts[key])) for key, holding in holdings.items())
