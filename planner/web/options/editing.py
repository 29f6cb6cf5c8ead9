"""One option: what it says differently, filled in and saved like every other part of the inputs."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.domain.options import Option, OptionKind
from planner.domain.programme.draft import Body
from planner.forms.fields import Offers
from planner.forms.options import NamedForm, OptionForm, TypedOptionForm, option_offers
from planner.forms.page_form import only
from planner.reports.words import CATEGORY_WORDS
from planner.services import inputs, option_lists, options
from planner.services.access import Access
from planner.services.inputs import Inputs
from planner.services.options import OptionFound, as_option
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.saving import (
    SAVE,
    Filled,
    button_pressed,
    filled_from,
    fitted_body,
    read_from_request,
    saved,
)
from planner.web.options.blueprint import OPTION, option_or_404, pages

PUT_BACK = "put back"
"""What a form is locked by whose option was removed meanwhile, once its writer has been told."""
TITLES = {"planned": "Add an option", "typed": "Add an option whose costs are typed"}
NEW: dict[str, tuple[type[NamedForm], Body]] = {
    "planned": (OptionForm, Option(title="-").model_dump(mode="json")),
    "typed": (TypedOptionForm, {**Option(title="-").model_dump(mode="json"), "table": {}}),
}


@pages.get("/_add/<any(planned, typed):way>")
@needs(Permission.CHANGE_INPUTS)
def add(access: Access, way: str) -> str:
    """Ask what a new option says."""
    found = inputs.get_inputs(access)
    form_class, start = NEW[way]
    filled = filled_from(form_class, None, {**start, "title": ""}, _offers(found))
    return _page(access, filled, found, TITLES[way])


@pages.post("/_add/<any(planned, typed):way>")
@needs(Permission.CHANGE_INPUTS)
@writes
def save_new(access: Access, way: str) -> str | Response:
    """Add an option; the same sent twice adds it once."""
    found = inputs.get_inputs(access, to_change=True)
    form_class, start = NEW[way]
    offers = _offers(found)
    filled = read_from_request(form_class, None, {**start, "title": ""}, offers)
    body = _body(filled, None, start)
    if body is None:
        return _page(access, filled, found, TITLES[way])

    def add_it() -> None:
        options.add_option(access, as_option(body), filled.form.form_key.data or "")

    if not saved(filled, add_it, offers):
        return _page(access, filled, found, TITLES[way])
    flash(f"Added: {body['title']}.")
    return redirect(url_for("options.every_option", slug=access.slug), 303)


@pages.get(OPTION)
@needs(Permission.SEE_INPUTS)
def option(access: Access, key: str) -> str:
    """Show what an option says differently."""
    found, each = inputs.get_inputs(access), option_or_404(access, key)
    filled = filled_from(_form_of(each), _kept(each), _start(each), _offers(found))
    filled.form.seen.data = each.digest
    return _page(access, filled, found, each.option.title, each)


@pages.post(OPTION)
@needs(Permission.CHANGE_INPUTS)
@writes
def save_option(access: Access, key: str) -> str | Response:
    """Save what an option says; the second of two people is shown both versions.

    Where it has been removed meanwhile, that is said first; saving it again puts it back with what was written.
    """
    found = inputs.get_inputs(access, to_change=True)
    each = option_or_404(access, key, also_removed=True)
    offers = _offers(found)
    form_class = _form_of(each)
    filled = read_from_request(form_class, _kept(each), _start(each), offers)
    body = _body(filled, _kept(each), _start(each))
    if body is None:
        return _page(access, filled, found, each.option.title, each)

    if options.is_removed(access, key):
        if filled.form.seen.data != PUT_BACK:
            filled.is_gone, filled.who = True, options.who_was_last(access, key)
            filled.form.seen.data = PUT_BACK
            return _page(access, filled, found, each.option.title, each)
        options.put_back_option(access, key)
        filled.form.seen.data = each.digest

    def save() -> None:
        names = form_class.covers()
        options.change_option(
            access,
            key,
            lambda before: as_option({**before.model_dump(mode="json"), **only(body, names)}),
            seen=filled.form.seen.data or "",
        )

    if not saved(filled, save, offers):
        filled.form.seen.data = option_or_404(access, key).digest
        return _page(access, filled, found, each.option.title, each)
    flash(f"Saved: {body['title']}.")
    return redirect(url_for("options.every_option", slug=access.slug), 303)


def _form_of(each: OptionFound) -> type[NamedForm]:
    return TypedOptionForm if each.option.is_typed else OptionForm


def _kept(each: OptionFound) -> Body:
    return each.option.model_dump(mode="json")


def _start(each: OptionFound) -> Body:
    return NEW["typed" if each.option.is_typed else "planned"][1]


def _offers(found: Inputs) -> Offers:
    return option_offers(found.draft, CATEGORY_WORDS)


def _body(filled: Filled, kept: Body | None, start: Body) -> Any:
    """What was sent, fitted; None where a button inside the form was pressed, or something is to be put right."""
    pressed = button_pressed()
    if pressed != SAVE:
        filled.form.pressed(pressed)
        return None
    return fitted_body(filled, Option, kept, start, {})


def _page(access: Access, filled: Filled, found: Inputs, title: str, each: OptionFound | None = None) -> str:
    return render_template(
        "options/option.html",
        access=access,
        filled=filled,
        title=title,
        words="",
        back=url_for("options.every_option", slug=access.slug),
        back_words="All options",
        so_far=found.so_far,
        each=None if each is None else option_lists.words_of(each, found.draft),
        is_engagement_only=each is not None and each.option.kind is OptionKind.ENGAGEMENT_ONLY,
    )
