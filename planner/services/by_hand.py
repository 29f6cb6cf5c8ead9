"""Sessions placed by hand: kept as they are entered, priced and checked, and kept as a plan where every rule holds.

What somebody has placed so far is a list in the project, one entry a session, locked as a whole by its digest. Functions
flush and never commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlalchemy import null, select

from planner.domain.attendance import is_decided
from planner.domain.plan import Plan, TeamMember
from planner.domain.programme import Programme
from planner.domain.programme.draft import Body, digest_of
from planner.domain.sittings import Sitting, sittings_of
from planner.domain.terms import Role
from planner.extensions import db
from planner.models import ChangeKind, Project, Run, RunState
from planner.models import Plan as StoredPlan
from planner.models.base import now_utc
from planner.optimiser.by_hand import Judged as Judged
from planner.optimiser.by_hand import PlacedByHand, PlacesGiven, place_by_hand, placed_from
from planner.reports.tables import headline
from planner.services import trail
from planner.services.access import Access
from planner.services.documents import read_programme
from planner.services.inputs import ChangedMeanwhile, lock_project
from planner.services.planning import get_project, latest_plan, solver_version
from planner.version import APP_VERSION

WHERE: trail.Where = ("hand_placed", "")
"""What sessions placed by hand are called in the trail of a project."""
TITLE = "Sessions placed by hand"
KEPT = 32
"""So many judgements are kept: they follow from the programme and what was placed alone."""

Placing = list[Body]
"""One entry a session, as its form gives it: sitting, runs, place, on, at, team, places."""


@dataclass(frozen=True)
class Kept:
    """A placing that was kept as a plan."""

    plan_id: int


@lru_cache(maxsize=KEPT)
def whole_programme(text: str) -> Programme:
    """Read a project's inputs; raises `DocumentRefused` where something is still missing."""
    return read_programme(text)


def stored_placing(access: Access) -> Placing:
    """Give what somebody has placed so far; an empty list where nobody has."""
    placing: Placing = db.session.scalars(
        select(Project.hand_placed).where(Project.id == access.project_id)
    ).one()
    return placing


def is_untouched(placing: Placing) -> bool:
    """Whether sessions are to be held and nothing is said of any of them: neither when, nor where, nor with whom."""
    held = [each for each in placing if each["runs"]]
    named = ("place", "on", "at", "team", "places")
    return bool(held) and not any(each[name] for each in held for name in named)


def placing_of_pins(programme: Programme) -> Placing:
    """Give the placing that pins and announced sessions fix already; every other session is still to be placed."""
    return [_fixed(sitting) for sitting in sittings_of(programme)]


def placing_of_latest_plan(access: Access, programme: Programme) -> Placing | None:
    """Give the placing that is the project's latest plan, with its team and the numbers that are decided; None without plan.

    Sessions that the plan leaves out stand in it as not held.
    """
    project = get_project(access.slug)
    plan = None if project is None else latest_plan(project)
    return None if plan is None else placing_of_plan(programme, plan)


def placing_of_plan(programme: Programme, plan: Plan) -> Placing:
    """Give the placing that is a plan; numbers that follow from place and start are left to be worked out."""
    placed = {each.sitting: each for each in placed_from(plan, with_people=True)}
    groups = {group.id: group for group in programme.groups}
    found: Placing = []
    for sitting in sittings_of(programme):
        given = placed.get(sitting.id)
        if given is None:
            found.append(_entry(sitting.id, runs=False))
            continue
        decided = [
            each for each in given.places
            if each.group in groups and is_decided(groups[each.group], sitting.session)
        ]  # fmt: skip
        found.append(
            _entry(
                sitting.id,
                place=given.place,
                on=given.on.isoformat() if given.on else None,
                at=f"{given.at:%H:%M}" if given.at else None,
                team=[{"staff": each.staff, "role": each.role.value} for each in given.team],
                places=[
                    {"group": each.group, "room_count": each.room_count, "online_count": each.online_count}
                    for each in decided
                ],
            )
        )
    return found


def _fixed(sitting: Sitting) -> Body:
    start = sitting.fixed_start
    days = [start.date(), *(pin.on for pin in sitting.pins)] if start else [pin.on for pin in sitting.pins]
    clocks = [f"{start:%H:%M}"] if start else [pin.at for pin in sitting.pins]
    day = next((day for day in days if day), None)
    return _entry(
        sitting.id,
        runs=sitting.must_run,
        place=sitting.fixed_place,
        on=day.isoformat() if day else None,
        at=next((clock for clock in clocks if clock), None),
    )


def _entry(sitting: str, *, runs: bool = True, **given: Any) -> Body:
    return {
        "sitting": sitting,
        "runs": runs,
        "place": "",
        "on": None,
        "at": None,
        "team": [],
        "places": [],
        **given,
    }


def keep_placing(access: Access, placing: Placing, *, seen: str) -> None:
    """Keep a placing; `seen` is the digest of the one its form was filled beside.

    Entries of sessions that the project does not have at the moment are kept as they are. Raises `ChangedMeanwhile` where
    somebody else has kept another one by now; the same placing sent twice is kept once.
    """
    project = lock_project(access)
    before: Placing = project.hand_placed
    if before == placing:
        return
    if digest_of(before) != seen:
        raise ChangedMeanwhile(before, trail.last_hand(access, (WHERE,)))
    project.hand_placed = placing
    kind = ChangeKind.CHANGED if before else ChangeKind.ADDED
    trail.write_down(access, kind, WHERE, TITLE, before, placing)


def judged(text: str, placing: Sequence[Mapping[str, Any]]) -> Judged:
    """Price and check a placing of the programme document `text`, which has to be whole. Whatever is placed, nothing raises."""
    known = {sitting.id for sitting in sittings_of(whole_programme(text))}
    return _judged(text, tuple(_placed(each) for each in placing if each["sitting"] in known))


@lru_cache(maxsize=KEPT)
def _judged(text: str, placed: tuple[PlacedByHand, ...]) -> Judged:
    return place_by_hand(whole_programme(text), placed)


def _placed(entry: Mapping[str, Any]) -> PlacedByHand:
    return PlacedByHand(
        sitting=entry["sitting"],
        runs=entry["runs"],
        place=entry["place"],
        on=date.fromisoformat(entry["on"]) if entry["on"] else None,
        at=time.fromisoformat(entry["at"]) if entry["at"] else None,
        team=tuple(TeamMember(staff=each["staff"], role=Role(each["role"])) for each in entry["team"]),
        places=tuple(
            PlacesGiven(each["group"], each["room_count"], each["online_count"]) for each in entry["places"]
        ),
    )


def keep_as_plan(access: Access, placing: Placing, *, form_key: str) -> Kept | Judged:
    """Keep a placing as a plan of the project as it stands, where it keeps every rule; else say what it breaks.

    The same form with the same placing sent twice makes one plan. Raises `DocumentRefused` where the inputs are not whole.
    """
    project = lock_project(access)
    once = trail.once_key(form_key, placing)
    sent = _kept_before(access, once)
    if sent is not None:
        return Kept(sent)
    found = judged(project.programme_json, placing)
    if not found.keeps_every_rule:
        return found
    return Kept(_store(access, project, found.plan, once))


def _kept_before(access: Access, once: str | None) -> int | None:
    if once is None:
        return None
    return db.session.scalar(
        select(StoredPlan.id)
        .join(Run, Run.id == StoredPlan.run_id)
        .where(
            Run.project_id == access.project_id,
            Run.is_by_hand,
            Run.settings["form_key"].as_string() == once,
        )
    )


def _store(access: Access, project: Project, plan: Plan, once: str | None) -> int:
    """Write down a run that is over, and its plan."""
    now = now_utc()
    run = Run(
        project_id=project.id,
        strategy=plan.strategy.value,
        settings={"form_key": once} if once else {},
        is_by_hand=True,
        inputs_json=project.programme_json,
        inputs_digest=project.programme_digest,
        app_version=APP_VERSION,
        solver_version=solver_version(),
        state=RunState.SOLVED.value,
        is_open=null(),
        started_by=access.user_name,
        created_at=now,
        started_at=now,
        finished_at=now,
    )
    stored = StoredPlan(
        run=run,
        project_id=project.id,
        plan_json=plan.model_dump_json(),
        total_pence=plan.total_pence,
        headline=headline(whole_programme(project.programme_json), plan, may_see_small_numbers=True).line,
    )
    db.session.add(stored)
    db.session.flush()
    return stored.id
