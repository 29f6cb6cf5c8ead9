"""Which road a programme takes: the exact model while it is tiny, else places and dates apart, and the exact model after that."""

import time
from dataclasses import replace

from planner.domain.places import places_for
from planner.domain.programme import Programme
from planner.domain.sittings import pattern_starts, sittings_of
from planner.domain.terms import Strategy
from planner.optimiser.again import is_enough, mended
from planner.optimiser.apart.comparing import better_of
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.candidates import build_candidates
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, NothingFits, NothingFound, Report, ShouldStop, SolveResult, solve

FEWEST_APART = 1_000
"""Candidates: below, the exact model alone is as soon done; measured in `benchmarks`."""
MOST_AFTER_ALL = 60_000
"""Up to this many, the exact model is tried where the other road found no plan."""
MANY_TIMES = 400
"""Where so many times as many places and starts are offered, they are not counted one by one: most are never left out."""


def solve_by_size(
    programme: Programme, settings: SolveSettings, on_progress: Report, should_stop: ShouldStop
) -> SolveResult:
    """The best plan within the time given: the last one mended if that is near enough, else by the road that suits the size.

    A change of a plan at hand is always exact.
    """
    began = time.monotonic()
    if (settings.strategy or programme.strategy) is Strategy.CHANGE:
        return solve(programme, settings, on_progress, should_stop)
    again = mended(programme, settings, on_progress, should_stop)
    if again is not None and is_enough(again, programme, settings):
        return again
    left = settings.time_limit_seconds - (time.monotonic() - began)
    answer = _from_the_beginning(
        programme, replace(settings, time_limit_seconds=max(left, 0.0)), on_progress, should_stop, again
    )
    if again is None or isinstance(answer, NothingFits):
        return answer
    return better_of(answer, again) if isinstance(answer, Draft) else again


def _from_the_beginning(
    programme: Programme,
    settings: SolveSettings,
    on_progress: Report,
    should_stop: ShouldStop,
    at_hand: Draft | None,
) -> SolveResult:
    began, count = time.monotonic(), candidate_count(programme)
    if count < FEWEST_APART:
        return solve(programme, settings, on_progress, should_stop)
    answer = solve_apart(programme, settings, on_progress, should_stop, at_hand)
    left = settings.time_limit_seconds - (time.monotonic() - began)
    if isinstance(answer, NothingFound) and count <= MOST_AFTER_ALL and left > 1 and not should_stop():
        return solve(programme, replace(settings, time_limit_seconds=left), on_progress, should_stop)
    return answer


def candidate_count(programme: Programme) -> int:
    """How many places and starts all sittings have; before anything is left out where these are very many."""
    starts = len(pattern_starts(programme))
    offered = starts * sum(
        len(places_for(programme, sitting.session)) for sitting in sittings_of(programme) if sitting.may_run
    )
    if offered < FEWEST_APART or offered > MANY_TIMES * FEWEST_APART:
        return offered
    return build_candidates(programme).count()
