"""The plans of a project: listed from columns, and their tables and files, worked out once since a stored plan never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import func, select

from planner.domain.dates import uk_time
from planner.domain.money import format_pence
from planner.domain.terms import Strategy
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Plan as StoredPlan
from planner.models import Run
from planner.reports import csv
from planner.reports.ics import calendar
from planner.reports.tables import CostTree, cost_tree
from planner.reports.words import STRATEGY_WORDS
from planner.reports.xlsx import workbook
from planner.services.access import Access
from planner.services.projects import standing_words
from planner.services.stored import DOCUMENTS_KEPT, Stored, read_stored

PLANS_A_PAGE = 50

FileName = Literal["schedule.csv", "costs.csv", "targets.csv", "plan.xlsx", "calendar.ics"]
TABLES: dict[str, Callable[..., str]] = {
    "schedule.csv": csv.schedule_csv,
    "costs.csv": csv.costs_csv,
    "targets.csv": csv.targets_csv,
}


@dataclass(frozen=True)
class ListedPlan:
    """A plan in the list of its project: when and by whom it was made ("" if nobody is known), what it comes to, in words.

    `option` is what the option is called that it is for, "" for the project as it is entered.
    """

    id: int
    number: int
    made_at: datetime
    made_by: str
    total: str
    standing: str
    strategy: str
    how: str
    option: str


@dataclass(frozen=True)
class PlanList:
    """Some plans of a project, newest first; `older_than` is the plan after which the list goes on, None where it ends."""

    plans: tuple[ListedPlan, ...]
    older_than: int | None


def list_plans(access: Access, older_than: int) -> PlanList:
    """Give the plans of a project older than that id, newest first, a page at a time; one query, and no document is read."""
    number = func.row_number().over(order_by=StoredPlan.id).label("number")
    numbered = (
        select(
            StoredPlan.id,
            number,
            StoredPlan.created_at,
            StoredPlan.total_pence,
            StoredPlan.headline,
            Run.started_by,
            Run.strategy,
            Run.is_by_hand,
            Run.option_key,
            StoredOption.body["title"].as_string().label("option"),
        )
        .join(Run, Run.id == StoredPlan.run_id)
        .outerjoin(
            StoredOption, (StoredOption.project_id == Run.project_id) & (StoredOption.key == Run.option_key)
        )
        .where(StoredPlan.project_id == access.project_id)
        .subquery()
    )
    wanted = select(numbered).where(numbered.c.id < older_than).order_by(numbered.c.id.desc())
    rows = db.session.execute(wanted.limit(PLANS_A_PAGE + 1)).all()
    plans = tuple(
        ListedPlan(
            id=row.id,
            number=row.number,
            made_at=row.created_at,
            made_by=row.started_by,
            total=format_pence(row.total_pence),
            standing=standing_words(row.headline, access.role),
            strategy=STRATEGY_WORDS[Strategy(row.strategy)],
            how="Placed by hand, then priced and checked" if row.is_by_hand else "Built by the planner",
            option=row.option or "",
        )
        for row in rows[:PLANS_A_PAGE]
    )
    return PlanList(plans, plans[-1].id if len(rows) > PLANS_A_PAGE else None)


def newest_plan_id(access: Access) -> int | None:
    """Give the id of the latest plan of a project as it is entered, options apart, or None."""
    return db.session.scalar(
        select(func.max(StoredPlan.id))
        .join(Run, Run.id == StoredPlan.run_id)
        .where(StoredPlan.project_id == access.project_id, Run.option_key == "")
    )


def get_costs(shown: Stored, *, may_see_small_numbers: bool) -> CostTree:
    """Give the costs of a plan; worked out once, then kept."""
    return _costs(shown.programme_json, shown.plan_json, may_see_small_numbers)


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _costs(inputs_json: str, plan_json: str, may_see_small_numbers: bool) -> CostTree:
    return cost_tree(*read_stored(inputs_json, plan_json), may_see_small_numbers=may_see_small_numbers)


def get_file(shown: Stored, name: FileName, *, may_see_small_numbers: bool, address: str) -> bytes:
    """Give a plan as a file to keep; worked out once, then kept. `address` is the plan's page, for its calendar."""
    return _file(
        shown.programme_json,
        shown.plan_json,
        name,
        may_see_small_numbers,
        (shown.made_at, shown.number, address),
    )


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _file(
    inputs_json: str,
    plan_json: str,
    name: FileName,
    may_see_small_numbers: bool,
    edition: tuple[datetime, int, str],
) -> bytes:
    documents = read_stored(inputs_json, plan_json)
    made_at, number, address = edition
    if name == "calendar.ics":
        return calendar(*documents, sequence=number, made_at=made_at, address=address)
    if name == "plan.xlsx":
        return workbook(
            *documents, made_on=uk_time(made_at).date(), may_see_small_numbers=may_see_small_numbers
        )
    return TABLES[name](*documents, may_see_small_numbers=may_see_small_numbers).encode()
