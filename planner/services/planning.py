"""The seam between programmes and tables: a run is written down before it starts, then its states, then its plan.

Functions flush and never commit; whoever calls them says when a change is whole.
"""

from __future__ import annotations

import importlib.metadata
import json
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from planner.domain.plan import Plan
from planner.domain.programme import SCHEMA_VERSION
from planner.domain.programme.reading import programme_digest, programme_json, read_plan, read_programme
from planner.domain.terms import Strategy
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, Run, RunState
from planner.optimiser.outcome import (
    AtHand,
    Failed,
    LimitReached,
    NoPlan,
    Outcome,
    Progress,
    Solved,
    SolveSettings,
    outcome_state,
)
from planner.optimiser.process import solve_in_child
from planner.reports.tables import headline
from planner.services import claims
from planner.services.claims import Claim
from planner.services.documents import no_plan_document
from planner.version import APP_VERSION

Solve = Callable[[str, SolveSettings, Callable[[Progress], None], Callable[[], bool]], Outcome]
KEEP_TRIES = 60
KEEP_AGAIN_SECONDS = 1.0
"""What took minutes to find is not thrown away because the database is busy or away for a while."""
IN_PLACE = "in place"
TAKEN_BY_ANOTHER = Failed("Another program has taken this plan up, and goes on with it.", reason="killed")


def get_project(slug: str) -> Project | None:
    """Give the project at `slug`, or None."""
    return db.session.scalar(select(Project).where(Project.slug == slug))


def latest_plan(project: Project) -> Plan | None:
    """Give the latest plan of a project as it is entered, options apart, or None if there is none yet."""
    stored = db.session.scalar(
        select(StoredPlan)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(StoredPlan.project_id == project.id, Run.option_key == "")
        .order_by(StoredPlan.id.desc())
        .limit(1)
    )
    return None if stored is None else read_plan(stored.plan_json)


def keep_example(slug: str, text: str) -> Project:
    """Keep a worked example as the project at `slug`: made if new, brought up to date if its document has changed.

    Raises `DocumentRefused` for a document that does not hold.
    """
    programme = read_programme(text)
    digest = programme_digest(programme)
    project = get_project(slug)
    if project is None:
        project = Project(slug=slug)
        db.session.add(project)
    elif project.programme_digest == digest:
        return project
    project.name = programme.title
    project.programme_json = programme_json(programme)
    project.programme_digest = digest
    project.schema_version = SCHEMA_VERSION
    db.session.flush()
    return project


def has_current_plan(project: Project) -> bool:
    """Whether a plan of just these inputs, built by this version of the planner, is stored; one placed by hand is none."""
    found = db.session.scalar(
        select(StoredPlan.id)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(
            Run.project_id == project.id,
            Run.inputs_digest == project.programme_digest,
            Run.app_version == APP_VERSION,
            ~Run.is_by_hand,
        )
        .limit(1)
    )
    return found is not None


def start_run(
    project: Project,
    settings: SolveSettings,
    started_by: str = "",
    option_key: str = "",
    inputs_json: str | None = None,
) -> Run:
    """Write a run down before it starts: its inputs with their digest, its settings, who asked, the versions at work.

    The inputs are the project's own, or those of an option. It begins from the last plan that this version of the planner built
    for them, before a change or not. Raises `DocumentRefused` for inputs that are not whole yet. At most one run of each is open:
    `runs.ask_for_run`.
    """
    inputs_json = project.programme_json if inputs_json is None else inputs_json
    programme = read_programme(inputs_json)
    run = Run(
        project_id=project.id,
        option_key=option_key,
        strategy=(settings.strategy or programme.strategy).value,
        settings=_settings_json(settings) | _run_at_hand(project, option_key),
        inputs_json=inputs_json,
        inputs_digest=programme_digest(programme),
        app_version=APP_VERSION,
        solver_version=solver_version(),
        state=RunState.QUEUED.value,
        started_by=started_by,
    )
    db.session.add(run)
    db.session.flush()
    return run


def carry_out(
    run: Run,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    should_stop: Callable[[], bool] = lambda: False,
    after_each_change: Callable[[], None] = lambda: None,
    solve: Solve = solve_in_child,
) -> Outcome:
    """Carry a run out, and keep how it ends: a plan only if both witnesses have passed it, and only if the run is still ours.

    A queued run is taken first. `after_each_change` is called when the record of the run has changed (to commit, so that
    nothing is held while solving). What `should_stop` raises ends the solve at once and is raised again, nothing kept.
    """
    if run.state == RunState.QUEUED.value and claims.take(run.id, IN_PLACE) is None:
        return TAKEN_BY_ANOTHER
    claim, inputs, settings = claims.claim_of(run), run.inputs_json, settings_of(run)
    after_each_change()
    last: list[Progress] = []

    def tell(progress: Progress) -> None:
        last[:] = [progress]
        on_progress(progress)

    outcome = solve(inputs, settings, tell, should_stop)
    progress = {**progress_json(last[0] if last else None), **_no_plan_json(outcome)}
    for tries_left in reversed(range(KEEP_TRIES)):
        try:
            is_kept = _keep(claim, inputs, outcome, progress)
            after_each_change()
        except OperationalError:
            db.session.rollback()
            if not tries_left:
                raise
            time.sleep(KEEP_AGAIN_SECONDS)
        else:
            return outcome if is_kept else TAKEN_BY_ANOTHER
    raise AssertionError("the last try returns or raises")


def progress_json(progress: Progress | None) -> dict[str, Any]:
    """Give a report as it is kept with its run: plain values, without the plan itself."""
    return {} if progress is None else asdict(replace(progress, found=None))


def _no_plan_json(outcome: Outcome) -> dict[str, Any]:
    return {"no_plan": no_plan_document(outcome)} if isinstance(outcome, NoPlan) else {}


def _keep(claim: Claim, inputs: str, outcome: Outcome, progress: dict[str, Any]) -> bool:
    """Keep how a run ended, all of it or nothing: whether the run was still ours."""
    if not claims.end(claim, outcome_state(outcome), reason_in_words(outcome), progress):
        return False
    run = db.session.get_one(Run, claim.run_id, populate_existing=True)
    if isinstance(outcome, Solved):
        _store_plan(run, inputs, outcome.plan)
    db.session.flush()
    return True


def _store_plan(run: Run, inputs: str, plan: Plan) -> None:
    stored = StoredPlan(
        run_id=run.id,
        project_id=run.project_id,
        plan_json=plan.model_dump_json(),
        total_pence=plan.total_pence,
        headline=headline(read_programme(inputs), plan, may_see_small_numbers=True).line,
    )
    db.session.add(stored)


def reason_in_words(outcome: Outcome) -> str:
    """Why a run ended as it did, in words; empty for a plan."""
    match outcome:
        case Solved():
            return ""
        case NoPlan():
            return " ".join(filter(None, (outcome.words, *(each.words for each in outcome.conflict))))
        case LimitReached(words):
            return words
        case Failed():
            return " ".join((outcome.words, *outcome.details))


def settings_of(run: Run) -> SolveSettings:
    """The settings that a run was written down with; those of a plan placed by hand ask for nothing."""
    kept: dict[str, Any] = dict(run.settings)
    base, strategy = kept.get("base_plan"), kept.get("strategy")
    return SolveSettings(
        at_hand=_at_hand(kept.get("run_at_hand")),
        strategy=None if strategy is None else Strategy(strategy),
        base_plan=None if base is None else read_plan(json.dumps(base)),
        **{name: kept[name] for name in ("time_limit_seconds", "gap") if name in kept},
    )


def _settings_json(settings: SolveSettings) -> dict[str, Any]:
    return {
        "strategy": None if settings.strategy is None else settings.strategy.value,
        "time_limit_seconds": settings.time_limit_seconds,
        "gap": settings.gap,
        "base_plan": None if settings.base_plan is None else settings.base_plan.model_dump(mode="json"),
    }


def _run_at_hand(project: Project, option_key: str) -> dict[str, int]:
    """Which run's plan a new one begins from, as it is kept with the settings; empty where there is none."""
    found = db.session.scalar(
        select(Run.id)
        .join(StoredPlan, StoredPlan.run_id == Run.id)
        .where(
            Run.project_id == project.id,
            Run.option_key == option_key,
            Run.app_version == APP_VERSION,
            ~Run.is_by_hand,
        )
        .order_by(Run.id.desc())
        .limit(1)
    )
    return {} if found is None else {"run_at_hand": found}


def _at_hand(run_id: int | None) -> AtHand | None:
    """The plan of a run with its inputs; None where it has been removed since."""
    found = (
        None if run_id is None else db.session.scalar(select(StoredPlan).where(StoredPlan.run_id == run_id))
    )
    return None if found is None else AtHand(found.run.inputs_json, read_plan(found.plan_json))


def solver_version() -> str:
    """The solver and the modelling library with their versions, as they are written into the record of a run."""
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("highspy", "PuLP"))
    return ", ".join(versions)
