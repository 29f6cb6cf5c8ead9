"""The plan at hand, mended: sessions that the change touches are free among what is near, all others stay as they are."""

import time
from collections.abc import Callable
from dataclasses import replace

from planner.domain.plan import Plan, StageProof
from planner.domain.programme import Programme
from planner.domain.programme.reading import programme_digest, read_programme
from planner.optimiser.adopting import adopt
from planner.optimiser.again.kept import Kept, with_kept
from planner.optimiser.again.narrowed import is_narrowed
from planner.optimiser.apart.comparing import is_near
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates
from planner.optimiser.offers import at, nearest
from planner.optimiser.outcome import AtHand, Progress, SolveSettings
from planner.optimiser.search import Search
from planner.optimiser.solve import Draft, Solving, StoppedBy
from planner.optimiser.stages import stages_of

NEAR = 120
"""Candidates of a sitting that is free: those nearest in time to where it was."""
MOST_FREE = 0.5
"""Of the sessions: where a change touches more than these, nothing is mended."""
AS_NEAR = 1.1
"""So many times the gap of the plan at hand is as near as it was."""
SHARE_OF_TIME = 0.25
"""Of the time allowed, what mending may take."""


def mended(
    programme: Programme,
    settings: SolveSettings,
    on_progress: Callable[[Progress], None],
    should_stop: Callable[[], bool],
    candidates: Candidates,
) -> Draft | None:
    """The plan at hand as the changed programme allows it, with the proofs that still hold; None where that finds none."""
    at_hand = settings.at_hand
    if at_hand is None or at_hand.plan.proof is None:
        return None
    began, strategy = time.monotonic(), settings.strategy or programme.strategy
    if at_hand.plan.strategy is not strategy:
        return None
    part = part_at_hand(candidates, at_hand.plan)
    if part is None:
        return None
    kept = Kept(_proofs(at_hand, programme))
    model = build_model(candidates.programme, candidates=part, are_repeats_alike=False)
    ends_at = began + SHARE_OF_TIME * settings.time_limit_seconds
    # As good as the plan at hand in every stage before money, or what was proven of it is lost: so no gap is left.
    search = Search(model, 0.0, ends_at, on_progress, should_stop, began, elsewhere=kept)
    stages = with_kept(stages_of(model, strategy, None), kept)
    adopt(model, search, at_hand.plan)
    found = Solving(model, search, stages, strategy).result()
    if not isinstance(found, Draft):
        return None
    stopped_by: StoppedBy = "closed" if is_near(found, 0.0) else "gap"
    if found.stopped_by == "stopped":
        stopped_by = "stopped"
    return replace(found, candidates=candidates, stopped_by=stopped_by)


def is_enough(draft: Draft, programme: Programme, settings: SolveSettings) -> bool:
    """Whether a mended plan needs no more search: as near as asked for or, where something changed, as the one at hand was."""
    assert settings.at_hand is not None
    before = settings.at_hand.plan
    is_changed = before.programme_digest != programme_digest(programme)
    was = (
        {}
        if before.proof is None or not is_changed
        else {each.name: each.gap for each in before.proof.stages}
    )
    return all(
        proof.is_closed or float(proof.gap) <= max(settings.gap, float(was.get(proof.name, 0)) * AS_NEAR)
        for proof in draft.proofs
    )


def _proofs(at_hand: AtHand, programme: Programme) -> tuple[StageProof, ...]:
    assert at_hand.plan.proof is not None
    before = read_programme(at_hand.programme_json)
    before = before.model_copy(update={"strategy": programme.strategy})
    return at_hand.plan.proof.stages if is_narrowed(before, programme) else ()


def part_at_hand(candidates: Candidates, plan: Plan) -> Candidates | None:
    """Each sitting where it was, those of sessions that cannot stay near it; None where too much is touched."""
    where = {sitting.id: (sitting.place, sitting.start) for sitting in plan.sittings}
    staying = {key: at(those, *where[key]) if key in where else () for key, those in candidates.ways.items()}
    sessions = {sitting.id: sitting.session.id for sitting in candidates.sittings}
    touched = {sessions[key] for key in where.keys() & staying.keys() if not staying[key]}
    touched |= {
        sitting.session.id
        for sitting in candidates.sittings
        if sitting.may_run and sitting.is_required and sitting.id not in where
    }
    if len(touched) > MOST_FREE * len(set(sessions.values())):
        return None
    part = dict(staying)
    for key, those in candidates.ways.items():
        if sessions[key] in touched:
            part[key] = nearest(those, where[key][1], NEAR) if key in where else those
    return candidates.only(part)
