"""Few places and dates for each sitting: the ways that the problem without dates chose, on dates spread over the calendar.

Sittings that follow one another are moved by one and the same part of the room they have, so that their days apart stay; those
that have nothing to do with each other by different parts, so that they seldom want one room or one person on one day.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.optimiser.apart.relaxed import Ways
from planner.optimiser.candidates import Candidates
from planner.optimiser.offers import Way, Weekly, at, narrowed, nearest
from planner.optimiser.order import Order, windows

GOLDEN = 0.6180339887498949
"""Steps of this part of the whole, taken modulo one, spread any number of things evenly."""


At = tuple[str, datetime]
"""Place and start of a sitting."""


@dataclass(frozen=True)
class Chosen:
    """Of a sitting: the ways chosen for it, the people who come then (`Alike.who`), and the financial years."""

    weekly: frozenset[Weekly]
    who: frozenset[Hashable]
    years: frozenset[str]


@dataclass(frozen=True)
class Assigned:
    """The place in a weekly slot that a sitting was given, and the people who come then (`Alike.who`)."""

    weekly: Weekly
    who: Hashable


@dataclass(frozen=True)
class Breadth:
    """How much of the whole is looked at: places and times beside those chosen, candidates of a sitting, other years too."""

    places: int
    candidate_count: int
    all_years: bool = False


def part_of(candidates: Candidates, ways: Ways, chosen: Mapping[str, Chosen], breadth: Breadth) -> Candidates:
    """The candidates of a problem that is small enough to be solved with everything in it."""
    weekly = weekly_of(candidates, ways, chosen, breadth.places)
    found: dict[str, tuple[Way, ...]] = {}
    for sitting in (each for each in candidates.sittings if each.id in ways.alike):
        wanted = weekly[sitting.session.id]
        years = chosen[sitting.id].years
        found[sitting.id] = tuple(
            way
            for way in candidates.ways[sitting.id]
            if way.weekly in wanted and (breadth.all_years or not years or way.holding.key[2] in years)
        )
    return _spread(candidates.only(found), ways, breadth.candidate_count)


def assigned_part(
    candidates: Candidates, ways: Ways, assigned: Mapping[str, Assigned], breadth: Breadth
) -> Candidates:
    """The candidates of each sitting in the place and weekly slot it was given, and in the cheapest others to which the same
    people come; sittings that were given none are not held.
    """
    found: dict[str, tuple[Way, ...]] = {}
    for sitting_id, given in assigned.items():
        wanted = {given.weekly}
        if breadth.places:
            costs = sorted(
                (pence, way.weekly)
                for alike in ways.alike[sitting_id]
                if alike.who == given.who
                for pence, way in zip(alike.pence, alike.ways, strict=True)
            )
            wanted |= set(list(dict.fromkeys(weekly for _, weekly in costs))[: breadth.places])
        found[sitting_id] = tuple(way for way in candidates.ways[sitting_id] if way.weekly in wanted)
    return _spread(candidates.only(found), ways, breadth.candidate_count)


def chosen_at(candidates: Candidates, ways: Ways, where: Mapping[str, At]) -> dict[str, Chosen]:
    """What a plan chose: `where` gives place and start of each sitting that runs."""
    found: dict[str, Chosen] = {}
    for sitting_id, (place, start) in where.items():
        (here,) = at(candidates.ways[sitting_id], place, start)
        who = {
            alike.who
            for alike in ways.alike[sitting_id]
            if any(way.holding is here.holding for way in alike.ways)
        }
        found[sitting_id] = Chosen(frozenset({here.weekly}), frozenset(who), frozenset())
    return found


def weekly_of(
    candidates: Candidates, ways: Ways, chosen: Mapping[str, Chosen], places: int
) -> dict[str, set[Weekly]]:
    """By session, so that repeats can keep weekday, time and place: what was chosen for any of its sittings, and the cheapest
    others to which the same people come.
    """
    found: dict[str, set[Weekly]] = {each.session.id: set() for each in candidates.sittings}
    who: dict[str, set[Hashable]] = {each.session.id: set() for each in candidates.sittings}
    for sitting in candidates.sittings:
        if sitting.id in chosen:
            found[sitting.session.id] |= chosen[sitting.id].weekly
            who[sitting.session.id] |= chosen[sitting.id].who
    for sitting in candidates.sittings:
        costs: dict[Hashable, list[tuple[int, Weekly]]] = {}
        for alike in ways.alike.get(sitting.id, ()):
            if alike.who in who[sitting.session.id]:
                found_pence = zip(alike.pence, alike.ways, strict=True)
                costs.setdefault(alike.who, []).extend((pence, way.weekly) for pence, way in found_pence)
        for those in costs.values():
            found[sitting.session.id].update(weekly for _, weekly in sorted(those)[:places])
    return found


def _spread(part: Candidates, ways: Ways, most: int) -> Candidates:
    """Of each sitting the candidates (about so many at most) nearest to where it stands when all are spread over the calendar."""
    inside = {key: set(those) for key, those in ways.windows.items()}
    starts = {
        key: tuple(start for start in those if start in inside[key]) for key, those in part.starts().items()
    }
    left = windows(ways.order, starts)
    moved = _parts(ways.order, part.ways)
    made: dict[str, tuple[Way, ...]] = {}
    for key, those in part.ways.items():
        window = set(left[key])
        kept = narrowed(those, lambda _, start, window=window: start in window)  # type: ignore[misc]
        if kept:
            middle = _between(left[key], moved[key])
            kept = nearest(kept, datetime.combine(middle, time(12)), most)
        made[key] = kept
    return part.only(made)


def _between(window: tuple[datetime, ...], part: float) -> date:
    first, last = window[0].date(), window[-1].date()
    return first + timedelta(days=round(part * (last - first).days))


def _parts(order: Order, sitting_ids: Iterable[str]) -> dict[str, float]:
    """A part of the whole for each sitting, the same for all that order joins."""
    leader = {key: key for key in sitting_ids}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    pairs = [(lag.before.id, lag.after.id) for lag in order.lags]
    pairs += [(each.id, within.after.id) for within in order.within for each in within.before]
    for one, other in pairs:
        leader[find(other)] = find(one)
    numbers: dict[str, int] = {}
    for key in leader:
        numbers.setdefault(find(key), len(numbers))
    return {key: (numbers[find(key)] * GOLDEN) % 1.0 for key in leader}
