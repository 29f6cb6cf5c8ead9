"""The figures that the words of a business case may name, so that they follow the plan wherever a person writes them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain.money import format_pence
from planner.reports.case.model import CaseFacts
from planner.reports.compare.money import amounts_by_year_pence
from planner.reports.names import in_order
from planner.reports.words import count_words, date_words, list_words

OF_AN_OPTION = "total of "


@dataclass(frozen=True)
class MoneyWords:
    """How amounts in pence are written: one by itself, and parts of a sum that is written too."""

    one: Callable[[int], str]
    parts: Callable[[Sequence[int]], list[str]]


EXACT = MoneyWords(format_pence, lambda parts: [format_pence(pence) for pence in parts])


def figures_of(facts: CaseFacts, money: MoneyWords = EXACT) -> dict[str, str]:
    """Every figure by its name, in words as they are printed: of the option that the case is for, and each option's total.

    A title that two options have names neither's total.
    """
    plan, chosen, budget_pence = facts.plan, facts.chosen, facts.programme.budget.total_pence
    held = in_order(plan)
    by_year = {year: pence for year, pence in amounts_by_year_pence(chosen).items() if pence}
    parts = zip(money.parts(list(by_year.values())), by_year, strict=True)
    found = {
        "option": chosen.title,
        "plan": chosen.source,
        "total": money.one(plan.total_pence),
        "budget": money.one(budget_pence),
        "left of the budget": money.one(budget_pence - plan.total_pence),
        "contingency": money.one(plan.contingency_pence),
        "already funded": money.one(plan.funded_pence),
        "in kind": money.one(plan.in_kind_pence),
        "by year": list_words(f"{words} in {year}" for words, year in parts) or money.one(0),
        "sessions": count_words(len(held), "session"),
        "people": facts.comparison.row("people").cells[_at(facts)].words,
        "targets met": facts.comparison.row("met").cells[_at(facts)].words,
    }
    if held:
        found["first day"] = date_words(held[0].start.date())
        found["last day"] = date_words(held[-1].start.date())
    titles = Counter(option.title for option in facts.comparison.options)
    for option in facts.comparison.options:
        if titles[option.title] == 1 and "{" not in option.title and "}" not in option.title:
            found[f"{OF_AN_OPTION}{option.title}"] = money.one(option.total_pence)
    return found


def _at(facts: CaseFacts) -> int:
    return [each.key for each in facts.comparison.options].index(facts.comparison.against)
