"""Bounds for every stage from the problem without dates, and the ways that its best answers choose.

Shares and value are looked at roughly first: without money and team, of which they hardly ever depend. That problem is small, and
what is proven of it is a bound all the same. Money is looked at with everything that has no date.
"""

import math
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from planner.optimiser.apart.dates import Chosen
from planner.optimiser.apart.offers import Weekly
from planner.optimiser.apart.summed import Summed, summed
from planner.optimiser.highs import Answer, Limits
from planner.optimiser.linear import Rows, Values
from planner.optimiser.model import PlanModel
from planner.optimiser.search import LEFT_OUT, Search, Searched
from planner.optimiser.stages import SHARE_LEEWAYS, Stage
from planner.optimiser.variables import Held

ROUGHLY = LEFT_OUT | {
    "enough_facilitators",
    "everyone_fits",
    "facilitator_ratio",
    "fair_pay",
    "money_reaching_people",
    "team_members_are_able",
    "trained_here",
    "young_people_are_safe",
}
"""Kinds of rows that are left out of the rough look: those of money, dates and the team."""
ROUGH_STAGES = ("worst", "total", "value")
SHARE_OF_TIME = {"worst": 0.3, "total": 0.4, "value": 0.4, "money": 0.8}
"""Of the time left for bounds, what a stage may take (money: when it is looked at again)."""
MONEY = "money"
SHORTLY_SECONDS = 1.0
"""What the first look at money may take: a plan comes first, and then the proof."""
LEAST_SECONDS = 0.1
CHOSEN = 0.01
"""What is chosen for more than this part of a sitting is worth having."""


@dataclass(eq=False)
class SumsOnly:
    """What a search needs of a model that has only sums."""

    rows: Rows
    held: Mapping[str, Held] = field(default_factory=dict)


@dataclass(eq=False)
class Look:
    """A search of the problem without dates, or of its sums: its stages, and the name of the sum of each variable."""

    search: Search
    stages: dict[str, Stage]
    of: Mapping[str, str]

    def value(self, values: Values, name: str) -> float:
        """What a variable of the problem without dates has in an answer, or its sum."""
        return values[self.of.get(name, name)]


class Bounds:
    """The stages of the problem without dates, looked at one after the other; then asked for bounds."""

    def __init__(self, relaxed: PlanModel, whole: Look, rough: Look | None) -> None:
        """Take searches that have not begun; without a rough one every stage is looked at with everything."""
        self._relaxed, self._whole, self._rough = relaxed, whole, rough
        self._answers: dict[str, Answer] = {}
        self._first: dict[str, Answer] = {}
        self._reached: dict[str, float] = {}
        self._seen: list[tuple[Look, Values]] = []
        self._floors: dict[str, float] = {}
        """What the rough look has proven of the first stage, where it was not enough."""
        self._order = list(whole.stages)
        self._missed = len(self._order)
        """The first stage in which the plan at hand reaches less than was held: bounds of later ones do not hold for it."""
        self._again: set[str] = set()
        """Stages whose bound was looked for again for what the plan at hand reaches."""

    def look(self, seconds: float) -> str:
        """Look at every stage, at money only shortly; gives "infeasible" where no plan exists, "none" where nothing was found,
        "found" otherwise.
        """
        ends_at = time.monotonic() + seconds
        is_found = self._look_through(ends_at)
        if not is_found and self._rough is not None and self._reached:
            # What the rough look reaches cannot be reached with money and team. The bound of its first stage stays; those of
            # later ones were for plans that reach as much, and all is looked at again.
            first = next(iter(self._reached))
            self._floors = {first: self._answers[first].bound}
            self._let_go_from(first)
            self._reached, self._seen, self._rough = {}, [], None
            is_found = self._look_through(ends_at)
        self._first = dict(self._answers)
        if not is_found and not self._reached:
            return "infeasible"
        return "found" if self._seen else "none"

    def look_at_money(self, seconds: float) -> None:
        """Look at money again, for longer, with all else held as it was found at first."""
        self.begin()
        self._let_go_from(MONEY)
        answer = self._first[MONEY] = self._answers[MONEY] = self._looked(MONEY, seconds)
        if answer.values is not None:
            self._seen = [*self._seen[:-1], (self._whole, answer.values)]
            self._reached[MONEY] = self._whole.stages[MONEY].measured(answer.values)
            self._hold(MONEY, self._reached[MONEY])

    def _look_through(self, ends_at: float) -> bool:
        """Look at one stage after another; False where nothing fits what was held."""
        for name in self._whole.stages:
            share = max(ends_at - time.monotonic(), LEAST_SECONDS) * SHARE_OF_TIME.get(name, 0.5)
            if name == MONEY:
                share = min(share, SHORTLY_SECONDS)
            answer = self._answers[name] = self._looked(name, share)
            if answer.ended == "infeasible":
                return False
            if answer.values is not None:
                look = self._look_at(name)
                self._seen.append((look, answer.values))
                self._reached[name] = look.stages[name].measured(answer.values)
                self._hold(name, self._reached[name])
        return True

    def _look_at(self, name: str) -> Look:
        return self._rough if self._rough is not None and name in self._rough.stages else self._whole

    def _looked(self, name: str, seconds: float) -> Answer:
        """The answer of a stage, with the best bound that is known of it."""
        answer = self._searched(name, seconds)
        if answer.ended == "infeasible":
            return replace(answer, bound=-math.inf)
        return replace(answer, bound=max(answer.bound, self._floors.get(name, -math.inf)))

    def _searched(self, name: str, seconds: float) -> Answer:
        """The answer of a stage; where whole numbers take too long, what is chosen in parts."""
        look = self._look_at(name)
        stage, search = look.stages[name], look.search
        total = stage.total.times(stage.sign)
        limits = Limits(seconds, search.gap, 0.999 if stage.is_whole else 1e-9 * stage.scale)
        if look is self._whole and name in ROUGH_STAGES:
            return search.solve_stage(stage, seconds)
        parts = None
        if look is self._whole:
            parts = search.minimise(stage, total, replace(limits, in_parts=True), start=None)
            limits = replace(limits, seconds=max(seconds - parts.seconds, LEAST_SECONDS))
        answer = search.minimise(stage, total, limits, start=None)
        if parts is None or parts.ended != "closed" or answer.ended == "infeasible":
            return answer
        bound = max(answer.bound, parts.bound)
        return replace(answer if answer.values is not None else parts, bound=bound)

    def _hold(self, name: str, value: float) -> None:
        for look in (self._whole, self._rough):
            if look is not None and name in look.stages:
                look.stages[name].hold(look.search.model.rows, value)

    def begin(self) -> None:
        """Begin with another part: what was found at first holds again."""
        if self._missed < len(self._order):
            for name, value in self._reached.items():
                self._hold(name, value)
        self._answers, self._missed = dict(self._first), len(self._order)
        self._again.clear()

    def chosen(self, with_earlier: bool) -> dict[str, Chosen]:
        """What was chosen for each sitting in the last stage, or in any; years as in the last stage alone."""
        assert self._relaxed.undated is not None
        seen = self._seen if with_earlier else self._seen[-1:]
        found: dict[str, Chosen] = {}
        for sitting_id, held in self._relaxed.held.items():
            options = [
                option
                for option in held.options
                if any(look.value(values, option.variable.name) > CHOSEN for look, values in seen)
            ]
            weekly: set[Weekly] = {(*each.holding.key[:2], each.holding.place.id) for each in options}
            who: set[Hashable] = {self._relaxed.undated.pattern(each) for each in options}
            years = {each.holding.key[2] for each in options} if self._relaxed.is_year_needed else set()
            found[sitting_id] = Chosen(frozenset(weekly), frozenset(who), frozenset(years))
        return found

    def known(self, stage: Stage) -> float:
        """A bound of a stage that takes no time, in the stage's own unit: what was found at first, while it holds."""
        own = self._whole.stages[stage.name]
        answer = self._answers.get(stage.name)
        if answer is None or self._is_loose(stage.name) or not math.isfinite(answer.bound):
            return self._trivial(own)
        return own.sign * answer.bound / own.scale

    def bound(self, stage: Stage, seconds: float) -> float:
        """Give the proven bound of a stage, in the model's units as minimised, for plans that reach what has been held."""
        own = self._whole.stages[stage.name]
        is_old = self._is_loose(stage.name) and stage.name not in self._again
        if is_old or stage.name not in self._answers:
            self._let_go_from(stage.name)
            self._answers[stage.name] = self._looked(stage.name, seconds)
            self._again.add(stage.name)
        return max(self._answers[stage.name].bound, own.sign * own.scale * self._trivial(own))

    def _is_loose(self, name: str) -> bool:
        return self._order.index(name) > self._missed

    def _let_go_from(self, name: str) -> None:
        """Hold nothing of a stage and those after it."""
        names = list(self._reached)
        for later in names[names.index(name) :] if name in names else ():
            for look in (self._whole, self._rough):
                if look is not None and later in look.stages:
                    look.stages[later].let_go(look.search.model.rows)

    def _trivial(self, own: Stage) -> float:
        return own.known_bound() if own.name == "value" else 0.0

    def likely(self, stage: Stage) -> float:
        """Give what the problem without dates reaches in a stage."""
        objective = self._answers[stage.name].objective if stage.name in self._answers else None
        return -math.inf if objective is None else objective

    def hold(self, stage: Stage, value: float) -> None:
        """Be told what the plan reaches in a stage: if less than was held, later bounds are looked for again."""
        own = self._whole.stages[stage.name]
        reached = self._reached.get(stage.name)
        slack = 0.5 if own.is_whole else float(SHARE_LEEWAYS[0]) / 2
        if reached is None or own.sign * (value - reached) > slack:
            self._missed = min(self._missed, self._order.index(stage.name))
            if reached is not None:
                self._hold(stage.name, value)


def bounds_of(relaxed: PlanModel, stages: list[Stage], search: Callable[[Searched], Search]) -> Bounds:
    """Bounds from a model without dates; from its sums, where its sittings are alike and who comes to most of them is known.

    What is decided for each sitting apart (places of open groups) loses too much when it is added up.
    """
    plain = Look(search(relaxed), {stage.name: stage for stage in stages}, {})
    is_mostly_known = 2 * sum(map(relaxed.is_known, relaxed.held.values())) > len(relaxed.held)
    sums = summed(relaxed.rows, [stage.total for stage in stages]) if is_mostly_known else None
    whole = _in_sums(sums, stages, search)
    rough_stages = [stage for stage in stages if stage.name in ROUGH_STAGES]
    if not rough_stages or rough_stages != stages[: len(rough_stages)]:
        return Bounds(relaxed, whole or plain, None)
    roughly = summed(relaxed.rows, [stage.total for stage in rough_stages], ROUGHLY)
    return Bounds(relaxed, whole or plain, _in_sums(roughly, rough_stages, search))


def _in_sums(sums: Summed | None, stages: list[Stage], search: Callable[[Searched], Search]) -> Look | None:
    if sums is None:
        return None
    of = {name: variable.name for name, variable in sums.of.items()}
    return Look(search(SumsOnly(sums.rows)), {each.name: _sum_of(each, sums) for each in stages}, of)


def _sum_of(stage: Stage, sums: Summed) -> Stage:
    total = sums.total(stage.total)
    return replace(stage, total=total, measured=lambda values: total.value(values) / stage.scale)


def as_of_the_whole(stages: list[Stage], bounds: Bounds) -> list[Stage]:
    """Stages of a part, whose bounds without a search are those of the whole."""
    return [replace(stage, known_bound=partial(bounds.known, stage)) for stage in stages]
