"""The list of projects, and the way to a project's latest plan."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from planner.services import plans, projects
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web import plan_files
from planner.web.guards import needs, needs_account, open_to_anybody

pages = Blueprint("projects", __name__)


@pages.get("/")
@needs_account
def home() -> str:
    """Show every project that the person has a part in, each with one line on where it stands."""
    return render_template("projects/home.html", projects=projects.list_projects(current_user.id))


@pages.get("/projects/<slug>/plan")
@needs(Permission.SEE_PLAN)
def plan(access: Access) -> Response:
    """Lead to the fixed address of a project's latest plan, or to the list where there is none yet."""
    plan_id = plans.newest_plan_id(access)
    if plan_id is None:
        return redirect(url_for("plans.every_plan", slug=access.slug))
    return redirect(url_for("plans.overview", slug=access.slug, plan_id=plan_id))


@pages.get("/projects/<slug>/plan.json")
@needs(Permission.SEE_INPUTS)
def plan_document(access: Access) -> Response:
    """Give the document of the latest plan as it is stored."""
    return plan_files.plan_document_of(access, None)


@pages.get("/projects/<slug>/programme.json")
@needs(Permission.SEE_INPUTS)
def programme_document(access: Access) -> Response:
    """Give the programme document that the latest plan was made from, as it was when the run started."""
    return plan_files.programme_document_of(access, None)


@pages.get("/favicon.ico")
@open_to_anybody
def favicon() -> tuple[str, int]:
    """Say that there is no icon, so that browsers stop asking."""
    return "", 204
