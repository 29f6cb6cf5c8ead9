"""Solving a programme in this process: the stages of its strategy one after the other, each held for the next.

Call it through `planner.optimiser.process`, which can end it. Source: *What "best" means* in the specification.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from planner.domain.plan import Plan, StageProof
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates
from planner.optimiser.canonical import canonical
from planner.optimiser.draft import decisions, draft_of
from planner.optimiser.highs import Answer, Limits
from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.outcome import Progress, SolveSettings
from planner.optimiser.search import Search
from planner.optimiser.stages import Stage, Values, as_number, stages_of
from planner.optimiser.tie_break import NODES, tie_break

Report = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
StoppedBy = Literal["closed", "gap", "time", "stopped"]

SHARE_OF_TIME = {"worst": 0.3, "total": 0.35, "value": 0.3, "changes": 0.4, "money": 0.75}
"""Of the time left, what a stage may take; the last one takes what there is."""
LEAST_SECONDS = 0.05
ANY_PLAN_WILL_DO = 1.0
"""A gap at which no stage is worth a search: the first plan is taken."""


@dataclass(frozen=True)
class Draft:
    """A plan as decided, not yet priced or measured, with a proof a stage, why the work stopped, and the seconds it took."""

    plan: Plan
    proofs: tuple[StageProof, ...]
    stopped_by: StoppedBy
    seconds: float
    candidates: Candidates = field(repr=False)


@dataclass(frozen=True)
class NothingFits:
    """Proven: no plan holds every rule. `candidates` say what was left out and why."""

    candidates: Candidates = field(repr=False)


@dataclass(frozen=True)
class NothingFound:
    """The time ran out, or somebody stopped it, before any plan was found and before it was proven that there is none."""

    words: str


@dataclass(frozen=True)
class SolverBroke:
    """The solver ended in a way it never should; its own words."""

    words: str


SolveResult = Draft | NothingFits | NothingFound | SolverBroke


def _say_nothing(progress: Progress) -> None:
    """Report to nobody."""


def solve(
    programme: Programme,
    settings: SolveSettings | None = None,
    on_progress: Report = _say_nothing,
    should_stop: ShouldStop = lambda: False,
) -> SolveResult:
    """The best plan within the time given, with proofs; never raises for what a valid programme may hold."""
    return _Solving(programme, settings or SolveSettings(), on_progress, should_stop).result()


class _Solving:
    """One solve: the model, its stages, and the search."""

    def __init__(
        self, programme: Programme, settings: SolveSettings, on_progress: Report, should_stop: ShouldStop
    ) -> None:
        began = time.monotonic()
        self.settings = settings
        self.strategy = settings.strategy or programme.strategy
        on_progress(Progress("candidates", 0.0, words="Working out where and when each sitting may be held"))
        base_plan = settings.base_plan if self.strategy is Strategy.CHANGE else None
        self.model: PlanModel = build_model(canonical(programme), are_repeats_alike=base_plan is None)
        self.stages = stages_of(self.model, self.strategy, base_plan)
        ends_at = began + settings.time_limit_seconds
        self.search = Search(self.model, settings.gap, ends_at, on_progress, should_stop, began)

    def result(self) -> SolveResult:
        """Solve stage after stage; whatever stops the work, the best plan so far is given."""
        search = self.search
        done: list[tuple[Stage, Answer | None, float]] = []
        for number, stage in enumerate(self.stages):
            began = search.seconds()
            answer = self._stage(stage, is_last=number == len(self.stages) - 1)
            if search.values is None:
                answer = self._any_plan(answer)
                if search.values is None:
                    return self._without_plan(answer)
            done.append((stage, answer, search.seconds() - began))
            stage.hold(self.model, stage.measured(search.values))
        is_stopped = search.should_stop()
        if not is_stopped and self.settings.gap < ANY_PLAN_WILL_DO and search.left() > LEAST_SECONDS:
            limits = Limits(search.left(), relative_gap=1e-6, nodes=NODES)
            search.values = (
                search.minimise("tie_break", tie_break(self.model), limits).values or search.values
            )
        values = self._settled()
        proofs = tuple(self._proof(stage, answer, seconds, values) for stage, answer, seconds in done)
        draft = draft_of(self.model, values, self.strategy)
        return Draft(
            draft, proofs, self._stopped_by(done, is_stopped), search.seconds(), self.model.candidates
        )

    def _stage(self, stage: Stage, *, is_last: bool) -> Answer | None:
        """Solve one stage; None where no time is left, or somebody has stopped it."""
        search = self.search
        if self.settings.gap >= ANY_PLAN_WILL_DO or search.left() < LEAST_SECONDS or search.should_stop():
            return None
        share = 1.0 if is_last else SHARE_OF_TIME.get(stage.name, 0.5)
        answer = search.solve_stage(stage, max(search.left() * share, LEAST_SECONDS))
        return None if answer.ended == "infeasible" and search.values is not None else answer

    def _any_plan(self, answer: Answer | None) -> Answer:
        """The first plan that can be found, where a stage has given none; the stage's own answer where it says why."""
        if answer is not None and answer.ended in ("infeasible", "stopped"):
            return answer
        search = self.search
        found = search.minimise("first_plan", Sum(), Limits(max(search.left(), LEAST_SECONDS)))
        search.values = found.values
        return replace(found, ended="limit", bound=-math.inf) if found.values is not None else found

    def _settled(self) -> Values:
        """The same decisions with everything that follows from them at its least: money first, then shortfalls."""
        search = self.search
        assert search.values is not None
        before = search.values
        for variable in decisions(self.model):
            variable.lowBound = variable.upBound = round(before[variable.name])
        money = self.model.ledger.subtotal()
        limits = Limits(max(search.left(), 1.0))
        settled = search.minimise("settling", money, limits).values
        if settled is None:
            return before
        self.model.rows.at_most("money_is_settled", (), money, round(money.value(settled)))
        search.values = settled
        return search.minimise("settling", _shortfalls(self.model), limits).values or settled

    def _proof(self, stage: Stage, answer: Answer | None, seconds: float, values: Values) -> StageProof:
        value = stage.measured(values)
        sign = 1 if stage.sense == "least" else -1
        bound = value if answer is None and stage.sense == "least" and value == 0 else None
        if answer is not None:
            bound = sign * answer.bound
        if bound is None or bound != bound or abs(bound) == float("inf"):
            bound = 0.0 if stage.sense == "least" else stage.total.largest()
        if stage.is_whole:
            bound = min(bound, value) if stage.sense == "least" else max(bound, value)
        gap = abs(value - bound) / abs(value) if value else abs(bound)
        is_closed = abs(value - bound) < stage.step if stage.is_whole else abs(value - bound) <= stage.step
        return StageProof(
            name=stage.name,
            sense=stage.sense,
            unit=stage.unit,
            value=as_number(value, stage.is_whole),
            bound=round(Decimal(bound), 6),
            gap=round(Decimal(gap), 9),
            is_closed=is_closed,
            seconds=round(Decimal(seconds), 3),
        )

    def _stopped_by(
        self, closed: list[tuple[Stage, Answer | None, float]], stopped_by_hand: bool
    ) -> StoppedBy:
        ends = {answer.ended if answer is not None else "limit" for _, answer, _ in closed}
        if stopped_by_hand or "stopped" in ends:
            return "stopped"
        if "limit" in ends:
            return "time"
        return "gap" if self.settings.gap else "closed"

    def _without_plan(self, answer: Answer) -> SolveResult:
        if answer.ended == "infeasible":
            return NothingFits(self.model.candidates)
        if answer.ended in ("limit", "stopped", "nodes"):
            how = "It was stopped" if answer.ended == "stopped" else "The time given ran out"
            return NothingFound(
                f"{how} after {self.search.seconds():.1f} seconds, before any plan was found."
            )
        return SolverBroke(answer.words)


COUNTED = ("shortfall", "worse", "worst_shortfall")


def _shortfalls(model: PlanModel) -> Sum:
    """The shortfalls of all targets: least where nothing is missing that need not be."""
    return Sum.of(
        variable for variable in model.rows.variables if variable.name.partition("__")[0] in COUNTED
    )
