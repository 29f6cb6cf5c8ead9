"""A plan at its fixed address, part by part, and the list of a project's plans."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from planner.domain.money import format_pence
from planner.domain.terms import Level
from planner.reports.narrative import narrative
from planner.reports.tables import (
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
from planner.services import plans, projects
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.services.projects import ChartName
from planner.services.stored import Stored, get_stored
from planner.web.guards import needs

pages = Blueprint("plans", __name__, url_prefix="/projects/<slug>/plans")

LARGEST_ID = 2**31 - 1
"""No database takes a larger number for that of a row."""

PLAN = f"/<int(max={LARGEST_ID}):plan_id>"
"""A plan's fixed address; the number is that of its row."""

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a picture opened by itself: its own styles, nothing else."""

LEVEL_WORDS = {
    Level.ESTIMATE: "This is an estimate: what is not known yet is allowed, and listed below.",
    Level.READY_TO_SIGN: "This plan is made to be signed: nothing unknown is allowed in it.",
}


@pages.get("")
@needs(Permission.SEE_PLAN)
def every_plan(access: Access) -> str:
    """List a project's plans, newest first."""
    older_than = max(0, min(request.args.get("older_than", LARGEST_ID, type=int), LARGEST_ID))
    return render_template("plans/list.html", access=access, listed=plans.list_plans(access, older_than))


@pages.get(PLAN)
@needs(Permission.SEE_PLAN)
def overview(access: Access, plan_id: int) -> str:
    """Show where a plan stands: headline, story, what it rests on, what is left out."""
    shown = plan_or_404(access, plan_id)
    documents, sees = (shown.programme, shown.plan), access.may_see_small_numbers
    return _page(
        "overview",
        access,
        shown,
        level=LEVEL_WORDS[shown.programme.level],
        headline=headline(*documents, may_see_small_numbers=sees),
        total=format_pence(shown.plan.total_pence),
        budget=format_pence(shown.programme.budget.total_pence),
        story=narrative(*documents, may_see_small_numbers=sees),
        warnings=shown.plan.warnings if sees else (),
        to_find=to_find_rows(*documents, may_see_small_numbers=sees),
        left_out=left_out_rows(*documents),
    )


@pages.get(f"{PLAN}/schedule")
@needs(Permission.SEE_PLAN)
def schedule(access: Access, plan_id: int) -> str:
    """Show when and where the sessions of a plan are held, for whom and with whom."""
    shown = plan_or_404(access, plan_id)
    documents, sees = (shown.programme, shown.plan), access.may_see_small_numbers
    return _page(
        "schedule",
        access,
        shown,
        schedule=schedule_table(*documents, may_see_small_numbers=sees),
        teams=teams(*documents),
        left_out=left_out_rows(*documents),
        chart=projects.get_chart(shown, "timeline", may_see_small_numbers=sees),
    )


@pages.get(f"{PLAN}/costs")
@needs(Permission.SEE_PLAN)
def costs(access: Access, plan_id: int) -> str:
    """Show what a plan costs, by section and year and line by line."""
    shown, sees = plan_or_404(access, plan_id), access.may_see_small_numbers
    return _page(
        "costs",
        access,
        shown,
        years=years_table(shown.plan, may_see_small_numbers=sees),
        costs=plans.get_costs(shown, may_see_small_numbers=sees),
        chart=projects.get_chart(shown, "costs", may_see_small_numbers=sees),
    )


@pages.get(f"{PLAN}/targets")
@needs(Permission.SEE_PLAN)
def targets(access: Access, plan_id: int) -> str:
    """Show what a plan reaches of every equity target, and what is missing."""
    shown, sees = plan_or_404(access, plan_id), access.may_see_small_numbers
    return _page(
        "targets",
        access,
        shown,
        targets=targets_table(shown.programme, shown.plan, may_see_small_numbers=sees),
        chart=projects.get_chart(shown, "targets", may_see_small_numbers=sees),
    )


@pages.get(f"{PLAN}/proof")
@needs(Permission.SEE_PLAN)
def proof(access: Access, plan_id: int) -> str:
    """Show how good a plan is, stage by stage, in the optimiser's words."""
    shown = plan_or_404(access, plan_id)
    return _page("proof", access, shown, proof=proof_rows(shown.plan), proof_words=proof_words(shown.plan))


@pages.get(f"{PLAN}/downloads")
@needs(Permission.SEE_PLAN)
def downloads(access: Access, plan_id: int) -> str:
    """Offer a plan's files."""
    return _page("downloads", access, plan_or_404(access, plan_id))


@pages.get(f"{PLAN}/<any(timeline, costs, targets):name>-<any(wide, narrow):width>.svg")
@needs(Permission.SEE_PLAN)
def picture(access: Access, plan_id: int, name: ChartName, width: str) -> Response:
    """Give one of a plan's pictures."""
    chart = projects.get_chart(
        plan_or_404(access, plan_id),
        name,
        is_narrow=width == "narrow",
        may_see_small_numbers=access.may_see_small_numbers,
    )
    answer = Response(chart.svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer


def plan_or_404(access: Access, plan_id: int | None) -> Stored:
    """Give a plan of this project, the latest where no id is given; answers 404 where there is none."""
    shown = get_stored(access.slug, plan_id)
    if shown is None:
        abort(404)
    return shown


def _page(part: str, access: Access, shown: Stored, **more: Any) -> str:
    return render_template(f"plans/{part}.html", access=access, shown=shown, part=part, **more)
