"""Candidates: sitting x place x start, kept as ways (a place in a weekly slot), and each excluded one with its reasons.

Sittings that nothing but their number tells apart share theirs. A year of starts at many places is millions of candidates: none
of them is made one by one. Source: `docs/formulation.md` §1 to §4. What pruning removes keeps its reasons, so that the diagnosis
can name them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
from planner.optimiser.canonical import canonical
from planner.optimiser.constraints.pruning import PRUNING_BY_DATE, PRUNING_BY_PLACE, Reason
from planner.optimiser.holding import Holding, HoldingKey, holding_key, holding_of
from planner.optimiser.offers import Way


@dataclass(frozen=True)
class Excluded:
    """Starts of one weekly slot that a sitting may not have at a place, and why; an empty place: at no place at all."""

    place: str
    starts: tuple[datetime, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Candidates:
    """All of a programme's candidates, and what is excluded, by sitting id, in the order of places and starts."""

    sittings: tuple[Sitting, ...]
    ways: Mapping[str, tuple[Way, ...]]
    excluded: Mapping[str, tuple[Excluded, ...]]
    pricing: Pricing = field(compare=False, repr=False)

    @property
    def programme(self) -> Programme:
        """What they are the candidates of."""
        return self.pricing.programme

    def count(self) -> int:
        """How many places and starts there are in all."""
        return sum(len(way.starts) for those in self.ways.values() for way in those)

    def starts(self) -> dict[str, tuple[datetime, ...]]:
        """The starts that each sitting may have at any place, in order of time, by sitting id."""
        known: dict[int, tuple[datetime, ...]] = {}
        for those in self.ways.values():
            if id(those) not in known:
                known[id(those)] = tuple(sorted({start for way in those for start in way.starts}))
        return {key: known[id(those)] for key, those in self.ways.items()}

    def only(self, ways: Mapping[str, tuple[Way, ...]]) -> "Candidates":
        """A part of them: these ways, and of a sitting that is not named none."""
        return replace(self, ways={each.id: ways.get(each.id, ()) for each in self.sittings})

    def in_order_of(self, programme: Programme) -> "Candidates":
        """The same, sittings as in a programme that differs in the order of its lists alone."""
        return replace(self, sittings=sittings_of(programme))


Known = tuple[Holding | None, tuple[Reason, ...]]
AtPlaces = tuple[tuple[Way, ...], tuple[Excluded, ...]]
ByKey = Mapping[HoldingKey, tuple[datetime, ...]]


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
            alike[key] = _at_places(pricing, sitting, _by_key(pricing, starts), tuple(never))
        found[sitting.id] = alike[key]
    return Candidates(
        sittings,
        {key: kept for key, (kept, _) in found.items()},
        {key: left_out for key, (_, left_out) in found.items()},
        pricing,
    )


def candidates_to_solve(programme: Programme) -> Candidates:
    """Every candidate of the programme in the order of its content, as which it is solved (`canonical`)."""
    return build_candidates(canonical(programme))


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
            yield Excluded("", (start,), tuple(Reason("starts_are_allowed", code) for code in codes))


def _by_key(pricing: Pricing, starts: tuple[datetime, ...]) -> ByKey:
    found: dict[HoldingKey, list[datetime]] = {}
    for start in starts:
        found.setdefault(holding_key(pricing, start), []).append(start)
    return {key: tuple(those) for key, those in found.items()}


def _at_places(pricing: Pricing, sitting: Sitting, by_key: ByKey, never: tuple[Excluded, ...]) -> AtPlaces:
    kept: list[Way] = []
    left_out = list(never)
    for place in places_for(pricing.programme, sitting.session):
        is_alike_each_week = not sitting.session.milestones and not (place.venue and place.venue.closures)
        for starts in by_key.values():
            holding, reasons = _judged(pricing, sitting, place, starts[0])
            looked_at = starts[:1] if is_alike_each_week else starts
            dated = [_reasons_of_date(pricing, sitting, place, start) for start in looked_at]
            for why, those in _alike(starts, dated):
                if holding is None or reasons or why:
                    left_out.append(Excluded(place.id, those, (*reasons, *why)))
                else:
                    kept.append(Way(holding, those))
    return tuple(kept), tuple(left_out)


def _reasons_of_date(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> tuple[Reason, ...]:
    return tuple(reason for prune in PRUNING_BY_DATE for reason in prune(pricing, sitting, place, start))


def _alike(
    starts: tuple[datetime, ...], dated: list[tuple[Reason, ...]]
) -> Iterator[tuple[tuple[Reason, ...], tuple[datetime, ...]]]:
    """Starts put together by the rules that refuse them, each with the reasons of the first; one reason stands for all starts."""
    if len(dated) == 1:
        yield dated[0], starts
        return
    found: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for number, reasons in enumerate(dated):
        found.setdefault(tuple((each.rule, each.code) for each in reasons), []).append(number)
    for numbers in found.values():
        yield dated[numbers[0]], tuple(starts[number] for number in numbers)


def _judged(pricing: Pricing, sitting: Sitting, place: Place, start: datetime) -> Known:
    try:
        holding = holding_of(pricing, sitting, place, start)
    except CannotPrice as missing:
        return None, (Reason("fair_pay", "cannot_price", {"missing": missing.code, **missing.parameters}),)
    reasons = tuple(
        reason for prune in PRUNING_BY_PLACE for reason in prune(pricing.programme, sitting, holding)
    )
    return holding, reasons
