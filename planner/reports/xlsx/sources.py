"""The sheet of assumptions and sources: what the amounts rest on, and where each price comes from."""

from collections.abc import Iterator
from typing import Any

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import Level
from planner.reports.costs import CostTree
from planner.reports.narrative import rung_words
from planner.reports.proof import proof_words
from planner.reports.words import STRATEGY_WORDS, date_words, number_words, sentence
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
    for at, (label, words) in enumerate([*_assumptions(programme, plan, tree), *warnings], start=2):
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


def _assumptions(programme: Programme, plan: Plan, tree: CostTree) -> Iterator[tuple[str, str]]:
    """What is assumed, as label and sentence; what does not apply is left out."""
    calendar = programme.calendar
    yield "Period", f"{date_words(calendar.starts_on)} to {date_words(calendar.ends_on)}"
    yield (
        "How firm it is",
        (
            "An estimate: what is not known yet is allowed, and listed under ‘To find out’."
            if programme.level is Level.ESTIMATE
            else "Made to be signed: nothing unknown is allowed in it."
        ),
    )
    yield "What was looked for", sentence(STRATEGY_WORDS[plan.strategy])
    yield "How good the plan is", proof_words(plan)
    if words := rung_words(plan):
        yield "What the plan is", words
    yield from _money_assumptions(programme, tree)
    if tree.has_illustrative_prices:
        yield (
            "Illustrative prices",
            "Some prices are illustrative: ask for a real one before use. They are marked in ‘Costs’.",
        )
    if tree.hides_small_numbers:
        yield (
            "Small numbers",
            (
                "Numbers of people under 5 are hidden, and lines that would tell them are shown as one amount, "
                "so that nobody can be picked out."
            ),
        )


def _money_assumptions(programme: Programme, tree: CostTree) -> Iterator[tuple[str, str]]:
    """What is assumed of contingency, VAT, old prices and payments."""
    budget, card = programme.budget, programme.rate_card
    percent = f"{number_words(budget.contingency_percent, 2)}% of new money before it."
    yield "Contingency", " ".join(part for part in (percent, sentence(budget.contingency_because)) if part)
    if tree.vat:
        yield "VAT", tree.vat
    if budget.uplift:
        raised = f"{number_words(budget.uplift.percent_a_year, 2)}% a year ({budget.uplift.index})"
        yield "Prices over two years old", f"Raised by {raised}, by whole years to the start."
    yield "Payments", f"Rate card: {card.name}."
    if card.floor.hour_pence:
        because = f" ({card.floor.source})" if card.floor.source else ""
        yield (
            "Least pay",
            f"{format_pence(card.floor.hour_pence)} an hour{because}; every payment is topped up to it.",
        )
