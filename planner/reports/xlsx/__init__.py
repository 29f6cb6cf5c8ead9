"""A plan as an Excel workbook that works itself out: live formulas, each with the plan's own amount as its stored result."""

from datetime import date

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.tables import cost_tree
from planner.reports.xlsx.book import Book
from planner.reports.xlsx.costs import fill_costs
from planner.reports.xlsx.lists import fill_schedule, fill_targets, fill_to_find
from planner.reports.xlsx.sources import fill_sources
from planner.reports.xlsx.summary import fill_summary

__all__ = ["workbook"]

SHEETS = ("Summary", "Costs", "Schedule", "Targets", "Assumptions and sources", "To find out")


def workbook(
    programme: Programme, plan: Plan, *, made_on: date, may_see_small_numbers: bool = False
) -> bytes:
    """The plan as the bytes of an .xlsx file; `made_on` is the day it says it was made. The same input gives the same bytes.

    Sheets: Summary, Costs, Schedule, Targets, Assumptions and sources, To find out. Names: `subtotal`, `contingency`,
    `total`, `budget`. Formulas come to the amounts of the plan to the penny; an amount that no formula gives is a number.
    Numbers of people under 5 are hidden as on the page, unless `may_see_small_numbers`. Text is never taken for a formula,
    an address or a number.
    """
    book = Book(programme.title, made_on)
    summary, costs, schedule, targets, sources, to_find = (book.sheet(name) for name in SHEETS)
    tree = cost_tree(programme, plan, may_see_small_numbers=may_see_small_numbers)
    places = fill_costs(book, costs, programme, tree)
    fill_summary(book, summary, programme, plan, tree, places, may_see_small_numbers=may_see_small_numbers)
    fill_schedule(book, schedule, programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_targets(book, targets, programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_sources(book, sources, programme, plan, tree, may_see_small_numbers=may_see_small_numbers)
    fill_to_find(book, to_find, programme, plan, may_see_small_numbers=may_see_small_numbers)
    return book.close()
