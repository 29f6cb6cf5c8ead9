"""What a business case is made from, and the parts it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.domain.appraisal import Appraisal
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.reports.appraisal import AssuranceRow, EconomicCase, Judged
from planner.reports.compare import Compared, Comparison
from planner.reports.paper import Block

Form = Literal["full", "short"]
"""All five cases in full, or the same in a few pages for a small scheme."""


@dataclass(frozen=True)
class CaseFacts:
    """Everything a business case tells; small numbers of people are hidden in all of it, because it is sent on.

    `programme` and `plan` are those of the option that the case is for, which is the one compared against. `differs` says
    by option what it says differently from the project.
    """

    project: str
    made_on: date
    comparison: Comparison
    programme: Programme
    plan: Plan
    appraisal: Appraisal
    judged: Judged | None
    cases: tuple[EconomicCase, ...]
    switching: tuple[str, ...]
    assurance: tuple[AssuranceRow, ...]
    differs: Mapping[str, tuple[str, ...]]

    @property
    def chosen(self) -> Compared:
        """The option that the case is for."""
        return self.comparison.chosen


@dataclass(frozen=True)
class Passage:
    """Words that the data propose and a person may change, under a heading of their own.

    `proposed` has figures by name in braces ("{total}"), blanks marked, paragraphs parted by an empty line, and lines that
    begin with "- " as a list.
    """

    key: str
    title: str
    proposed: str
    in_short: bool = False


@dataclass(frozen=True)
class Fixed:
    """Blocks that follow the figures and are not written by anybody."""

    blocks: tuple[Block, ...]
    in_short: bool = False


@dataclass(frozen=True)
class Chapter:
    """One of the cases, or the summary, the decision or the appendix."""

    title: str
    parts: tuple[Passage | Fixed, ...]
    is_across: bool = False
