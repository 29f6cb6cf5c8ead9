"""Solving a programme in this process: the stages of its strategy one after the other, each held for the next.

Call it through `planner.optimiser.process`, which can end it. Source: *What "best" means* in the specification.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from planner.domain.plan import Plan, StageProof
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates, candidates_to_solve
from planner.optimiser.draft import decisions, draft_of
from planner.optimiser.highs import Answer, Limits
from planner.optimiser.linear import Sum, Values
from planner.optimiser.model import PlanModel
from planner.optimiser.outcome import Found, Progress, SolveSettings
from planner.optimiser.proofs import Done, proofs_of
from planner.optimiser.search import Search
from planner.optimiser.shortfalls import all_shortfalls
from planner.optimiser.stages import Stage, stages_of
from planner.optimiser.tie_break import NODES, NODES_TO_SHARE_OUT, places_by_order, tie_break

Report = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
StoppedBy = Literal["closed", "gap", "time", "stopped"]

SHARE_OF_TIME = {"worst": 0.4, "total": 0.5, "value": 0.65, "changes": 0.5, "money": 0.8}
"""Of the time left, what a stage may take; the last one takes what there is."""
LEAST_SECONDS = 0.05
TELL_EVERY_SECONDS = 1.0
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
    candidates: Candidates | None = None,
) -> SolveResult:
    """The best plan within the time given, with proofs; never raises for what a valid programme may hold.

    `candidates` are those `candidates_to_solve` gives, where they have been built already.
    """
    settings, began = settings or SolveSettings(), time.monotonic()
    on_progress(Progress("candidates", 0.0, words="Working out where and when each session may be held"))
    strategy = settings.strategy or programme.strategy
    base_plan = settings.base_plan if strategy is Strategy.CHANGE else None
    found = candidates or candidates_to_solve(programme)
    model = build_model(found.programme, candidates=found, are_repeats_alike=base_plan is None)
    stages = stages_of(model, strategy, base_plan)
    ends_at = began + settings.time_limit_seconds
    search = Search(model, settings.gap, ends_at, on_progress, should_stop, began)
    return Solving(model, search, stages, strategy).result()


class Solving:
    """One solve of a model: its stages in turn."""

    def __init__(self, model: PlanModel, search: Search, stages: Sequence[Stage], strategy: Strategy) -> None:
        """Take a search of the model that has not begun; it is told to say of each better plan."""
        self.model, self.search, self.stages, self.strategy = model, search, stages, strategy
        self.done: list[Done] = []
        self._told_at = -math.inf
        search.on_values = self._better

    def result(self) -> SolveResult:
        """Solve stage after stage; whatever stops the work, the best plan so far is given."""
        search = self.search
        for stage in self.stages:
            began = search.seconds()
            answer = self._stage(stage, is_last=stage is self.stages[-1])
            if search.values is None:
                answer = self._any_plan(answer)
                if search.values is None:
                    return self._without_plan(answer)
            self.done.append(Done(stage, answer, search.seconds() - began))
            search.hold(stage)
            self._tell(search.values)
        is_stopped = search.should_stop()
        if not is_stopped and search.gap < ANY_PLAN_WILL_DO and search.left() > LEAST_SECONDS:
            limits = Limits(search.left(), relative_gap=1e-6, nodes=NODES)
            search.values = (
                search.minimise("tie_break", tie_break(self.model), limits).values or search.values
            )
        self._share_out()
        values = self._settled()
        proofs = proofs_of(self.stages, self.done, values)
        stopped_by = self._stopped_by(proofs, is_stopped)
        plan = draft_of(self.model, values, self.strategy)
        return Draft(plan, proofs, stopped_by, search.seconds(), self.model.candidates)

    def _better(self, values: Values) -> None:
        """Tell of a better plan that the solver comes upon, at most once a second."""
        if self.search.seconds() - self._told_at >= TELL_EVERY_SECONDS:
            self._tell(values)

    def _tell(self, values: Values) -> None:
        seconds = self._told_at = self.search.seconds()
        proofs = proofs_of(self.stages, self.done, values)
        found = Found(draft_of(self.model, values, self.strategy), proofs, seconds)
        self.search.report(
            Progress(self.done[-1].stage.name if self.done else "first_plan", seconds, found=found)
        )

    def _stage(self, stage: Stage, *, is_last: bool) -> Answer | None:
        """Solve one stage; None where no time is left, or somebody has stopped it."""
        search = self.search
        if search.gap >= ANY_PLAN_WILL_DO or search.left() < LEAST_SECONDS or search.should_stop():
            return None
        share = 1.0 if is_last else SHARE_OF_TIME.get(stage.name, 0.5)
        return search.solve_stage(stage, max(search.left() * share, LEAST_SECONDS))

    def _any_plan(self, answer: Answer | None) -> Answer:
        """The first plan that can be found, where a stage has given none; the stage's own answer where it says why."""
        if answer is not None and answer.ended in ("infeasible", "stopped"):
            return answer
        search = self.search
        found = search.minimise("first_plan", Sum(), Limits(max(search.left(), LEAST_SECONDS)))
        search.values = found.values
        return replace(found, ended="limit", bound=-math.inf) if found.values is not None else found

    def _share_out(self) -> None:
        """Of plans that differ in nothing but who has which of the last places, take one and the same every time."""
        search = self.search
        assert search.values is not None
        places = places_by_order(self.model)
        if not places.terms:
            return
        for variable in decisions(self.model):
            if variable not in places.terms:
                variable.lowBound = variable.upBound = round(search.values[variable.name])
        limits = Limits(max(search.left(), 1.0), nodes=NODES_TO_SHARE_OUT)
        shared = search.minimise("sharing_out", places, limits, can_be_stopped=False)
        search.values = shared.values or search.values

    def _settled(self) -> Values:
        """The same decisions with everything that follows from them at its least: money first, then shortfalls.

        With every decision fixed this takes no time, and is not stopped: the plan would not be priced as it is.
        """
        search = self.search
        assert search.values is not None
        before = search.values
        for variable in decisions(self.model):
            variable.lowBound = variable.upBound = round(before[variable.name])
        money = self.model.ledger.subtotal()
        limits = Limits(max(search.left(), 1.0))
        settled = search.minimise("settling", money, limits, can_be_stopped=False).values
        if settled is None:
            return before
        self.model.rows.at_most("money_is_settled", (), money, round(money.value(settled)))
        search.values = settled
        least = search.minimise("settling", all_shortfalls(self.model), limits, can_be_stopped=False)
        return least.values or settled

    def _stopped_by(self, proofs: tuple[StageProof, ...], stopped_by_hand: bool) -> StoppedBy:
        if all(proof.is_closed for proof in proofs):
            return "closed"
        ends = {done.answer.ended if done.answer is not None else "limit" for done in self.done}
        if stopped_by_hand or "stopped" in ends:
            return "stopped"
        return "time" if "limit" in ends else "gap"

    def _without_plan(self, answer: Answer) -> SolveResult:
        if answer.ended == "infeasible":
            return NothingFits(self.model.candidates)
        if answer.ended in ("limit", "stopped", "nodes"):
            how = "It was stopped" if answer.ended == "stopped" else "The time given ran out"
            return NothingFound(
                f"{how} after {self.search.seconds():.1f} seconds, before any plan was found."
            )
        return SolverBroke(answer.words)
