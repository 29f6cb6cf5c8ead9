"""Changes to a programme document as JSON Patch (RFC 6902), fit for the document as its author wrote it."""

import copy
from dataclasses import dataclass
from typing import Any, Literal

from planner.optimiser.outcome import Change

Document = dict[str, Any]
Token = str | int


@dataclass(frozen=True)
class Edit:
    """A value to set, append or remove at a place of the document, named by keys and indexes from the top."""

    op: Literal["set", "append", "remove"]
    at: tuple[Token, ...]
    value: Any = None


def changes_for(document: Document, edits: tuple[Edit, ...]) -> tuple[Change, ...]:
    """The changes that carry out `edits` on `document`, in which parts with nothing but defaults may be left out.

    A part that is not there is added as a whole; what is removed from a list is removed from its end first.
    """
    working = copy.deepcopy(document)
    made: list[Change] = []
    removals = sorted((edit for edit in edits if edit.op == "remove"), key=lambda edit: edit.at, reverse=True)
    for edit in (*(each for each in edits if each.op != "remove"), *removals):
        change = _change(working, edit)
        if change is not None:
            working = applied(working, (change,))
            made.append(change)
    return tuple(made)


def _change(document: Document, edit: Edit) -> Change | None:
    parent: Any = document
    for depth, token in enumerate(edit.at[:-1]):
        child = _child(parent, token)
        if child is None:
            return _added_whole(edit, depth)
        parent = child
    last = edit.at[-1]
    there = _child(parent, last)
    if edit.op == "remove":
        return None if there is None else Change("remove", pointer(edit.at))
    if edit.op == "append":
        if there is None:
            return Change("add", pointer(edit.at), [edit.value])
        return Change("add", pointer((*edit.at, "-")), edit.value)
    is_there = isinstance(parent, list) or last in parent
    return Change("replace" if is_there else "add", pointer(edit.at), edit.value)


def _added_whole(edit: Edit, depth: int) -> Change | None:
    """The part that is missing at `depth`, made with nothing but what the edit puts into it."""
    if edit.op == "remove":
        return None
    value = [edit.value] if edit.op == "append" else edit.value
    for token in reversed(edit.at[depth + 1 :]):
        value = {str(token): value}
    return Change("add", pointer(edit.at[: depth + 1]), value)


def _child(parent: Any, token: Token) -> Any:
    if isinstance(parent, dict):
        return parent.get(str(token))
    if isinstance(parent, list) and isinstance(token, int) and 0 <= token < len(parent):
        return parent[token]
    return None


def pointer(at: tuple[Token, ...]) -> str:
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in at)


def applied(document: Document, changes: tuple[Change, ...]) -> Document:
    """A copy of the document with the changes applied in their order.

    Raises `LookupError` or `ValueError` for a change that does not fit the document.
    """
    made = copy.deepcopy(document)
    for change in changes:
        tokens = [part.replace("~1", "/").replace("~0", "~") for part in change.path.split("/")[1:]]
        parent: Any = made
        for token in tokens[:-1]:
            parent = parent[int(token)] if isinstance(parent, list) else parent[token]
        _apply(parent, tokens[-1], change)
    return made


def _apply(parent: Any, key: str, change: Change) -> None:
    value = copy.deepcopy(change.value)
    if isinstance(parent, list):
        if change.op == "add":
            parent.insert(len(parent) if key == "-" else int(key), value)
        elif change.op == "replace":
            parent[int(key)] = value
        else:
            del parent[int(key)]
    elif change.op == "add":
        parent[key] = value
    elif key not in parent:
        raise LookupError(change.path)
    elif change.op == "replace":
        parent[key] = value
    else:
        del parent[key]
