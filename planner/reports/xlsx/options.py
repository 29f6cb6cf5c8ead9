"""The sheet of options: what each costs by section, with sums and differences that work themselves out, and what it gives."""

from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from planner.reports.compare import Cell, Comparison, Row
from planner.reports.compare.picture import NO_PARTS
from planner.reports.xlsx.book import Book

FIRST_WIDTH, WIDTH = 44, 20


def fill_options(book: Book, sheet: Any, found: Comparison) -> None:
    """Write the comparison: parts of each option's cost, their sum (named `option_1` and so on), then every other row.

    Differences from the option compared against stand under the sums.
    """
    count = len(found.options)
    book.columns(sheet, (FIRST_WIDTH, *[WIDTH] * count))
    book.text(sheet, 0, 0, f"Options: {book.title}", "title")
    book.text(sheet, 1, 0, f"Compared against “{found.chosen.title}”.", "caption")
    book.headings(sheet, 2, ["£", *(each.title for each in found.options)], [False, *[True] * count])
    money = next(group for group in found.groups if group.key == "money")
    parts = [row for row in money.rows if row.key not in NO_PARTS]
    at = 3
    for row in parts:
        _row(book, sheet, at, row)
        at += 1
    at = _sums(book, sheet, at, found, len(parts))
    for row in (row for row in money.rows if row.key in NO_PARTS and not row.is_total):
        _row(book, sheet, at, row)
        at += 1
    for group in found.groups:
        if group.key == "money":
            continue
        at += 1
        for column in range(count + 1):
            book.text(sheet, at, column, group.title if column == 0 else "", "section")
        for row in group.rows:
            at += 1
            _row(book, sheet, at, row)
        at += 1
    sheet.print_area(0, 0, at, count)
    sheet.set_landscape()


def _sums(book: Book, sheet: Any, at: int, found: Comparison, parts_count: int) -> int:
    """The totals, where they come from, and how far they are from the chosen option's; gives the next free row."""
    chosen = [each.key for each in found.options].index(found.against)
    book.text(sheet, at, 0, "New money in all", "total")
    book.text(sheet, at + 1, 0, "Figures from", "line")
    book.text(sheet, at + 2, 0, f"Difference from “{found.chosen.title}”", "line", "wrap")
    for number, option in enumerate(found.options):
        column = number + 1
        formula = f"=SUM({xl_range(at - parts_count, column, at - 1, column)})"
        book.money(sheet, at, column, option.total_pence, formula, "total")
        book.text(sheet, at + 1, column, option.source, "line", "right")
        gap = option.total_pence - found.chosen.total_pence
        formula = f"={xl_rowcol_to_cell(at, column)}-{xl_rowcol_to_cell(at, chosen + 1)}"
        book.money(sheet, at + 2, column, gap, formula, "line")
        book.name(f"option_{column}", f"Options!{xl_rowcol_to_cell(at, column, row_abs=True, col_abs=True)}")
    return at + 4


def _row(book: Book, sheet: Any, at: int, row: Row) -> None:
    book.text(sheet, at, 0, row.title, "line", "wrap")
    for column, cell in enumerate(row.cells, start=1):
        _cell(book, sheet, at, column, row, cell)


def _cell(book: Book, sheet: Any, at: int, column: int, row: Row, cell: Cell) -> None:
    if row.unit == "pence" and cell.value is not None and cell.value.denominator == 1:
        book.money(sheet, at, column, int(cell.value), "", "line")
    elif (
        row.unit in ("count", "hours")
        and cell.value is not None
        and not cell.words.startswith(("Met", "Not met", "about"))
    ):
        book.number(sheet, at, column, cell.value, "line")
    else:
        book.text(sheet, at, column, cell.words, "line", "wrap", "right")
