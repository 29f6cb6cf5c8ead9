"""The cost-equity frontier, for those who ask for it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, after_this_request, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.services import frontier
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.options.building import tell_workers_after
from planner.web.plans import PICTURE_POLICY

pages = Blueprint("frontier", __name__, url_prefix="/projects/<slug>/compare/frontier")


@pages.get("")
@needs(Permission.SEE_PLAN)
def shown(access: Access) -> str:
    """Show what a fairer plan costs, as far as it is built."""
    found = frontier.get_frontier(access)
    chart = None if found.found is None else frontier.chart_of(found.found)
    return render_template("compare/frontier.html", access=access, shown=found, chart=chart)


@pages.post("")
@needs(Permission.BUILD)
@writes
def ask(access: Access) -> AnyResponse:
    """Ask for the points: the project at other budgets, built one after another."""
    run_ids = frontier.ask(access)
    if run_ids:
        after_this_request(tell_workers_after)
        flash(f"{len(run_ids)} plans are being built, one after another. You can leave this page.")
    else:
        flash("Every point that can be built has its plan, or is being built.")
    return redirect(url_for("frontier.shown", slug=access.slug), 303)


@pages.get("/<any(wide, narrow):width>.svg")
@needs(Permission.SEE_PLAN)
def picture(access: Access, width: str) -> Response:
    """Give the picture of the frontier."""
    found = frontier.get_frontier(access).found
    if found is None:
        abort(404)
    answer = Response(frontier.chart_of(found, is_narrow=width == "narrow").svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer
