"""Projects as they are listed and shown: stored documents read back, with the words and pictures made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import func, select

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from planner.reports.charts import Chart, costs_chart, targets_chart, timeline_chart
from planner.reports.tables import headline

ChartName = Literal["timeline", "costs", "targets"]
CHARTS: dict[ChartName, Callable[..., Chart]] = {
    "timeline": timeline_chart,
    "costs": costs_chart,
    "targets": targets_chart,
}
DOCUMENTS_KEPT = 32


@dataclass(frozen=True)
class ListedProject:
    """A project in the list: its name, its address, where it stands in one line."""

    name: str
    slug: str
    standing: str
    has_plan: bool


@dataclass(frozen=True)
class ShownPlan:
    """A project's latest plan with the programme it was made from; `inputs_have_changed` since then says so."""

    name: str
    slug: str
    programme: Programme
    plan: Plan
    programme_json: str
    plan_json: str
    made_at: datetime
    inputs_have_changed: bool


def list_projects() -> tuple[ListedProject, ...]:
    """Give every project by name, each with one line on where it stands."""
    latest = select(func.max(StoredPlan.id)).group_by(StoredPlan.project_id)
    rows = db.session.execute(
        select(Project.name, Project.slug, Run.inputs_json, StoredPlan.plan_json)
        .outerjoin(StoredPlan, (StoredPlan.project_id == Project.id) & StoredPlan.id.in_(latest))
        .outerjoin(Run, Run.id == StoredPlan.run_id)
        .order_by(Project.name, Project.id)
    )
    return tuple(
        ListedProject(name, slug, _standing(inputs, document), document is not None)
        for name, slug, inputs, document in rows
    )


def get_shown_plan(slug: str) -> ShownPlan | None:
    """Give the latest plan of the project at `slug`; None where there is no such project, or no plan yet."""
    found = db.session.execute(
        select(Project, Run, StoredPlan)
        .join(StoredPlan, StoredPlan.project_id == Project.id)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(Project.slug == slug)
        .order_by(StoredPlan.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    project, run, stored = found
    programme, plan = _documents(run.inputs_json, stored.plan_json)
    return ShownPlan(
        name=project.name,
        slug=project.slug,
        programme=programme,
        plan=plan,
        programme_json=run.inputs_json,
        plan_json=stored.plan_json,
        made_at=stored.created_at,
        inputs_have_changed=project.programme_digest != run.inputs_digest,
    )


def get_chart(shown: ShownPlan, name: ChartName, *, is_narrow: bool = False) -> Chart:
    """Give a picture of a plan with its words; drawn once, then kept, since a stored plan never changes."""
    return _chart(shown.programme_json, shown.plan_json, name, is_narrow)


def _standing(inputs_json: str | None, plan_json: str | None) -> str:
    if inputs_json is None or plan_json is None:
        return "No plan has been built yet."
    return headline(*_documents(inputs_json, plan_json)).line


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _documents(inputs_json: str, plan_json: str) -> tuple[Programme, Plan]:
    return Programme.model_validate_json(inputs_json), Plan.model_validate_json(plan_json)


@lru_cache(maxsize=6 * DOCUMENTS_KEPT)
def _chart(inputs_json: str, plan_json: str, name: ChartName, is_narrow: bool) -> Chart:
    return CHARTS[name](*_documents(inputs_json, plan_json), is_narrow=is_narrow)
