"""Every part of a programme with its path, for checks that look at one kind of part wherever it stands."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from planner.domain.programme.json_text import join

Found = TypeVar("Found", bound=BaseModel)


def parts_of(root: BaseModel, kind: type[Found]) -> Iterator[tuple[str, Found]]:
    """Each part of a kind anywhere in `root`, with its path, in document order."""
    yield from _walk(root, "", kind)


def _walk(node: object, path: str, kind: type[Found]) -> Iterator[tuple[str, Found]]:
    if isinstance(node, kind):
        yield path, node
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from _walk(getattr(node, name), join(path, name), kind)
    elif isinstance(node, tuple):
        for index, child in enumerate(node):
            yield from _walk(child, join(path, index), kind)


def again(values: Iterable[Hashable]) -> Iterator[int]:
    """The positions of values that came before."""
    seen: set[Hashable] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index
        seen.add(value)
