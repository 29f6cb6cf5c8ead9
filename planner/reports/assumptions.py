"""What the amounts of a plan rest on, in sentences: for workbooks and documents."""

from collections.abc import Iterator

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import Level
from planner.reports.costs import CostTree
from planner.reports.narrative import rung_words
from planner.reports.proof import proof_words
from planner.reports.words import STRATEGY_WORDS, date_words, number_words, sentence


def assumptions(programme: Programme, plan: Plan, tree: CostTree) -> Iterator[tuple[str, str]]:
    """What the amounts of a plan rest on, as label and sentence; what does not apply is left out."""
    calendar = programme.calendar
    yield "Period", f"{date_words(calendar.starts_on)} to {date_words(calendar.ends_on)}"
    yield (
        "How firm it is",
        (
            "An estimate: what is not known yet is allowed, and listed as ‘To find out’."
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
            "Some prices are illustrative: ask for a real one before use. They are marked in the lines of cost.",
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
