"""Access requirements: items that are well formed and name something that a place or a supplier can have."""

import difflib
from collections.abc import Collection, Iterator, Mapping

from planner.domain.facts import access_features
from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem

_PARTS = ("venue", "tool", "support")


def requirements_can_be_read(programme: Programme) -> Iterator[Problem]:
    """Each any-of list has items, each item is "venue:KEY", "tool:KEY" or "support:KIND", each key is known."""
    known = _known_keys(programme)
    for number, group in enumerate(programme.groups):
        for index, requirement in enumerate(group.requirements):
            here = f"groups[{number}].requirements[{index}].all_of"
            if not requirement.all_of:
                message = 'Add at least one list of what meets it, for example ["venue:step_free_route"]'
                yield Problem(here, message)
            for row, any_of in enumerate(requirement.all_of):
                if not any_of:
                    yield Problem(
                        f"{here}[{row}]", "Name at least one thing that meets it, or remove the list"
                    )
                for column, item in enumerate(any_of):
                    yield from _item(f"{here}[{row}][{column}]", item, known)


def _known_keys(programme: Programme) -> Mapping[str, frozenset[str]]:
    """Venue and tool features of the packaged list and of this document; kinds of support that a supplier gives."""
    known: dict[str, set[str]] = {part: set() for part in _PARTS}
    for row in access_features():
        known.setdefault(row.kind, set()).add(row.key)
    for venue in programme.venues:
        known["venue"] |= {feature.key for feature in venue.features}
        known["venue"] |= {feature.key for room in venue.rooms for feature in room.features}
    for tool in programme.tools:
        known["tool"] |= {feature.key for feature in tool.features}
    known["support"] = {supplier.support for supplier in programme.suppliers}
    return {part: frozenset(keys) for part, keys in known.items()}


def _item(path: str, item: str, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    part, colon, key = item.partition(":")
    if part not in _PARTS or not colon or not key:
        message = 'Write "venue:KEY", "tool:KEY" or "support:KIND", for example "venue:hearing_loop"'
        yield Problem(path, message)
    elif key not in known[part]:
        nearest = difflib.get_close_matches(key, sorted(known[part]), n=1, cutoff=0.6)
        hint = f': did you mean "{part}:{nearest[0]}"?' if nearest else ""
        if part == "support":
            yield Problem(path, f'Add a supplier of "{key}", or name support that a supplier gives{hint}')
        else:
            yield Problem(path, f'Name a known feature: there is no "{key}"{hint}')
