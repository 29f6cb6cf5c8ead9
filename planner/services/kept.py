"""What follows from a text alone, kept for the texts that were asked for last; the texts themselves are not kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Kept(Generic[Found]):
    """The last `most_count` things that were worked out, each under a key that says everything it follows from."""

    def __init__(self, most_count: int) -> None:
        self._most_count = most_count
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Found | None:
        """Give what is kept under `key`; None where nothing is."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: str, found: Found) -> Found:
        """Keep `found` under `key`, and give it back."""
        with self._lock:
            self._found[key] = found
            while len(self._found) > self._most_count:
                self._found.popitem(last=False)
        return found

    def clear(self) -> None:
        """Keep nothing of what was worked out so far."""
        with self._lock:
            self._found.clear()


class KeptByText(Generic[Found]):
    """A function of a text whose last `most_count` results are kept, each under the SHA-256 of its text."""

    def __init__(self, work: Callable[[str], Found], most_count: int) -> None:
        self._work = work
        self._kept: Kept[list[Found]] = Kept(most_count)

    def __call__(self, text: str) -> Found:
        """Give what was kept for `text`, or work it out; what the function raises is raised, and not kept."""
        key = hashlib.sha256(text.encode()).hexdigest()
        kept = self._kept.get(key)
        return (kept or self._kept.put(key, [self._work(text)]))[0]

    def cache_clear(self) -> None:
        """Keep nothing of what was worked out so far."""
        self._kept.clear()


def kept_by_text(most_count: int) -> Callable[[Callable[[str], Found]], KeptByText[Found]]:
    """Decorate a function of a text so that its last results are kept, and no text."""
    return lambda work: KeptByText(work, most_count)
