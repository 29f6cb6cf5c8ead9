"""The sheet of the economic case: what options are compared by, which is never part of a budget."""

from collections.abc import Sequence
from typing import Any

from planner.reports.appraisal import EconomicCase
from planner.reports.xlsx.book import Book

COLUMNS = (("Option", 36), ("Line", 40), ("Basis", 70), ("Amount (£)", 16))


def fill_economic(book: Book, sheet: Any, cases: Sequence[EconomicCase]) -> None:
    """Write each option's economic lines and what is said of them, as they were worked out."""
    book.columns(sheet, [width for _, width in COLUMNS])
    book.text(sheet, 0, 0, f"Economic case: {book.title}", "title")
    book.text(sheet, 1, 0, "For comparing options only: none of it is part of the budget.", "caption")
    book.headings(sheet, 2, [title for title, _ in COLUMNS], [False, False, False, True])
    at = 2
    for case in cases:
        for number, line in enumerate(case.lines):
            at += 1
            for column, words in enumerate((case.title if number == 0 else "", line.title, line.basis)):
                look = (
                    "line",
                    "wrap",
                    *(("apart",) if column else ()),
                    *(("bold",) if line.is_total else ()),
                )
                book.text(sheet, at, column, words, *look)
            book.money(sheet, at, 3, line.pence, "", "line", *(("bold",) if line.is_total else ()))
        for words in case.told:
            at += 1
            for column, text in enumerate(("", "", words, "")):
                book.text(sheet, at, column, text, "line", "wrap", *(("apart",) if column else ()))
    sheet.print_area(0, 0, at, len(COLUMNS) - 1)
    sheet.set_landscape()
