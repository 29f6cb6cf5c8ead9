"""The road for large programmes: bounds from the problem without dates, the plan from a part of the whole.

The part grows until what comes before money is as near its bound as was asked for; then the plan is made cheaper a few sessions
at a time. Every plan is one of the exact model's, over fewer places and dates.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import replace

from planner.domain.programme import Programme
from planner.optimiser.adopting import adopt
from planner.optimiser.apart.bounds import Bounds, as_of_the_whole
from planner.optimiser.apart.comparing import is_near, is_worse
from planner.optimiser.apart.dates import Breadth, assigned_part, part_of
from planner.optimiser.apart.improve import Improving
from planner.optimiser.apart.looks import ROUGH_STAGES, looks_of
from planner.optimiser.apart.relaxed import all_ways, relaxed_model
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates, candidates_to_solve
from planner.optimiser.highs import Limits
from planner.optimiser.model import PlanModel
from planner.optimiser.outcome import Progress, SolveSettings
from planner.optimiser.search import MONEY, Search
from planner.optimiser.searched import Searched
from planner.optimiser.solve import Draft, NothingFits, NothingFound, Report, ShouldStop, SolveResult, Solving
from planner.optimiser.stages import Stage, stages_of

FOR_BOUNDS = 0.4
"""Of the time allowed, what the bounds may take at first."""
FOR_LEAP = 0.3
"""Of the time left, what the leap to the cheapest plan of a part may take."""
FOR_BOUNDS_OF_SMALL, ENOUGH_TIME_FOR_SMALL = 0.12, 0.15
"""The same where everything is looked at in the end."""
FOR_IMPROVING_SMALL = 0.1
"""Of the time allowed, what making a plan cheaper may take there."""
SECONDS_OF_SMALL = 3.0
"""And what the bounds may take there in any case."""
FOR_PROOF = 0.4
"""Of the time left once there is a plan, what the bound of money may take."""
KEPT = 0.1
"""Of the time allowed, what is kept for the last plan to be worked out with everything in it."""
BREADTHS = (Breadth(0, 24), Breadth(1, 48), Breadth(1, 60, all_years=True), Breadth(3, 150, all_years=True))
"""How much of the whole is looked at, more each time that it is not enough."""
ASSIGNED = (0, 3)
"""Places and times beside the one given, in parts in which the people who come to each sitting are given."""
LEAST_DATES, MOST_DATES, DATES_IN_ALL = 12, 60, 1_400
"""Dates of a sitting there: a year of them where there are few sittings."""
MOST_FOR_ALL = 20_000
"""Candidates: a programme with no more is looked at with all of them in the end."""
FEWEST = 8
"""Candidates a sitting: a part with fewer leaves no room for order, hours and who is away."""
ENOUGH_TIME = 0.6
"""Of the time allowed: once a plan is there, no larger part is begun after this."""
LOOKED_IN_PART = (
    "No plan was found among the places and dates looked at, and it is not proven that there is none."
)


def solve_apart(
    programme: Programme,
    settings: SolveSettings,
    on_progress: Report,
    should_stop: ShouldStop,
    candidates: Candidates | None = None,
    at_hand: Draft | None = None,
) -> SolveResult:
    """The best plan within the time given, with proofs; for every strategy but a change of a plan at hand.

    `candidates` are those `candidates_to_solve` gives, where they have been built already. A plan of this programme that is
    `at_hand` is given back where it proves near enough.
    """
    return _Road(programme, settings, on_progress, should_stop, candidates).result(at_hand)


class _Road:
    """One solve: the ways and their bounds, then part after part."""

    def __init__(
        self,
        programme: Programme,
        settings: SolveSettings,
        report: Report,
        should_stop: ShouldStop,
        candidates: Candidates | None,
    ) -> None:
        self.began = time.monotonic()
        self.ends_at = self.began + settings.time_limit_seconds
        self.settings, self.report, self.should_stop = settings, report, should_stop
        self.strategy = settings.strategy or programme.strategy
        report(Progress("candidates", 0.0, words="Working out where and when each session may be held"))
        self.candidates = candidates or candidates_to_solve(programme)
        self.whole = self.candidates.programme
        self.is_small = self.candidates.count() <= MOST_FOR_ALL
        self.ways = all_ways(self.whole, self.candidates)
        relaxed = relaxed_model(self.whole, self.candidates, self.ways)
        looks = looks_of(relaxed, stages_of(relaxed, self.strategy, None), self.search)
        self.bounds = Bounds(relaxed, looks)

    def search(self, model: Searched, elsewhere: Bounds | None = None) -> Search:
        """A search that has not begun, ending when all ends."""
        return Search(
            model,
            self.settings.gap,
            self.ends_at,
            self.report,
            self.should_stop,
            self.began,
            elsewhere=elsewhere,
        )

    def result(self, at_hand: Draft | None = None) -> SolveResult:
        """Bounds, then parts of the whole until one is good enough, then what makes it cheaper."""
        found = self.bounds.look(self._seconds_for_bounds())
        if found == "infeasible":
            return NothingFits(self.candidates)
        if found == "none":
            how = "It was stopped" if self.should_stop() else "The time given ran out"
            seconds = time.monotonic() - self.began
            return NothingFound(f"{how} after {seconds:.1f} seconds, before any plan was found.")
        if at_hand is not None:
            at_hand = replace(at_hand, proofs=self.bounds.proven(at_hand.proofs, self.ends_at))
            if is_near(at_hand, self.settings.gap):
                return replace(at_hand, stopped_by="closed" if is_near(at_hand, 0.0) else "gap")
            self.bounds.may_look_again = False
        best = self._first_plan()
        if not isinstance(best, Draft):
            return best
        if not (self.is_small or self.bounds.is_money_settled or is_near(best, self.settings.gap)):
            self.bounds.look_at_money(self._left() * FOR_PROOF)
            again = self._planned(next(self._parts()))
            best = again if isinstance(again, Draft) and not is_worse(again, best) else best
        if not self.is_small or is_near(best, self.settings.gap, ROUGH_STAGES):
            best = self._improved(best)
        if is_near(best, self.settings.gap) or self._left() <= 0 or self.should_stop():
            return best
        if self.is_small:
            return self._with_all(best)
        return replace(best, proofs=self.bounds.proven(best.proofs, self.ends_at))

    def _seconds_for_bounds(self) -> float:
        most = self._left() * FOR_BOUNDS
        return min(most, max(SECONDS_OF_SMALL, self._left() * FOR_BOUNDS_OF_SMALL)) if self.is_small else most

    def _first_plan(self) -> SolveResult:
        """The best plan of parts that grow until it is near enough in all but money."""
        best: Draft | None = None
        answer: SolveResult = NothingFits(self.candidates)
        for part in self._parts():
            enough = ENOUGH_TIME_FOR_SMALL if self.is_small else ENOUGH_TIME
            is_late = time.monotonic() - self.began > enough * self.settings.time_limit_seconds
            if best is not None and is_late:
                break
            answer = self._planned(part)
            if isinstance(answer, Draft):
                best = answer if best is None or is_worse(best, answer) else best
                if is_near(best, self.settings.gap, ROUGH_STAGES):
                    break
            if self._left() <= 0 or self.should_stop():
                break
        if best is not None:
            return best
        return NothingFound(LOOKED_IN_PART) if isinstance(answer, NothingFits) else answer

    def _parts(self) -> Iterator[Candidates]:
        """The parts to look at, each larger than the one before; the first with one place and weekly slot a sitting."""
        assigned = self.bounds.assigned()
        if assigned is not None:
            dates = max(LEAST_DATES, min(MOST_DATES, DATES_IN_ALL // max(len(assigned), 1)))
            for places in ASSIGNED:
                breadth = Breadth(places, dates * (1 + places // 2))
                yield assigned_part(self.candidates, self.ways, assigned, breadth)
        yield from self._large_enough([self._part(breadth) for breadth in BREADTHS])

    def _large_enough(self, parts: list[Candidates]) -> list[Candidates]:
        """The parts without those that leave too little to choose from; the last one in any case."""
        running = sum(sitting.may_run for sitting in self.candidates.sittings)
        return [part for part in parts[:-1] if part.count() >= FEWEST * running] + parts[-1:]

    def _left(self) -> float:
        """Seconds until all is over."""
        return self.ends_at - time.monotonic()

    def _part(self, breadth: Breadth) -> Candidates:
        return part_of(self.candidates, self.ways, self.bounds.chosen(breadth.all_years), breadth)

    def _planned(self, part: Candidates) -> SolveResult:
        self.bounds.begin()
        model = build_model(self.whole, candidates=part, are_repeats_alike=False)
        stages = self._stages(model)
        search = self.search(model, self.bounds)
        self._leap(search, stages)
        found = Solving(model, search, stages, self.strategy).result()
        return replace(found, candidates=self.candidates) if isinstance(found, Draft) else found

    def _with_all(self, draft: Draft) -> Draft:
        """The same plan, or a better one, after a search among all places and dates that begins from it."""
        self.bounds.begin()
        model = build_model(self.whole, candidates=self.candidates, are_repeats_alike=False)
        stages, search = self._stages(model), self.search(model, self.bounds)
        search.is_part, self.bounds.may_look_again = False, True
        adopt(model, search, draft.plan)
        found = Solving(model, search, stages, self.strategy).result()
        return found if isinstance(found, Draft) and not is_worse(found, draft) else draft

    def _stages(self, model: PlanModel) -> list[Stage]:
        """Stages of a part, whose bounds without a search are those of the whole."""
        return as_of_the_whole(stages_of(model, self.strategy, None), self.bounds)

    def _leap(self, search: Search, stages: list[Stage]) -> None:
        """Look straight away for the cheapest plan of a part that reaches what the problem without dates does in all before.

        If there is one, every stage before money is at its bound; if there is none, the search begins with nothing.
        """
        names = [stage.name for stage in stages]
        before = stages[: names.index(MONEY)]
        if not before or not all(math.isfinite(self.bounds.likely(stage)) for stage in before):
            return
        for stage in before:
            stage.hold(search.model.rows, stage.sign * self.bounds.likely(stage) / stage.scale)
        money = stages[len(before)]
        limits = Limits(self._left() * FOR_LEAP, self.settings.gap, 0.999)
        answer = search.minimise(money, money.total, limits, start=None)
        for stage in before:
            stage.let_go(search.model.rows)
        if answer.values is not None:
            search.values, search.best_of_part = answer.values, answer

    def _improved(self, draft: Draft) -> Draft:
        """The same plan, or a cheaper one that reaches as much in every stage before money; with the best proof there is."""
        names = [proof.name for proof in draft.proofs]
        before = draft.proofs[: names.index(MONEY)]
        money = draft.proofs[names.index(MONEY)]
        if is_near(draft, self.settings.gap) or any(each.name not in ROUGH_STAGES for each in before):
            return draft
        improving = Improving(
            self.whole,
            self.candidates,
            self.ways,
            lambda model: self.search(model, self.bounds),
            self._stages,
            {proof.name: float(proof.value) for proof in before},
            float(money.bound) * (1 + self.settings.gap),
            max(
                KEPT,
                self._left() / self.settings.time_limit_seconds - FOR_IMPROVING_SMALL if self.is_small else 0,
            )
            * self.settings.time_limit_seconds,
        )
        where = improving.cheaper(draft.plan, float(money.value))
        if where is None:
            return draft
        found = self._planned(improving.part(where, ()))
        return found if isinstance(found, Draft) and not is_worse(found, draft) else draft
