"""From a programme document to an outcome: contradictions first, then the solver, then the witnesses, or else the diagnosis."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from planner.domain.errors import CannotPrice
from planner.domain.programme import Programme
from planner.domain.programme.reading import read_programme
from planner.domain.terms import Strategy
from planner.optimiser.by_size import solve_by_size
from planner.optimiser.candidates import Candidates, build_candidates, candidates_to_solve
from planner.optimiser.finish import finish, finish_found
from planner.optimiser.measured import measured
from planner.optimiser.outcome import (
    Contradiction,
    Failed,
    Found,
    LimitReached,
    NoPlan,
    Outcome,
    Progress,
    Solved,
    SolveSettings,
)
from planner.optimiser.precheck import find_contradictions
from planner.optimiser.relax import Case, Trials, Tried, diagnose
from planner.optimiser.relax.patches import Document
from planner.optimiser.relax.trial import aims_as_musts
from planner.optimiser.solve import Draft, NothingFits, NothingFound, SolverBroke, SolveResult

Report = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
Solver = Callable[[Programme, SolveSettings, Report, ShouldStop, Candidates], SolveResult]
"""Decides a plan, proves that there is none, or says why it did neither; told the candidates, which have been built already."""

START_SECONDS = 1.5
"""At most this much of a child's start is not counted against its time limit."""
FINISH_SHARE = 0.1
MOST_FINISH_SECONDS = 1.5
"""What of the time limit is kept for pricing, measuring and the witnesses."""


@dataclass(frozen=True)
class TaskInput:
    """What crosses into the child: the document, the settings, and when the parent began, by `time.monotonic`."""

    programme_json: str
    settings: SolveSettings
    began_at: float


def plan_task(given: TaskInput, report: Report, should_stop: ShouldStop) -> Outcome:
    """Plan a document in a child process (`planner.optimiser.process`)."""
    limit = given.settings.time_limit_seconds
    ends_at = min(time.monotonic(), given.began_at + START_SECONDS) + limit
    programme = read_programme(given.programme_json)
    document: Document = json.loads(given.programme_json)
    return make_plan(programme, document, given.settings, ends_at, report, should_stop)


def finish_ended(given: TaskInput, found: Found, stopped_by: Literal["time", "stopped"]) -> Solved | Failed:
    """The best plan of a child that had to be ended, finished and put before both witnesses in this process."""
    programme = _with_strategy(read_programme(given.programme_json), given.settings)
    return finish_found(programme, found, stopped_by, build_candidates(programme))


def _with_strategy(programme: Programme, settings: SolveSettings) -> Programme:
    if settings.strategy is None:
        return programme
    return programme.model_copy(update={"strategy": settings.strategy})


def make_plan(
    programme: Programme,
    document: Document,
    settings: SolveSettings,
    ends_at: float,
    report: Report,
    should_stop: ShouldStop,
    solver: Solver = solve_by_size,
) -> Outcome:
    """Plan a programme until `ends_at` on the clock of `time.monotonic`.

    `document` is the programme as it was written: repairs are changes of it.
    """
    began_at = time.monotonic()
    programme = _with_strategy(programme, settings)
    report(Progress("candidates", 0.0, words="Looking at every place and start"))
    to_solve = candidates_to_solve(programme)
    candidates = to_solve.in_order_of(programme)
    contradictions = find_contradictions(programme, candidates)
    answer: SolveResult = NothingFits(candidates)
    if not contradictions:
        seconds = _seconds_to_solve(ends_at, settings.time_limit_seconds)
        limited = replace(settings, time_limit_seconds=seconds)
        answer = solver(programme, limited, report, should_stop, to_solve)
    match answer:
        case Draft():
            report(Progress("witnesses", time.monotonic() - began_at, words="Pricing and checking the plan"))
            return finish(programme, answer, candidates)
        case NothingFits():
            words = "No plan fits: looking for what would help"
            report(Progress("diagnosis", time.monotonic() - began_at, words=words))
            return _diagnosed(programme, document, settings, contradictions, ends_at, should_stop, solver)
        case NothingFound(words):
            return LimitReached(words)
        case SolverBroke(words):
            return Failed("The solver broke down.", reason="solver", details=(words,))


def _seconds_to_solve(ends_at: float, limit_seconds: float) -> float:
    for_finish = min(MOST_FINISH_SECONDS, FINISH_SHARE * limit_seconds)
    return max(0.0, ends_at - time.monotonic() - for_finish)


def _diagnosed(
    programme: Programme,
    document: Document,
    settings: SolveSettings,
    contradictions: tuple[Contradiction, ...],
    ends_at: float,
    should_stop: ShouldStop,
    solver: Solver,
) -> NoPlan:
    aims_are_musts = programme.strategy is Strategy.CHEAPEST
    if aims_are_musts:
        programme = aims_as_musts(programme)
    trials = Trials(attempt_with(solver, should_stop), settings, ends_at, should_stop)
    return diagnose(Case(programme, document, aims_are_musts), contradictions, trials)


def attempt_with(solver: Solver, should_stop: ShouldStop) -> Callable[[Programme, SolveSettings], Tried]:
    """How a diagnosis or an explanation tries a programme: solved quietly, priced and measured, nothing stored or shown."""

    def attempt(programme: Programme, settings: SolveSettings) -> Tried:
        """Solve quietly; what arithmetic shows to be impossible is not solved at all."""
        programme = _with_strategy(programme, settings)
        candidates = candidates_to_solve(programme)
        if find_contradictions(programme, candidates.in_order_of(programme)):
            return Tried("none")
        answer = solver(programme, settings, lambda progress: None, should_stop, candidates)
        if isinstance(answer, NothingFits):
            return Tried("none")
        if not isinstance(answer, Draft):
            return Tried("unknown")
        try:
            return Tried("plan", measured(programme, answer.plan))
        except CannotPrice:
            return Tried("unknown")

    return attempt
