"""The parts of the appraisal that are filled in: each a page, locked and saved like every other part of the inputs."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.domain.appraisal import Appraisal
from planner.domain.programme.draft import Body
from planner.forms.appraisal import PAGES, AppraisalPage
from planner.forms.fields import Offers
from planner.forms.options import option_offers
from planner.forms.page_form import only
from planner.reports.words import CATEGORY_WORDS
from planner.services import appraisals, inputs
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.appraisal.blueprint import pages
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

START: Body = Appraisal().model_dump(mode="json")


@pages.get("/parts/<name>")
@needs(Permission.SEE_INPUTS)
def part(access: Access, name: str) -> str:
    """Show a part of the appraisal."""
    page = _page_or_404(name)
    filled = filled_from(page.form, _kept(access), START, _offers(access))
    return _shown(access, page, filled)


@pages.post("/parts/<name>")
@needs(Permission.CHANGE_INPUTS)
@writes
def save_part(access: Access, name: str) -> str | Response:
    """Save a part of the appraisal; the second of two people is shown both versions."""
    page, kept, offers = _page_or_404(name), _kept(access), _offers(access)
    filled = read_from_request(page.form, kept, START, offers)
    pressed = button_pressed()
    if pressed != SAVE:
        filled.form.pressed(pressed)
        return _shown(access, page, filled)
    body = fitted_body(filled, Appraisal, kept, START, {})
    if body is None:
        return _shown(access, page, filled)
    names = page.form.covers()

    def changed(before: dict[str, Any]) -> dict[str, Any]:
        return {**before, **only(body, names)}

    def save() -> None:
        appraisals.change_appraisal(
            access,
            changed,
            seen=filled.form.seen.data or "",
            covered=lambda values: only(values, names),
            title=page.title,
            page=page.name,
        )

    if not saved(filled, save, offers):
        return _shown(access, page, filled)
    flash(f"Saved: {page.title.lower()}.")
    return redirect(url_for("appraisal.whole", slug=access.slug), 303)


def _page_or_404(name: str) -> AppraisalPage:
    page = PAGES.get(name)
    if page is None:
        abort(404)
    return page


def _kept(access: Access) -> Body:
    return appraisals.get_appraisal(access).model_dump(mode="json")


def _offers(access: Access) -> Offers:
    return option_offers(inputs.get_inputs(access).draft, CATEGORY_WORDS)


def _shown(access: Access, page: AppraisalPage, filled: Filled) -> str:
    return render_template(
        "inputs/page.html",
        access=access,
        filled=filled,
        title=page.title,
        words=page.words,
        back=url_for("appraisal.whole", slug=access.slug),
        back_words="Appraisal",
        so_far=inputs.get_inputs(access).so_far,
    )
