"""The standard items of every budget, in five sections: an amount, not needed because, don't know yet, or nothing said.

Source: the five sections of `planner.domain.terms.Section`; a budget that is silent about an item is not a budget of nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.plan import PlanLine
from planner.domain.programme import Programme
from planner.domain.terms import SECTION_OF, Category, Section


class ItemState(StrEnum):
    """What is said about a standard item."""

    AMOUNT = "amount"
    NOT_NEEDED = "not_needed"
    NOT_KNOWN = "not_known"
    NOTHING_SAID = "nothing_said"


@dataclass(frozen=True, slots=True)
class StandardItem:
    """A standard item: its new money and its value (with money already there and in kind), or why it has none."""

    section: Section
    category: Category
    state: ItemState
    amount_pence: int = 0
    value_pence: int = 0
    because: str = ""


def standard_items(programme: Programme, lines: Iterable[PlanLine]) -> tuple[StandardItem, ...]:
    """Every standard item, by section: amounts in whole pence where there are lines, else what the programme answers."""
    lines_by_category: dict[Category, list[PlanLine]] = {}
    for line in lines:
        lines_by_category.setdefault(line.category, []).append(line)
    items = (_item(programme, category, lines_by_category.get(category, [])) for category in Category)
    order = tuple(Section)
    return tuple(sorted(items, key=lambda item: order.index(item.section)))


def _item(programme: Programme, category: Category, lines: list[PlanLine]) -> StandardItem:
    section = SECTION_OF[category]
    answer = next((each for each in programme.item_answers if each.category is category), None)
    if lines:
        amount = sum(line.amount_pence for line in lines)
        value = sum(line.value_pence for line in lines)
        return StandardItem(
            section, category, ItemState.AMOUNT, amount, value, answer.because if answer else ""
        )
    if answer is None:
        return StandardItem(section, category, ItemState.NOTHING_SAID)
    return StandardItem(section, category, ItemState(answer.answer), because=answer.because)
