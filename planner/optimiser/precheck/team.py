"""A team that cannot be: nobody to lead, to host, with the skill asked for, or too few checked adults."""

from collections.abc import Iterator

from planner.domain.programme import Programme
from planner.domain.programme.team import StaffMember
from planner.domain.roles import is_away, is_free
from planner.domain.sittings import Sitting
from planner.domain.terms import Mode
from planner.optimiser.candidates import Candidates
from planner.optimiser.constraints.pruning import adults_needed
from planner.optimiser.offers import Way
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.words import session_path, sitting_in_words


def team_cannot_suffice(programme: Programme, candidates: Candidates) -> Iterator[Contradiction]:
    """Required sittings that no team of the programme's staff can hold, wherever and whenever they are."""
    for sitting in candidates.sittings:
        found = candidates.ways[sitting.id]
        if not sitting.must_run or not found:
            continue
        problem = (
            _no_lead(programme, sitting, found)
            or _no_host(programme, sitting, found)
            or _no_skill(programme, sitting)
            or _too_few_facilitators(programme, sitting)
            or _too_few_checked_adults(programme, sitting, found)
        )
        if problem is not None:
            yield problem
            return


def may_do(member: StaffMember, what: str) -> bool:
    """Whether a member of staff leads ("lead"), hosts ("host") or has a skill, or training for it can be bought."""
    has = {"lead": member.can_lead, "host": member.can_host_online}.get(what, what in member.skills)
    return has or any(training.gives == what for training in member.training)


def _can_be_there(member: StaffMember, way: Way) -> bool:
    """Whether somebody is free in a weekly slot and not away on all of its dates."""
    is_there = is_free(member, way.starts[0], way.holding.session_times)
    return is_there and not all(is_away(member, start) for start in way.starts)


def _no_lead(programme: Programme, sitting: Sitting, found: tuple[Way, ...]) -> Contradiction | None:
    leads = [member for member in programme.staff if may_do(member, "lead")]
    if not leads:
        return Contradiction(
            "team_members_are_able",
            "staff",
            f"Nobody can lead {sitting_in_words(sitting)}, or be trained to.",
        )
    minutes = sitting.session.minutes
    leads = [member for member in leads if minutes <= member.minutes_per_day]
    if any(_can_be_there(member, each) for each in found for member in leads):
        return None
    count = sum(len(each.starts) for each in found)
    return Contradiction(
        "staff_hours_hold",
        "staff",
        f"Nobody who can lead {sitting_in_words(sitting)} is free at any of its {count} places and starts.",
    )


def _no_host(programme: Programme, sitting: Sitting, found: tuple[Way, ...]) -> Contradiction | None:
    if any(each.place.mode is Mode.IN_PERSON for each in found):
        return None
    if any(may_do(member, "host") for member in programme.staff):
        return None
    return Contradiction(
        "team_members_are_able",
        "staff",
        f"{sitting_in_words(sitting)} can only be held online or hybrid, and nobody can host online.",
    )


def _no_skill(programme: Programme, sitting: Sitting) -> Contradiction | None:
    skill = sitting.session.team.skill
    if not skill or any(
        may_do(member, skill) and (member.can_facilitate or may_do(member, "lead"))
        for member in programme.staff
    ):
        return None
    return Contradiction(
        "enough_facilitators",
        f"{session_path(programme, sitting)}.team.skill",
        f"{sitting_in_words(sitting)} asks for a facilitator with “{skill}”, and nobody has it or can be trained.",
    )


def _too_few_facilitators(programme: Programme, sitting: Sitting) -> Contradiction | None:
    able = sum(member.can_facilitate or may_do(member, "lead") for member in programme.staff)
    least = sitting.session.team.least_facilitators
    if able >= least:
        return None
    return Contradiction(
        "enough_facilitators",
        f"{session_path(programme, sitting)}.team.least_facilitators",
        f"{sitting_in_words(sitting)} asks for {least} facilitators, and there are {able}.",
    )


def _too_few_checked_adults(
    programme: Programme, sitting: Sitting, found: tuple[Way, ...]
) -> Contradiction | None:
    needed = min(adults_needed(programme, each.holding.under_18s) for each in found)
    checked = sum(member.is_checked_adult for member in programme.staff)
    if checked >= needed:
        return None
    return Contradiction(
        "young_people_are_safe",
        "staff",
        f"{sitting_in_words(sitting)} needs {needed} checked adults, and the team has {checked}.",
    )
