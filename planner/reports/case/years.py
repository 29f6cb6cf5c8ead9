"""Sections by financial year as a business case tells them."""

from dataclasses import replace

from planner.domain.money import format_pence
from planner.reports.case.model import CaseFacts
from planner.reports.compare.figures import hides_sections
from planner.reports.compare.money import PAID_OUT, TOGETHER
from planner.reports.words import SECTION_WORDS
from planner.reports.years import YearRow, YearsTable, years_table

MERGED_TITLES = frozenset(SECTION_WORDS[section] for section in TOGETHER)
"""Titles of the sections that are told as one then."""


def tells_as_one(facts: CaseFacts) -> bool:
    """Whether payments and expenses are told as one: apart, they could tell what a small group costs."""
    return hides_sections(facts.comparison.options, may_see_small_numbers=False)


def years_of(facts: CaseFacts) -> YearsTable:
    """New money of the chosen option by section and year; payments and expenses as one where the comparison tells them as one.

    Less the same of another option they would tell what a small group costs, and so how many it is.
    """
    found = years_table(facts.plan)
    if not tells_as_one(facts):
        return found
    merged = [row for row in found.rows if row.title in MERGED_TITLES]
    pence = tuple(sum(parts) for parts in zip(*(row.pence for row in merged), strict=True))
    one = YearRow(PAID_OUT, "", pence, tuple(format_pence(each) for each in pence))
    return replace(found, rows=(one, *(row for row in found.rows if row.title not in MERGED_TITLES)))
