"""A passage of the business case in a person's own words, locked and saved like every other part of the inputs."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.domain.case import PassageWords
from planner.domain.programme.problems.found import Problem
from planner.forms.case import HINT, PassageForm
from planner.reports.case import WrittenPassage, unknown_figures, written
from planner.reports.plain import MEMBERS_PASSAGES
from planner.reports.words import list_words
from planner.services import case_words, cases
from planner.services.access import Access
from planner.services.cases import CaseFound
from planner.services.permissions import Permission
from planner.web.case.blueprint import asked_option, pages
from planner.web.guards import needs, writes
from planner.web.inputs.saving import Filled, filled_from, fitted_body, read_from_request, saved

MEMBERS = {each.key for each in MEMBERS_PASSAGES}


@pages.get("/words/<passage>")
@needs(Permission.ISSUE)
def edit(access: Access, passage: str) -> str:
    """Show a passage to be written, with what is proposed and the figures that it may name."""
    found, shown = _passage_or_404(access, passage)
    filled = filled_from(PassageForm, {"words": shown.edited}, {"words": ""}, {})
    return _page(access, found, shown, filled)


@pages.post("/words/<passage>")
@needs(Permission.ISSUE)
@writes
def save(access: Access, passage: str) -> str | Response:
    """Keep a passage; left empty, the words proposed stand there again."""
    found, shown = _passage_or_404(access, passage)
    filled = read_from_request(PassageForm, {"words": shown.edited}, {"words": ""}, {})
    body = fitted_body(filled, PassageWords, None, {"words": ""}, {})
    figures = _figures(found)
    if body is None or not _are_figures_known(filled, body["words"], figures):
        return _page(access, found, shown, filled)
    proposed = written((shown.passage,), {}, figures)[passage]

    def keep() -> None:
        case_words.save_words(
            access,
            passage,
            shown.passage.title,
            body["words"],
            proposed=shown.passage.proposed,
            printed=proposed.printed,
            seen=filled.form.seen.data or "",
        )

    if not saved(filled, keep, {}):
        return _page(access, found, shown, filled)
    flash(f"Saved: {shown.passage.title}.")
    return redirect(_back(access, passage), 303)


def _figures(found: CaseFound | None) -> Mapping[str, str]:
    """What a passage may name: for the people who take part nothing, since their page and their sheet stand beside no case."""
    return {} if found is None else found.case.figures


def _are_figures_known(filled: Filled, words: str, figures: Mapping[str, str]) -> bool:
    unknown = unknown_figures(words, figures)
    if not unknown:
        return True
    named = list_words(f"“{{{name}}}”" for name in unknown[:5])
    way = (
        "Use a figure that is listed below the words"
        if figures
        else "Write the figure itself, without braces"
    )
    message = f"{way}: there is none called {named}"
    filled.form.take_problems((Problem("words", message),))
    return False


def _passage_or_404(access: Access, key: str) -> tuple[CaseFound | None, WrittenPassage]:
    """A passage with the case it stands in; those for the people who take part stand in none."""
    own = case_words.plain_words(case_words.get_words(access))
    if key in MEMBERS:
        return None, written(MEMBERS_PASSAGES, own, {})[key]
    found = cases.get_case(access, "full", asked_option())
    shown = None if found is None else found.case.written(own).get(key)
    if shown is None:
        abort(404)
    return found, shown


def _back(access: Access, key: str) -> str:
    if key in MEMBERS:
        return url_for("share.links", slug=access.slug)
    return url_for("case.whole", slug=access.slug, _anchor=key)


def _page(access: Access, found: CaseFound | None, shown: WrittenPassage, filled: Filled) -> str:
    if shown.passage.key in MEMBERS:
        filled.form["words"].description = HINT
    return render_template(
        "case/passage.html",
        access=access,
        filled=filled,
        title=shown.passage.title,
        shown=shown,
        figures=_figures(found),
        back=_back(access, shown.passage.key),
        back_words="What is shared" if shown.passage.key in MEMBERS else "Business case",
    )
