"""What a project is made of, part by part: read, changed, added, removed and put back, each with its line in the trail.

The inputs are one draft document (`planner.domain.programme.draft`). A part is locked by the digest of what its form was
filled from: whoever saves over something that has changed since is told what stands there now, and nothing is lost.
Functions flush and never commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, select

from planner.costing.so_far import CostSoFar, cost_so_far
from planner.domain.errors import PlannerError
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.draft import (
    KEY_FIELDS,
    Address,
    Body,
    Draft,
    NotThere,
    digest_of,
    draft_text,
    key_of,
    part_at,
    problems_of_draft,
    with_part,
    without_part,
)
from planner.domain.programme.problems.found import Problem
from planner.extensions import db
from planner.forms.told import as_told
from planner.models import Change, ChangeKind, Project
from planner.services.access import Access

DRAFTS_KEPT = 64
"""So many drafts are kept with their problems as worked out: they follow from the text alone."""


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


def get_inputs(access: Access) -> Inputs:
    """Give a project's inputs; the draft is the caller's own."""
    text = get_text(access)
    return Inputs(json.loads(text), text, _problems(text))


def get_text(access: Access) -> str:
    """Give a project's inputs as the document they are kept in."""
    return db.session.scalars(select(Project.programme_json).where(Project.id == access.project_id)).one()


@lru_cache(maxsize=DRAFTS_KEPT)
def _cost(text: str) -> CostSoFar:
    return cost_so_far(json.loads(text))


@lru_cache(maxsize=DRAFTS_KEPT)
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
    position: int | None = None,
) -> None:
    """Change the value at an address (None: it is not there, and comes to `position`) to what `change` makes of it.

    `seen` is the digest of `covered(value)` as the form was filled from it. Raises `ChangedMeanwhile` where that part of the
    value is another one by now, and not the one that is wanted.
    """
    project, draft = _locked(access)
    before = _found(draft, address)
    after = change(before)
    if after == before:
        return
    if digest_of(covered(before)) != seen:
        raise ChangedMeanwhile(before, _last_hand(access, address))
    kind = ChangeKind.CHANGED if before is not None else ChangeKind.ADDED
    _keep(project, with_part(draft, address, after, position))
    _trail(access, kind, address, title, before, after)


def add_entry(
    access: Access,
    holder: Address,
    body: Body,
    *,
    title: str,
    form_key: str | None = None,
    seen: str = "",
    covered: Callable[[Any], Any] = dict,
) -> Address:
    """Add an entry to the list at `holder` and give its address; the same form sent twice adds it once.

    Other answers in a form that was sent before, after going back to it, take the place of those it gave; `seen` and `covered`
    are as in `change_part`, which says what it raises. Raises `PlannerError("taken")` where its key is in use.
    """
    project, draft = _locked(access)
    sent = _sent_before(access, form_key)
    if sent is not None and _found(draft, (*holder, sent.key)) is not None:
        address = (*holder, sent.key)
        told = {name: value for name, value in covered(body).items() if name not in KEY_FIELDS}
        first = digest_of(covered(sent.after))
        change_part(
            access, address, lambda before: {**before, **told},
            seen=first if seen in ("", digest_of({})) else seen, covered=covered, title=title,
        )  # fmt: skip
        return address
    address = (*holder, key_of(body))
    if _found(draft, address) is not None:
        raise PlannerError("taken", key=key_of(body))
    _keep(project, with_part(draft, address, body))
    _trail(access, ChangeKind.ADDED, address, title, None, body, form_key=None if sent else form_key)
    return address


def with_removed(access: Access, found: Inputs, address: Address) -> tuple[Inputs, int | None]:
    """Give the inputs with the entry at an address: as they are, or as they were before it was removed; and its position.

    Somebody may still be writing on its page. Raises `NotThere` where there was none, or what held it is gone.
    """
    if _found(found.draft, address) is not None:
        return found, None
    part, key = _in_trail(address)
    removal = _last_change(access, Change.part == part, Change.key == key)
    if removal is None or removal.kind != ChangeKind.REMOVED.value:
        raise NotThere("not_there", address="/".join(address))
    whole = with_part(found.draft, address, removal.before, removal.position)
    return Inputs(whole, found.text, found.problems), removal.position


def remove_entry(access: Access, address: Address, *, title: str) -> int | None:
    """Remove the entry at an address and give the change by which it can be put back; None where it is gone already."""
    project, draft = _locked(access)
    try:
        left, removed, position = without_part(draft, address)
    except NotThere:
        return None
    _keep(project, left)
    return _trail(access, ChangeKind.REMOVED, address, title, removed, None, position=position).id


def put_back(access: Access, change_id: int) -> Change | None:
    """Put back what a change removed, where it stood; None where there is no such change.

    Raises `PlannerError("taken")` where something else stands in its place by now, and `NotThere` where what held it is gone.
    """
    change = db.session.scalar(
        select(Change).where(
            Change.id == change_id,
            Change.project_id == access.project_id,
            Change.kind == ChangeKind.REMOVED.value,
        )
    )
    if change is None:
        return None
    project, draft = _locked(access)
    address: Address = (*change.part.split("/"), change.key)
    there = _found(draft, address)
    if there == change.before:
        return change
    if there is not None:
        raise PlannerError("taken", key=change.key)
    _keep(project, with_part(draft, address, change.before, change.position))
    _trail(access, ChangeKind.PUT_BACK, address, change.title, None, change.before)
    return change


def replace_all(access: Access, draft: Draft, *, title: str) -> None:
    """Let a whole document take the place of a project's inputs, keeping what was there in the trail."""
    project, before = _locked(access)
    _keep(project, draft)
    _trail(access, ChangeKind.REPLACED, (), title, before, None)


def _locked(access: Access) -> tuple[Project, Draft]:
    """The project, locked until the transaction ends, and its draft."""
    project = db.session.scalars(
        select(Project)
        .where(Project.id == access.project_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    return project, json.loads(project.programme_json)


def _found(draft: Mapping[str, Any], address: Address) -> Any:
    try:
        return part_at(draft, address)
    except NotThere:
        return None


def _keep(project: Project, draft: Draft) -> None:
    project.programme_json = draft_text(draft)
    project.programme_digest = digest_of(draft)
    project.schema_version = SCHEMA_VERSION
    project.name = str(draft["title"])
    db.session.flush()


def _trail(
    access: Access,
    kind: ChangeKind,
    address: Address,
    title: str,
    before: Any,
    after: Any,
    *,
    position: int | None = None,
    form_key: str | None = None,
) -> Change:
    part, key = _in_trail(address)
    change = Change(
        project_id=access.project_id,
        user_id=access.user_id,
        kind=kind.value,
        part=part,
        key=key,
        title=title,
        before=before,
        after=after,
        position=position,
        form_key=form_key,
    )
    db.session.add(change)
    db.session.flush()
    return change


def _in_trail(address: Address) -> tuple[str, str]:
    """How an address stands in the trail: the list and the key in it, or the part and nothing."""
    return ("/".join(address[:-1]), address[-1]) if len(address) > 1 else ("".join(address), "")


def _sent_before(access: Access, form_key: str | None) -> Change | None:
    if not form_key:
        return None
    return db.session.scalar(
        select(Change).where(Change.project_id == access.project_id, Change.form_key == form_key)
    )


def _last_hand(access: Access, address: Address) -> str:
    """Who changed the part last, for the words beside both versions: in another tab it may have been the same person."""
    part, key = _in_trail(address)
    change = _last_change(access, Change.part == part, Change.key == key)
    if change is None or change.user is None:
        return "Somebody"
    return "You" if change.user_id == access.user_id else change.user.shown_name


def _last_change(access: Access, *where: ColumnElement[bool]) -> Change | None:
    found = select(Change).where(Change.project_id == access.project_id, *where)
    return db.session.scalar(found.order_by(Change.id.desc()).limit(1))
