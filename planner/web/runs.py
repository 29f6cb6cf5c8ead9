"""Building a plan: what to ask for, how far it is, stopping it, why there is none. Every page works without JavaScript."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    after_this_request,
    current_app,
    jsonify,
    redirect,
    render_template,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from planner.domain.programme.problems.found import Problem
from planner.forms.runs import MOST_MINUTES, BuildForm
from planner.jobs import tell_workers
from planner.models import Run
from planner.services import checking, inputs, runs
from planner.services.access import Access
from planner.services.documents import DocumentRefused
from planner.services.permissions import Permission
from planner.services.shown_runs import RunShown, build_shown, run_shown, strategy_of
from planner.web.guards import needs, writes
from planner.web.mending import ToMend, all_to_mend, to_mend

pages = Blueprint("runs", __name__, url_prefix="/projects/<slug>")

RUN = "/runs/<int(max=2147483647):run_id>"
TOLD = (
    "id",
    "state",
    "state_words",
    "stage_words",
    "best_words",
    "left_words",
    "note",
    "seconds",
    "limit_seconds",
    "time_words",
    "is_open",
)
"""What the page asks for again and again, by the names of `RunShown`."""


@pages.get("/build")
@needs(Permission.BUILD)
def build(access: Access) -> str:
    """Show what can be asked for, what still keeps the plan from being built, and what the last run did."""
    return build_page(access, BuildForm(formdata=None))


@pages.post("/runs")
@needs(Permission.BUILD)
@writes
def start(access: Access) -> Answer | tuple[str, int]:
    """Ask for a plan, and go to its page; where one is being built already, to that one's."""
    form = BuildForm()
    if not form.validate():
        return build_page(access, form), 422
    try:
        run_id = runs.ask_for_run(access.project_id, form.settings(), access.user_name).id
    except runs.RunIsOpen as already:
        run_id = already.run_id
    except DocumentRefused:
        return redirect(url_for("runs.build", slug=access.slug), 303)
    after_this_request(_tell_workers)
    return redirect(url_for("runs.run", slug=access.slug, run_id=run_id), 303)


@pages.get(RUN)
@needs(Permission.BUILD)
def run(access: Access, run_id: int) -> str | Answer:
    """Show how far a run is, or why it has no plan; one that has leads to its own plan."""
    shown = shown_or_404(access, run_id)
    if shown.plan_id is not None:
        return redirect(url_for("plans.overview", slug=access.slug, plan_id=shown.plan_id), 303)
    return render_template("runs/run.html", access=access, run=shown, mends=mends_of(access, shown))


@pages.get(f"{RUN}/state")
@needs(Permission.BUILD)
def state(access: Access, run_id: int) -> Response:
    """Give how far a run is as JSON, for the script of its page."""
    shown = shown_or_404(access, run_id)
    return jsonify({name: getattr(shown, name) for name in TOLD})


@pages.post(f"{RUN}/stop")
@needs(Permission.BUILD)
@writes
def stop(access: Access, run_id: int) -> Answer:
    """Ask that a run stops and keeps its best plan so far; one that has ended stays as it is."""
    runs.ask_to_stop(run_or_404(access, run_id), dead_after_seconds())
    return redirect(url_for("runs.run", slug=access.slug, run_id=run_id), 303)


def build_page(access: Access, form: BuildForm) -> str:
    """Give the page with the form, filled in as it was sent or as the project has it."""
    found = inputs.get_inputs(access)
    shown = build_shown(access.project_id, dead_after_seconds())
    if form.strategy.data is None and not form.errors:
        form.strategy.data = strategy_of(found.draft)
    return render_template(
        "runs/build.html",
        access=access,
        form=form,
        shown=shown,
        problems=all_to_mend(access, found.draft, found.problems),
        contradictions=all_to_mend(access, found.draft, checking.get_arithmetic(found).contradictions),
        mends=mends_of(access, shown.last_run) if shown.last_run else {},
        most_minutes=MOST_MINUTES,
    )


def mends_of(access: Access, run: RunShown) -> dict[str, ToMend]:
    """Give by path where what kept a run from a plan is asked for; nothing where the inputs have been changed since."""
    paths = {*(each.path for each in run.conflict), *(each.path for each in run.repairs)}
    if not paths or not run.is_of_these_inputs:
        return {}
    draft = inputs.get_inputs(access).draft
    return {path: to_mend(access, draft, Problem(path, "")) for path in paths}


def run_or_404(access: Access, run_id: int) -> Run:
    """Give a run of this project; answers 404 where there is none."""
    found = runs.get_run(access.project_id, run_id)
    if found is None:
        abort(404)
    return found


def shown_or_404(access: Access, run_id: int) -> RunShown:
    """Give a run of this project in words; answers 404 where there is none."""
    return run_shown(run_or_404(access, run_id), dead_after_seconds())


def dead_after_seconds() -> float:
    """After what silence a worker counts as dead."""
    return float(current_app.config["DEAD_AFTER_SECONDS"])


def _tell_workers(response: Any) -> Any:
    """Once everything is kept."""
    tell_workers()
    return response
