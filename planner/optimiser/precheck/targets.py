"""Musts that no plan can meet, whatever it decides, and limits on load that one sitting alone exceeds."""

from collections.abc import Iterator

from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.targets import Continuity, Process
from planner.domain.terms import Strategy, Strength
from planner.optimiser.candidates import Candidates
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.words import sitting_in_words


def targets_out_of_reach(programme: Programme, candidates: Candidates) -> Iterator[Contradiction]:
    """Musts out of reach (with the strategy *cheapest* every aim is one), and groups' limits on load."""
    for index, target in enumerate(programme.targets):
        if target.strength is not Strength.MUST and programme.strategy is not Strategy.CHEAPEST:
            continue
        if isinstance(target, Continuity):
            yield from _too_few_invitations(programme, candidates, target, f"targets[{index}].times")
        if isinstance(target, Process):
            yield from _items_not_met(programme, candidates, target, f"targets[{index}].items")
    yield from _too_much_for_a_group(programme, candidates)


def _too_few_invitations(
    programme: Programme, candidates: Candidates, target: Continuity, path: str
) -> Iterator[Contradiction]:
    units = {group.id: 0 for group in programme.groups}
    for session in programme.sessions:
        own = [each for each in candidates.sittings if each.session == session and each.may_run]
        count = min(1, len(own)) if session.repeats.kind == "alternatives" else len(own)
        for group_id in session.invited:
            units[group_id] += count
    for group in programme.groups:
        if 0 < units[group.id] < target.times:
            yield Contradiction(
                "continuity",
                path,
                f"“{group.name}” must take part {target.times} times, and is invited to {units[group.id]} sessions.",
            )


def _items_not_met(
    programme: Programme, candidates: Candidates, target: Process, path: str
) -> Iterator[Contradiction]:
    must_run = {each.session.id for each in candidates.sittings if each.must_run}
    may_run = [session for session in programme.sessions if _may_run(candidates, session.id)]
    decisions = [session.decision for session in may_run if session.decision is not None]
    missing: list[str] = []
    if "paid_preparation" in target.items and not programme.rate_card.pays_preparation:
        missing.append("the rate card does not pay for preparation")
    if "breaks" in target.items:
        missing += [
            f"“{session.title}” has too short breaks"
            for session in may_run
            if session.id in must_run and session.break_minutes < least_break_minutes(session.minutes)
        ]
    if "shared_decisions" in target.items and not any(each.is_shared for each in decisions):
        missing.append("no session has a decision that is shared")
    if "shared_delivery" in target.items and not any(session.shares_in for session in may_run):
        missing.append("at no session people share in delivery or evaluation")
    for words in missing:
        yield Contradiction("process", path, f"“{target.title}” cannot be met: {words}.")


def least_break_minutes(minutes: int) -> int:
    """The breaks a session of so many minutes needs (`docs/formulation.md` §9)."""
    if minutes >= 360:
        return 90
    if minutes >= 180:
        return 40
    return 15 if minutes > 60 else 0


def _may_run(candidates: Candidates, session_id: str) -> bool:
    return any(each.session.id == session_id and each.may_run for each in candidates.sittings)


def _too_much_for_a_group(programme: Programme, candidates: Candidates) -> Iterator[Contradiction]:
    for sitting in candidates.sittings:
        found = candidates.ways[sitting.id]
        if not sitting.must_run or not found:
            continue
        asked = sitting.session.minutes + sitting.session.preparation_minutes
        for index, group in enumerate(programme.groups):
            limit = _limit_below(group, asked)
            if limit is None or not all(
                group.id in each.holding.expected and each.holding.expected[group.id].total for each in found
            ):
                continue
            yield Contradiction(
                "load_holds",
                f"groups[{index}].limits.{limit}",
                f"{sitting_in_words(sitting)} asks {asked} minutes of “{group.name}”, more than its limit.",
            )
            return


def _limit_below(group: Group, asked: int) -> str | None:
    for name in ("minutes_per_week", "minutes_per_month"):
        limit = getattr(group.limits, name)
        if limit is not None and limit < asked:
            return name
    return None
