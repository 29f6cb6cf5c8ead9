"""What was entered, in words: the answers of a form, and those of a whole project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.programme.draft import Address, NotThere, part_at
from planner.forms.fields import Offers
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm, only
from planner.forms.pages import Kind, Single, Task
from planner.forms.parts import offer_to
from planner.forms.registry import TASKS
from planner.services.kept import kept_by_text

ANSWERS_KEPT = 16
"""Of so many projects the answers in words are kept: these follow from the inputs alone."""


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


@kept_by_text(ANSWERS_KEPT)
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


def answers_of(form: PartForm) -> tuple[tuple[str, str], ...]:
    """Label and words of every answer that is there."""
    found: list[tuple[str, str]] = []
    for name in form.covers():
        field: Any = form[name]
        words = field.shown if hasattr(field, "shown") and field.drawn_as != "key" else ""
        if words:
            found.append((field.label.text, words))
    return tuple(found)
