"""What is left of a child that has to be ended: its best plan so far, finished while the child may still end by itself."""

import threading
import traceback
from collections.abc import Callable
from typing import Literal

from planner.optimiser.outcome import Failed, Found, Outcome

Why = Literal["time", "stopped"]
FinishFound = Callable[[Found, Why], Outcome]


class Rescue:
    """Finishes a plan in a thread of its own, begun as soon as it is made."""

    def __init__(self, finish_found: FinishFound, found: Found, why: Why) -> None:
        """Begin at once."""
        self._outcome: Outcome | None = None
        self._thread = threading.Thread(target=self._finish, args=(finish_found, found, why), daemon=True)
        self._thread.start()

    def _finish(self, finish_found: FinishFound, found: Found, why: Why) -> None:
        try:
            self._outcome = finish_found(found, why)
        except Exception as problem:  # noqa: BLE001 -- whatever breaks here is said in words, as it is in the child
            traceback.print_exc()
            words = "Planning was ended, and its best plan so far could not be finished."
            self._outcome = Failed(words, details=(f"{type(problem).__name__}: {problem}",))

    def outcome(self) -> Outcome:
        """How it ended; waits for it."""
        self._thread.join()
        assert self._outcome is not None
        return self._outcome
