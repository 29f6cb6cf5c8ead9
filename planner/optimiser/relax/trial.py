"""Trials: the same programme with something changed, solved only as far as the diagnosis needs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Strategy, Strength
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.relax.lever import Wish

ANY_GAP = 1.0
"""Any plan will do: stop at the first."""
MONEY_GAP = 0.0005


@dataclass(frozen=True)
class Tried:
    """What a trial gave: a priced and measured plan, the proof that there is none, or nothing in the time there was."""

    ended: Literal["plan", "none", "unknown"]
    plan: Plan | None = None


Attempt = Callable[[Programme, SolveSettings], Tried]
"""Solves a programme: prices and measures the plan, says "none" only where that is proven."""


@dataclass
class Trials:
    """Trials of one diagnosis, within the time it has; asks `should_stop` before each."""

    attempt: Attempt
    settings: SolveSettings
    ends_at: float
    """When the whole diagnosis has to be over, on the clock of `time.monotonic`."""
    should_stop: Callable[[], bool] = lambda: False
    most_seconds: float = 6.0
    """For one trial."""
    count: int = 0

    def is_over(self) -> bool:
        """Whether no time is left, or somebody has asked to stop."""
        return self.should_stop() or time.monotonic() >= self.ends_at

    def look_for(self, programme: Programme, wish: Wish) -> Tried:
        """Try a programme; unknown where no time is left."""
        if self.is_over():
            return Tried("unknown")
        self.count += 1
        seconds = min(self.most_seconds, self.ends_at - time.monotonic())
        aims_count = wish == "fairest"
        strategy = Strategy.FAIREST if aims_count else Strategy.CHEAPEST
        asked = replace(
            self.settings,
            strategy=strategy,
            time_limit_seconds=max(seconds, 0.1),
            gap={"any": ANY_GAP, "least_money": MONEY_GAP, "fairest": ANY_GAP}[wish],
        )
        return self.attempt(programme if aims_count else musts_only(programme), asked)


def musts_only(programme: Programme) -> Programme:
    """The programme without its aims: they never stand in the way of a plan, and cost time."""
    musts = tuple(target for target in programme.targets if target.strength is Strength.MUST)
    return programme.model_copy(update={"targets": musts, "strategy": Strategy.CHEAPEST})


def aims_as_musts(programme: Programme) -> Programme:
    """The programme as the strategy *cheapest* takes it: every aim is a must."""
    targets = tuple(each.model_copy(update={"strength": Strength.MUST}) for each in programme.targets)
    return programme.model_copy(update={"targets": targets})
