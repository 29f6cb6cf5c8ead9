"""The first sheet: what the plan comes to, against the budget, by section and financial year, and what it rests on."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import Basis
from planner.reports.costs import CostTree
from planner.reports.equity import targets_table
from planner.reports.funding import funding_table
from planner.reports.headline import headline
from planner.reports.narrative import narrative
from planner.reports.words import BASIS_WORDS, date_words
from planner.reports.xlsx.book import Book
from planner.reports.xlsx.costs import BASIS, NAME, NEW, VALUE, YEAR, Block, Places
from planner.reports.years import YearsTable, years_table

FIRST_WIDTH, WIDTH, LEAST_COLUMNS = 44, 15, 4


def fill_summary(
    book: Book, sheet: Any, programme: Programme, plan: Plan, tree: CostTree, places: Places, *,
    may_see_small_numbers: bool,
) -> None:  # fmt: skip
    """Write the summary; `places` says where on the sheet of costs its formulas find their amounts."""
    years = years_table(plan, may_see_small_numbers=may_see_small_numbers)
    last_column = max(len(years.years) + 1, LEAST_COLUMNS)
    book.columns(sheet, (FIRST_WIDTH, *[WIDTH] * last_column))
    book.text(sheet, 0, 0, book.title, "title")
    book.text(sheet, 1, 0, f"Costed plan. This file was made on {date_words(book.made_on)}.", "caption")
    at = _amounts(book, sheet, 3, programme, plan, places)
    at = _years(book, sheet, at + 1, years, places)
    if not tree.hides_small_numbers:
        at = _funding(book, sheet, at + 1, programme, plan)
    story = narrative(programme, plan, may_see_small_numbers=may_see_small_numbers)
    rests_on = _rests_on(programme, plan, may_see_small_numbers=may_see_small_numbers)
    at = _words(book, sheet, at + 1, "What it rests on", rests_on, last_column)
    at = _words(book, sheet, at + 1, "The plan in words", story.paragraphs, last_column)
    sheet.print_area(0, 0, at, last_column)
    sheet.activate()


def _amounts(book: Book, sheet: Any, at: int, programme: Programme, plan: Plan, places: Places) -> int:
    """The total against the budget, and the value that stands beside it; gives the next free row."""
    rows = [row for block in (*places.sections, places.contingency) for row in block.rows]
    budget_pence = programme.budget.total_pence
    new_pence = sum(row.amount_pence for row in rows)
    reserve_pence = sum(row.amount_pence for row in places.contingency.rows)
    amounts = [
        ("New money before contingency", new_pence - reserve_pence, "subtotal", "line"),
        ("Contingency", reserve_pence, "contingency", "line"),
        ("New money in all", new_pence, "total", "total"),
        ("Budget", budget_pence, "budget", "line"),
        ("Left of the budget", budget_pence - new_pence, "budget-total", "sum"),
    ]
    for basis, title in (
        (Basis.ALREADY_FUNDED, "Already funded, beside it"),
        (Basis.IN_KIND, "In kind, beside it"),
    ):
        words = BASIS_WORDS[basis]
        pence = sum(row.value_pence for row in rows if row.line.basis == words)
        reach = [
            _range(column, places.sections[0].first, places.contingency.last) for column in (BASIS, VALUE)
        ]
        amounts.append((title, pence, f'SUMIF({reach[0]},"{words}",{reach[1]})', "line"))
    book.text(sheet, at, 0, "What it comes to", "heading")
    book.text(sheet, at, 1, "£", "heading", "right")
    for at, (title, pence, formula, look) in enumerate(amounts, start=at + 1):  # noqa: B020
        book.text(sheet, at, 0, title, look)
        book.money(sheet, at, 1, pence, f"={formula}", look)
    return at + 1


def _years(book: Book, sheet: Any, at: int, years: YearsTable, places: Places) -> int:
    """New money by section and financial year, contingency apart, with what stands beside it."""
    _row_of_years(book, sheet, at, "New money by section and financial year (£)", years.years)
    first = at + 1
    blocks = (*places.sections, places.contingency)
    for row, block in zip(years.rows, blocks, strict=False):
        at += 1
        book.text(sheet, at, 0, row.title, "wrap", "line")
        for column, year in enumerate(years.years):
            pence = row.pence[column]
            book.money(
                sheet, at, column + 1, pence, _in_year(block, year, first - 1, column + 1, pence), "line"
            )
        _across(book, sheet, at, len(years.years), row.pence[-1], "line")
    at += 1
    book.text(sheet, at, 0, years.total.title, "total")
    for column, pence in enumerate(years.total.pence, start=1):
        book.money(sheet, at, column, pence, f"=SUM({xl_range(first, column, at - 1, column)})", "total")
    for row in years.beside:
        at += 1
        book.text(sheet, at, 0, row.title, "wrap", "line")
        for column, pence in enumerate(row.pence[:-1], start=1):
            book.money(sheet, at, column, pence, "", "line")
        _across(book, sheet, at, len(years.years), row.pence[-1], "line")
    return at + 1


def _in_year(block: Block, year: str, heading_row: int, column: int, pence: int) -> str:
    """The formula that sums a block's new money of a year; "" where lines merged across years would not give it."""
    held = sum(row.amount_pence for row in block.rows if row.line.financial_year == year)
    if held != pence or not block.rows:
        return ""
    heading = xl_rowcol_to_cell(heading_row, column, row_abs=True)
    reach = [_range(of, block.first, block.last) for of in (YEAR, NEW)]
    return f"=SUMIF({reach[0]},{heading},{reach[1]})"


def _funding(book: Book, sheet: Any, at: int, programme: Programme, plan: Plan) -> int:
    """Who pays what in which year, where anybody is named."""
    table = funding_table(programme, plan)
    if not programme.budget.funding:
        return at - 1
    _row_of_years(book, sheet, at, "Who pays (£)", table.years)
    first = at + 1
    for row in table.rows:
        at += 1
        book.text(sheet, at, 0, row.source, "wrap", "line")
        for column, cell in enumerate(row.cells, start=1):
            book.money(sheet, at, column, cell.paid_pence, "", "line")
        _across(book, sheet, at, len(row.cells), row.total.paid_pence, "line")
    at += 1
    book.text(sheet, at, 0, "New money in all", "total")
    for column, cell in enumerate((*table.totals.cells, table.totals.total), start=1):
        book.money(
            sheet, at, column, cell.paid_pence, f"=SUM({xl_range(first, column, at - 1, column)})", "total"
        )
    return at + 1


def _rests_on(programme: Programme, plan: Plan, *, may_see_small_numbers: bool) -> list[str]:
    """What is not firm yet, what is missed and left out, a line each."""
    line = headline(programme, plan, may_see_small_numbers=may_see_small_numbers)
    targets = targets_table(programme, plan)
    said = [
        f"{line.rests_on[0].upper()}{line.rests_on[1:]}: see ‘To find out’."
        if line.rests_on
        else "Nothing rests on estimates.",
        f"{line.old_prices}." if line.old_prices else "",
        f"{targets.caption}: see ‘Targets’." if targets.rows else "",
        f"{line.left_out}: see ‘Schedule’." if line.left_out else "",
        "Where prices come from, and what is assumed, stands on ‘Assumptions and sources’.",
    ]
    return [words for words in said if words]


def _words(book: Book, sheet: Any, at: int, heading: str, paragraphs: Sequence[str], last_column: int) -> int:
    """Paragraphs across the sheet, a row each."""
    for column in range(last_column + 1):
        book.text(sheet, at, column, heading if column == 0 else "", "section")
    for words in paragraphs:
        at += 1
        book.paragraph(sheet, at, last_column, words)
    return at + 1


def _row_of_years(book: Book, sheet: Any, at: int, title: str, years: Sequence[str]) -> None:
    book.text(sheet, at, 0, title, "heading")
    for column, year in enumerate((*years, "In all"), start=1):
        book.text(sheet, at, column, year, "heading", "right")


def _across(book: Book, sheet: Any, at: int, years_count: int, pence: int, look: str) -> None:
    """The sum of a row's years."""
    formula = f"=SUM({xl_range(at, 1, at, years_count)})" if years_count else ""
    book.money(sheet, at, years_count + 1, pence, formula, look)


def _range(column: int, first: int, last: int) -> str:
    first_cell, last_cell = (
        xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in (first, last)
    )
    return f"{NAME}!{first_cell}:{last_cell}"
