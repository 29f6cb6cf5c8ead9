"""Options to be set side by side: of the tiny programme, and typed ones."""

from __future__ import annotations

from decimal import Decimal

from planner.domain.options import CostTable, CostTableLine, OptionKind
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Category
from planner.optimiser.finish import measured
from planner.reports.compare import Compared
from tests.builders import (
    group,
    plan_of,
    professionals,
    session,
    tiny_document,
    tiny_programme,
    tiny_sittings,
)
from tests.builders import programme_of as read


def built(key: str, programme: Programme, plan: Plan, title: str = "") -> Compared:
    return Compared(
        key=key,
        title=title or key.title(),
        kind=OptionKind.OTHER,
        standing="Built",
        is_current=True,
        programme=programme,
        plan=plan,
        plan_id=1,
        plan_number=3,
        common_programme=programme,
        common_plan=plan,
    )


def whole() -> Compared:
    """Two sessions of two hours for six residents and two officers."""
    programme = tiny_programme()
    return built("whole", programme, measured(programme, plan_of(programme, tiny_sittings())))


def half() -> Compared:
    """The first of them only."""
    programme = read(
        tiny_document(sessions=[session("design", ["residents", "officers"], repeats={"count": 1})])
    )
    return built("half", programme, measured(programme, plan_of(programme, tiny_sittings()[:1])))


def line(key: str, category: Category, rate_pence: int, **more: object) -> CostTableLine:
    given = {"financial_year": "2026-27", "quantity": Decimal(1), **more}
    return CostTableLine(id=key, title=key, category=category, rate_pence=rate_pence, **given)  # type: ignore[arg-type]


def typed(*lines: CostTableLine, **more: object) -> Compared:
    table = CostTable(lines=lines, **more)  # type: ignore[arg-type]
    return Compared("bid", "A bid", OptionKind.OTHER, "Typed", is_current=True, table=table)


def with_carers(size: int) -> Compared:
    groups = [group("residents", 6), group("carers", size), professionals("officers", 2)]
    programme = read(
        tiny_document(
            groups=groups,
            sessions=[session("design", ["residents", "carers", "officers"], repeats={"count": 2})],
        )
    )
    places = {"residents": 6, "carers": size, "officers": 2}
    sittings = [{**each, "places": places} for each in tiny_sittings()]
    return built("carers", programme, measured(programme, plan_of(programme, sittings)))
