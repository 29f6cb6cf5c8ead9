"""A first estimate: roughly what so many sessions would cost, from eight answers; it opens as a project.

The document is made by `planner.domain.starting.estimate` and priced by `planner.costing.so_far`; its budget is the high
figure of its own range, so that a first plan fits.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.costing.so_far import CostSoFar, cost_so_far
from planner.domain.starting.answers import Answers
from planner.domain.starting.estimate import document

STEP_PENCE = 100_00
"""Budgets are rounded up to whole hundreds of pounds."""


@dataclass(frozen=True)
class FirstEstimate:
    """The programme document of eight answers (plain JSON values) and its rough figure."""

    document: dict[str, Any]
    figure: CostSoFar


def first_estimate(answers: Answers, starts_on: date) -> FirstEstimate:
    """The document of eight answers from a day on, with its figure. `starts_on`: a day from 2000 to 2097."""
    figure = cost_so_far(document(answers, starts_on, budget_pence=0))
    most_pence = figure.total_pence if figure.high_pence is None else figure.high_pence
    budget_pence = -(-most_pence // STEP_PENCE) * STEP_PENCE
    made = document(answers, starts_on, budget_pence)
    return FirstEstimate(made, replace(figure, budget_pence=budget_pence))
