"""Building the plans of options, one after another in the background, and stopping them."""

from __future__ import annotations

from typing import Any

from flask import after_this_request, flash, redirect, url_for
from werkzeug.wrappers import Response

from planner.jobs.messages import tell_workers
from planner.services import option_lists
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.options.blueprint import OPTION, option_or_404, pages
from planner.web.runs import dead_after_seconds


@pages.post("/build")
@needs(Permission.BUILD)
@writes
def build_all(access: Access) -> Response:
    """Ask for the plan of every option that has none of its inputs as they are now."""
    return _asked(access, option_lists.build_all(access))


@pages.post(f"{OPTION}/build")
@needs(Permission.BUILD)
@writes
def build_one(access: Access, key: str) -> Response:
    """Ask for the plan of one option again, whatever there is."""
    return _asked(access, option_lists.build_one(access, option_or_404(access, key)))


@pages.post("/stop")
@needs(Permission.BUILD)
@writes
def stop_all(access: Access) -> Response:
    """Stop what is being built for options: what waits is dropped, what is at work keeps its best plan."""
    count = option_lists.stop_all(access, dead_after_seconds())
    flash(
        "Stopping. A plan that is being built keeps the best found so far."
        if count
        else "Nothing is being built."
    )
    return redirect(url_for("options.every_option", slug=access.slug), 303)


def _asked(access: Access, run_ids: tuple[int, ...]) -> Response:
    if run_ids:
        after_this_request(tell_workers_after)
        plans = "plan is" if len(run_ids) == 1 else "plans are"
        flash(f"{len(run_ids)} {plans} being built, one after another. You can leave this page.")
    else:
        flash("Every option that can be built has its plan, or is being built.")
    return redirect(url_for("options.every_option", slug=access.slug), 303)


def tell_workers_after(response: Any) -> Any:
    """Tell workers that there is work, once everything is kept."""
    tell_workers()
    return response
