"""Pages of parts there are once: budget, dates, payments ..."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.domain.programme.draft import NotThere, part_at
from planner.domain.programme.problems.found import Problem
from planner.forms.offers import offers_of
from planner.forms.page_form import only
from planner.forms.pages import Single, default_body
from planner.forms.registry import ITEMS
from planner.services import inputs
from planner.services.access import Access
from planner.services.inputs import Inputs
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.blueprint import SINGLE, item_or_404, pages
from planner.web.inputs.saving import (
    ATTENTION,
    SAVE,
    Filled,
    button_pressed,
    filled_from,
    fitted_body,
    read_from_request,
    saved,
)


@pages.get(SINGLE)
@needs(Permission.SEE_INPUTS)
def single(access: Access, name: str) -> str | Response:
    """Show the page of a part, with what is wrong with it."""
    item = item_or_404(name, Single)
    found = inputs.get_inputs(access)
    value = _value(found, item)
    if value is None and item.after:
        first = ITEMS[item.after]
        flash(f"Fill in “{first.title}” first: this page adds to it.")
        return redirect(url_for(".single", slug=access.slug, name=first.name))
    filled = filled_from(item.page.form, value, _start(item), offers_of(found.draft))
    if value is not None:
        _show_problems(filled, item, found)
    return _page(access, item, filled, found)


@pages.post(SINGLE)
@needs(Permission.CHANGE_INPUTS)
@writes
def save_single(access: Access, name: str) -> str | Response:
    """Save a part, or do what a button inside its form asks for."""
    item = item_or_404(name, Single)
    found = inputs.get_inputs(access, to_change=True)
    value, start, offers = _value(found, item), _start(item), offers_of(found.draft)
    form_class = item.page.form
    filled = read_from_request(form_class, value, start, offers)
    pressed = button_pressed()
    if pressed != SAVE:
        filled.form.pressed(pressed)
        return _page(access, item, filled, found)
    held = only(value, form_class.covers()) if not item.address else value
    body = fitted_body(filled, item.model, held, start, {})
    if body is None:
        return _page(access, item, filled, found)

    def changed(before: Any) -> Any:
        return {**(before or {}), **(only(body, form_class.covers()) if before else body)}

    def save() -> None:
        inputs.change_part(
            access, item.address, changed, seen=filled.form.seen.data or "",
            covered=lambda before: only(before, form_class.covers()), title=item.title, page=item.name,
        )  # fmt: skip

    if not saved(filled, save, offers):
        return _page(access, item, filled, found)
    now = inputs.get_inputs(access)
    stored = filled_from(form_class, _value(now, item), start, offers)
    _show_problems(stored, item, now)
    if stored.form.problems:
        flash(ATTENTION, "attention")
        return redirect(url_for(".single", slug=access.slug, name=item.name))
    flash(f"Saved: {item.title.lower()}.")
    return redirect(url_for("project.tasks", slug=access.slug) + f"#{item.name}")


def _value(found: Inputs, item: Single) -> Any:
    try:
        return part_at(found.draft, item.address)
    except NotThere:
        return None


def _start(item: Single) -> dict[str, Any]:
    return default_body(item.model)


def _show_problems(filled: Filled, item: Single, found: Inputs) -> None:
    """Put what is wrong with the stored part on the fields of its page; all else belongs to other pages."""
    at = ".".join(item.address)
    own: list[Problem] = [each for each in found.problems if each.path.startswith(item.paths)]
    filled.form.take_problems(own, at)


def _page(access: Access, item: Single, filled: Filled, found: Inputs) -> str:
    return render_template(
        "inputs/page.html",
        access=access,
        filled=filled,
        title=item.page.title,
        words=item.page.words,
        back=url_for("project.tasks", slug=access.slug),
        back_words="All tasks",
        so_far=found.so_far,
    )
