"""What money is spent on, in words: the list that funding, limits and other costs choose from."""

from __future__ import annotations

from planner.domain.terms import Category
from planner.reports.words import CATEGORY_WORDS

CATEGORIES = tuple((category.value, CATEGORY_WORDS[category]) for category in Category)
"""Every category."""

COST_CATEGORIES = tuple(each for each in CATEGORIES if each[0] != Category.CONTINGENCY)
"""Those that a cost of its own may have: contingency is the budget's percentage and nothing else."""
