"""Ids that are given twice, and lists that name a thing twice."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import again

_LISTS = (
    "milestones",
    "areas",
    "groups",
    "sessions",
    "venues",
    "tools",
    "staff",
    "suppliers",
    "other_costs",
    "targets",
    "budget.caps",
    "budget.ring_fences",
    "budget.funding",
)


def ids_are_given_once(programme: Programme) -> Iterator[Problem]:
    """An id stands for one thing of its kind; rooms within their venue, requirements within their group."""
    for path in _LISTS:
        yield from _repeated(path, _at(programme, path))
    for index, venue in enumerate(programme.venues):
        yield from _repeated(f"venues[{index}].rooms", venue.rooms)
    for index, group in enumerate(programme.groups):
        yield from _repeated(f"groups[{index}].requirements", group.requirements)


def _at(programme: Programme, path: str) -> Sequence[Any]:
    node: Any = programme
    for step in path.split("."):
        node = getattr(node, step)
    return tuple(node)


def _repeated(path: str, parts: Sequence[Any]) -> Iterator[Problem]:
    for index in again(part.id for part in parts):
        yield Problem(f"{path}[{index}].id", f'Choose another id: "{parts[index].id}" is already used')


def tools_and_venues_differ(programme: Programme) -> Iterator[Problem]:
    """A place is named by its venue or its tool, so the two never share an id."""
    venues = {venue.id for venue in programme.venues}
    for index, tool in enumerate(programme.tools):
        if tool.id in venues:
            yield Problem(f"tools[{index}].id", f'Choose another id: "{tool.id}" is already a venue')


def lists_name_things_once(programme: Programme) -> Iterator[Problem]:
    """Lists of groups, modes, venues, skills and the like name each once."""
    for index, session in enumerate(programme.sessions):
        for name in ("invited", "modes", "venues", "tools", "starts", "wanted_starts", "follows"):
            values = [each.session if name == "follows" else each for each in getattr(session, name)]
            yield from _named_twice(f"sessions[{index}].{name}", values)
        yield from _named_twice(f"sessions[{index}].sittings", [state.number for state in session.sittings])
    for index, group in enumerate(programme.groups):
        yield from _named_twice(
            f"groups[{index}].characteristics", [each.key for each in group.characteristics]
        )
        cells = [(cell.weekday, cell.part) for cell in group.availability.cells]
        yield from _named_twice(f"groups[{index}].availability.cells", cells)
    for index, member in enumerate(programme.staff):
        cells = [(cell.weekday, cell.part) for cell in member.availability.cells]
        yield from _named_twice(f"staff[{index}].availability.cells", cells)
        yield from _named_twice(f"staff[{index}].training", [each.gives for each in member.training])
    yield from _named_twice("calendar.weekly_starts", programme.calendar.weekly_starts)
    yield from _money_lists(programme)


def _money_lists(programme: Programme) -> Iterator[Problem]:
    yield from _named_twice("item_answers", [each.category for each in programme.item_answers])
    yield from _named_twice("rate_card.rates", [each.valid_from for each in programme.rate_card.rates])
    yield from _named_twice("amount_pins", [(each.sitting, each.category) for each in programme.amount_pins])
    yield from _named_twice(
        "travel", [frozenset((each.from_area, each.to_area)) for each in programme.travel]
    )
    for index, cap in enumerate(programme.budget.caps):
        yield from _named_twice(f"budget.caps[{index}].categories", cap.categories)
    for index, source in enumerate(programme.budget.funding):
        yield from _named_twice(f"budget.funding[{index}].pays_for", source.pays_for)
        yield from _named_twice(
            f"budget.funding[{index}].years", [each.financial_year for each in source.years]
        )


def _named_twice(path: str, values: Sequence[Any]) -> Iterator[Problem]:
    for index in again(values):
        yield Problem(f"{path}[{index}]", "Remove or change this entry: the same is already in the list")
