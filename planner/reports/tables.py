"""The door to every table: a plan as frozen rows of plain values, ready for a page, a sheet or a document."""

from planner.reports.costlines import CostLine, PriceSource
from planner.reports.costs import Amounts, CostItem, CostSection, CostTree, cost_tree
from planner.reports.equity import TargetRow, TargetsTable, targets_table
from planner.reports.funding import FundingCell, FundingRow, FundingTable, funding_table
from planner.reports.headline import Headline, LeftOutRow, ToFindRow, headline, left_out_rows, to_find_rows
from planner.reports.proof import ProofRow, proof_rows, proof_words
from planner.reports.schedule import (
    GroupPlaces,
    People,
    ScheduleRow,
    ScheduleTable,
    WeekRow,
    schedule_table,
    weeks_table,
)
from planner.reports.team import teams
from planner.reports.years import YearRow, YearsTable, years_table

__all__ = [
    "Amounts",
    "CostItem",
    "CostLine",
    "CostSection",
    "CostTree",
    "FundingCell",
    "FundingRow",
    "FundingTable",
    "GroupPlaces",
    "Headline",
    "LeftOutRow",
    "People",
    "PriceSource",
    "ProofRow",
    "ScheduleRow",
    "ScheduleTable",
    "TargetRow",
    "TargetsTable",
    "ToFindRow",
    "WeekRow",
    "YearRow",
    "YearsTable",
    "cost_tree",
    "funding_table",
    "headline",
    "left_out_rows",
    "proof_rows",
    "proof_words",
    "schedule_table",
    "targets_table",
    "teams",
    "to_find_rows",
    "weeks_table",
    "years_table",
]
