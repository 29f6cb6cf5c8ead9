"""Distributional weights: a pound means more to those who have less. Shown beside unweighted figures, never in their place.

Source: HM Treasury Green Book (2022), A3: weight = (median income / the group's income) ^ 1.3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from planner.costing.appraisal.present import CannotAppraise, NotApplicable
from planner.domain.money import round_half_up

WEIGHT_PLACES = Decimal("0.0001")
"""A weight is rounded to four places once, so that it can be checked by hand, and then used as it is shown."""


@dataclass(frozen=True)
class WeightedAmount:
    """What reaches a group, by what it is weighed, and what that comes to, in pence."""

    group: str
    amount_pence: int
    weight: Decimal
    weighted_pence: int


def distributional_weight(median_pence: int, income_pence: int, elasticity: Decimal) -> Decimal:
    """The weight of a pound that reaches people with this income, to four places, half up.

    Raises `CannotAppraise("no_income")` where either income is nought or less.
    """
    if median_pence <= 0 or income_pence <= 0:
        raise CannotAppraise("no_income")
    with localcontext(prec=40):
        weight = (Decimal(median_pence) / Decimal(income_pence)) ** elasticity
        return weight.quantize(WEIGHT_PLACES, rounding="ROUND_HALF_UP")


def weighted_amounts(
    amounts_pence: Mapping[str, int], incomes_pence: Mapping[str, int], median_pence: int, elasticity: Decimal
) -> tuple[WeightedAmount, ...] | NotApplicable:
    """What reaches each group, weighed by its income; groups are taken in the order of `amounts_pence`.

    Not applicable without any income. Raises `CannotAppraise("no_income_for_a_group")` where one of them has none.
    """
    if not median_pence or not incomes_pence:
        return NotApplicable("No incomes are known: a weight without them would be made up.")
    found = []
    for group, pence in amounts_pence.items():
        if group not in incomes_pence:
            raise CannotAppraise("no_income_for_a_group", group=group)
        weight = distributional_weight(median_pence, incomes_pence[group], elasticity)
        found.append(WeightedAmount(group, pence, weight, round_half_up(pence * weight)))
    return tuple(found)
