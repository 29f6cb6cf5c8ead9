"""The list of projects, and a project's plan: page, pictures, documents to download."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask_security import current_user

from planner.domain.money import format_pence
from planner.domain.terms import Level
from planner.reports.narrative import narrative
from planner.reports.tables import (
    cost_tree,
    headline,
    left_out_rows,
    proof_rows,
    proof_words,
    schedule_table,
    targets_table,
    teams,
    to_find_rows,
    years_table,
)
from planner.reports.words import date_words
from planner.services import planning, projects
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.services.planning import Stored
from planner.services.projects import ChartName
from planner.web.guards import needs, needs_account, open_to_anybody

pages = Blueprint("projects", __name__)

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a picture opened by itself: its own styles, nothing else."""

CONTENTS = (
    ("schedule", "Schedule"),
    ("costs", "Costs"),
    ("targets", "Targets"),
    ("rests-on", "What the plan rests on"),
    ("proof", "Annex: how good this plan is"),
    ("downloads", "Downloads"),
)

LEVEL_WORDS = {
    Level.ESTIMATE: "This is an estimate: what is not known yet is allowed, and listed below.",
    Level.READY_TO_SIGN: "This plan is made to be signed: nothing unknown is allowed in it.",
}


@pages.get("/")
@needs_account
def home() -> str:
    """Show every project that the person has a part in, each with one line on where it stands."""
    return render_template("projects/home.html", projects=projects.list_projects(current_user.id))


@pages.get("/projects/<slug>/plan")
@needs(Permission.SEE_PLAN)
def plan(access: Access) -> str:
    """Show a project's plan: headline, schedule, costs, targets, what it rests on, proof."""
    shown = shown_or_404(access)
    return render_template(
        "projects/plan.html",
        shown=shown,
        access=access,
        contents=CONTENTS,
        made_on=date_words(shown.made_at),
        level=LEVEL_WORDS[shown.programme.level],
        headline=headline(shown.programme, shown.plan),
        budget=format_pence(shown.programme.budget.total_pence),
        story=narrative(shown.programme, shown.plan, may_see_small_numbers=access.may_see_small_numbers),
        schedule=schedule_table(
            shown.programme, shown.plan, may_see_small_numbers=access.may_see_small_numbers
        ),
        teams=teams(shown.programme, shown.plan),
        years=years_table(shown.plan),
        costs=cost_tree(shown.programme, shown.plan, may_see_small_numbers=access.may_see_small_numbers),
        targets=targets_table(
            shown.programme, shown.plan, may_see_small_numbers=access.may_see_small_numbers
        ),
        to_find=to_find_rows(shown.programme, shown.plan, may_see_small_numbers=access.may_see_small_numbers),
        left_out=left_out_rows(shown.programme, shown.plan),
        proof=proof_rows(shown.plan),
        proof_words=proof_words(shown.plan),
        charts={
            name: projects.get_chart(shown, name, may_see_small_numbers=access.may_see_small_numbers)
            for name in projects.CHARTS
        },
    )


@pages.get("/projects/<slug>/plan/<any(timeline, costs, targets):name>-<any(wide, narrow):width>.svg")
@needs(Permission.SEE_PLAN)
def picture(access: Access, name: ChartName, width: str) -> Response:
    """Give one of the plan's pictures."""
    chart = projects.get_chart(
        shown_or_404(access),
        name,
        is_narrow=width == "narrow",
        may_see_small_numbers=access.may_see_small_numbers,
    )
    answer = Response(chart.svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer


@pages.get("/projects/<slug>/plan.json")
@needs(Permission.SEE_INPUTS)
def plan_document(access: Access) -> Response:
    """Give the plan document as it is stored."""
    shown = shown_or_404(access)
    return document(shown.plan_json, f"{shown.slug}-plan.json")


@pages.get("/projects/<slug>/programme.json")
@needs(Permission.SEE_INPUTS)
def programme_document(access: Access) -> Response:
    """Give the programme document that the plan was made from, as it was when the run started."""
    shown = shown_or_404(access)
    return document(shown.programme_json, f"{shown.slug}-programme.json")


@pages.get("/favicon.ico")
@open_to_anybody
def favicon() -> tuple[str, int]:
    """Say that there is no icon, so that browsers stop asking."""
    return "", 204


def shown_or_404(access: Access) -> Stored:
    """Give the latest plan of a project; answers 404 where there is none."""
    shown = planning.get_stored(access.slug)
    if shown is None:
        abort(404)
    return shown


def document(text: str, name: str) -> Response:
    """Give JSON text as a file to keep."""
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
