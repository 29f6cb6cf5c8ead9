"""Placing sessions by hand: filled in, priced and checked, and kept as a plan where every rule holds."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.programme import Programme
from planner.domain.programme.draft import digest_of
from planner.forms.by_hand import (
    ByHandForm,
    Occasion,
    occasions_to_place,
    offers_to_place,
    placing_of,
    rows_for,
)
from planner.forms.fields import Offers
from planner.forms.parts import offer_to
from planner.reports.tables import targets_table
from planner.services import by_hand, inputs, plans
from planner.services.access import Access
from planner.services.by_hand import Judged, Kept, Placing
from planner.services.inputs import ChangedMeanwhile, Inputs
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.saving import UNREADABLE, Difference, Filled
from planner.web.mending import all_to_mend

pages = Blueprint("by_hand", __name__, url_prefix="/projects/<slug>/by-hand")

CHECK, KEEP = "check", "keep"
FROM_PLAN = "Filled in from the latest plan. Nothing is kept until you check it."
FROM_PINS = "Filled in with what is fixed already. Nothing is kept until you check it."

PLACE_THEM = "Enter a date, time and place for each session"
OR_FROM_PLAN = ", or start from the latest plan"


@dataclass
class Placed(Filled):
    """The form on its page, and what a check found: `found` by session, under "" what is about the plan as a whole."""

    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    judged: Judged | None = None
    found: dict[str, list[str]] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What cannot be read, then every rule that is broken: the id to jump to, and the words with the session's title."""
        rows = self.form.rows
        broken = [
            (
                f"{rows[key].id}-on" if key in rows else "whole",
                f"{self.occasions[key].title}: {words}" if key in self.occasions else words,
            )
            for key, told in self.found.items()
            for words in told
        ]
        return [*super().summary, *broken]

    @property
    def by_session(self) -> list[tuple[str, list[str]]]:
        """The rows of the form under the titles of their sessions."""
        rows = self.form.rows
        found: dict[str, tuple[str, list[str]]] = {}
        for key, occasion in self.occasions.items():
            if key in rows:
                found.setdefault(key.rpartition("-")[0], (occasion.session, []))[1].append(key)
        return list(found.values())


@pages.get("")
@needs(Permission.BUILD)
def show(access: Access) -> str:
    """Show every session with what has been placed so far; or filled in from the latest plan, or from what is fixed."""
    found = inputs.get_inputs(access)
    if found.problems:
        return _missing(access, found)
    programme = by_hand.whole_programme(found.text)
    kept = by_hand.stored_placing(access)
    placing, words = _start(access, programme, kept)
    occasions = occasions_to_place(programme)
    form = ByHandForm(formdata=None, data={"placing": rows_for(placing, occasions)})
    form.seen.data = digest_of(kept)
    form.form_key.data = secrets.token_hex(16)
    offer_to(form, offers_to_place(programme, occasions))
    return _page(access, programme, Placed(form, occasions=occasions), words)


@pages.post("")
@needs(Permission.BUILD)
@writes
def save(access: Access) -> str | Response:
    """Keep what was placed, price and check it; keep it as a plan where that is asked for and every rule holds.

    The project is locked first: what the placing is judged by is what it is kept beside.
    """
    found = inputs.get_inputs(access, to_change=True)
    if found.problems:
        return _missing(access, found)
    programme = by_hand.whole_programme(found.text)
    occasions = occasions_to_place(programme)
    offers = offers_to_place(programme, occasions)
    form = ByHandForm(formdata=request.form)
    offer_to(form, offers)
    placed = Placed(form, occasions=occasions)
    pressed = request.form.get("button", CHECK)
    if pressed not in (CHECK, KEEP):
        form.pressed(pressed)
        offer_to(form, offers)
        return _page(access, programme, placed, "")
    if not form.validate():
        if not form.problems:
            placed.loose = (UNREADABLE,)
        return _page(access, programme, placed, "")
    placing = placing_of(form, by_hand.stored_placing(access), occasions)
    if not _kept(access, placed, placing, offers):
        return _page(access, programme, placed, "")
    if pressed == KEEP:
        made = by_hand.keep_as_plan(access, placing, form_key=form.form_key.data or "")
        if isinstance(made, Kept):
            flash("Kept as a plan.")
            return redirect(url_for("plans.overview", slug=access.slug, plan_id=made.plan_id), 303)
    _take_judgement(placed, by_hand.judged(found.text, placing))
    if by_hand.is_untouched(placing):
        has_plan = plans.newest_plan_id(access) is not None
        placed.found = {"": [PLACE_THEM + (OR_FROM_PLAN if has_plan else "")]}
    return _page(access, programme, placed, "")


def _start(access: Access, programme: Programme, kept: Placing) -> tuple[Placing, str]:
    """What the form is filled from, and the words that say so where it is not what was kept."""
    wanted = request.args.get("from", "")
    if wanted == "plan" or not (wanted or kept):
        of_plan = by_hand.placing_of_latest_plan(access, programme)
        if of_plan is not None:
            return of_plan, FROM_PLAN
    if wanted == "pins" or not kept:
        return by_hand.placing_of_pins(programme), FROM_PINS
    return kept, ""


def _kept(access: Access, placed: Placed, placing: Placing, offers: Offers) -> bool:
    """Keep a placing; where somebody was quicker, both are put side by side."""
    try:
        by_hand.keep_placing(access, placing, seen=placed.form.seen.data or "")
    except ChangedMeanwhile as conflict:
        placed.who = conflict.who
        placed.differences = _differences(placed.occasions, offers, placing, conflict.theirs)
        placed.form.seen.data = digest_of(conflict.theirs)
        return False
    placed.form.seen.data = digest_of(placing)
    return True


def _differences(
    occasions: Mapping[str, Occasion], offers: Offers, mine: Placing, theirs: Placing
) -> tuple[Difference, ...]:
    forms = [
        ByHandForm(formdata=None, data={"placing": rows_for(each, occasions)}) for each in (mine, theirs)
    ]
    for form in forms:
        offer_to(form, offers)
    ours, others = (form.rows for form in forms)
    return tuple(
        Difference(occasion.title, ours[key].form.in_words(occasion), others[key].form.in_words(occasion))
        for key, occasion in occasions.items()
        if ours[key].body != others[key].body
    )


def _take_judgement(placed: Placed, judged: Judged) -> None:
    placed.judged = judged
    for finding in judged.findings:
        key = finding.sitting if finding.sitting in placed.occasions else ""
        placed.found.setdefault(key, []).append(finding.words)
    order = ["", *placed.occasions]
    placed.found = {key: placed.found[key] for key in order if key in placed.found}


def _missing(access: Access, found: Inputs) -> str:
    """The page while something that was entered keeps any plan from being made."""
    return render_template(
        "by_hand/missing.html",
        access=access,
        problems=all_to_mend(access, found.draft, found.problems),
    )


def _page(access: Access, programme: Programme, placed: Placed, words: str) -> str:
    plan = placed.judged.plan if placed.judged else None
    return render_template(
        "by_hand/page.html",
        access=access,
        filled=placed,
        words=words,
        programme=programme,
        has_plan=plans.newest_plan_id(access) is not None,
        targets=targets_table(programme, plan, may_see_small_numbers=True) if plan else None,
        set_aside=[
            placed.occasions[key].title
            for key in (placed.judged.set_aside if placed.judged else ())
            if key in placed.occasions
        ],
    )
