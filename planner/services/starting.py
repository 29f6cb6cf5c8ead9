"""Projects begun and ended: from a blank page, a template, a worked example, a first estimate or a document."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from planner.costing.first_estimate import FirstEstimate, first_estimate
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.draft import (
    Draft,
    blank_draft,
    digest_of,
    draft_text,
    fitted,
    new_key,
    read_draft,
)
from planner.domain.programme.problems.found import Problem
from planner.domain.starting import template_programme
from planner.domain.starting.answers import Answers
from planner.examples import example_text
from planner.extensions import db
from planner.models import Change, ChangeKind, Membership, Project, ProjectRole, User
from planner.services.access import Access


def blank(title: str) -> Draft:
    """Give a draft with nothing in it but its title."""
    return blank_draft(new_key(title, ()), title)


def from_template(name: str, starts_on: date, title: str = "") -> Draft:
    """Give the draft of a template whose dates count from `starts_on`; an empty title keeps the template's."""
    return _titled(read_draft(_json(template_programme(name, starts_on))), title)


def from_example(name: str) -> Draft:
    """Give a worked example as a draft."""
    return read_draft(example_text(name))


def estimate(body: Mapping[str, Any], starts_on: date) -> tuple[FirstEstimate | None, tuple[Problem, ...]]:
    """Give the first estimate of eight answers as a form has them; or None, and what is wrong with which answer."""
    _, problems = fitted(Answers, dict(body))
    if problems:
        return None, problems
    made = first_estimate(Answers.model_validate(body, strict=False), starts_on)
    return made, ()


@dataclass(frozen=True)
class Assumed:
    """Something assumed, and of what: the part of the document and the title of the entry, each empty where there is none."""

    words: str
    of: tuple[tuple[str, str], ...]


def assumed_in(document: Mapping[str, Any]) -> tuple[Assumed, ...]:
    """Everything that a document marks as assumed, each once with all it is assumed of, in the document's order."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for part, value in document.items():
        for entry in value if isinstance(value, list) else [value]:
            title = str(entry.get("title") or entry.get("name") or "") if isinstance(entry, Mapping) else ""
            for words in _assumed(entry):
                found.setdefault(words, {})[(part, title)] = None
    return tuple(Assumed(words, tuple(of)) for words, of in found.items())


def _assumed(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for value in node.values():
            yield from _assumed(value)
    elif isinstance(node, list):
        for value in node:
            yield from _assumed(value)
    elif isinstance(node, str) and node.startswith("Assumed:"):
        yield node.removeprefix("Assumed:").strip()


def create_project(user: User, draft: Draft, *, form_key: str = "") -> str:
    """Make a project of a draft, led by `user`, and give its slug; the same form sent twice makes one."""
    sent = db.session.scalar(select(Change).where(Change.form_key == form_key)) if form_key else None
    if sent is not None and sent.user_id == user.id:
        return db.session.scalars(select(Project.slug).where(Project.id == sent.project_id)).one()
    project = Project(
        name=str(draft["title"]),
        slug=_free_slug(str(draft["title"])),
        programme_json=draft_text(draft),
        programme_digest=digest_of(draft),
        schema_version=SCHEMA_VERSION,
    )
    db.session.add(project)
    db.session.flush()
    db.session.add(Membership(user_id=user.id, project_id=project.id, role=ProjectRole.LEAD.value))
    db.session.add(
        Change(
            project_id=project.id,
            user_id=user.id,
            kind=ChangeKind.CREATED.value,
            part="",
            title=project.name,
            form_key=form_key or None,
        )
    )
    db.session.flush()
    return project.slug


def remove_project(access: Access) -> None:
    """Remove a project with everything in it: inputs, runs, plans, memberships, trail."""
    project = db.session.get_one(Project, access.project_id)
    db.session.delete(project)
    db.session.flush()


def _titled(draft: Draft, title: str) -> Draft:
    return {**draft, "title": title} if title else draft


def _json(document: Any) -> str:
    return draft_text(document)


def _free_slug(title: str) -> str:
    """An address made of the title; where it is taken, with a few random characters, so that it tells nothing."""
    slug = new_key(title, ("new",))
    if db.session.scalar(select(Project.id).where(Project.slug == slug)) is None:
        return slug
    return f"{slug}-{secrets.token_hex(3)}"
