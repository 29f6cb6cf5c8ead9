"""Candidates: sitting x place x start, each built once, and each excluded one with its reasons.

Sittings that nothing but their number tells apart share theirs. Source: `docs/formulation.md` §1 to §4. What pruning removes
keeps its reasons, so that the diagnosis can name them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.places import Place, places_for
from planner.domain.programme import Programme
from planner.domain.sittings import (
    Sitting,
    blocked_days,
    open_starts,
    pattern_starts,
    sittings_of,
    start_problems,
)
from planner.optimiser.constraints.pruning import PRUNING_BY_DATE, PRUNING_BY_PLACE, Reason
from planner.optimiser.holding import Holding, HoldingKey, holding_key, holding_of


@dataclass(frozen=True)
class Candidate:
    """A place from a start, with everything that holding a sitting there and then comes to."""

    start: datetime
    holding: Holding

    @property
    def place(self) -> Place:
        """Where."""
        return self.holding.place


@dataclass(frozen=True)
class Excluded:
    """A place and start that a sitting may not have, and why; an empty place: at no place at that start."""

    place: str
    start: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Candidates:
    """All of a programme's candidates, and what is excluded, by sitting id, in the order of places and starts."""

    sittings: tuple[Sitting, ...]
    by_sitting: dict[str, tuple[Candidate, ...]]
    excluded: dict[str, tuple[Excluded, ...]]
    pricing: Pricing = field(compare=False, repr=False)

    def count(self) -> int:
        """How many there are in all."""
        return sum(len(each) for each in self.by_sitting.values())


Known = tuple[Holding | None, tuple[Reason, ...]]
AtPlaces = tuple[tuple[Candidate, ...], tuple[Excluded, ...]]


def build_candidates(programme: Programme, pricing: Pricing | None = None) -> Candidates:
    """Every candidate of every sitting that may run, and every exclusion with its reasons."""
    pricing = pricing or Pricing(programme)
    blocked = blocked_days(programme.calendar)
    pattern = pattern_starts(programme)
    alike: dict[str, AtPlaces] = {}
    found: dict[str, AtPlaces] = {}
    sittings = sittings_of(programme)
    for sitting in sittings:
        key = sitting.id if _is_its_own(pricing, sitting) else sitting.session.id + "-"
        if not sitting.may_run:
            found[sitting.id] = (), ()
            continue
        if key not in alike:
            starts = open_starts(programme, sitting, pattern, blocked)
            never = _starts_left_out(programme, sitting, pattern, frozenset(starts), blocked)
            alike[key] = _at_places(pricing, sitting, starts, tuple(never))
        found[sitting.id] = alike[key]
    return Candidates(
        sittings,
        {key: kept for key, (kept, _) in found.items()},
        {key: left_out for key, (_, left_out) in found.items()},
        pricing,
    )


def _is_its_own(pricing: Pricing, sitting: Sitting) -> bool:
    """Whether anything but its number tells a sitting from the others of its session."""
    return bool(sitting.pins or sitting.state is not None or pricing.amount_pins(sitting.id))


def _starts_left_out(
    programme: Programme,
    sitting: Sitting,
    pattern: tuple[datetime, ...],
    kept: frozenset[datetime],
    blocked: dict[date, str],
) -> Iterator[Excluded]:
    for start in pattern:
        if start not in kept:
            codes = start_problems(programme, sitting, start, blocked)
            yield Excluded("", start, tuple(Reason("starts_are_allowed", code) for code in codes))


def _at_places(
    pricing: Pricing, sitting: Sitting, starts: tuple[datetime, ...], never: tuple[Excluded, ...]
) -> AtPlaces:
    kept: list[Candidate] = []
    left_out = list(never)
    keyed = [(start, holding_key(pricing, start)) for start in starts]
    for place in places_for(pricing.programme, sitting.session):
        known: dict[HoldingKey, Known] = {}
        always: set[HoldingKey] = set()
        is_alike_each_week = not sitting.session.milestones and not (place.venue and place.venue.closures)
        for start, key in keyed:
            if key not in known:
                known[key] = _judged(pricing, sitting, place, start)
            holding, reasons = known[key]
            dated: list[Reason] = []
            if key not in always:
                dated = [
                    reason for prune in PRUNING_BY_DATE for reason in prune(pricing, sitting, place, start)
                ]
                if is_alike_each_week and not dated:
                    always.add(key)
            if holding is None or reasons or dated:
                left_out.append(Excluded(place.id, start, (*reasons, *dated)))
            else:
                kept.append(Candidate(start, holding))
    return tuple(kept), tuple(left_out)


def _judged(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Known:
    try:
        holding = holding_of(pricing, sitting, place, start)
    except CannotPrice as missing:
        return None, (Reason("fair_pay", "cannot_price", {"missing": missing.code, **missing.parameters}),)
    reasons = tuple(
        reason for prune in PRUNING_BY_PLACE for reason in prune(pricing.programme, sitting, holding)
    )
    return holding, reasons
