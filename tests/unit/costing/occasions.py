"""Shortcuts of the costing tests: a pricing of a tiny programme, a sitting of it somewhere, a plan of it priced."""

from datetime import datetime
from typing import Any

from planner.costing.context import Occasion, Pricing
from planner.costing.price import PricedPlan, price_plan
from planner.domain.plan import PlanLine
from planner.domain.sittings import Sitting, sittings_of
from tests.builders import Document, plan_of, tiny_programme

TUESDAY_AT_TEN = "2027-01-12T10:00"
TUESDAY_AT_SIX = "2027-01-12T18:00"
SATURDAY_AT_TEN = "2027-01-16T10:00"


def pricing_of(**changes: Any) -> Pricing:
    return Pricing(tiny_programme(**changes))


def occasion_of(
    pricing: Pricing, place: str = "hall/main", start: str = TUESDAY_AT_TEN, sitting: str = "design-1"
) -> Occasion:
    session = pricing.sessions[sitting.rpartition("-")[0]]
    return Occasion(sitting, session, pricing.place(session, place), datetime.fromisoformat(start))


def sitting_of(pricing: Pricing, key: str = "design-1") -> Sitting:
    return next(sitting for sitting in sittings_of(pricing.programme) if sitting.id == key)


def priced(sittings: list[Document], bought: Document | None = None, **changes: Any) -> PricedPlan:
    programme = tiny_programme(**changes)
    return price_plan(programme, plan_of(programme, sittings, bought=bought or {}))


def lines_of(plan: PricedPlan, rule: str) -> list[PlanLine]:
    return [line for line in plan.lines if line.rule == rule]


def pence_by_key(plan: PricedPlan, rule: str) -> dict[str, int]:
    """Key without the rule, to value."""
    return {line.key.partition(":")[2]: line.value_pence for line in lines_of(plan, rule)}
