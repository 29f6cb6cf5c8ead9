"""The sheet of assumptions and sources: what the amounts rest on, and where each price comes from."""

from typing import Any

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.assumptions import assumptions
from planner.reports.costs import CostTree
from planner.reports.xlsx.book import Book
from planner.reports.xlsx.costs import sources_of

WIDTHS = (26, 74, 50, 18, 16, 30)
HEADINGS = ("Number", "Source", "Address", "Price date", "Raised by", "Used for")


def fill_sources(
    book: Book, sheet: Any, programme: Programme, plan: Plan, tree: CostTree, *, may_see_small_numbers: bool
) -> None:
    """Write the assumptions, a row each, then the numbered sources of prices and what they are used for.

    What to mind about a group's payments is told to the planning role only: it speaks of what one person is paid.
    """
    book.columns(sheet, WIDTHS)
    book.text(sheet, 0, 0, "Assumptions and sources", "title")
    warnings = [("Mind", warning) for warning in plan.warnings] if may_see_small_numbers else []
    at = 1
    for at, (label, words) in enumerate([*assumptions(programme, plan, tree), *warnings], start=2):
        book.text(sheet, at, 0, label, "bold", "wrap", "line")
        book.text(sheet, at, 1, words, "wrap", "line", "apart")
    at += 2
    book.text(sheet, at, 0, "Where prices come from", "bold")
    at += 1
    for column, title in enumerate(HEADINGS):
        book.text(sheet, at, column, title, "heading", "apart")
    sheet.repeat_rows(at)
    for number, source in enumerate(sources_of(tree), start=1):
        at += 1
        book.number(sheet, at, 0, number, "line", "left")
        used = [section.title for section in tree.sections if source in section.sources]
        for column, text in (
            (1, source.title),
            (2, source.url),
            (3, "Not stated"),
            (4, source.uplift),
            (5, ", ".join(used)),
        ):
            book.text(sheet, at, column, text, "wrap", "line", "apart")
        if source.price_on:
            book.when(sheet, at, 3, source.price_on, "line", "left")
    sheet.freeze_panes(1, 0)
    sheet.print_area(0, 0, at, len(WIDTHS) - 1)
    sheet.set_landscape()
