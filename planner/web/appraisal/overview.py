"""The appraisal as a whole: how far it is, who comes first, what the economic case says; and the assurance page."""

from __future__ import annotations

from flask import render_template

from planner.forms.appraisal import PAGES
from planner.reports import appraisal as told
from planner.services import appraisals, comparing, inputs
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.appraisal.blueprint import pages
from planner.web.guards import needs


@pages.get("")
@needs(Permission.SEE_PLAN)
def whole(access: Access) -> str:
    """Show how far the appraisal is, who comes first by the scores agreed, and the economic case of each option."""
    appraisal, cards = appraisals.get_appraisal(access), appraisals.get_cards(access)
    columns = comparing.get_columns(access)
    base = inputs.get_text(access)
    options = [comparing.compared(each, base) for each in columns]
    cases = told.economic_cases(
        options, appraisal.parameters, may_see_small_numbers=access.may_see_small_numbers
    )
    counted = appraisals.counted_card(cards)
    return render_template(
        "appraisal/whole.html",
        access=access,
        appraisal=appraisal,
        pages=PAGES.values(),
        progress=told.progress_words(appraisal),
        cards=cards,
        judged=told.judged(
            appraisal, None if counted is None else counted.card, told.scored_options(options)
        ),
        cases=cases,
        switching=told.switching_words(cases, comparing.usual_choice(columns)),
    )


@pages.get("/assurance")
@needs(Permission.SEE_PLAN)
def assured(access: Access) -> str:
    """Show what has to be assured: each done, due, or not needed because; and what the plan says about it."""
    appraisal = appraisals.get_appraisal(access)
    columns = comparing.get_columns(access)
    base = inputs.get_text(access)
    chosen = comparing.usual_choice(columns)
    option = next((comparing.compared(each, base) for each in columns if each.key == chosen), None)
    return render_template(
        "appraisal/assurance.html",
        access=access,
        rows=told.assurance_rows(
            appraisal.assurance, option, may_see_small_numbers=access.may_see_small_numbers
        ),
        option=option,
    )
