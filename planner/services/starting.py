"""Projects begun and ended: from a blank page, a template, a worked example, a first estimate or a document."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from sqlalchemy import select

from planner.domain.first_estimate import Answers, estimate_document
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.draft import Draft, blank_draft, digest_of, draft_text, new_key, read_draft
from planner.domain.starting import template_programme
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


def from_estimate(answers: Answers, starts_on: date) -> Draft:
    """Give a first estimate as a draft, everything assumed marked in it."""
    return read_draft(_json(estimate_document(answers, starts_on)))


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
