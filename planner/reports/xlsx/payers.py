"""The sheet of years and funding: new money by financial year, section and who pays, in rows that can be sorted and summed."""

from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.compare.money import NOT_NAMED
from planner.reports.costlines import has_small_numbers
from planner.reports.funding import tells_payers
from planner.reports.names import Names
from planner.reports.words import SECTION_WORDS
from planner.reports.xlsx.book import Book

COLUMNS = (("Financial year", 16), ("Section", 30), ("Who pays", 40), ("New money (£)", 16))
AMOUNT = 3
NAME = "'Years and funding'"
TOGETHER, ALL_PAYERS = "All sections", "All who pay"


def fill_payers(
    book: Book, sheet: Any, programme: Programme, plan: Plan, *, may_see_small_numbers: bool
) -> None:
    """Write a row for each year, section and payer, their sum (named `paid`), and whether that is the plan's total.

    Where small numbers are hidden, sections are told as one, or payers where they would tell more: what somebody pays of a
    section would tell what a kind of cost comes to.
    """
    book.columns(sheet, [width for _, width in COLUMNS])
    book.text(sheet, 0, 0, f"Years and funding: {book.title}", "title")
    caption = "New money, without the VAT that is recovered."
    book.text(sheet, 1, 0, caption, "caption")
    book.headings(
        sheet, 2, [title for title, _ in COLUMNS], [column == AMOUNT for column in range(len(COLUMNS))]
    )
    at = 2
    tells = tells_payers(programme, plan, may_see_small_numbers=may_see_small_numbers)
    hides = not may_see_small_numbers and has_small_numbers(plan)
    amounts = paid_by(programme, plan, tells_sections=not hides or not tells, names_payers=tells)
    for (year, section, payer), pence in amounts.items():
        at += 1
        for column, words in enumerate((year, section, payer)):
            book.text(sheet, at, column, words, "line", "wrap", *(("apart",) if column else ()))
        book.money(sheet, at, AMOUNT, pence, "", "line")
    if amounts:
        sheet.autofilter(2, 0, at, AMOUNT)
    total_pence = sum(amounts.values())
    for column in range(AMOUNT):
        book.text(sheet, at + 1, column, "New money in all" if column == 0 else "", "total")
    formula = f"=SUM({xl_range(3, AMOUNT, at, AMOUNT)})" if amounts else ""
    book.money(sheet, at + 1, AMOUNT, total_pence, formula, "total")
    book.name("paid", f"{NAME}!{xl_rowcol_to_cell(at + 1, AMOUNT, row_abs=True, col_abs=True)}")
    book.text(sheet, at + 2, 0, "Difference from the costs", "line")
    for column in (1, 2):
        book.text(sheet, at + 2, column, "", "line")
    book.money(sheet, at + 2, AMOUNT, total_pence - plan.total_pence, "=ROUND(paid-total,2)", "line")
    sheet.print_area(0, 0, at + 2, AMOUNT)


def paid_by(
    programme: Programme, plan: Plan, *, tells_sections: bool, names_payers: bool
) -> dict[tuple[str, str, str], int]:
    """New money in pence by financial year, section and payer, in that order.

    Where they are not told, all sections, or all payers, are one.
    """
    names, found = Names(programme), dict[tuple[str, str, str], int]()
    for line in plan.lines:
        section = SECTION_WORDS[line.section] if tells_sections else TOGETHER
        left = line.amount_pence
        for part in line.funding if names_payers else ():
            key = (line.financial_year, section, names.source(part.source))
            found[key] = found.get(key, 0) + part.amount_pence
            left -= part.amount_pence
        if left:
            key = (line.financial_year, section, NOT_NAMED if names_payers else ALL_PAYERS)
            found[key] = found.get(key, 0) + left
    order = list(SECTION_WORDS.values())
    return dict(
        sorted(
            ((key, pence) for key, pence in found.items() if pence),
            key=lambda each: (each[0][0], order.index(each[0][1]) if each[0][1] in order else 0, each[0][2]),
        )
    )
