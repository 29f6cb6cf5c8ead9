"""Stored plans with the programmes they were made from, as pages and files show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.reading import read_plan, read_programme
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from planner.services.option_programmes import current_digest

DOCUMENTS_KEPT = 64
"""So many pairs of stored documents are kept as read: a stored document never changes."""


@dataclass(frozen=True)
class Stored:
    """A plan of a project with the programme it was made from; `inputs_have_changed` since then says so.

    It is the `number`-th of its project, `newest_id` the latest of the same option (`option_key`, "" for the project as it is
    entered; `option_title` is what that is called). `made_by` is a person's name of that day, "" if none is known.
    """

    id: int
    number: int
    newest_id: int
    name: str
    slug: str
    programme: Programme
    plan: Plan
    programme_json: str
    plan_json: str
    made_at: datetime
    made_by: str
    inputs_have_changed: bool
    option_key: str = ""
    option_title: str = ""

    @property
    def is_newest(self) -> bool:
        """Whether there is no newer plan of the same option."""
        return self.id == self.newest_id


def get_stored(slug: str, plan_id: int | None = None) -> Stored | None:
    """Give a plan of the project at `slug` with its programme, the latest unless `plan_id` names one; None where it has none.

    The latest is that of the project as it is entered; a plan of an option has to be named. Raises `DocumentRefused` for a
    stored document that this version of the planner does not take.
    """
    found = db.session.execute(_stored_of(slug, plan_id)).one_or_none()
    if found is None:
        return None
    told = dict(found._mapping)
    project_id, inputs_digest = told.pop("project_id"), told.pop("inputs_digest")
    if found.option_key:
        current = current_digest(project_id, found.option_key)
        told.update(inputs_have_changed=current.digest != inputs_digest, option_title=current.title)
    programme, plan = read_stored(found.programme_json, found.plan_json)
    return Stored(programme=programme, plan=plan, **told)


def _stored_of(slug: str, plan_id: int | None) -> Select[Any]:
    """The row that `get_stored` reads: plan, run and project side by side."""
    every, every_run = aliased(StoredPlan), aliased(Run)
    of_project = select(func.count()).where(every.project_id == Project.id)
    of_option = (
        select(func.max(every.id))
        .join(every_run, every_run.id == every.run_id)
        .where(every.project_id == Project.id, every_run.option_key == Run.option_key)
    )
    wanted = Run.option_key == "" if plan_id is None else StoredPlan.id == plan_id
    return (
        select(
            StoredPlan.id,
            of_project.where(every.id <= StoredPlan.id).scalar_subquery().label("number"),
            of_option.scalar_subquery().label("newest_id"),
            Project.name,
            Project.slug,
            Run.inputs_json.label("programme_json"),
            StoredPlan.plan_json,
            StoredPlan.created_at.label("made_at"),
            Run.started_by.label("made_by"),
            Run.option_key,
            (Project.programme_digest != Run.inputs_digest).label("inputs_have_changed"),
            Project.id.label("project_id"),
            Run.inputs_digest,
        )
        .join(StoredPlan, StoredPlan.project_id == Project.id)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(Project.slug == slug, wanted)
        .order_by(StoredPlan.id.desc())
        .limit(1)
    )


@lru_cache(maxsize=DOCUMENTS_KEPT)
def read_stored(inputs_json: str, plan_json: str) -> tuple[Programme, Plan]:
    """Read the documents of a stored plan, as `get_stored` does; raises `DocumentRefused`."""
    return read_programme(inputs_json), read_plan(plan_json)


@lru_cache(maxsize=DOCUMENTS_KEPT)
def read_base(text: str) -> Programme:
    """Read the inputs of a project as a programme; raises `DocumentRefused` where they are not whole."""
    return read_programme(text)
