"""Check your answers: what needs attention first, each with a link to where it is put right, then everything entered."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from planner.services import checking, inputs
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs
from planner.web.inputs.answers import all_answers
from planner.web.mending import all_to_mend

pages = Blueprint("checking", __name__, url_prefix="/projects/<slug>")


@pages.get("/check")
@needs(Permission.SEE_INPUTS)
def check(access: Access) -> str:
    """Show what needs attention and everything that was entered, before a plan is built."""
    found = inputs.get_inputs(access)
    arithmetic = checking.get_arithmetic(found)
    return render_template(
        "project/check.html",
        access=access,
        problems=all_to_mend(access, found.draft, found.problems),
        contradictions=all_to_mend(access, found.draft, arithmetic.contradictions),
        is_arithmetic_done=arithmetic.is_done,
        tasks=all_answers(found.text),
        build_url=url_for("runs.build", slug=access.slug),
        so_far=found.so_far,
    )
