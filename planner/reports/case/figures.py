"""The figures that the words of a business case may name, so that they follow the plan wherever a person writes them."""

from planner.domain.money import format_pence
from planner.reports.case.model import CaseFacts
from planner.reports.compare.money import amounts_by_year_pence
from planner.reports.names import in_order
from planner.reports.words import count_words, date_words, list_words

OF_AN_OPTION = "total of "


def figures_of(facts: CaseFacts) -> dict[str, str]:
    """Every figure by its name, in words as they are printed: of the option that the case is for, and each option's total."""
    plan, chosen, budget_pence = facts.plan, facts.chosen, facts.programme.budget.total_pence
    held = in_order(plan)
    left_pence = budget_pence - plan.total_pence
    years = [
        f"{format_pence(pence)} in {year}" for year, pence in amounts_by_year_pence(chosen).items() if pence
    ]
    targets = facts.comparison.row("met").cells[_at(facts)].words
    found = {
        "option": chosen.title,
        "plan": chosen.source,
        "total": format_pence(plan.total_pence),
        "budget": format_pence(budget_pence),
        "left of the budget": format_pence(left_pence),
        "contingency": format_pence(plan.contingency_pence),
        "already funded": format_pence(plan.funded_pence),
        "in kind": format_pence(plan.in_kind_pence),
        "by year": list_words(years) or format_pence(0),
        "sessions": count_words(len(held), "session"),
        "people": facts.comparison.row("people").cells[_at(facts)].words,
        "targets met": targets,
    }
    if held:
        found["first day"] = date_words(held[0].start.date())
        found["last day"] = date_words(held[-1].start.date())
    for option in facts.comparison.options:
        if "{" not in option.title and "}" not in option.title:
            found.setdefault(f"{OF_AN_OPTION}{option.title}", format_pence(option.total_pence))
    return found


def _at(facts: CaseFacts) -> int:
    return [each.key for each in facts.comparison.options].index(facts.comparison.against)
