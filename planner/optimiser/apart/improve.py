"""A plan made cheaper: a few sessions at a time are free to be held elsewhere and at other times, all others stay as they are.

The same people come, so that what earlier stages reached stays; only money is looked at. The order in which sessions are let go,
and how much is looked at each time, are counted, so that the same programme gives the same plan.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.optimiser.apart.dates import At, chosen_at, weekly_of
from planner.optimiser.apart.relaxed import Ways
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates
from planner.optimiser.draft import chosen as chosen_of
from planner.optimiser.draft import is_one
from planner.optimiser.highs import Limits
from planner.optimiser.model import PlanModel
from planner.optimiser.offers import Way, at, nearest
from planner.optimiser.search import MONEY, Search
from planner.optimiser.stages import Stage

NODES = 60
"""Nodes of the search tree for one look."""
PLACES = 6
"""Places and times beside the one at hand that a session let go may have, for each way people come."""
STARTS = 90
"""Candidates of a sitting let go, those nearest to where it stands."""
TOGETHER = 2
"""Sessions let go at a time, once each alone has been."""

Where = dict[str, At]
"""Place and start of each sitting that runs."""


@dataclass(eq=False)
class Improving:
    """What does not change while a plan is made cheaper."""

    whole: Programme
    candidates: Candidates
    ways: Ways
    search: Callable[[PlanModel], Search]
    stages: Callable[[PlanModel], list[Stage]]
    held: Mapping[str, float]
    """What the plan reaches in each stage before money, in the stage's own unit."""
    enough_pence: float
    """Nothing cheaper than this is looked for."""
    seconds_kept: float
    """Seconds that are left alone, for the plan to be worked out with everything in it."""

    def cheaper(self, plan: Plan, pence: float) -> Where | None:
        """Place and start of every sitting in a cheaper plan, as cheap as is found before the time is over; None if none is."""
        where: Where = {each.id: (each.place, each.start) for each in plan.sittings}
        is_cheaper, misses = False, 0
        rounds = list(self._rounds())
        for free in itertools.cycle(rounds):
            if pence <= self.enough_pence or misses >= len(rounds) or not rounds:
                break
            found = self._look(where, free, pence)
            if found == "over":
                break
            misses += 1
            if isinstance(found, tuple):
                where, pence, is_cheaper, misses = *found, True, 0
        return where if is_cheaper else None

    def _rounds(self) -> Iterator[tuple[SessionPlan, ...]]:
        sessions = self.whole.sessions
        for size in range(1, TOGETHER + 1):
            yield from itertools.combinations(sessions, size)

    def _look(
        self, where: Where, free: tuple[SessionPlan, ...], pence: float
    ) -> tuple[Where, float] | str | None:
        model = build_model(self.whole, candidates=self.part(where, free), are_repeats_alike=False)
        stages = {stage.name: stage for stage in self.stages(model)}
        for name, value in self.held.items():
            stages[name].hold(model.rows, value)
        money = stages[MONEY]
        model.rows.at_most("is_cheaper", (), money.total, round(pence) - 1)
        search = self.search(model)
        seconds = search.left() - self.seconds_kept
        if seconds <= 0 or search.should_stop():
            return "over"
        answer = search.minimise(money, money.total, Limits(seconds, search.gap, 0.999, nodes=NODES))
        if answer.ended == "stopped":
            return "over"
        if answer.values is None:
            return None
        found: Where = {}
        for key, held in model.held.items():
            if is_one(answer.values, held.run):
                option, start = chosen_of(held, answer.values)
                found[key] = option.holding.place.id, start
        return found, money.measured(answer.values)

    def part(self, where: Where, free: tuple[SessionPlan, ...]) -> Candidates:
        """Candidates where only some sessions may be held elsewhere or at another time, and only by the same people."""
        letting_go = {session.id for session in free}
        part: dict[str, tuple[Way, ...]] = {}
        weekly = weekly_of(self.candidates, self.ways, chosen_at(self.candidates, self.ways, where), PLACES)
        for sitting in (each for each in self.candidates.sittings if each.id in where):
            those, (place, start) = self.candidates.ways[sitting.id], where[sitting.id]
            if sitting.session.id in letting_go:
                wanted = weekly[sitting.session.id]
                part[sitting.id] = nearest((way for way in those if way.weekly in wanted), start, STARTS)
            else:
                part[sitting.id] = at(those, place, start)
        return self.candidates.only(part)
