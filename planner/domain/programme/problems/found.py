"""What is wrong with a document: a path into it and an instruction to a person."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.domain.programme.document import Programme

UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Characters that a text cannot keep: control characters and halves of characters."""

LONGEST_SHOWN = 80
MOST_PROBLEMS = 500
"""More than this many problems are cut short: nobody corrects them one by one."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right: `path` like "groups[2].requirements[0].count" ("$": the whole document) and an instruction."""

    path: str
    message: str


class DocumentRefused(PlannerError):
    """A document that cannot be read; `problems` holds everything that was found, at least one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        if len(problems) > MOST_PROBLEMS:
            more = len(problems) - MOST_PROBLEMS
            problems = (*problems[:MOST_PROBLEMS], Problem("$", f"Correct these first: {more} more follow"))
        super().__init__("document_refused", count=len(problems))
        self.problems = problems

    def __str__(self) -> str:
        """Give every problem, one a line."""
        return "\n".join(f"{problem.path}: {problem.message}" for problem in self.problems)


Check = Callable[["Programme"], Iterator[Problem]]
"""A sense check: whatever of one kind is wrong with a programme whose schema holds."""


def printable(text: str) -> str:
    """The text with unfit characters shown as a replacement mark and cut short, for paths and messages."""
    return UNFIT.sub("\ufffd", text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def join(path: str, key: str | int) -> str:
    """A path one step further: "groups" and 2 are "groups[2]", then "size" makes "groups[2].size"."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    shown = printable(key)
    return f"{path}.{shown}" if path else shown
