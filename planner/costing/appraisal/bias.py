"""Optimism bias: what is added to costs, in the economic case only, because such estimates have turned out too low.

Source: HM Treasury Green Book (2022), A5. Contingency is another thing: it is in the budget, and stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.domain.appraisal import OptimismBias
from planner.domain.money import percent_of
from planner.domain.terms import Category


@dataclass(frozen=True)
class BiasLine:
    """An addition: of which kind of cost (None: all that no other line is about), at what per cent, of what, and why."""

    category: Category | None
    percent: Decimal
    of_pence: int
    amount_pence: int
    because: str


def optimism_bias_lines(
    amounts_pence: Mapping[Category, int], biases: Sequence[OptimismBias]
) -> tuple[BiasLine, ...]:
    """What is added to costs by kind, in whole pence, each line rounded once, half up.

    A percentage of a kind of cost holds for that kind; one of no kind for every other. Contingency, which is no estimate of a
    cost, is never raised.
    """
    costs: dict[Category, int] = {
        key: pence for key, pence in amounts_pence.items() if key is not Category.CONTINGENCY
    }
    named = {each.category for each in biases if each.category is not None}
    return tuple(_line(costs, each, named) for each in biases)


def _line(costs: Mapping[Category, int], bias: OptimismBias, named: set[Category]) -> BiasLine:
    if bias.category is None:
        of_pence = sum(pence for key, pence in costs.items() if key not in named)
    else:
        of_pence = costs.get(bias.category, 0)
    return BiasLine(bias.category, bias.percent, of_pence, percent_of(of_pence, bias.percent), bias.because)
