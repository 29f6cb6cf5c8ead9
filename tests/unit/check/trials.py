"""Trials: for a rule or target, a programme with a plan that keeps it and one that breaks it.

A trial's plans are lists of sittings as dictionaries; `keeps` breaks no rule at all, `breaks` breaks at least the trial's.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from planner.costing.price import price_plan
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.optimiser.measured import with_price
from tests.builders import Document, plan_of, planned, programme_of, tiny_document, tiny_sittings

PLACES = {"residents": 6, "officers": 2}


@dataclass(frozen=True)
class Trial:
    """One way to break a rule."""

    rule: str
    title: str
    document: Document
    keeps: list[Document]
    breaks: list[Document]
    more: Document = field(default_factory=dict)
    """Further keys of the plan that breaks, such as `bought`."""
    tamper: Callable[[Document], None] | None = None
    """What is done to the priced plan's document to break it, in place of other sittings."""
    keeps_more: Document = field(default_factory=dict)

    def programme(self) -> Programme:
        """The programme of the trial."""
        return programme_of(self.document)

    def keeping(self) -> Plan:
        """The plan that keeps the rule, priced."""
        return priced(self.programme(), plan_of(self.programme(), self.keeps, **self.keeps_more))

    def breaking(self) -> Plan:
        """The plan that breaks it; priced where it is the priced plan that is tampered with or money that is missing."""
        programme = self.programme()
        if self.tamper is not None:
            return tampered(self.keeping(), self.tamper)
        return plan_of(programme, self.breaks, **self.more)


def priced(programme: Programme, plan: Plan) -> Plan:
    """The plan with its lines and sums; what it buys stays as it says."""
    return with_price(plan, price_plan(programme, plan))


def tampered(plan: Plan, change: Callable[[Document], None]) -> Plan:
    """The plan with its document changed in place."""
    document = plan.model_dump(mode="json")
    change(document)
    return Plan.model_validate_json(json.dumps(document))


def tiny(**changes: Any) -> Document:
    """The tiny document with top-level keys replaced."""
    return tiny_document(**changes)


def moved(number: int, **changes: Any) -> list[Document]:
    """The tiny plan's sittings with one changed."""
    sittings = copy.deepcopy(tiny_sittings())
    sittings[number - 1] |= changes
    return sittings


def one(
    start: str = "2027-01-12T10:00",
    place: str = "hall/main",
    places: dict[str, int] | None = None,
    **changes: Any,
) -> list[Document]:
    """A single sitting "design-1"."""
    return [planned("design-1", start, place, PLACES if places is None else places, **changes)]
