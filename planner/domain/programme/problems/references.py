"""References to things that the document does not have."""

import difflib
from collections.abc import Collection, Iterator

from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem


def unknown(path: str, kind: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    """A problem if `name` is not one of the `known`; `kind` says in words what it should be."""
    if name in known:
        return
    nearest = difflib.get_close_matches(name[:80], list(known)[:2000], n=1, cutoff=0.6)
    hint = f': did you mean "{nearest[0]}"?' if nearest else ""
    yield Problem(path, f'Name {kind} of this document: there is no "{name}"{hint}')


def sessions_name_what_exists(programme: Programme) -> Iterator[Problem]:
    """Groups, venues, tools, milestones and other sessions that a session names."""
    groups = {group.id for group in programme.groups}
    venues = {venue.id for venue in programme.venues}
    tools = {tool.id for tool in programme.tools}
    sessions = {session.id for session in programme.sessions}
    milestones = {milestone.id for milestone in programme.milestones}
    for number, session in enumerate(programme.sessions):
        here = f"sessions[{number}]"
        for index, name in enumerate(session.invited):
            yield from unknown(f"{here}.invited[{index}]", "a group", name, groups)
        for index, name in enumerate(session.venues):
            yield from unknown(f"{here}.venues[{index}]", "a venue", name, venues)
        for index, name in enumerate(session.tools):
            yield from unknown(f"{here}.tools[{index}]", "a tool", name, tools)
        for index, link in enumerate(session.milestones):
            yield from unknown(
                f"{here}.milestones[{index}].milestone", "a milestone", link.milestone, milestones
            )
        for index, follows in enumerate(session.follows):
            yield from unknown(f"{here}.follows[{index}].session", "a session", follows.session, sessions)
        if session.feeds_back_on is not None:
            yield from unknown(f"{here}.feeds_back_on", "a session", session.feeds_back_on, sessions)


def areas_exist(programme: Programme) -> Iterator[Problem]:
    """Areas that groups, venues, staff, suppliers, travel links and targets name."""
    areas = {area.id for area in programme.areas}
    for index, group in enumerate(programme.groups):
        yield from unknown(f"groups[{index}].home_area", "an area", group.home_area, areas)
    for index, venue in enumerate(programme.venues):
        yield from unknown(f"venues[{index}].area", "an area", venue.area, areas)
    for index, member in enumerate(programme.staff):
        yield from unknown(f"staff[{index}].home_area", "an area", member.home_area, areas)
    for number, supplier in enumerate(programme.suppliers):
        for index, name in enumerate(supplier.areas):
            yield from unknown(f"suppliers[{number}].areas[{index}]", "an area", name, areas)
    for index, link in enumerate(programme.travel):
        yield from unknown(f"travel[{index}].from_area", "an area", link.from_area, areas)
        yield from unknown(f"travel[{index}].to_area", "an area", link.to_area, areas)
    for index, target in enumerate(programme.targets):
        if target.kind == "spread_of_places":
            yield from unknown(f"targets[{index}].area", "an area", target.area, areas)


def money_names_what_exists(programme: Programme) -> Iterator[Problem]:
    """Staff and sessions that coordination and other costs name."""
    sessions = {session.id for session in programme.sessions}
    if programme.coordination is not None:
        staff = {member.id for member in programme.staff}
        yield from unknown("coordination.staff", "a member of staff", programme.coordination.staff, staff)
    for number, cost in enumerate(programme.other_costs):
        for index, name in enumerate(cost.sessions):
            yield from unknown(f"other_costs[{number}].sessions[{index}]", "a session", name, sessions)


def targets_name_what_is_counted(programme: Programme) -> Iterator[Problem]:
    """Characteristics that targets name are counted in at least one group."""
    counted = {each.key for group in programme.groups for each in group.characteristics}
    for number, target in enumerate(programme.targets):
        if target.kind == "representation":
            path = f"targets[{number}].characteristic"
            yield from unknown(path, "a characteristic of a group", target.characteristic, counted)
        elif target.kind == "nobody_is_the_only_one":
            for index, name in enumerate(target.characteristics):
                path = f"targets[{number}].characteristics[{index}]"
                yield from unknown(path, "a characteristic of a group", name, counted)
