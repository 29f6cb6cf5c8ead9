"""What an option's programme is now: the project's inputs with the option's differences put in, worked out once a text."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from planner.domain.options import Option, resolve
from planner.domain.options.applying import Stale
from planner.domain.options.reading import differences_of, option_of
from planner.domain.programme.draft import digest_of, problems_of_draft
from planner.domain.programme.problems.found import Problem
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Project
from planner.reports.told import as_told
from planner.services.kept import kept_by_text

PROGRAMMES_KEPT = 256
"""Of so many pairs of inputs and option it is kept what they come to."""


@dataclass(frozen=True)
class OptionProgramme:
    """An option's programme as it stands: its text and digest, what keeps it from being planned, and what is about nothing.

    Where nothing differs, text and digest are the project's own. `strategy` is what it asks to be looked for.
    """

    text: str
    digest: str
    strategy: str
    problems: tuple[Problem, ...]
    stale: tuple[Stale, ...]


@dataclass(frozen=True)
class Current:
    """The digest of what an option's plan would be made from now ("" where the option is gone or typed), and its title."""

    digest: str
    title: str


def option_programme(base_text: str, option: Option) -> OptionProgramme:
    """Give an option's programme: from the project's inputs as a text, and what the option says differently."""
    return _programme(json.dumps([base_text, option.differences.model_dump(mode="json")]))


@kept_by_text(PROGRAMMES_KEPT)
def _programme(text: str) -> OptionProgramme:
    base_text, differences = json.loads(text)
    resolved = resolve(json.loads(base_text), differences_of(differences))
    problems = tuple(as_told(problem) for problem in problems_of_draft(resolved.draft))
    strategy = str(resolved.draft.get("strategy", ""))
    return OptionProgramme(resolved.text, digest_of(resolved.draft), strategy, problems, resolved.stale)


def read_option(stored: StoredOption) -> Option:
    """Give an option as it is kept."""
    return option_of(stored.body)


def current_digest(project_id: int, option_key: str) -> Current:
    """Give what an option of a project would be built from now."""
    found = db.session.execute(
        select(Project.programme_json, StoredOption)
        .join(StoredOption, StoredOption.project_id == Project.id)
        .where(Project.id == project_id, StoredOption.key == option_key)
    ).one_or_none()
    if found is None:
        return Current("", "")
    option = read_option(found[1])
    if found[1].removed_at is not None or option.is_typed:
        return Current("", option.title)
    return Current(option_programme(found[0], option).digest, option.title)
