"""The sheet of costs: every line as quantity x rate, sums by kind of cost and section, contingency, total, budget."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from planner.domain.programme.document import Programme
from planner.domain.terms import Basis, Category
from planner.reports.columns import CostRow, kind_words, line_rows
from planner.reports.costlines import PriceSource
from planner.reports.costs import CostItem, CostSection, CostTree
from planner.reports.words import BASIS_WORDS, CATEGORY_WORDS, share_words
from planner.reports.xlsx.book import Book

COLUMNS = (
    ("Line", 62), ("Quantity", 9), ("Unit", 18), ("Rate (£)", 11), ("Value (£)", 13), ("Who bears it", 15),
    ("New money (£)", 13), ("Financial year", 14), ("Paid by", 20), ("How sure", 18), ("Source", 9), ("Session(s)", 40),
    ("Illustrative?", 12), ("VAT", 24), ("Cost code", 14), ("Capital or revenue", 12), ("What drives it", 60), ("Note", 60),
    ("Key", 50),
)  # fmt: skip
QUANTITY, UNIT, RATE, VALUE, BASIS, NEW, YEAR, PAID_BY, SURE, SOURCE = range(1, 11)
NUMBERS = (QUANTITY, RATE, VALUE, NEW)
PRINTED = SOURCE
"""The last column on paper; what is to the right of it is for the screen."""

NAME = "Costs"
NEW_MONEY = BASIS_WORDS[Basis.NEW_MONEY]
AS_IN_THE_PLAN = "This amount is the plan's own: quantity × rate does not give it."


@dataclass
class Block:
    """Rows of lines on the sheet (first and last, from 0), what stands in them, and the cell of their sum of new money."""

    first: int
    last: int
    rows: list[CostRow] = field(default_factory=list)
    sum_row: int = 0


@dataclass(frozen=True)
class Places:
    """Where the costs stand, for formulas of other sheets: the sections in order, and contingency."""

    sections: tuple[Block, ...]
    contingency: Block
    last_row: int


def fill_costs(book: Book, sheet: Any, programme: Programme, tree: CostTree) -> Places:
    """Write every line of a cost tree with its sums; gives where they stand."""
    book.columns(sheet, [width for _, width in COLUMNS])
    book.text(sheet, 0, 0, f"Costs: {book.title}", "title")
    book.text(
        sheet,
        1,
        0,
        "Value is quantity × rate; new money is the value of what somebody still has to pay.",
        "caption",
    )
    book.headings(
        sheet, 2, [title for title, _ in COLUMNS], [column in NUMBERS for column in range(len(COLUMNS))]
    )
    sheet.outline_settings(symbols_below=False)
    numbers = {source: at for at, source in enumerate(sources_of(tree), start=1)}
    at = 3
    blocks = []
    for section in tree.sections:
        block = _section(book, sheet, at, section, numbers)
        blocks.append(block)
        at = block.sum_row + 2
    places = _totals(book, sheet, at, programme, tree, blocks)
    sheet.print_area(0, 0, places.last_row, PRINTED)
    sheet.set_landscape()
    return places


def sources_of(tree: CostTree) -> list[PriceSource]:
    """The sources of all prices, each once, in the order of the lines: their numbers are their places, from 1."""
    return list(dict.fromkeys(source for section in tree.sections for source in section.sources))


def is_contingency(item: CostItem) -> bool:
    """Whether an item is contingency, which stands below the sections."""
    return item.categories == (Category.CONTINGENCY,)


def _section(book: Book, sheet: Any, at: int, section: CostSection, numbers: dict[PriceSource, int]) -> Block:
    for column in range(len(COLUMNS)):
        book.text(sheet, at, column, section.title if column == 0 else "", "section")
    block = Block(at + 1, at)
    heads = []
    at += 1
    for item in section.items:
        if is_contingency(item):
            continue
        rows = [row for line in item.lines for row in line_rows(section.title, item.title, line)]
        if rows:
            heads.append(at)
        _item(book, sheet, at, item, rows, numbers)
        block.rows += rows
        at += 1 + len(rows)
    block.last = at - 1
    block.sum_row = at
    value = sum(row.value_pence for row in block.rows)
    new = sum(row.amount_pence for row in block.rows)
    _sums(book, sheet, at, f"Subtotal: {section.title}", "sum", {
        column: (pence, "+".join(xl_rowcol_to_cell(head, column) for head in heads))
        for column, pence in ((VALUE, value), (NEW, new))
    })  # fmt: skip
    return block


def _item(
    book: Book, sheet: Any, at: int, item: CostItem, rows: Sequence[CostRow], numbers: dict[PriceSource, int]
) -> None:
    """A kind of cost: its name and sum, then its lines; or why it has none."""
    book.text(
        sheet,
        at,
        0,
        item.title if rows else f"{item.title}: {item.words}",
        *(("bold",) if rows else ("wrap",)),
    )
    if not rows:
        return
    sums = ((VALUE, sum(row.value_pence for row in rows)), (NEW, sum(row.amount_pence for row in rows)))
    for column, pence in sums:
        first, last = (xl_rowcol_to_cell(row, column) for row in (at + 1, at + len(rows)))
        book.money(sheet, at, column, pence, f"=SUM({first}:{last})", "bold")
    for number, row in enumerate(rows, start=at + 1):
        _line(book, sheet, number, row, numbers)


def _line(book: Book, sheet: Any, at: int, row: CostRow, numbers: dict[PriceSource, int]) -> None:
    book.group(sheet, at)
    note = row.note
    worked_out = ""
    if row.quantity is not None and row.rate_pence is not None:
        book.number(sheet, at, QUANTITY, row.quantity, "line")
        book.money(sheet, at, RATE, row.rate_pence, "", "line")
        worked_out = f"=ROUND({xl_rowcol_to_cell(at, QUANTITY)}*{xl_rowcol_to_cell(at, RATE)},2)"
        if as_a_sheet_rounds(float(row.quantity) * (row.rate_pence / 100)) != row.value_pence:
            worked_out = ""
            note = " ".join(part for part in (AS_IN_THE_PLAN, note) if part)
    else:
        book.text(sheet, at, QUANTITY, "", "line")
        book.text(sheet, at, RATE, "", "line")
    book.money(sheet, at, VALUE, row.value_pence, worked_out, "line")
    new_pence = row.value_pence if row.line.basis == NEW_MONEY else 0
    basis, value = xl_rowcol_to_cell(at, BASIS), xl_rowcol_to_cell(at, VALUE)
    is_new = f'=IF({basis}="{NEW_MONEY}",{value},0)' if new_pence == row.amount_pence else ""
    book.money(sheet, at, NEW, row.amount_pence, is_new, "line")
    book.text(sheet, at, 0, row.line.title, "wrap", "apart", "line")
    texts = {
        UNIT: row.unit, BASIS: row.line.basis, YEAR: row.line.financial_year, PAID_BY: row.funding,
        SURE: row.line.evidence, SOURCE: ", ".join(str(numbers[source]) for source in row.line.sources),
    }  # fmt: skip
    on_screen = (
        row.line.sessions,
        "illustrative" if row.line.is_illustrative else "",
        row.line.vat,
        row.line.cost_code,
        kind_words(row.line),
        row.line.driver,
        note,
        row.key,
    )
    for column, text in texts.items():
        book.text(sheet, at, column, text, "wrap", "apart", "line")
    for column, text in enumerate(on_screen, start=PRINTED + 1):
        book.text(sheet, at, column, text, "apart", "line")


def _totals(
    book: Book, sheet: Any, at: int, programme: Programme, tree: CostTree, blocks: Sequence[Block]
) -> Places:
    """What stands below the sections: new money before contingency, contingency, new money in all, budget, what is left."""
    rows = [
        row
        for section in tree.sections
        for item in section.items
        if is_contingency(item)
        for line in item.lines
        for row in line_rows(section.title, item.title, line)
    ]
    spent_pence = sum(row.amount_pence for block in blocks for row in block.rows)
    held_pence = sum(row.amount_pence for row in rows)
    value_pence = sum(row.value_pence for row in (*rows, *(row for block in blocks for row in block.rows)))
    budget_pence = programme.budget.total_pence
    reserve = Block(at + 1, at + max(1, len(rows)), rows, at + 1 + max(1, len(rows)))
    every = [xl_rowcol_to_cell(row, VALUE) for row in (*(block.sum_row for block in blocks), reserve.sum_row)]
    spent = "+".join(xl_rowcol_to_cell(block.sum_row, NEW) for block in blocks)
    _sums(book, sheet, at, "New money before contingency", "sum", {NEW: (spent_pence, spent)}, "subtotal")
    _contingency(book, sheet, reserve, programme.budget.contingency_percent, spent_pence)
    reserved = {
        column: (pence, f"SUM({xl_range(reserve.first, column, reserve.last, column)})")
        for column, pence in ((VALUE, sum(row.value_pence for row in rows)), (NEW, held_pence))
    }
    at = reserve.sum_row
    _sums(book, sheet, at, "Contingency in all", "sum", reserved, "contingency")
    sums = (
        ("New money in all", "total", {NEW: (spent_pence + held_pence, "subtotal+contingency")}, "total"),
        ("Budget", "bold", {NEW: (budget_pence, "")}, "budget"),
        ("Left of the budget", "bold", {NEW: (budget_pence - spent_pence - held_pence, "budget-total")}, ""),
        ("Value in all, whoever bears it", "bold", {VALUE: (value_pence, "+".join(every))}, ""),
    )
    for at, (title, look, amounts, name) in enumerate(sums, start=at + 1):  # noqa: B020
        _sums(book, sheet, at, title, look, amounts, name)
    return Places(tuple(blocks), reserve, at)


def _contingency(book: Book, sheet: Any, block: Block, percent: Decimal, spent_pence: int) -> None:
    """The line of contingency, worked out from the subtotal where it comes to that; or that there is none."""
    if not block.rows:
        book.text(
            sheet, block.first, 0, f"{CATEGORY_WORDS[Category.CONTINGENCY]}: none", "wrap", "apart", "line"
        )
    for at, row in enumerate(block.rows, start=block.first):
        formula = ""
        book.text(sheet, at, 0, row.line.title, "wrap", "apart", "line")
        worked_out_pence = as_a_sheet_rounds(spent_pence / 100 * float(percent / 100))
        if len(block.rows) == 1 and row.value_pence == worked_out_pence:
            book.percent(sheet, at, QUANTITY, percent / 100, "line")
            book.text(sheet, at, UNIT, "of new money", "wrap", "apart", "line")
            formula = f"=ROUND(subtotal*{xl_rowcol_to_cell(at, QUANTITY)},2)"
        book.money(sheet, at, VALUE, row.value_pence, formula, "line")
        book.text(sheet, at, BASIS, row.line.basis, "apart", "line")
        same = f"={xl_rowcol_to_cell(at, VALUE)}" if row.amount_pence == row.value_pence else ""
        book.money(sheet, at, NEW, row.amount_pence, same, "line")
        book.text(sheet, at, YEAR, row.line.financial_year, "apart", "line")
        book.text(sheet, at, PAID_BY, row.funding, "wrap", "apart", "line")
        because = "; ".join(source.title for source in row.line.sources)
        driver = row.line.driver or f"{share_words(percent / 100)} of new money before it"
        for column, text in ((PRINTED + 6, driver), (PRINTED + 7, because), (PRINTED + 8, row.key)):
            book.text(sheet, at, column, text, "apart", "line")


def _sums(
    book: Book, sheet: Any, at: int, title: str, look: str, sums: dict[int, tuple[int, str]], name: str = ""
) -> None:
    """A row of sums: title, and by column the pence with the formula (without "=") that comes to them, "" for none.

    `name` becomes the name of its cell of new money.
    """
    for column in range(PRINTED + 1):
        book.text(sheet, at, column, title if column == 0 else "", look)
    for column, (pence, formula) in sums.items():
        book.money(sheet, at, column, pence, f"={formula}" if formula else "", look)
    if name:
        book.name(name, f"{NAME}!{xl_rowcol_to_cell(at, NEW, row_abs=True, col_abs=True)}")


def as_a_sheet_rounds(pounds: float) -> int:
    """What ROUND(…, 2) of a spreadsheet program makes of a number, in pence: it looks at fifteen digits, half away from 0."""
    return int((Decimal(f"{pounds:.15g}") * 100).quantize(Decimal(1), ROUND_HALF_UP))
