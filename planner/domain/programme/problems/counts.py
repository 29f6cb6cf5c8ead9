"""Counts that cannot be: larger than the group, least above wanted, wanted above most."""

from collections.abc import Iterator

from planner.domain.programme.document import Programme
from planner.domain.programme.groups import Group
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.sessions import SessionPlan


def counts_fit_the_group(programme: Programme) -> Iterator[Problem]:
    """No part of a group is larger than the group."""
    for number, group in enumerate(programme.groups):
        here = f"groups[{number}]"
        for path, count, limit, words in _counts(group):
            if count is not None and count > limit:
                yield Problem(f"{here}.{path}", f"Enter {limit} or fewer, {words}")
        yield from _both(here, group)


def _counts(group: Group) -> Iterator[tuple[str, int | None, int, str]]:
    size, online = group.size, group.online_count
    whole = "the size of the group"
    yield "in_person_count", group.in_person_count, size, whole
    yield "online_count", online, size, whole
    yield "prefer_online_count", group.prefer_online_count, online, "those who can and want to join online"
    yield "wheelchair_count", group.wheelchair_count, size, whole
    yield "care.count", group.care.count, size, whole
    yield "payment.declined_count", group.payment.declined_count, size, whole
    yield "young_people.count", group.young_people.count, size, whole
    for name in ("device_count", "data_count", "setup_help_count"):
        yield f"digital.{name}", getattr(group.digital, name), online, "those who can and want to join online"
    for index, cell in enumerate(group.availability.cells):
        yield f"availability.cells[{index}].free_count", cell.free_count, size, whole
    for index, each in enumerate(group.characteristics):
        yield f"characteristics[{index}].count", each.count, size, whole
    for index, requirement in enumerate(group.requirements):
        yield f"requirements[{index}].count", requirement.count, size, whole


def _both(here: str, group: Group) -> Iterator[Problem]:
    """Those who share two characteristics are no more than those who have either."""
    counted = {each.key: each.count for each in group.characteristics}
    for index, each in enumerate(group.characteristics):
        parts = each.key.split("+")
        path = f"{here}.characteristics[{index}]"
        if not all(part.strip() for part in parts):
            yield Problem(
                f"{path}.key", 'Name the characteristic, for example "disabled" or "disabled+under_25"'
            )
        elif len(parts) > 1:
            least = min((counted[part] for part in parts if part in counted), default=each.count)
            if each.count > least:
                yield Problem(
                    f"{path}.count", f"Enter {least} or fewer, those who have either characteristic"
                )


def sizes_are_in_order(programme: Programme) -> Iterator[Problem]:
    """Least, wanted and most people rise; there are no more required sittings than sittings."""
    for number, session in enumerate(programme.sessions):
        here = f"sessions[{number}]"
        if session.least_people > session.wanted_people:
            yield Problem(
                f"{here}.least_people", f"Enter {session.wanted_people} or fewer, the people wanted"
            )
        if session.most_people is not None and session.most_people < session.wanted_people:
            yield Problem(f"{here}.most_people", f"Enter {session.wanted_people} or more, the people wanted")
        yield from _repeats(here, session)


def _repeats(here: str, session: SessionPlan) -> Iterator[Problem]:
    required = session.repeats.required_count
    if required is not None and required > session.repeats.count:
        message = f"Enter {session.repeats.count} or fewer, the number of sittings"
        yield Problem(f"{here}.repeats.required_count", message)
    if session.break_minutes >= session.minutes:
        message = f"Enter fewer than {session.minutes} minutes, the length of the session"
        yield Problem(f"{here}.break_minutes", message)


def sessions_say_who_and_how(programme: Programme) -> Iterator[Problem]:
    """Each session invites somebody and has a way to be held."""
    for number, session in enumerate(programme.sessions):
        if not session.invited:
            yield Problem(f"sessions[{number}].invited", "Name at least one group that is invited")
        if not session.modes:
            message = "Name at least one way to hold it: in_person, online or hybrid"
            yield Problem(f"sessions[{number}].modes", message)


def sharing_by_target_has_its_target(programme: Programme) -> Iterator[Problem]:
    """Places are shared as a target says only where a representation target says something of it."""
    if any(target.kind == "representation" for target in programme.targets):
        return
    for number, session in enumerate(programme.sessions):
        if session.sharing == "by_target":
            message = (
                'Enter "by_size", or add a target of kind "representation": no other says who gets the places'
            )
            yield Problem(f"sessions[{number}].sharing", message)


def floors_are_below_levels(programme: Programme) -> Iterator[Problem]:
    """The floor of a target is no higher than its level."""
    for number, target in enumerate(programme.targets):
        level, floor = getattr(target, "level", None), getattr(target, "floor", None)
        if level is not None and floor is not None and floor > level:
            yield Problem(f"targets[{number}].floor", f"Enter {level} or less, the level")
