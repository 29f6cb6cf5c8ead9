"""Sheets that are one table: schedule, targets, what there is to find out."""

from collections.abc import Sequence
from datetime import date, time
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_range_abs

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.columns import SCHEDULE_COLUMNS, TARGET_COLUMNS, Cell, Column, Kind, Row
from planner.reports.equity import targets_table
from planner.reports.headline import TO_FIND_WORDS, headline, left_out_rows, to_find_rows
from planner.reports.schedule import schedule_table
from planner.reports.xlsx.book import Book

HEADINGS_ROW = 2


def fill_table(
    book: Book, sheet: Any, caption: str, columns: Sequence[Column[Row]], rows: Sequence[Row], *, printed: int,
    after: tuple[str, Sequence[str]] = ("", ()),
) -> None:  # fmt: skip
    """Write rows under headings; the first `printed` columns are on paper. `after`: a heading and lines below the table."""
    book.columns(sheet, [column.width for column in columns])
    book.text(sheet, 0, 0, caption, "title")
    numbers = [column.kind in ("number", "pounds") for column in columns]
    book.headings(sheet, HEADINGS_ROW, [column.title for column in columns], numbers)
    at = HEADINGS_ROW
    for at, row in enumerate(rows, start=HEADINGS_ROW + 1):
        for number, column in enumerate(columns):
            _write(book, sheet, at, number, column.kind, column.of(row))
    sheet.autofilter(HEADINGS_ROW, 0, at, len(columns) - 1)
    heading, lines = after
    if lines:
        book.text(sheet, at + 2, 0, heading, "bold")
        for at, line in enumerate(lines, start=at + 3):  # noqa: B020
            book.text(sheet, at, 0, line)
    sheet.print_area(0, 0, at, printed - 1)
    sheet.set_landscape()


def fill_schedule(
    book: Book, sheet: Any, programme: Programme, plan: Plan, *, may_see_small_numbers: bool
) -> None:
    """Write the sessions in order of time, and below them what was left out."""
    held = schedule_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    left_out = [f"{row.title}: {row.because}" for row in left_out_rows(programme, plan)]
    after = ("What was left out", left_out)
    fill_table(book, sheet, held.caption, SCHEDULE_COLUMNS, held.rows, printed=12, after=after)


def fill_targets(
    book: Book, sheet: Any, programme: Programme, plan: Plan, *, may_see_small_numbers: bool
) -> None:
    """Write the targets in the order of the programme."""
    wanted = targets_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_table(book, sheet, wanted.caption, TARGET_COLUMNS, wanted.rows, printed=9)


def _write(book: Book, sheet: Any, at: int, column: int, kind: Kind, cell: Cell) -> None:
    if isinstance(cell, date | time):
        book.when(sheet, at, column, cell, "line", "left")
    elif isinstance(cell, int | Fraction) and kind == "pounds":
        book.money(sheet, at, column, int(cell), "", "line")
    elif isinstance(cell, int | Fraction):
        book.number(sheet, at, column, cell, "line")
    else:
        place = "right" if kind == "number" else "apart"
        book.text(sheet, at, column, cell or "", "wrap", "line", *((place,) if column else ()))


TO_FIND_HEADINGS = (
    ("What to do", 18), ("What about", 40), ("Where", 60), ("By when", 18), ("What depends on it (£)", 16),
)  # fmt: skip


def fill_to_find(
    book: Book, sheet: Any, programme: Programme, plan: Plan, *, may_see_small_numbers: bool
) -> None:
    """Write what an estimate still rests on, first what is due first, and what rests on estimates in all."""
    book.columns(sheet, [width for _, width in TO_FIND_HEADINGS])
    rows = to_find_rows(programme, plan, may_see_small_numbers=may_see_small_numbers)
    book.text(sheet, 0, 0, "What has to be found out before this plan can be signed", "title")
    sheet.set_landscape()
    if not rows:
        book.text(sheet, HEADINGS_ROW, 0, "Nothing has to be found out before this plan can be signed.")
        return
    book.headings(sheet, HEADINGS_ROW, [title for title, _ in TO_FIND_HEADINGS], [False] * 4 + [True])
    at = HEADINGS_ROW
    for at, row in enumerate(rows, start=HEADINGS_ROW + 1):
        for column, text in enumerate((row.what, row.thing, row.where)):
            book.text(sheet, at, column, text, "wrap", "line", *(("apart",) if column else ()))
        if row.by_on:
            book.when(sheet, at, 3, row.by_on, "line", "left")
        else:
            book.text(sheet, at, 3, "No date", "line", "apart")
        if row.amount_pence:
            book.money(sheet, at, 4, row.amount_pence, "", "line")
        else:
            book.text(sheet, at, 4, "", "line")
    sheet.autofilter(HEADINGS_ROW, 0, at, len(TO_FIND_HEADINGS) - 1)
    estimated_pence = headline(programme, plan, may_see_small_numbers=may_see_small_numbers).estimated_pence
    if estimated_pence:
        at += 1
        quote = TO_FIND_WORDS["quote_by"]
        quoted_pence = sum(row.amount_pence for row in rows if row.what == quote)
        does, amounts = (xl_range_abs(HEADINGS_ROW + 1, column, at - 1, column) for column in (0, 4))
        for column, text in enumerate(
            ("Rests on estimates, in all (what there is to get a quote for)", "", "", "")
        ):
            book.text(sheet, at, column, text, "sum")
        formula = f'=SUMIF({does},"{quote}",{amounts})' if quoted_pence == estimated_pence else ""
        book.money(sheet, at, 4, estimated_pence, formula, "sum")
    sheet.print_area(0, 0, at, len(TO_FIND_HEADINGS) - 1)
