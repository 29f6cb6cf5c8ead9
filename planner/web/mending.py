"""Where what is wrong with inputs is put right: each problem with a link to the field that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from planner.domain.programme.problems.found import Problem
from planner.forms.finding import Place, find_place
from planner.forms.pages import Single
from planner.forms.registry import ITEMS
from planner.services.access import Access


@dataclass(frozen=True)
class ToMend:
    """Something to put right: the instruction, where, and the address of the field."""

    words: str
    where: str
    url: str


def all_to_mend(access: Access, draft: Mapping[str, Any], problems: Iterable[Problem]) -> list[ToMend]:
    """Problems of a draft, each with where it is put right, in their order."""
    return [to_mend(access, draft, problem) for problem in problems]


def to_mend(access: Access, draft: Mapping[str, Any], problem: Problem) -> ToMend:
    """A problem with where it is put right; the task list where no page asks for it."""
    place = find_place(ITEMS, draft, problem.path)
    if place is None:
        return ToMend(problem.message, "", url_for("project.tasks", slug=access.slug))
    where = ": ".join(part for part in (place.item.title, place.title) if part)
    return ToMend(problem.message, where, url_of(access, place))


def url_of(access: Access, place: Place) -> str:
    """The address of a place in the pages of inputs."""
    name, anchor = place.item.name, place.field or None
    if isinstance(place.item, Single):
        return url_for("inputs.single", slug=access.slug, name=name, _anchor=anchor)
    if not place.key:
        return url_for("inputs.entries", slug=access.slug, name=name)
    if not place.page:
        return url_for("inputs.entry", slug=access.slug, name=name, key=place.key, _anchor=anchor)
    return url_for(
        "inputs.entry_page", slug=access.slug, name=name, key=place.key, page=place.page, _anchor=anchor
    )
