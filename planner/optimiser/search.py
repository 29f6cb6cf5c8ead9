"""How one stage is searched: a smaller problem for its bound, that problem's answer completed to a plan, then the whole model.

Who comes how often (turnouts) decides the shares and the value; dates, rooms on a date and hours of the team seldom stand in
the way, but make the model large. So shares and value are first solved with those rows left out, which gives a true bound
and turnouts to complete. Only if the completed plan does not reach the bound is the whole model searched.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planner.optimiser.highs import Answer, Limits, solve_rows
from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.outcome import Progress
from planner.optimiser.stages import Stage, Values

LEFT_OUT = frozenset(
    {
        "booked",
        "bookings_cover_their_sittings",
        "contingency",
        "devices_in_use",
        "ever_is_reached",
        "feedback_follows_its_decision",
        "in_order",
        "in_tool",
        "largest",
        "licence_needed",
        "licence_year_is_cheaper",
        "load_holds",
        "no_one_is_in_two_places",
        "one_sitting_in_a_room",
        "present",
        "repeats_in_order",
        "ring_fences_hold",
        "rooms_are_open",
        "staff_hours_hold",
        "staff_load",
        "started",
        "starts_are_allowed",
        "things_bought_once_cover_the_need",
        "together",
        "within_budget",
        "within_caps",
        "within_funding",
    }
)
"""Kinds of rows about dates and money; whatever is left out, the bound stays a bound."""
REPORT_EVERY_SECONDS = 0.2
SHARE_FOR_BOUND, SHARE_FOR_COMPLETION = 0.6, 0.5


@dataclass
class Search:
    """The search for the best plan of a model: the best values so far, the clock, and whom to tell."""

    model: PlanModel
    gap: float
    ends_at: float
    """On the clock of `time.monotonic`."""
    report: Callable[[Progress], None]
    should_stop: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)
    values: Values | None = None
    _reported_at: float = 0.0

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Seconds until all has to be over."""
        return self.ends_at - time.monotonic()

    def solve_stage(self, stage: Stage, seconds: float) -> Answer:
        """Minimise a stage within so many seconds; the best plan found is in `values`, its proof in the answer."""
        ends_at = time.monotonic() + seconds
        limits = Limits(seconds, relative_gap=self.gap, absolute_gap=0.999 if stage.is_whole else 1e-9)
        total = stage.total.times(1 if stage.sense == "least" else -1)
        bound: Answer | None = None
        if stage.name == "money":
            parts = self.minimise(stage, total, replace(limits, in_parts=True), start=None)
            bound = parts if parts.ended == "closed" else None
            seconds = max(ends_at - time.monotonic(), 0.05) * SHARE_FOR_COMPLETION / 2
            self._complete(stage, total, replace(limits, seconds=seconds), self.values)
        elif stage.name in ("worst", "total", "value"):
            first = replace(limits, seconds=seconds * SHARE_FOR_BOUND)
            bound = self.minimise(stage, total, first, leaving_out=LEFT_OUT, start=None)
            if bound.ended == "stopped":
                return replace(bound, values=None, objective=None)
            limits = replace(limits, target=bound.bound + stage.step / 2)
            left = max(ends_at - time.monotonic(), 0.05)
            done = self._complete(
                stage, total, replace(limits, seconds=left * SHARE_FOR_COMPLETION), bound.values
            )
            if done is not None and done.objective is not None and done.objective <= bound.bound + stage.step:
                return replace(done, ended="closed", bound=bound.bound)
        answer = self.minimise(stage, total, replace(limits, seconds=max(ends_at - time.monotonic(), 0.05)))
        if answer.values is not None:
            self.values = answer.values
        if bound is not None and answer.ended != "infeasible":
            answer = replace(answer, bound=max(answer.bound, bound.bound))
        return answer

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
        before = None if self.values is None else total.value(self.values)
        if before is None or answer.objective is None or answer.objective <= before:
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
    ) -> Answer:
        """One run of the solver; begins from the best plan so far unless told otherwise."""
        name = stage if isinstance(stage, str) else stage.name
        sign = 1 if isinstance(stage, str) or stage.sense == "least" else -1

        def on_bound(best: float | None, bound: float | None, gap: float | None, _: float) -> None:
            now = self.seconds()
            if now - self._reported_at >= REPORT_EVERY_SECONDS:
                self._reported_at = now
                shown = [None if number is None else sign * number for number in (best, bound)]
                self.report(
                    Progress(
                        name, now, None if leaving_out else shown[0], shown[1], None if leaving_out else gap
                    )
                )

        begin = self.values if isinstance(start, str) else start
        return solve_rows(
            self.model.rows,
            {variable: float(factor) for variable, factor in total.terms.items()},
            float(total.constant),
            limits,
            start=None if begin is None else dict(begin),
            on_bound=on_bound,
            should_stop=self.should_stop,
            leaving_out=leaving_out,
        )
