"""Planning without a database: documents in, outcomes and documents out, for the command line.

Everything here is pure of Flask; `planner.services.planning` is the seam with the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planner.domain.errors import CannotPrice
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.draft import read_draft
from planner.domain.programme.reading import (
    DocumentRefused,
    Problem,
    json_schema,
    programme_json,
    read_plan,
    read_programme,
)
from planner.examples import example_names, example_text
from planner.optimiser.outcome import (
    Explained,
    Failed,
    LimitReached,
    NoPlan,
    Outcome,
    Progress,
    Solved,
    SolveSettings,
)
from planner.optimiser.process import explain_in_child, solve_in_child

__all__ = [
    "DocumentRefused",
    "Explained",
    "Failed",
    "Finding",
    "LimitReached",
    "NoPlan",
    "Outcome",
    "Problem",
    "Solved",
    "SolveSettings",
    "check_plan",
    "example_names",
    "example_text",
    "explain_document",
    "json_schema",
    "no_plan_document",
    "plan_document",
    "plan_json",
    "price_document",
    "programme_json",
    "read_draft",
    "read_plan",
    "read_programme",
]


@dataclass(frozen=True)
class Finding:
    """A rule that a plan breaks, or a figure the second witness does not confirm: which, where, in words."""

    rule: str
    where: str
    words: str

    def as_json(self) -> dict[str, str]:
        """Give it as plain values."""
        return {"rule": self.rule, "where": self.where, "words": self.words}


def plan_document(
    text: bytes | str,
    settings: SolveSettings,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Plan the programme document `text` (read before, so that it is known to hold) in a child process."""
    as_text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    return solve_in_child(as_text, settings, on_progress, should_stop)


def explain_document(
    text: bytes,
    plan_text: bytes,
    seconds: float,
    on_progress: Callable[[Progress], None],
    should_stop: Callable[[], bool],
) -> Explained | LimitReached | Failed:
    """Explain a plan (both documents read before) in a child process; see `planner.optimiser.explain`."""
    documents = (text.decode("utf-8-sig"), plan_text.decode("utf-8-sig"))
    return explain_in_child(*documents, seconds, on_progress, should_stop)


def check_plan(programme: Programme, plan: Plan) -> tuple[Finding, ...]:
    """Put a plan before both witnesses; empty where it keeps every rule and every figure is confirmed.

    A plan made by hand that says nothing of prices is priced first, so that the rules about money can be judged.
    """
    from planner.optimiser.witness import witness

    verdict = witness(programme, plan)
    return (
        *(Finding(each.rule, each.where, each.words) for each in verdict.broken),
        *(Finding("priced_alike", each.where, each.words) for each in verdict.differences),
    )


def price_document(programme: Programme, plan: Plan) -> dict[str, Any] | Failed:
    """Price a plan again: its lines and sums as plain values, or why it cannot be priced."""
    from planner.costing.price import price_plan

    try:
        priced = price_plan(programme, plan)
    except CannotPrice as missing:
        return Failed(f"The plan cannot be priced: {missing}.", reason="cannot_price")
    sums = ("total_pence", "subtotal_pence", "contingency_pence", "funded_pence", "in_kind_pence")
    lines = [line.model_dump(mode="json") for line in priced.lines]
    return {**{name: getattr(priced, name) for name in sums}, "lines": lines}


def plan_json(plan: Plan) -> str:
    """Give the plan document as JSON for people."""
    return plan.model_dump_json(indent=2)


def no_plan_document(outcome: NoPlan) -> dict[str, Any]:
    """Give the conflict and the repairs as plain values."""
    return {
        "words": outcome.words,
        "conflict": [
            {"rule": each.rule, "path": each.path, "words": each.words} for each in outcome.conflict
        ],
        "repairs": [
            {
                "what": each.what,
                "change": [
                    {"op": step.op, "path": step.path}
                    | ({} if step.op == "remove" else {"value": step.value})
                    for step in each.change
                ],
                "cost_pence": each.cost_pence,
            }
            for each in outcome.repairs
        ],
    }
