"""Putting back what was removed."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from planner.domain.errors import PlannerError
from planner.services import inputs
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.blueprint import pages


@pages.post("/undo/<int(max=2147483647):change_id>")
@needs(Permission.CHANGE_INPUTS)
@writes
def put_back(access: Access, change_id: int) -> Response:
    """Put back what a change removed or replaced, where it stood."""
    try:
        change = inputs.put_back(access, change_id)
    except PlannerError:
        flash("It could not be put back: something else stands in its place by now.")
        return redirect(url_for("project.tasks", slug=access.slug))
    if change is None:
        abort(404)
    flash(f"Put back: {change.title}.")
    if not change.part:
        return redirect(url_for("project.tasks", slug=access.slug))
    part, *inside = change.part.split("/")
    where: dict[str, Any] = {"name": inside[-1], "in": inside[0]} if inside else {"name": part}
    return redirect(url_for(".entries", slug=access.slug, **where))
