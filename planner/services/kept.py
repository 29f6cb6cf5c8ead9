"""What follows from a text alone, kept for the texts that were asked for last; the texts themselves are not kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")


class KeptByText(Generic[Found]):
    """A function of a text whose last `most_count` results are kept, each under the SHA-256 of its text."""

    def __init__(self, work: Callable[[str], Found], most_count: int) -> None:
        self._work = work
        self._most_count = most_count
        self._kept: OrderedDict[bytes, Found] = OrderedDict()
        self._lock = Lock()

    def __call__(self, text: str) -> Found:
        """Give what was kept for `text`, or work it out; what the function raises is raised, and not kept."""
        key = hashlib.sha256(text.encode()).digest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._work(text)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most_count:
                self._kept.popitem(last=False)
        return found

    def cache_clear(self) -> None:
        """Keep nothing of what was worked out so far."""
        with self._lock:
            self._kept.clear()


def kept_by_text(most_count: int) -> Callable[[Callable[[str], Found]], KeptByText[Found]]:
    """Decorate a function of a text so that its last results are kept, and no text."""
    return lambda work: KeptByText(work, most_count)
