"""Options side by side: what each costs, buys, reaches and lacks, and what differs from the one they are compared against."""

from planner.reports.compare.comparing import comparison
from planner.reports.compare.model import Cell, Compared, Comparison, Row, RowGroup
from planner.reports.compare.words import gains_and_losses

__all__ = ["Cell", "Compared", "Comparison", "Row", "RowGroup", "comparison", "gains_and_losses"]
