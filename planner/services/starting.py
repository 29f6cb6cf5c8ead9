"""Projects begun and ended: from a blank page, a template, a worked example, a first estimate or a document."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from planner.costing.first_estimate import FirstEstimate as FirstEstimate
from planner.costing.first_estimate import first_estimate
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.draft import (
    Draft,
    blank_draft,
    digest_of,
    draft_text,
    new_key,
    read_draft,
)
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.schema_words import problems_of_schema
from planner.domain.starting import template_programme
from planner.domain.starting.answers import Answers
from planner.examples import example_text
from planner.extensions import db
from planner.models import Change, ChangeKind, Membership, Project, ProjectRole, User
from planner.services.access import Access
from planner.services.trail import once_key

TRIES = 4
"""So often a project is tried to be made, where others take its address or send the same form at the same time."""


def blank(title: str) -> Draft:
    """Give a draft with nothing in it but its title."""
    return blank_draft(new_key(title, ()), title)


def from_template(name: str, starts_on: date, title: str = "") -> Draft:
    """Give the draft of a template whose dates count from `starts_on`; an empty title keeps the template's."""
    return _titled(read_draft(draft_text(template_programme(name, starts_on))), title)


def from_example(name: str) -> Draft:
    """Give a worked example as a draft."""
    return read_draft(example_text(name))


def estimate(body: Mapping[str, Any], starts_on: date) -> tuple[FirstEstimate | None, tuple[Problem, ...]]:
    """Give the first estimate of eight answers as a form has them; or None, and what is wrong with which answer."""
    try:
        answers = Answers.model_validate(body, strict=False)
    except ValidationError as error:
        return None, problems_of_schema(error, Answers, dict(body))
    made = first_estimate(answers, starts_on)
    return replace(made, document=read_draft(draft_text(made.document))), ()


def assumed_in(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that a document marks as assumed, each once, in its order."""
    return tuple(dict.fromkeys(_assumed(document)))


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
    """Make a project of a draft, led by `user`, and give its slug; the same form saying the same, sent twice, makes one.

    Two who send at once are told apart by the database: whoever comes second looks again.
    """
    once = once_key(form_key, [user.id, draft])
    for tries_left in reversed(range(TRIES)):
        sent = _slug_made_by(once)
        if sent is not None:
            return sent
        try:
            with db.session.begin_nested():
                return _create(user, draft, once)
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def _slug_made_by(once: str | None) -> str | None:
    """The slug of the project that this form has made already."""
    if once is None:
        return None
    made = select(Project.slug).join(Change, Change.project_id == Project.id).where(Change.form_key == once)
    return db.session.scalar(made)


def _create(user: User, draft: Draft, once: str | None) -> str:
    slug = _free_slug(str(draft["title"]))
    project = Project(
        name=str(draft["title"]),
        slug=slug,
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
            form_key=once,
        )
    )
    db.session.flush()
    return slug


def remove_project(access: Access) -> None:
    """Remove a project with everything in it: inputs, runs, plans, memberships, trail."""
    project = db.session.get_one(Project, access.project_id)
    db.session.delete(project)
    db.session.flush()


def _titled(draft: Draft, title: str) -> Draft:
    return {**draft, "title": title} if title else draft


def _free_slug(title: str) -> str:
    """An address made of the title; where it is taken, with a few random characters, so that it tells nothing."""
    slug = new_key(title, ("new",))
    if db.session.scalar(select(Project.id).where(Project.slug == slug)) is None:
        return slug
    return f"{slug}-{secrets.token_hex(3)}"
