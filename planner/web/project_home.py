"""A project's home: where it stands, its tasks, and everything that needs attention before a plan can be built."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.forms.registry import TASKS
from planner.forms.standing import standings
from planner.services import inputs, projects
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs

pages = Blueprint("project", __name__, url_prefix="/projects/<slug>")


@pages.get("/")
@needs(Permission.SEE_PLAN)
def tasks(access: Access) -> str | Response:
    """Show the task list of a project; whoever may only see its plans is led to them."""
    if not access.may(Permission.SEE_INPUTS):
        return redirect(url_for("projects.plan", slug=access.slug))
    found = inputs.get_inputs(access)
    return render_template(
        "project/tasks.html",
        access=access,
        tasks=standings(TASKS, found.draft, found.problems),
        standing=projects.get_standing(access),
        problem_count=len(found.problems),
        so_far=found.so_far,
    )
