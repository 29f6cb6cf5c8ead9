"""Every part of a programme with its path, for checks that look at one kind of part wherever it stands."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from planner.domain.programme.problems.found import join

Found = TypeVar("Found", bound=BaseModel)


def parts_of(root: BaseModel, kind: type[Found]) -> Iterator[tuple[str, Found]]:
    """Each part of a kind anywhere in `root`, with its path, in document order."""
    yield from _walk(root, "", kind)


def _walk(node: BaseModel | tuple[object, ...], path: str, kind: type[Found]) -> Iterator[tuple[str, Found]]:
    if isinstance(node, kind):
        yield path, node
    children = enumerate(node) if isinstance(node, tuple) else node
    for key, child in children:
        if isinstance(child, BaseModel | tuple):
            yield from _walk(child, join(path, key), kind)


def again(values: Iterable[Hashable]) -> Iterator[int]:
    """The positions of values that came before."""
    seen: set[Hashable] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index
        seen.add(value)
