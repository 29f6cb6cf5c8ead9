"""Which road a programme takes: the exact model while it is tiny, else places and dates apart, and the exact model after that."""

import time
from dataclasses import replace

from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.again import is_enough, mended
from planner.optimiser.apart.comparing import better_of
from planner.optimiser.apart.road import solve_apart
from planner.optimiser.candidates import Candidates, candidates_to_solve
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, NothingFits, NothingFound, Report, ShouldStop, SolveResult, solve

FEWEST_APART = 1_000
"""Candidates: below, the exact model alone is as soon done; measured in `benchmarks`."""
MOST_AFTER_ALL = 60_000
"""Up to this many, the exact model is tried where the other road found no plan."""


def solve_by_size(
    programme: Programme,
    settings: SolveSettings,
    on_progress: Report,
    should_stop: ShouldStop,
    candidates: Candidates | None = None,
) -> SolveResult:
    """The best plan within the time given: the last one mended if that is near enough, else by the road that suits the size.

    A change of a plan at hand is always exact. `candidates` are those `candidates_to_solve` gives, where they have been built.
    """
    began = time.monotonic()
    candidates = candidates or candidates_to_solve(programme)
    if (settings.strategy or programme.strategy) is Strategy.CHANGE:
        return solve(programme, settings, on_progress, should_stop, candidates)
    again = mended(programme, settings, on_progress, should_stop, candidates)
    if again is not None and is_enough(again, programme, settings):
        return again
    left = settings.time_limit_seconds - (time.monotonic() - began)
    answer = _from_the_beginning(
        programme,
        replace(settings, time_limit_seconds=max(left, 0.0)),
        on_progress,
        should_stop,
        candidates,
        again,
    )
    if again is None or isinstance(answer, NothingFits):
        return answer
    return better_of(answer, again) if isinstance(answer, Draft) else again


def _from_the_beginning(
    programme: Programme,
    settings: SolveSettings,
    on_progress: Report,
    should_stop: ShouldStop,
    candidates: Candidates,
    at_hand: Draft | None,
) -> SolveResult:
    began, count = time.monotonic(), candidates.count()
    if count < FEWEST_APART:
        return solve(programme, settings, on_progress, should_stop, candidates)
    answer = solve_apart(programme, settings, on_progress, should_stop, candidates, at_hand)
    left = settings.time_limit_seconds - (time.monotonic() - began)
    if isinstance(answer, NothingFound) and count <= MOST_AFTER_ALL and left > 1 and not should_stop():
        limited = replace(settings, time_limit_seconds=left)
        return solve(programme, limited, on_progress, should_stop, candidates)
    return answer
