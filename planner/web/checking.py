"""Check your answers: what needs attention first, each with a link to where it is put right, then everything entered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template, url_for

from planner.domain.programme.draft import Address, NotThere, part_at
from planner.domain.programme.problems.found import Problem
from planner.forms.fields import Offers
from planner.forms.finding import Place, find_place
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm, only
from planner.forms.pages import Kind, Single, Task
from planner.forms.parts import offer_to
from planner.forms.registry import ITEMS, TASKS
from planner.services import checking, inputs
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs
from planner.web.inputs.listing import answers_of

ANSWERS_KEPT = 16
"""So many projects are kept with their answers in words: these follow from the inputs alone."""

pages = Blueprint("checking", __name__, url_prefix="/projects/<slug>")


@dataclass(frozen=True)
class ToMend:
    """Something to put right: the instruction, where, and the address of the field."""

    words: str
    where: str
    url: str


@dataclass(frozen=True)
class Answers:
    """The answers of a part, or of one entry of a list: label and words; `key` and `title` are empty for a part."""

    answers: tuple[tuple[str, str], ...]
    key: str = ""
    title: str = ""


@dataclass(frozen=True)
class PartAnswers:
    """A part of the inputs with its answers, one for a part there is once, else one for each entry."""

    item: Single | Kind
    entries: tuple[Answers, ...]

    @property
    def is_list(self) -> bool:
        """Whether it is a list of entries."""
        return isinstance(self.item, Kind)


@pages.get("/check")
@needs(Permission.SEE_INPUTS)
def check(access: Access) -> str:
    """Show what needs attention and everything that was entered, before a plan is built."""
    found = inputs.get_inputs(access)
    arithmetic = checking.get_arithmetic(found)
    return render_template(
        "project/check.html",
        access=access,
        problems=[to_mend(access, found.draft, problem) for problem in found.problems],
        contradictions=[to_mend(access, found.draft, each) for each in arithmetic.contradictions],
        is_arithmetic_done=arithmetic.is_done,
        tasks=all_answers(found.text),
        build_url=url_for("project.tasks", slug=access.slug) + "build",
        so_far=found.so_far,
    )


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


@lru_cache(maxsize=ANSWERS_KEPT)
def all_answers(text: str) -> tuple[tuple[Task, tuple[PartAnswers, ...]], ...]:
    """Every answer of some inputs by task, in words."""
    draft = json.loads(text)
    offers = offers_of(draft)
    return tuple(
        (task, tuple(PartAnswers(item, _answers(item, draft, offers)) for item in task.items))
        for task in TASKS
    )


def _answers(item: Single | Kind, draft: Mapping[str, Any], offers: Offers) -> tuple[Answers, ...]:
    if isinstance(item, Single):
        value = _value(draft, item.address)
        return () if value is None else (Answers(_in_words(item.page.form, value, offers)),)
    held = (
        [((), draft.get(item.name, []))]
        if not item.holder
        else [((str(each["id"]),), each.get(item.name, [])) for each in draft.get(item.holder, [])]
    )
    return tuple(
        Answers(
            tuple(
                answer
                for page in item.pages
                for answer in _in_words(item.form_of(page, entry), entry, offers)
            ),
            ".".join((*inside, str(entry.get("id") or entry.get("sitting")))),
            item.title_of(entry, draft),
        )
        for inside, entries in held
        for entry in entries
    )


def _value(draft: Mapping[str, Any], address: Address) -> Any:
    try:
        return part_at(draft, address)
    except NotThere:
        return None


def _in_words(
    form_class: type[PartForm], value: Mapping[str, Any], offers: Offers
) -> tuple[tuple[str, str], ...]:
    form = form_class(formdata=None, data=only(value, form_class.covers()), meta={"csrf": False})
    offer_to(form, offers)
    return answers_of(form)
