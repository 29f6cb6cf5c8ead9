"""Projects as they are listed, and the pictures of their plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Membership, Project, ProjectRole, Run
from planner.models import Plan as StoredPlan
from planner.reports.charts import Chart, costs_chart, targets_chart, timeline_chart
from planner.reports.headline import without_estimates
from planner.services.access import Access
from planner.services.permissions import Permission, may
from planner.services.stored import DOCUMENTS_KEPT, Stored, read_stored

ChartName = Literal["timeline", "costs", "targets"]
CHARTS: dict[ChartName, Callable[..., Chart]] = {
    "timeline": timeline_chart,
    "costs": costs_chart,
    "targets": targets_chart,
}
TELLS_NUMBERS_OF_PEOPLE = frozenset({"targets"})
"""Charts that hide small numbers of people from readers who may not see them; the others tell none."""

NO_PLAN = "No plan has been built yet."


@dataclass(frozen=True)
class ListedProject:
    """A project in the list: its name, its address, where it stands in one line, what its reader is in it."""

    name: str
    slug: str
    standing: str
    has_plan: bool
    role: ProjectRole

    @property
    def may_see_inputs(self) -> bool:
        """Whether its reader may open its tasks."""
        return may(self.role, Permission.SEE_INPUTS)

    @property
    def may_manage(self) -> bool:
        """Whether its reader says who takes part in it."""
        return may(self.role, Permission.MANAGE)


def list_projects(user_id: int) -> tuple[ListedProject, ...]:
    """Give somebody's projects by name, each with one line on where it stands; one query, and no document is read."""
    latest = (
        select(func.max(StoredPlan.id))
        .join(Run, Run.id == StoredPlan.run_id)
        .where(Run.option_key == "")
        .group_by(StoredPlan.project_id)
    )
    rows = db.session.execute(
        select(Project.name, Project.slug, StoredPlan.headline, Membership.role)
        .join(Membership, (Membership.project_id == Project.id) & (Membership.user_id == user_id))
        .outerjoin(StoredPlan, (StoredPlan.project_id == Project.id) & StoredPlan.id.in_(latest))
        .order_by(Project.name, Project.id)
    )
    return tuple(
        ListedProject(
            name,
            slug,
            standing_words(standing, ProjectRole(role)) if standing else NO_PLAN,
            standing is not None,
            ProjectRole(role),
        )
        for name, slug, standing, role in rows
    )


def get_standing(access: Access) -> str:
    """Give where a project stands in one line: the headline of its latest plan, or that there is none."""
    headline = db.session.scalar(
        select(StoredPlan.headline)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(StoredPlan.project_id == access.project_id, Run.option_key == "")
        .order_by(StoredPlan.id.desc())
        .limit(1)
    )
    return standing_words(headline, access.role) if headline else NO_PLAN


def standing_words(headline: str, role: ProjectRole) -> str:
    """The stored headline of a plan as a role may see it: lists read no plan, so they tell other roles no sum of estimates."""
    return headline if may(role, Permission.SEE_INPUTS) else without_estimates(headline)


def get_chart(
    shown: Stored, name: ChartName, *, is_narrow: bool = False, may_see_small_numbers: bool = False
) -> Chart:
    """Give a picture of a plan with its words; drawn once, then kept, since a stored plan never changes."""
    return _chart(shown.programme_json, shown.plan_json, name, is_narrow, may_see_small_numbers)


@lru_cache(maxsize=6 * DOCUMENTS_KEPT)
def _chart(
    inputs_json: str, plan_json: str, name: ChartName, is_narrow: bool, may_see_small_numbers: bool
) -> Chart:
    draw = partial(CHARTS[name], *read_stored(inputs_json, plan_json), is_narrow=is_narrow)
    if name in TELLS_NUMBERS_OF_PEOPLE:
        return draw(may_see_small_numbers=may_see_small_numbers)
    return draw()
