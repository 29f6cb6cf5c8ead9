"""How one stage is searched: a smaller problem for its bound, that problem's answer completed to a plan, then the whole model.

Who comes how often (turnouts) decides the shares and the value; dates, rooms on a date and hours of the team seldom stand in
the way, but make the model large. So shares and value are first solved with those rows left out, which gives a true bound
and turnouts to complete. Only if the completed plan does not reach the bound is the whole model searched.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from planner.optimiser.highs import Answer, Limits, OnValues, solve_rows
from planner.optimiser.linear import Sum, Values
from planner.optimiser.outcome import Progress
from planner.optimiser.searched import LEFT_OUT, Elsewhere, Searched
from planner.optimiser.stages import SHARE_LEEWAYS, Stage

MONEY = "money"
LEAST_DIFFERENCE = 1e-6
"""Of two objectives, in the model's units."""
REPORT_EVERY_SECONDS = 0.2
LEAST_SECONDS = 0.05
SHARE_FOR_BOUND, SHARE_FOR_COMPLETION, SHARE_FOR_ELSEWHERE = 0.6, 0.5, 0.15
MOST_TO_ASK_AGAIN = 5.0
"""Seconds for a second look, without presolve, at a programme that has no plan by the first."""
LOST = ("infeasible", "unproven")
"""How a run ends that finds no room for a plan; wrong wherever a plan is at hand."""


@dataclass
class Search:
    """The search for the best plan of a model: the best values so far, the clock, and whom to tell."""

    model: Searched
    gap: float
    ends_at: float
    """On the clock of `time.monotonic`."""
    report: Callable[[Progress], None]
    should_stop: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)
    on_values: OnValues | None = None
    """Told each better plan while a stage is searched."""
    values: Values | None = None
    elsewhere: Elsewhere | None = None
    is_part: bool = True
    """Whether the model, where bounds come from elsewhere, holds only a part of the plans."""
    best_of_part: Answer | None = None
    """Of a part: the answer for money where all before it is at its bound, found before the stages are gone through."""
    _held: list[tuple[Stage, float]] = field(default_factory=list)
    _leeway: Fraction = SHARE_LEEWAYS[0]
    _reported_at: float = 0.0

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Seconds until all has to be over."""
        return self.ends_at - time.monotonic()

    def hold(self, stage: Stage) -> None:
        """Keep what the best plan so far reaches in a stage."""
        assert self.values is not None
        value = stage.measured(self.values)
        stage.hold(self.model.rows, value)
        self._held.append((stage, value))
        if self.elsewhere is not None:
            self.elsewhere.hold(stage, value)
        if self._leeway != SHARE_LEEWAYS[0]:
            stage.widen(self.model.rows, value, self._leeway)

    def solve_stage(self, stage: Stage, seconds: float) -> Answer:
        """Minimise a stage within so many seconds; the best plan found is in `values`, its proof in the answer.

        Where the solver says that there is no plan, it is asked again without its presolve; where there is one at hand, what
        is held is then held a little less narrowly too. The answer's objective and bound count in the model's units.
        """
        ends_at = time.monotonic() + seconds
        answer = self._searched(stage, ends_at, is_presolved=True)
        if answer.ended not in LOST:
            return answer
        if self.values is None:
            again = self._searched(
                stage, min(ends_at, time.monotonic() + MOST_TO_ASK_AGAIN), is_presolved=False
            )
            return again if again.values is not None else answer
        for leeway in SHARE_LEEWAYS:
            if leeway > self._leeway:
                self._leeway = leeway
                for held, value in self._held:
                    held.widen(self.model.rows, value, leeway)
            answer = self._searched(stage, ends_at, is_presolved=False)
            if answer.ended not in LOST:
                break
        if self.elsewhere is not None and answer.ended in LOST:
            return self._at_hand(self.elsewhere, stage, answer)
        return answer

    def _at_hand(self, elsewhere: Elsewhere, stage: Stage, answer: Answer) -> Answer:
        """The plan at hand stays, with the bound of the whole, where the solver loses it."""
        assert self.values is not None
        objective = stage.total.times(stage.sign).value(self.values)
        return self._of_whole(
            elsewhere, stage, replace(answer, values=dict(self.values), objective=objective)
        )

    def _of_whole(self, elsewhere: Elsewhere, stage: Stage, answer: Answer) -> Answer:
        """An answer found in a part, with the bound of the whole: closed where it reaches that, or comes near enough."""
        bound = elsewhere.bound(stage, _until(self.ends_at) * SHARE_FOR_ELSEWHERE)
        if not self.is_part:
            bound = max(bound, answer.bound)
        found = replace(answer, bound=bound)
        if found.objective is not None and _is_reached(stage, found.objective, bound):
            return replace(found, ended="closed")
        is_over = found.ended in ("closed", *LOST)
        return replace(found, ended="closed" if found.gap <= self.gap else "limit") if is_over else found

    def _searched(self, stage: Stage, ends_at: float, *, is_presolved: bool) -> Answer:
        absolute_gap = 0.999 if stage.is_whole else 1e-9 * stage.scale
        limits = Limits(_until(ends_at), self.gap, absolute_gap, is_presolved=is_presolved)
        total, bound = stage.total.times(stage.sign), -math.inf
        if self.elsewhere is not None:
            at_hand = self._good_at_hand(self.elsewhere, stage, total)
            if at_hand is not None:
                return at_hand
            if self.is_part:
                return self._in_part(self.elsewhere, stage, total, limits, ends_at)
        if stage.name == MONEY:
            parts = self.minimise(stage, total, replace(limits, in_parts=True), start=None)
            bound = parts.bound if parts.ended == "closed" else bound
            seconds = _until(ends_at) * SHARE_FOR_COMPLETION / 2
            if self.model.held:
                self._complete(stage, total, replace(limits, seconds=seconds), self.values)
        elif stage.name in ("worst", "total", "value"):
            first = self._by_turnouts(stage, total, limits, ends_at)
            if first.ended in ("closed", "stopped", *LOST):
                return first
            bound = first.bound
            limits = replace(limits, target=_near_enough(stage, bound))
        answer = self.minimise(stage, total, replace(limits, seconds=_until(ends_at)))
        if answer.ended in LOST:
            return answer
        self._take(total, answer)
        found = replace(answer, bound=max(answer.bound, bound))
        return found if self.elsewhere is None else self._of_whole(self.elsewhere, stage, found)

    def _in_part(
        self, elsewhere: Elsewhere, stage: Stage, total: Sum, limits: Limits, ends_at: float
    ) -> Answer:
        """The best plan of the part, with the bound of the whole."""
        bound = elsewhere.bound(stage, _until(ends_at) * SHARE_FOR_BOUND)
        target = _near_enough(stage, max(bound + self.gap * abs(bound) / 2, elsewhere.likely(stage)))
        answer = self.minimise(stage, total, replace(limits, seconds=_until(ends_at), target=target))
        if answer.ended in LOST:
            return answer
        self._take(total, answer)
        return self._of_whole(elsewhere, stage, answer)

    def _good_at_hand(self, elsewhere: Elsewhere, stage: Stage, total: Sum) -> Answer | None:
        """The plan at hand, where it is as good as was asked for, or the best of its part; else None."""
        if self.values is None:
            return None
        objective = total.value(self.values)
        best = self.best_of_part if stage.name == MONEY else None
        is_best = (
            best is not None
            and best.ended == "closed"
            and best.objective is not None
            and abs(best.objective - objective) < stage.step / 2
        )
        found = Answer("closed", dict(self.values), objective, -math.inf, 0.0, "")
        answer = self._of_whole(elsewhere, stage, found)
        return answer if is_best or answer.ended == "closed" else None

    def _take(self, total: Sum, answer: Answer) -> None:
        """The better plan of an answer's and the one at hand; of two as good the one at hand, which may be better later on."""
        if answer.values is None:
            return
        if self.values is None or total.value(answer.values) < total.value(self.values) - LEAST_DIFFERENCE:
            self.values = answer.values

    def _by_turnouts(self, stage: Stage, total: Sum, limits: Limits, ends_at: float) -> Answer:
        """The bound of the smaller problem; closed if a plan with its turnouts reaches it."""
        first = replace(limits, seconds=_until(ends_at) * SHARE_FOR_BOUND)
        found = self.minimise(stage, total, first, leaving_out=LEFT_OUT, start=None)
        if found.ended in ("stopped", *LOST):
            return replace(found, values=None, objective=None)
        seconds = _until(ends_at) * SHARE_FOR_COMPLETION
        left = replace(limits, seconds=seconds, target=_near_enough(stage, found.bound))
        done = self._complete(stage, total, left, found.values)
        if done is not None and done.objective is not None:
            found_gap = replace(done, bound=found.bound).gap
            if _is_reached(stage, done.objective, found.bound) or found_gap <= self.gap:
                return replace(done, ended="closed", bound=found.bound)
        return replace(found, ended="limit", values=None, objective=None)

    def _complete(self, stage: Stage, total: Sum, limits: Limits, wanted: Values | None) -> Answer | None:
        """Search only plans with these turnouts; None where there are none wanted or no such plan was found."""
        if wanted is None:
            return None
        turnouts = [each.variable for held in self.model.held.values() for each in held.turnouts]
        for variable in turnouts:
            variable.lowBound = variable.upBound = round(wanted[variable.name])
        try:
            answer = self.minimise(
                stage, total, limits, start=None if wanted is not self.values else self.values
            )
        finally:
            for variable in turnouts:
                variable.lowBound, variable.upBound = 0, 1
        if answer.values is None:
            return None
        self._take(total, answer)
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
        """One run of the solver; begins from the best plan so far unless told otherwise."""
        name = stage if isinstance(stage, str) else stage.name
        unit = 1.0 if isinstance(stage, str) else stage.sign / stage.scale

        def on_bound(best: float | None, bound: float | None, gap: float | None, _: float) -> None:
            now = self.seconds()
            if now - self._reported_at >= REPORT_EVERY_SECONDS:
                self._reported_at = now
                best, bound = (None if number is None else unit * number for number in (best, bound))
                if self.elsewhere is not None and not isinstance(stage, str):
                    bound = stage.known_bound()
                    gap = None if best is None else abs(best - bound) / max(abs(best), 1e-9)
                best_shown, gap_shown = (None, None) if leaving_out else (best, gap)
                self.report(Progress(name, now, best_shown, bound, gap_shown))

        begin = self.values if isinstance(start, str) else start
        is_search_for_better = isinstance(start, str) or self.values is None
        is_whole_plan = not isinstance(stage, str) and not leaving_out and not limits.in_parts
        return solve_rows(
            self.model.rows,
            {variable: float(factor) for variable, factor in total.terms.items()},
            float(total.constant),
            limits,
            start=None if begin is None else dict(begin),
            on_bound=on_bound,
            on_values=self.on_values if is_whole_plan and is_search_for_better else None,
            should_stop=self.should_stop if can_be_stopped else None,
            leaving_out=leaving_out,
        )


def _near_enough(stage: Stage, bound: float) -> float | None:
    """What a plan must reach for the search to end: nothing better can be told apart from it."""
    return bound + stage.step * stage.scale / 2 if math.isfinite(bound) else None


def _is_reached(stage: Stage, objective: float, bound: float) -> bool:
    """Whether an objective is less than one step from its bound, and so the best there is."""
    return objective < bound + stage.step * stage.scale * (1 - 1e-6)


def _until(ends_at: float) -> float:
    """Seconds until then, never none at all."""
    return max(ends_at - time.monotonic(), LEAST_SECONDS)
