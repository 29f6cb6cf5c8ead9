"""Which road a programme takes: the exact model while it is small enough, else places and dates apart."""

import time
from dataclasses import replace

from planner.domain.places import places_for
from planner.domain.programme import Programme
from planner.domain.sittings import pattern_starts, sittings_of
from planner.domain.terms import Strategy
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import NothingFound, Report, ShouldStop, SolveResult, solve

MOST_FOR_ONE_MODEL = 20_000
"""Sittings times places times starts: above, the exact model takes longer to build than people wait; measured in `benchmarks`."""
MOST_AFTER_ALL = 60_000
"""Up to this many, the exact model is tried where the other road found no plan."""


def solve_by_size(
    programme: Programme, settings: SolveSettings, on_progress: Report, should_stop: ShouldStop
) -> SolveResult:
    """The best plan within the time given, by the road that suits the size; a change of a plan at hand is always exact."""
    count = most_candidates(programme)
    is_change = (settings.strategy or programme.strategy) is Strategy.CHANGE
    if is_change or count <= MOST_FOR_ONE_MODEL:
        return solve(programme, settings, on_progress, should_stop)
    began = time.monotonic()
    answer = solve_apart(programme, settings, on_progress, should_stop)
    left = settings.time_limit_seconds - (time.monotonic() - began)
    if isinstance(answer, NothingFound) and count <= MOST_AFTER_ALL and left > 1 and not should_stop():
        return solve(programme, replace(settings, time_limit_seconds=left), on_progress, should_stop)
    return answer


def most_candidates(programme: Programme) -> int:
    """Sittings times places times starts, before anything is left out."""
    starts = len(pattern_starts(programme))
    return starts * sum(
        len(places_for(programme, sitting.session)) for sitting in sittings_of(programme) if sitting.may_run
    )
