"""The plans of options: which are of their inputs as they are now, and everything side by side that a comparison is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, or_, select

from planner.domain.options import CostTable, OptionKind
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Run, RunState
from planner.services.access import Access
from planner.services.options import OptionFound
from planner.services.stored import read_stored


class OptionStanding(StrEnum):
    """Where an option stands: whether its figures may be compared, and whether they are of today's inputs."""

    TYPED = "typed"
    TO_TYPE = "to_type"
    """Its cost table is still empty."""
    BUILT = "built"
    OUT_OF_DATE = "out_of_date"
    BUILDING = "building"
    NOT_BUILT = "not_built"
    NOT_POSSIBLE = "not_possible"
    """It was tried with these inputs, and there is no plan; or building it failed."""
    NEEDS_ATTENTION = "needs_attention"
    """Something in its inputs keeps it from being built."""


@dataclass(frozen=True)
class PlanFound:
    """An option's plan: its id, its number in the project, its new money and headline (that of the planning role), the texts
    it is kept in, whether it is of today's inputs.
    """

    id: int
    number: int
    total_pence: int
    headline: str
    programme_json: str
    plan_json: str
    is_current: bool

    @property
    def digest(self) -> str:
        """The digest of the plan itself: ids may come again where a database is put back."""
        return hashlib.sha256(self.plan_json.encode()).hexdigest()

    @property
    def documents(self) -> tuple[Programme, Plan]:
        """The programme it was made from, and the plan; read once, then kept."""
        return read_stored(self.programme_json, self.plan_json)


@dataclass(frozen=True)
class OptionColumn:
    """An option as it stands in a comparison: its plan, or its typed table, or neither yet."""

    key: str
    title: str
    kind: OptionKind
    found: OptionFound
    standing: OptionStanding
    plan: PlanFound | None
    table: CostTable | None
    run_id: int | None
    """The last run that was asked for it; the one that is open where it is being built."""
    reason: str
    """Why there is no plan, where it was tried."""

    @property
    def is_stale(self) -> bool:
        """Whether its figures are those of earlier inputs: also while it is being built again, or cannot be."""
        return self.plan is not None and not self.plan.is_current


def columns(access: Access, options: Sequence[OptionFound]) -> tuple[OptionColumn, ...]:
    """Give options as they stand, in the order given; two queries, whatever their number."""
    plans = _plans(access, options)
    last = _last_runs(access)
    return tuple(_column(each, plans, last.get(each.key)) for each in options)


def _plans(access: Access, options: Sequence[OptionFound]) -> dict[tuple[str, str], PlanFound]:
    """The newest plan by (option key, "") and by (digest, strategy): one of the same inputs serves whichever option asks for it.

    A plan of these inputs for which something else was looked for is another plan.
    """
    found: dict[tuple[str, str], PlanFound] = {}
    for row in db.session.execute(_newest(access, options)):
        plan = PlanFound(
            row.id,
            row.number,
            row.total_pence,
            row.headline,
            row.inputs_json,
            row.plan_json,
            is_current=False,
        )
        found[row.inputs_digest, row.strategy] = plan
        if row.option_key:
            found[row.option_key, ""] = plan
    return found


def _newest(access: Access, options: Sequence[OptionFound]) -> Select[Any]:
    """The newest plan of each pair of option and inputs that these options could show, oldest first."""
    number = func.row_number().over(order_by=StoredPlan.id).label("number")
    numbered = select(StoredPlan.id, number).where(StoredPlan.project_id == access.project_id).subquery()
    newest = (
        select(func.max(StoredPlan.id))
        .join(Run, Run.id == StoredPlan.run_id)
        .where(StoredPlan.project_id == access.project_id, ~Run.is_by_hand)
        .group_by(Run.option_key, Run.inputs_digest, Run.strategy)
    )
    digests = [each.programme.digest for each in options if each.programme is not None]
    keys = [each.key for each in options]
    return (
        select(
            StoredPlan.id,
            numbered.c.number,
            StoredPlan.total_pence,
            StoredPlan.headline,
            Run.inputs_json,
            StoredPlan.plan_json,
            Run.option_key,
            Run.inputs_digest,
            Run.strategy,
        )
        .join(Run, Run.id == StoredPlan.run_id)
        .join(numbered, numbered.c.id == StoredPlan.id)
        .where(StoredPlan.id.in_(newest), or_(Run.inputs_digest.in_(digests), Run.option_key.in_(keys)))
        .order_by(StoredPlan.id)
    )


def _last_runs(access: Access) -> dict[str, Run]:
    last = select(func.max(Run.id)).where(Run.project_id == access.project_id).group_by(Run.option_key)
    light = (Run.id, Run.option_key, Run.state, Run.reason, Run.inputs_digest)
    rows = db.session.execute(select(*light).where(Run.id.in_(last), Run.option_key != ""))
    return {row.option_key: row for row in rows}  # type: ignore[misc]


def _column(each: OptionFound, plans: dict[tuple[str, str], PlanFound], run: Run | None) -> OptionColumn:
    option, programme = each.option, each.programme
    plan = None
    if programme is not None:
        current = plans.get((programme.digest, programme.strategy))
        older = plans.get((each.key, ""))
        plan = replace(current, is_current=True) if current is not None else older
    standing = _standing(each, plan, run)
    return OptionColumn(
        each.key,
        option.title,
        option.kind,
        each,
        standing,
        plan,
        option.table,
        None if run is None else run.id,
        run.reason if run is not None and standing is OptionStanding.NOT_POSSIBLE else "",
    )


def _standing(each: OptionFound, plan: PlanFound | None, run: Run | None) -> OptionStanding:
    if each.programme is None:
        table = each.option.table
        return OptionStanding.TYPED if table is not None and table.is_filled_in else OptionStanding.TO_TYPE
    if run is not None and run.state in (RunState.QUEUED, RunState.RUNNING):
        return OptionStanding.BUILDING
    if plan is not None and plan.is_current:
        return OptionStanding.BUILT
    if each.programme.problems:
        return OptionStanding.NEEDS_ATTENTION
    if run is not None and run.state != RunState.SOLVED and run.inputs_digest == each.programme.digest:
        return OptionStanding.NOT_POSSIBLE
    return OptionStanding.NOT_BUILT if plan is None else OptionStanding.OUT_OF_DATE
