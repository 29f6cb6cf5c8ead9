"""Reading a programme that is still being written: every part that holds, and the names of those that do not.

A draft has the keys of `Programme`, none of which has to be there. It is never refused: `planner.domain.programme.reading`
is the door for whole documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from planner.domain.programme.document import Programme

_NOT_READ: Any = object()


@dataclass(frozen=True)
class DraftParts:
    """The parts of a draft by top-level key, as the schema reads them; `unread` are keys of which something was left out."""

    parts: Mapping[str, Any]
    unread: tuple[str, ...] = field(default=())

    def get(self, key: str) -> Any:
        """The part of that key: None where it is absent, an empty tuple for a list."""
        return self.parts.get(key, () if _is_list(key) else None)


def readable_parts(draft: Mapping[str, Any], keys: Sequence[str]) -> DraftParts:
    """The parts of a draft under some keys of `Programme`, each read by itself; of a list, each entry that can be read.

    Never raises for what a draft holds: a part that the schema refuses counts as absent and its key is told.
    """
    parts: dict[str, Any] = {}
    unread: list[str] = []
    for key in keys:
        value = draft.get(key)
        if value is None:
            continue
        read = _read(key, value)
        if read is _NOT_READ and _is_list(key) and isinstance(value, list | tuple):
            entries = (_read(key, [entry]) for entry in value)
            read = tuple(entry[0] for entry in entries if entry is not _NOT_READ)
            unread.append(key)
        if read is _NOT_READ:
            unread.append(key)
        else:
            parts[key] = read
    return DraftParts(parts, tuple(unread))


def _read(key: str, value: Any) -> Any:
    try:
        return _reader(key).validate_json(to_json(value), strict=True)
    except (ValidationError, PydanticSerializationError, RecursionError):
        return _NOT_READ


@cache
def _reader(key: str) -> TypeAdapter[Any]:
    known = Programme.model_fields[key]
    annotation: Any = known.annotation
    return TypeAdapter(Annotated[annotation, *known.metadata] if known.metadata else annotation)


def _is_list(key: str) -> bool:
    return get_origin(Programme.model_fields[key].annotation) is tuple
