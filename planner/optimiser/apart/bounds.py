"""Bounds for every stage from the problem without dates, and the answers that they were found with.

Shares and value are looked at roughly first, money without the flow of funding (`planner.optimiser.apart.looks`). Only where
nothing fits what those reach is everything without dates looked at.
"""

import math
import time
from dataclasses import replace
from decimal import Decimal
from functools import partial

from planner.domain.plan import StageProof
from planner.optimiser.apart.choices import Seen, assigned, chosen
from planner.optimiser.apart.dates import Assigned, Chosen
from planner.optimiser.apart.looks import ROUGH_STAGES, Look, Looks
from planner.optimiser.highs import Answer, Limits
from planner.optimiser.linear import Values
from planner.optimiser.model import PlanModel
from planner.optimiser.search import MONEY
from planner.optimiser.stages import SHARE_LEEWAYS, Stage

SHARE_OF_TIME = {"worst": 0.3, "total": 0.4, "value": 0.4, "money": 0.8}
"""Of the time left for bounds, what a stage may take; stages that are not named here are looked at once there is a plan."""
NEAR_AT_FIRST = 0.005
"""How near its best the first answer in whole numbers has to come."""
MOST_TO_BEGIN_WITH_NOTHING = 2_000
"""Variables: above, money is looked at with the turnouts of the rough look first, to have an answer to begin from."""
ROUGH_GAP = 0.001
"""The rough look is soon done: what it leaves open, later stages have to pay for."""
LEAST_SECONDS = 0.1
LEEWAY = SHARE_LEEWAYS[-1]
"""Shares are held less narrowly than in the plan: what a plan reaches by the solver's tolerance is still what was looked at."""


class Bounds:
    """The stages of the problem without dates, looked at one after the other; then asked for bounds."""

    def __init__(self, relaxed: PlanModel, looks: Looks) -> None:
        """Take looks that have not begun; without a rough one every stage is looked at with everything."""
        self._relaxed, self._looks = relaxed, looks
        self._rough = looks.rough
        self._main: Look = looks.main or looks.whole()
        self._answers: dict[str, Answer] = {}
        self._first: dict[str, Answer] = {}
        self._reached: dict[str, float] = {}
        self._seen: dict[str, Seen] = {}
        self._floor = "", -math.inf
        """The stage last looked at roughly that was then looked at with everything, and what the rough look has proven of it."""
        self._roughly = [] if looks.rough is None else list(looks.rough.stages)
        """Stages for which the rough look is enough."""
        self._order = list(self._main.stages)
        self._missed = len(self._order)
        """The first stage in which the plan at hand reaches less than was held: bounds of later ones do not hold for it."""
        self._again: set[str] = set()
        """Stages whose bound was looked for again for what the plan at hand reaches."""
        self.may_look_again = False
        """Whether bounds are looked for again; first plans do without, since they are not the last."""

    def look(self, seconds: float) -> str:
        """Look at every stage; gives "infeasible" where no plan exists, "none" where nothing was found, "found" otherwise."""
        ends_at = time.monotonic() + seconds
        is_found = self._look_through(ends_at)
        while not is_found and self._roughly:
            # What the rough look reaches in its last stage cannot be reached with money and team. The bound of that stage stays,
            # and what was reached before; the stage is looked at with everything, and all after it.
            name = self._roughly.pop()
            self._floor = name, self._answers[name].bound if name in self._answers else -math.inf
            self._let_go_from(name)
            for later in self._order[self._order.index(name) :]:
                self._reached.pop(later, None)
                self._seen.pop(later, None)
                self._answers.pop(later, None)
            is_found = self._look_through(ends_at)
        self._first = dict(self._answers)
        if not is_found and not self._reached:
            return "infeasible"
        return "found" if self._seen else "none"

    @property
    def is_money_settled(self) -> bool:
        """Whether looking at money again would change nothing."""
        return MONEY in self._first and self._first[MONEY].ended == "closed"

    def look_at_money(self, seconds: float) -> None:
        """Look at money again, for longer, with all else held as it was found at first."""
        self.begin()
        self._let_go_from(MONEY)
        answer = self._first[MONEY] = self._answers[MONEY] = self._looked(MONEY, seconds)
        if answer.values is not None:
            self._seen[MONEY] = self._main, answer.values
            self._reached[MONEY] = self._main.stages[MONEY].measured(answer.values)
            self._hold(MONEY, self._reached[MONEY])

    def _look_through(self, ends_at: float) -> bool:
        """Look at one stage after another that was not looked at yet; False where nothing fits what was held."""
        for name in (each for each in self._order if each not in self._answers):
            share = max(ends_at - time.monotonic(), LEAST_SECONDS) * SHARE_OF_TIME.get(name, 0.5)
            answer = self._looked(name, share)
            if answer.ended == "infeasible":
                return False
            floor = self._floor[1] if name == self._floor[0] else -math.inf
            self._answers[name] = replace(answer, bound=max(answer.bound, floor))
            if answer.values is not None:
                look = self._look_at(name)
                self._seen[name] = look, answer.values
                self._reached[name] = look.stages[name].measured(answer.values)
                self._hold(name, self._reached[name])
            if not any(later in SHARE_OF_TIME for later in self._order[self._order.index(name) + 1 :]):
                break
        return True

    def _look_at(self, name: str) -> Look:
        return self._rough if self._rough is not None and name in self._roughly else self._main

    def _looked(self, name: str, seconds: float) -> Answer:
        """The answer of a stage; nothing is proven of it where nothing fits."""
        answer = self._searched(name, seconds)
        return replace(answer, bound=-math.inf) if answer.ended == "infeasible" else answer

    def _searched(self, name: str, seconds: float) -> Answer:
        """The answer of a stage; where whole numbers take too long, what is chosen in parts."""
        look = self._look_at(name)
        stage, search = look.stages[name], look.search
        total = stage.total.times(stage.sign)
        limits = Limits(seconds, search.gap, 0.999 if stage.is_whole else 1e-9 * stage.scale)
        if look is self._rough:
            limits = replace(limits, relative_gap=min(search.gap, ROUGH_GAP))
            return search.minimise(stage, total, limits, start=None)
        if name in ROUGH_STAGES:
            return search.solve_stage(stage, seconds)
        begun = time.monotonic()
        in_parts = replace(limits, in_parts=True)
        parts = search.minimise(stage, total, in_parts, start=None, leaving_out=look.leaving_out)
        if parts.ended == "infeasible":
            return parts
        start = self._with_turnouts(seconds / 3) if name == MONEY else None
        limits = replace(limits, seconds=max(begun + seconds - time.monotonic(), LEAST_SECONDS))
        answer = search.minimise(stage, total, limits, start=start, leaving_out=look.leaving_out)
        if parts.ended != "closed" or answer.ended == "infeasible":
            return answer
        bound = max(answer.bound, parts.bound)
        return replace(answer if answer.values is not None else parts, ended=answer.ended, bound=bound)

    def _with_turnouts(self, seconds: float) -> Values | None:
        """An answer for money in whole numbers to begin from: the last one, or one with the turnouts of the rough look."""
        if MONEY in self._seen:
            return self._seen[MONEY][1]
        rough, turnouts = self._rough, self._looks.turnouts
        is_small = len(self._main.search.model.rows.variables) <= MOST_TO_BEGIN_WITH_NOTHING
        last = self._roughly[-1] if self._roughly else ""
        if rough is None or turnouts is None or rough.money is None or last not in self._seen or is_small:
            return None
        limits = Limits(seconds / 2, rough.search.gap, 0.999)
        found = rough.search.minimise(MONEY, rough.money.total, limits, start=None)
        money = self._main.stages[MONEY]
        turnouts.hold(found.values or self._seen[last][1])
        limits = replace(limits, seconds=seconds, relative_gap=max(NEAR_AT_FIRST, rough.search.gap))
        answer = self._main.search.minimise(
            money, money.total, limits, start=None, leaving_out=self._main.leaving_out
        )
        turnouts.let_go()
        return answer.values

    def _hold(self, name: str, value: float) -> None:
        for look in (self._main, self._rough):
            if look is not None and name in look.stages:
                look.stages[name].widen(look.search.model.rows, value, LEEWAY)

    def begin(self) -> None:
        """Begin with another part: what was found at first holds again."""
        if self._missed < len(self._order):
            for name, value in self._reached.items():
                self._hold(name, value)
        self._answers, self._missed = dict(self._first), len(self._order)
        self._again.clear()

    def chosen(self, with_earlier: bool) -> dict[str, Chosen]:
        """What was chosen for each sitting in the last stage, or in any; years as in the last stage alone."""
        seen = list(self._seen.values())
        return chosen(self._relaxed, seen if with_earlier else seen[-1:])

    def assigned(self) -> dict[str, Assigned] | None:
        """One place in a weekly slot for each sitting that runs in the last answer; None where that is not in whole numbers."""
        return assigned(self._relaxed, list(self._seen.values())[-1])

    def known(self, stage: Stage) -> float:
        """A bound of a stage that takes no time, in the stage's own unit: what was found at first, while it holds."""
        own = self._main.stages[stage.name]
        answer = self._answers.get(stage.name)
        if answer is None or self._is_loose(stage.name) or not math.isfinite(answer.bound):
            return self._trivial(own)
        return own.sign * answer.bound / own.scale

    def bound(self, stage: Stage, seconds: float) -> float:
        """Give the proven bound of a stage, in the model's units as minimised, for plans that reach what has been held."""
        own = self._main.stages[stage.name]
        is_old = self._is_loose(stage.name) and stage.name not in self._again
        is_missing = stage.name not in self._answers
        if (is_old or is_missing) and not self.may_look_again:
            return own.sign * own.scale * self._trivial(own)
        if is_old or is_missing:
            self._let_go_from(stage.name)
            self._answers[stage.name] = self._looked(stage.name, seconds)
            self._again.add(stage.name)
        return max(self._answers[stage.name].bound, own.sign * own.scale * self._trivial(own))

    def proven(self, proofs: tuple[StageProof, ...], ends_at: float) -> tuple[StageProof, ...]:
        """The proofs of a plan with the best bounds that can be found for what it reaches."""
        self.begin()
        self.may_look_again = True
        made = []
        for proof in proofs:
            stage = self._main.stages[proof.name]
            seconds = max(ends_at - time.monotonic(), LEAST_SECONDS) * SHARE_OF_TIME.get(proof.name, 0.5)
            bound = stage.sign * self.bound(stage, seconds) / stage.scale
            self.hold(stage, float(proof.value))
            made.append(with_bound(proof, bound, stage))
        return tuple(made)

    def _is_loose(self, name: str) -> bool:
        return self._order.index(name) > self._missed

    def _let_go_from(self, name: str) -> None:
        """Hold nothing of a stage and those after it."""
        for later in self._order[self._order.index(name) :]:
            for look in (self._main, self._rough):
                if later in self._reached and look is not None and later in look.stages:
                    look.stages[later].let_go(look.search.model.rows)

    def _trivial(self, own: Stage) -> float:
        return own.known_bound() if own.name == "value" else 0.0

    def likely(self, stage: Stage) -> float:
        """Give what the problem without dates reaches in a stage."""
        objective = self._answers[stage.name].objective if stage.name in self._answers else None
        return -math.inf if objective is None else objective

    def hold(self, stage: Stage, value: float) -> None:
        """Be told what the plan reaches in a stage: if less than was held, later bounds are looked for again."""
        own = self._main.stages[stage.name]
        reached = self._reached.get(stage.name)
        slack = 0.5 if own.is_whole else float(LEEWAY) / 2
        if reached is None or own.sign * (value - reached) > slack:
            self._missed = min(self._missed, self._order.index(stage.name))
            if reached is not None:
                self._hold(stage.name, value)


def with_bound(proof: StageProof, bound: float, stage: Stage) -> StageProof:
    """A proof with a bound found elsewhere, where that is the better one."""
    value, old = float(proof.value), float(proof.bound)
    best = max(old, bound) if proof.sense == "least" else min(old, bound)
    if abs(best - value) < stage.step:
        best = value
    gap = abs(value - best) / abs(value) if value else abs(best)
    return proof.model_copy(
        update={
            "bound": round(Decimal(best), 9),
            "gap": round(Decimal(gap), 9),
            "is_closed": proof.is_closed or abs(value - best) <= (0 if stage.is_whole else stage.step),
        }
    )


def as_of_the_whole(stages: list[Stage], bounds: Bounds) -> list[Stage]:
    """Stages of a part, whose bounds without a search are those of the whole."""
    return [replace(stage, known_bound=partial(bounds.known, stage)) for stage in stages]
