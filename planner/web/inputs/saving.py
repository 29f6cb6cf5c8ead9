"""How every page of inputs is shown and saved: filled in, read, checked, locked, and never losing what somebody typed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from planner.domain.errors import PlannerError
from planner.domain.programme.draft import Body, digest_of, fitted
from planner.domain.programme.problems.found import Problem
from planner.forms.fields import KeyField, Offers
from planner.forms.page_form import PartForm, only
from planner.forms.parts import offer_to
from planner.reports.told import as_told
from planner.services.inputs import ChangedMeanwhile

SAVE = "save"
ATTENTION = "Saved, but something needs attention."
UNREADABLE = "Load this page again and send it once more: something in it could not be read"

REFUSALS = {
    "taken": ("id", "Choose another reference: this one is used already"),
    "too_many_sessions": (
        "repeats.count",
        "Enter a smaller number: a project has at most {most:,} sessions in all, and this would make {count:,}",
    ),
}
"""What a refusal to save is about, and what to do, by its code."""


@dataclass(frozen=True)
class Difference:
    """What stands differently in what was typed and in what somebody else saved meanwhile."""

    label: str
    mine: str
    theirs: str


@dataclass
class Filled:
    """A form on its page: its fields, problems that belong to no field, and the other version where there is one."""

    form: PartForm
    loose: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    is_gone: bool = False
    who: str = ""

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every problem for the summary at the top: the id to jump to (empty: none), and the words."""
        return [*(("", words) for words in self.loose), *self.form.problems]


def filled_from(
    form_class: type[PartForm], value: Mapping[str, Any] | None, start: Body, offers: Offers
) -> Filled:
    """A form filled from what is stored (`value`; None: nothing yet) or from what a new part starts with."""
    names = form_class.covers()
    stored = only(value, names)
    form = form_class(formdata=None, data={**only(start, names), **stored})
    form.seen.data = digest_of(stored)
    form.form_key.data = secrets.token_hex(16)
    offer_to(form, offers)
    _settle_key(form, value)
    return Filled(form)


def read_from_request(
    form_class: type[PartForm], value: Mapping[str, Any] | None, start: Body, offers: Offers
) -> Filled:
    """A form with what was sent; fields keep the order of what is stored."""
    names = form_class.covers()
    form = form_class(formdata=request.form, data={**only(start, names), **only(value, names)})
    offer_to(form, offers)
    _settle_key(form, value)
    return Filled(form)


def _settle_key(form: PartForm, value: Mapping[str, Any] | None) -> None:
    """An entry that is there keeps its reference."""
    if value and value.get("id") and isinstance(form._fields.get("id"), KeyField):
        form["id"].settle(str(value["id"]))


def button_pressed() -> str:
    """The button that sent the form: "save", or one inside it; a form sent by the return key is saved."""
    pressed: str = request.form.get("button", SAVE)
    return pressed


def fitted_body(filled: Filled, model: Any, value: Mapping[str, Any] | None, start: Body, more: Body) -> Any:
    """What the form says, put into the rest of the part and fitted to its schema; None where problems were found.

    The problems are put on their fields.
    """
    form = filled.form
    if not form.validate():
        if not form.problems:
            filled.loose = (UNREADABLE,)
        return None
    body, problems = fitted(model, {**start, **(value or {}), **form.body, **more})
    if problems:
        left = form.take_problems([as_told(problem) for problem in problems])
        filled.loose = tuple(words_of(problem) for problem in left)
        return None
    return body


def words_of(problem: Problem) -> str:
    """A problem that has no field on the page, with where it is."""
    return f"{problem.message} ({problem.path})" if problem.path not in ("", "$") else problem.message


def saved(filled: Filled, save: Callable[[], Any], offers: Offers) -> bool:
    """Save by calling `save`; says whether it worked. Where somebody was quicker, both versions are put side by side."""
    try:
        save()
    except ChangedMeanwhile as conflict:
        _show_both(filled, conflict, offers)
        return False
    except PlannerError as refusal:
        if refusal.code not in REFUSALS:
            raise
        path, words = REFUSALS[refusal.code]
        left = filled.form.take_problems((Problem(path, words.format(**refusal.parameters)),))
        filled.loose = tuple(each.message for each in left)
        return False
    return True


def _show_both(filled: Filled, conflict: ChangedMeanwhile, offers: Offers) -> None:
    form = filled.form
    names = form.covers()
    filled.who = conflict.who
    filled.is_gone = conflict.theirs is None
    theirs = type(form)(formdata=None, data=only(conflict.theirs, names))
    offer_to(theirs, offers)
    filled.differences = tuple(
        Difference(form[name].label.text, form[name].shown or "–", theirs[name].shown or "–")
        for name in names
        if form[name].body != theirs[name].body
    )
    form.seen.data = digest_of(only(conflict.theirs, names))
    form.seen.raw_data = None
