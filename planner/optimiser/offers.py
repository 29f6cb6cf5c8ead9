"""Ways of holding a sitting whatever the date: a place in a weekly slot of a financial year, with the starts it has there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.domain.places import Place
from planner.optimiser.holding import Holding

Weekly = tuple[int, int, str]
"""Weekday, minute of the day and place: what people get to know."""


@dataclass(frozen=True, eq=False)
class Way:
    """A place in a weekly slot of a financial year, with the starts (in order of time) at which a sitting may be held so."""

    holding: Holding
    starts: tuple[datetime, ...]

    @property
    def place(self) -> Place:
        """Where."""
        return self.holding.place

    @property
    def weekly(self) -> Weekly:
        """Weekday, minute of the day and place: what people get to know."""
        return (*self.holding.key[:2], self.holding.place.id)


def narrowed(ways: Iterable[Way], is_wanted: Callable[[Way, datetime], bool]) -> tuple[Way, ...]:
    """The ways with only those starts that are wanted; none without a start."""
    found = ((way, tuple(start for start in way.starts if is_wanted(way, start))) for way in ways)
    return tuple(
        way if len(starts) == len(way.starts) else Way(way.holding, starts) for way, starts in found if starts
    )


def nearest(ways: Iterable[Way], start: datetime, most: int) -> tuple[Way, ...]:
    """The ways with only the starts nearest to one: so many places and starts in all, and those as near as the last of them."""
    ways = tuple(ways)
    away = sorted(abs(each - start) for way in ways for each in way.starts)
    if len(away) <= most:
        return ways
    return narrowed(ways, lambda _, each: abs(each - start) <= away[most - 1])


def at(ways: Iterable[Way], place: str, start: datetime) -> tuple[Way, ...]:
    """The one way that has a place at a start, with that start alone; none where there is none."""
    here = (way for way in ways if way.place.id == place)
    return narrowed(here, lambda _, each: each == start)
