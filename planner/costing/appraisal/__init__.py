"""The economics of an appraisal: present cost, real prices, optimism bias, weights, scores, and what would change the answer.

Nothing here is part of a budget: budgets are in the prices of the day and hold what is really to be paid.
"""

from planner.costing.appraisal.bias import BiasLine, optimism_bias_lines
from planner.costing.appraisal.present import (
    CannotAppraise,
    NotApplicable,
    PresentCost,
    PresentYear,
    net_present_cost,
    real_prices,
)
from planner.costing.appraisal.scoring import Hold, Standing, holds, standings
from planner.costing.appraisal.switching import SwitchingValue, switching_values
from planner.costing.appraisal.weights import WeightedAmount, distributional_weight, weighted_amounts

__all__ = [
    "BiasLine",
    "CannotAppraise",
    "Hold",
    "NotApplicable",
    "PresentCost",
    "PresentYear",
    "Standing",
    "SwitchingValue",
    "WeightedAmount",
    "distributional_weight",
    "holds",
    "net_present_cost",
    "optimism_bias_lines",
    "real_prices",
    "standings",
    "switching_values",
    "weighted_amounts",
]
