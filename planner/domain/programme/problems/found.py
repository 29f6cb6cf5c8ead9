"""What is wrong with a document: a path into it and an instruction to a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.domain.programme.document import Programme

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
