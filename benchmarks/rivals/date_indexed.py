"""The same rules, targets and stages as one straightforward date-indexed model, for whichever solver.

Every sitting has a binary for each place and start it may be held at; weekday-and-time classes and dates only follow from
them. All rows are those of the exact model. There is no relaxation, no part of the whole and no starting plan: a stage is
given to the solver as it is, with the plan of the stage before, and held for the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import pulp

from benchmarks.rivals.cbc import by_cbc
from benchmarks.rivals.cp_sat import by_cp_sat
from planner.domain.programme import Programme
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates
from planner.optimiser.highs import Answer, Limits, solve_rows
from planner.optimiser.linear import Rows, Sum, Values
from planner.optimiser.model import PlanModel
from planner.optimiser.outcome import Progress, SolveSettings
from planner.optimiser.search import Search
from planner.optimiser.solve import Report, ShouldStop, SolveResult, Solving
from planner.optimiser.stages import Stage, stages_of
from planner.optimiser.variables import Held

OnBetter = Callable[[float | None, float | None], None]
"""Called with the best objective and the bound so far."""
NOT_FOR_RIVALS = ("tie_break", "sharing_out")
"""Work after the stages that only makes the same plan come out every time."""


class By(Protocol):
    """A solver."""

    def __call__(
        self, rows: Rows, total: Sum, limits: Limits, start: Values | None, on_better: OnBetter
    ) -> Answer:
        """Minimise a total over the rows, beginning from a plan where there is one."""


def by_highs(rows: Rows, total: Sum, limits: Limits, start: Values | None, on_better: OnBetter) -> Answer:
    """HiGHS, as it comes."""
    return solve_rows(
        rows,
        {variable: float(factor) for variable, factor in total.terms.items()},
        float(total.constant),
        limits,
        start=None if start is None else dict(start),
        on_bound=lambda best, bound, _gap, _seconds: on_better(best, bound),
    )


@dataclass
class PlainSearch(Search):
    """A search that gives every stage to one solver, as it is."""

    by: By = by_highs

    def solve_stage(self, stage: Stage, seconds: float) -> Answer:
        """Minimise a stage; the best plan is in `values`."""
        absolute_gap = 0.999 if stage.is_whole else 1e-9 * stage.scale
        answer = self._given(stage, stage.total.times(stage.sign), Limits(seconds, self.gap, absolute_gap))
        if answer.values is not None:
            self.values = answer.values
        return answer

    def minimise(
        self,
        stage: Stage | str,
        total: Sum,
        limits: Limits,
        *,
        leaving_out: frozenset[str] = frozenset(),
        start: Values | str | None = "best",
        can_be_stopped: bool = True,
    ) -> Answer:
        """Any plan, by the solver; what follows from a plan, as this optimiser does it; nothing else."""
        if stage in NOT_FOR_RIVALS:
            return Answer("limit", None, None, -float("inf"), 0.0, "")
        if stage == "first_plan":
            return self._given(None, total, limits)
        return super().minimise(
            stage, total, limits, leaving_out=leaving_out, start=start, can_be_stopped=can_be_stopped
        )

    def _given(self, stage: Stage | None, total: Sum, limits: Limits) -> Answer:
        name, unit = ("first_plan", 1.0) if stage is None else (stage.name, stage.sign / stage.scale)

        def on_better(best: float | None, bound: float | None) -> None:
            gap = None if best is None or bound is None else abs(best - bound) / max(abs(best), 1e-9)
            shown = [None if number is None else unit * number for number in (best, bound)]
            self.report(Progress(name, self.seconds(), shown[0], shown[1], gap))

        return self.by(self.model.rows, total, limits, self.values, on_better)


def date_indexed(candidates: Candidates) -> PlanModel:
    """The model, without an objective."""
    model = build_model(candidates.programme, candidates=candidates)
    for held in model.held.values():
        _by_date(model.rows, held)
    return model


def _by_date(rows: Rows, held: Held) -> None:
    """A binary for each place and start; what the exact model decides follows from them."""
    by_start: dict[object, Sum] = {start: Sum() for start in held.starts}
    for option in held.options:
        chosen = Sum()
        for start in option.slot.starts:
            if start not in option.closed_on:
                there = rows.binary("there", held.index, option.index, len(chosen.terms))
                chosen.add(1, there)
                by_start[start].add(1, there)
        rows.equal("is_at_place", (held.index, option.index), chosen.add(-1, option.variable))
        option.variable.cat = pulp.LpContinuous
    for number, (start, variable) in enumerate(held.starts.items()):
        rows.equal("is_at_start", (held.index, number), by_start[start].add(-1, variable))
        variable.cat = pulp.LpContinuous


def solve_date_indexed(
    by: By,
    programme: Programme,
    settings: SolveSettings,
    on_progress: Report,
    should_stop: ShouldStop,
    candidates: Candidates,
) -> SolveResult:
    """The best plan that one solver finds of the date-indexed model within the time given."""
    strategy = settings.strategy or programme.strategy
    search = PlainSearch(
        None,  # type: ignore[arg-type]
        settings.gap,
        0.0,
        on_progress,
        should_stop,
        by=by,
    )
    ends_at = search.began + settings.time_limit_seconds
    model = date_indexed(candidates)
    stages = stages_of(model, strategy, None)
    search = replace(search, model=model, ends_at=ends_at)
    return Solving(model, search, stages, strategy).result()


RIVALS = {
    "date-cbc": partial(solve_date_indexed, by_cbc),
    "date-highs": partial(solve_date_indexed, by_highs),
    "cp-sat": partial(solve_date_indexed, by_cp_sat),
}
"""By the name of the road."""
