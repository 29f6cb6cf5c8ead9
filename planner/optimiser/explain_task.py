"""Explaining a plan in a child process: everything of `planner.optimiser.explain`, as plain values, within a time limit."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.reading import read_plan, read_programme
from planner.optimiser.candidates import build_candidates
from planner.optimiser.explain import (
    MoneyChange,
    NextBest,
    change_with_money,
    next_best,
    price_of_each_target,
)
from planner.optimiser.measured import measured
from planner.optimiser.outcome import Explained, Progress, SolveSettings
from planner.optimiser.pipeline import attempt_with
from planner.optimiser.solve import solve


@dataclass(frozen=True)
class ExplainInput:
    """What crosses into the child: both documents, and seconds for all the solves together."""

    programme_json: str
    plan_json: str
    seconds: float
    gap: float


def explain_task(
    given: ExplainInput, report: Callable[[Progress], None], should_stop: Callable[[], bool]
) -> Explained:
    """Explain a plan; each solve gets an equal part of the time, what does not fit in is None."""
    programme = read_programme(given.programme_json)
    plan = measured(programme, read_plan(given.plan_json))
    began_at = time.monotonic()

    def tell(words: str) -> None:
        report(Progress("explaining", time.monotonic() - began_at, words=words))

    tell("Looking at the next best place and start of every session")
    document: dict[str, Any] = {"sittings": list(_sittings(programme, plan, should_stop))}
    solves = len(programme.targets) + 3
    settings = SolveSettings(plan.strategy, given.seconds / solves, given.gap)
    attempt = attempt_with(solve, should_stop)
    tell("Working out what each target costs")
    document["targets"] = [
        {"id": each.target, "title": each.title, "cost_pence": each.pence}
        for each in price_of_each_target(programme, plan, attempt, settings)
    ]
    tell("Working out what a little more or less money changes")
    document["money"] = [_money(each) for each in change_with_money(programme, attempt, settings)]
    return Explained(document)


def _sittings(programme: Programme, plan: Plan, should_stop: Callable[[], bool]) -> list[dict[str, Any]]:
    candidates = build_candidates(programme)
    found: list[dict[str, Any]] = []
    for planned in plan.sittings:
        if should_stop():
            break
        found.append(_next(next_best(programme, plan, planned.id, candidates)))
    return found


def _next(best: NextBest) -> dict[str, Any]:
    return {
        "id": best.sitting,
        "next_best": None
        if best.place is None or best.start is None
        else {
            "place": best.place,
            "start": best.start.isoformat(),
            "more_pence": best.more_pence,
            "more_worst_shortfall": _share(best.more_worst),
            "more_total_shortfall": _share(best.more_total),
            "more_value": best.more_value,
        },
        "others_break": dict(best.broken),
    }


def _money(change: MoneyChange) -> dict[str, Any]:
    return {
        "more_pence": change.more_pence,
        "total_pence": change.total_pence,
        "worst_shortfall": _share(change.worst),
        "total_shortfall": _share(change.total),
        "value": change.value,
    }


def _share(exact: Fraction | None) -> float | None:
    return None if exact is None else round(float(exact), 6)
