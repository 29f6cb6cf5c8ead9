"""The list of options: where each stands, what differs, and what can be done next."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.services import option_lists, options
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.options.blueprint import OPTION, option_or_404, pages


@pages.get("")
@needs(Permission.SEE_PLAN)
def every_option(access: Access) -> str:
    """List a project's options with what differs and where each stands."""
    shown = option_lists.get_list(access)
    return render_template("options/list.html", access=access, shown=shown)


@pages.post("/offer")
@needs(Permission.CHANGE_INPUTS)
@writes
def offer(access: Access) -> Response:
    """Start with the options usually compared."""
    added = options.offer(access)
    flash(
        f"{len(added)} options added. Change them to fit, then build them."
        if added
        else "They are all there already."
    )
    return redirect(url_for("options.every_option", slug=access.slug), 303)


@pages.post(f"{OPTION}/remove")
@needs(Permission.CHANGE_INPUTS)
@writes
def remove(access: Access, key: str) -> Response:
    """Remove an option; it can be put back from the list."""
    found = option_or_404(access, key)
    options.remove_option(access, key)
    flash(f"Removed: {found.option.title}. It can be put back below.")
    return redirect(url_for("options.every_option", slug=access.slug), 303)


@pages.post(f"{OPTION}/put-back")
@needs(Permission.CHANGE_INPUTS)
@writes
def put_back(access: Access, key: str) -> Response:
    """Put a removed option back."""
    if "\x00" not in key and options.put_back_option(access, key):
        flash("Put back.")
    return redirect(url_for("options.every_option", slug=access.slug), 303)
