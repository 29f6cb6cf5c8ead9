"""Where a problem is put right: from the path of an input to the part, the entry, the page and the field that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.programme.draft import key_of
from planner.forms.page_form import steps_of
from planner.forms.pages import Kind, Single

Step = str | int


@dataclass(frozen=True)
class Place:
    """A place in the pages of inputs: a part; of a list its entry (by the key in addresses), its page and the field.

    `key` is empty for a list as a whole, `page` where an entry is meant and not one page of it; `field` is the id to jump to.
    """

    item: Single | Kind
    key: str = ""
    page: str = ""
    field: str = ""
    title: str = ""
    """What the entry is called; empty for a part there is once, and for a list as a whole."""


def owner_of(items: Iterable[Single | Kind], path: str) -> Single | Kind | None:
    """The part that a path leads to: the one with the longest beginning of it; None where no page asks for it."""
    found: Single | Kind | None = None
    longest = -1
    for item in items:
        matching = [len(each) for each in item.paths if _starts(path, each)]
        if matching and max(matching) > longest:
            found, longest = item, max(matching)
    return found


def find_place(items: Mapping[str, Single | Kind], draft: Mapping[str, Any], path: str) -> Place | None:
    """Where the input at a path ("groups[2].requirements[0].count") is asked for; None where no page asks for it."""
    outer = [item for item in items.values() if isinstance(item, Single) or not item.holder]
    item = owner_of(outer, path)
    if item is None:
        return None
    steps = steps_of(path)
    if isinstance(item, Single):
        return Place(item, field=_field(steps[len(item.address) :]))
    return _in_list(items, draft, item, draft.get(item.name, []), steps[1:])


def _in_list(
    items: Mapping[str, Single | Kind],
    draft: Mapping[str, Any],
    kind: Kind,
    entries: Sequence[Any],
    steps: Sequence[Step],
    inside: str = "",
) -> Place:
    """The place in a list that the steps after its name lead to; `inside` is the key of the entry that holds the list."""
    if not steps or not isinstance(steps[0], int) or steps[0] >= len(entries):
        return Place(kind)
    entry, rest = entries[steps[0]], steps[1:]
    key = ".".join(part for part in (inside, key_of(entry)) if part)
    title = kind.title_of(entry, draft)
    inner = items.get(str(rest[0])) if rest else None
    if isinstance(inner, Kind) and inner.holder == kind.name:
        found = _in_list(items, draft, inner, entry.get(inner.name, []), rest[1:], key)
        return found if found.key else Place(kind, key, field=inner.name, title=title)
    page = next((page for page in kind.pages if rest and rest[0] in kind.form_of(page, entry).covers()), None)
    return Place(kind, key, page.name if page else "", _field(rest) if page else "", title)


def _field(steps: Sequence[Step]) -> str:
    """The id of the field that steps lead to; of a row as a whole it is that of its rows."""
    named = list(steps)
    while named and isinstance(named[-1], int):
        named.pop()
    return "-".join(str(step) for step in named)


def _starts(path: str, beginning: str) -> bool:
    return path == beginning or path.startswith((f"{beginning}.", f"{beginning}["))
