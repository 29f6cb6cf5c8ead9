"""The finance workbook: the lines of the chosen option with live formulas, years and payers, every option, what it rests on."""

from collections.abc import Sequence
from datetime import date

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.appraisal import EconomicCase
from planner.reports.compare import Comparison
from planner.reports.tables import cost_tree
from planner.reports.xlsx.book import Book
from planner.reports.xlsx.costs import fill_costs
from planner.reports.xlsx.economic import fill_economic
from planner.reports.xlsx.lists import fill_schedule, fill_targets, fill_to_find
from planner.reports.xlsx.options import fill_options
from planner.reports.xlsx.payers import fill_payers
from planner.reports.xlsx.sources import fill_sources
from planner.reports.xlsx.summary import fill_summary

SHEETS = (
    "Summary", "Costs", "Years and funding", "Options", "Economic case", "Schedule", "Targets", "Assumptions and sources",
    "To find out",
)  # fmt: skip


def finance_workbook(
    programme: Programme,
    plan: Plan,
    found: Comparison,
    cases: Sequence[EconomicCase],
    *,
    made_on: date,
    may_see_small_numbers: bool = False,
) -> bytes:
    """The bytes of an .xlsx file for whoever stands behind the figures; the same input gives the same bytes, without macros.

    `programme` and `plan` are those of the option compared against. Names: `subtotal`, `contingency`, `total`, `budget`,
    `paid` (all that is paid, by year, section and payer) and `option_1` and so on (each option's total, in the order of the
    sheet). Formulas come to the plan's amounts to the penny. Small numbers of people are hidden unless `may_see_small_numbers`.
    """
    book = Book(programme.title, made_on)
    summary, costs, payers, options, economic, schedule, targets, sources, to_find = map(book.sheet, SHEETS)
    tree = cost_tree(programme, plan, may_see_small_numbers=may_see_small_numbers)
    places = fill_costs(book, costs, programme, tree)
    fill_summary(book, summary, programme, plan, tree, places, may_see_small_numbers=may_see_small_numbers)
    fill_payers(book, payers, programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_options(book, options, found)
    fill_economic(book, economic, cases)
    fill_schedule(book, schedule, programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_targets(book, targets, programme, plan, may_see_small_numbers=may_see_small_numbers)
    fill_sources(book, sources, programme, plan, tree, may_see_small_numbers=may_see_small_numbers)
    fill_to_find(book, to_find, programme, plan, may_see_small_numbers=may_see_small_numbers)
    return book.close()
