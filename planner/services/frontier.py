"""The cost-equity frontier, for those who ask for it: the project at other budgets, each built and checked as a plan of its own.

Functions flush and never commit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from planner.domain.money import format_pence, round_half_up
from planner.domain.options import Differences, Option, OptionKind
from planner.domain.terms import Strategy
from planner.reports.charts import Chart, frontier_chart
from planner.reports.compare.frontier import Frontier, FrontierPoint, frontier, missing_share
from planner.services import comparing, inputs, option_plans, options
from planner.services.access import Access
from planner.services.option_lists import SETTINGS, STANDING_WORDS
from planner.services.option_plans import OptionColumn, OptionStanding

SHARES: Final = (
    Fraction(6, 10),
    Fraction(7, 10),
    Fraction(8, 10),
    Fraction(9, 10),
    Fraction(1),
    Fraction(11, 10),
)
"""The budgets that are tried, as parts of the project's own; each is rounded to £100."""
STEP_PENCE: Final = 100_00


@dataclass(frozen=True)
class FrontierShown:
    """The frontier as far as it is built; `waiting` says of each point that has no plan why, by its title."""

    found: Frontier | None
    waiting: tuple[tuple[str, str], ...]
    is_asked_for: bool
    is_building: bool
    has_changed: bool
    """Whether the project has changed since the points were asked for."""


def ask(access: Access) -> tuple[int, ...]:
    """Ask for the points of the frontier at budgets around the project's own; gives the runs asked for.

    Points at other budgets, asked for earlier, are dropped; one that has a plan of today's inputs is not built again.
    """
    draft = json.loads(inputs.lock_project(access).programme_json)
    budget_pence = (draft.get("budget") or {}).get("total_pence") or 0
    wanted = {_title(pence): pence for pence in _budgets(budget_pence)}
    there = {each.option.title: each for each in options.list_options(access, frontier=True)}
    for title, each in there.items():
        if title not in wanted:
            options.remove_option(access, each.key)
    for title, pence in wanted.items():
        if title not in there:
            differences = Differences(budget_pence=pence, strategy=Strategy.FAIREST)
            options.add_option(
                access, Option(kind=OptionKind.FRONTIER_POINT, title=title, differences=differences)
            )
    found = options.list_options(access, frontier=True)
    standing = {each.key: each.standing for each in option_plans.columns(access, found)}
    has_plan = {key: at is OptionStanding.BUILT for key, at in standing.items()}
    return options.build(access, found, has_plan, SETTINGS)


def _budgets(budget_pence: int) -> list[int]:
    rounded = (round_half_up(budget_pence * share / STEP_PENCE) * STEP_PENCE for share in SHARES)
    return sorted({pence for pence in rounded if pence > 0})


def _title(pence: int) -> str:
    return f"Budget of {format_pence(pence).removesuffix('.00')}"


def get_frontier(access: Access) -> FrontierShown:
    """Give the frontier as far as it is built, with the options on it; a fixed number of queries."""
    points = comparing.get_columns(access, frontier=True)
    listed = comparing.get_columns(access)
    base = inputs.get_text(access)
    found = [*_points(points, base, is_option=False), *_points(listed, base, is_option=True)]
    waiting = [each for each in points if each.plan is None]
    return FrontierShown(
        frontier(found) if any(not each.is_option for each in found) else None,
        tuple((each.title, STANDING_WORDS[each.standing]) for each in waiting),
        bool(points),
        any(each.standing is OptionStanding.BUILDING for each in points),
        any(each.standing is OptionStanding.OUT_OF_DATE for each in points),
    )


def _points(columns: Sequence[OptionColumn], base: str, *, is_option: bool) -> list[FrontierPoint]:
    """Those of some options that have a plan, measured against the project's own targets."""
    found = []
    for column in columns:
        each = comparing.compared(column, base)
        if each.plan is None or each.common_plan is None or each.common_programme is None:
            continue
        proof = each.plan.proof
        found.append(
            FrontierPoint(
                title=each.title,
                total_pence=each.plan.total_pence,
                missing_share=missing_share(each.common_programme, each.common_plan),
                is_settled=proof is not None and all(stage.is_closed for stage in proof.stages),
                is_option=is_option,
                plan_id=each.plan_id,
            )
        )
    return found


def chart_of(found: Frontier, *, is_narrow: bool = False) -> Chart:
    """Give the picture of the frontier."""
    return frontier_chart(found.points, is_narrow=is_narrow)
