"""What a project is made of, part by part: read, changed, added, removed and put back, each with its line in the trail.

The inputs are one draft document (`planner.domain.programme.draft`). A part is locked by the digest of what its form was
filled from: whoever saves over something that has changed since is told what stands there now, and nothing is lost.
Functions flush and never commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from planner.costing.so_far import CostSoFar, cost_so_far
from planner.domain.errors import PlannerError
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.draft import (
    Address,
    Body,
    Draft,
    NotThere,
    digest_of,
    draft_text,
    key_of,
    occasion_count,
    part_at,
    problems_of_draft,
    with_part,
    without_part,
)
from planner.domain.programme.problems.dates import MOST_SITTINGS
from planner.domain.programme.problems.found import Problem
from planner.extensions import db
from planner.models import Change, ChangeKind, Project
from planner.reports.told import as_told
from planner.services import trail
from planner.services.access import Access
from planner.services.kept import kept_by_text

DRAFTS_KEPT = 64
"""Of so many drafts it is kept what was worked out: it follows from the text alone."""


class ChangedMeanwhile(PlannerError):
    """Somebody else has saved what this form was about; `theirs` is what stands there now, None where it is gone."""

    def __init__(self, theirs: Any, who: str) -> None:
        super().__init__("changed_meanwhile", who=who)
        self.theirs = theirs
        self.who = who


@dataclass(frozen=True)
class Inputs:
    """A project's draft as it stands, its text, and everything that keeps it from being planned."""

    draft: Draft
    text: str
    problems: tuple[Problem, ...]

    @property
    def so_far(self) -> CostSoFar:
        """What it would roughly cost as far as it is filled in."""
        return _cost(self.text)


def get_inputs(access: Access, *, to_change: bool = False) -> Inputs:
    """Give a project's inputs; the draft is the caller's own.

    `to_change` locks the project until the transaction ends: what is then judged is what is changed, and nothing else.
    """
    text = lock_project(access).programme_json if to_change else get_text(access)
    return Inputs(json.loads(text), text, _problems(text))


def get_text(access: Access) -> str:
    """Give a project's inputs as the document they are kept in."""
    return db.session.scalars(select(Project.programme_json).where(Project.id == access.project_id)).one()


@kept_by_text(DRAFTS_KEPT)
def _cost(text: str) -> CostSoFar:
    return cost_so_far(json.loads(text))


@kept_by_text(DRAFTS_KEPT)
def _problems(text: str) -> tuple[Problem, ...]:
    return tuple(as_told(problem) for problem in problems_of_draft(json.loads(text)))


def change_part(
    access: Access,
    address: Address,
    change: Callable[[Any], Any],
    *,
    seen: str,
    covered: Callable[[Any], Any],
    title: str,
    page: str = "",
    position: int | None = None,
) -> None:
    """Change the value at an address (None: it is not there, and comes to `position`) to what `change` makes of it.

    `seen` is the digest of `covered(value)` as the form was filled from it; that much of it goes into the trail, under the
    name of its `page` where the address does not say which one. Raises `ChangedMeanwhile` where that part of the value is
    another one by now, and not what is wanted already.
    """
    project, draft = _locked(access)
    before, where = _found(draft, address), (page, "") if page else trail.where_of(address)
    after = change(before)
    if after == before:
        return
    if digest_of(covered(before)) != seen:
        raise ChangedMeanwhile(before, trail.last_hand(access, (where, trail.WHOLE), covered))
    kind = ChangeKind.CHANGED if before is not None else ChangeKind.ADDED
    _keep(project, with_part(draft, address, after, position))
    was = None if before is None else covered(before)
    trail.write_down(access, kind, where, title, was, covered(after))


def add_entry(
    access: Access, holder: Address, body: Body, *, title: str, form_key: str = "", said: Body | None = None
) -> Address:
    """Add an entry to the list at `holder` and give its address; the same form saying the same, sent twice, adds it once.

    `said` is what the form says, where `body` has more (a reference made up for it). Raises `PlannerError("taken")` where its
    key is in use.
    """
    project, draft = _locked(access)
    once = trail.once_key(form_key, [access.project_id, holder, body if said is None else said])
    sent = trail.sent_before(access, once)
    if sent is not None:
        return (*holder, sent.key)
    address = (*holder, key_of(body))
    if _found(draft, address) is not None:
        raise PlannerError("taken", key=key_of(body))
    _keep(project, with_part(draft, address, body))
    where = trail.where_of(address)
    trail.write_down(access, ChangeKind.ADDED, where, title, None, body, form_key=once)
    return address


def with_removed(access: Access, found: Inputs, address: Address) -> tuple[Inputs, int | None]:
    """Give the inputs with the entry at an address: as they are, or as they were before it was removed; and its position.

    Somebody may still be writing on its page. Raises `NotThere` where there was none, or what held it is gone.
    """
    if _found(found.draft, address) is not None:
        return found, None
    removal = trail.last_removal(access, address)
    if removal is None:
        raise NotThere("not_there", address="/".join(address))
    whole = with_part(found.draft, address, removal.before, removal.position)
    return replace(found, draft=whole), removal.position


def remove_entry(access: Access, address: Address, *, title: str) -> int | None:
    """Remove the entry at an address and give the change by which it can be put back; None where it is gone already."""
    project, draft = _locked(access)
    try:
        left, removed, position = without_part(draft, address)
    except NotThere:
        return None
    _keep(project, left)
    where = trail.where_of(address)
    return trail.write_down(access, ChangeKind.REMOVED, where, title, removed, None, position=position).id


def put_back(access: Access, change_id: int) -> Change | None:
    """Put back what a change removed or replaced, where it stood; None where there is no such change.

    Raises `PlannerError("taken")` where something else stands in its place by now, and `NotThere` where what held it is gone.
    """
    change = db.session.scalar(
        select(Change).where(
            Change.id == change_id,
            Change.project_id == access.project_id,
            Change.kind.in_((ChangeKind.REMOVED.value, ChangeKind.REPLACED.value)),
        )
    )
    if change is None:
        return None
    project, draft = _locked(access)
    if change.kind == ChangeKind.REPLACED:
        _put_all_back(access, change, project, draft)
        return change
    address: Address = (*change.part.split("/"), change.key)
    there = _found(draft, address)
    if there == change.before:
        return change
    if there is not None:
        raise PlannerError("taken", key=change.key)
    _keep(project, with_part(draft, address, change.before, change.position))
    where = trail.where_of(address)
    trail.write_down(access, ChangeKind.PUT_BACK, where, change.title, None, change.before)
    return change


def _put_all_back(access: Access, change: Change, project: Project, draft: Draft) -> None:
    """Put the document back that another took the place of, unless something has been changed since."""
    if draft == change.before:
        return
    if digest_of(draft) != change.after:
        raise PlannerError("taken", key="")
    was: Draft = change.before or {}
    _keep(project, was)
    trail.write_down(access, ChangeKind.PUT_BACK, trail.WHOLE, change.title, draft, digest_of(was))


def replace_all(access: Access, draft: Draft, *, seen: str, title: str) -> int | None:
    """Let a whole document take the place of a project's inputs, and give the change by which they can be put back.

    `seen` is the digest of the inputs as they were when that was asked for. Raises `ChangedMeanwhile` where they are others
    by now. None where the document says what is there already. The trail keeps what was there, and the digest of what came.
    """
    project, before = _locked(access)
    if digest_of(before) != seen:
        raise ChangedMeanwhile(before, trail.last_hand(access))
    if draft == before:
        return None
    _keep(project, draft)
    return trail.write_down(access, ChangeKind.REPLACED, trail.WHOLE, title, before, digest_of(draft)).id


def lock_project(access: Access) -> Project:
    """Give the project, locked until the transaction ends."""
    return db.session.scalars(
        select(Project)
        .where(Project.id == access.project_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _locked(access: Access) -> tuple[Project, Draft]:
    project = lock_project(access)
    return project, json.loads(project.programme_json)


def _found(draft: Mapping[str, Any], address: Address) -> Any:
    try:
        return part_at(draft, address)
    except NotThere:
        return None


def _keep(project: Project, draft: Draft) -> None:
    """Keep a draft; raises `PlannerError("too_many_sessions")` where it has too many for any page, and more than before."""
    count = occasion_count(draft)
    if count > MOST_SITTINGS and count > occasion_count(json.loads(project.programme_json)):
        raise PlannerError("too_many_sessions", most=MOST_SITTINGS, count=count)
    project.programme_json = draft_text(draft)
    project.programme_digest = digest_of(draft)
    project.schema_version = SCHEMA_VERSION
    project.name = str(draft["title"])
    db.session.flush()
