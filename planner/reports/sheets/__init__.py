"""Single A4 sheets: for commissioners, for finance, for the people who take part."""

from planner.reports.sheets.commissioners import commissioners_sheet
from planner.reports.sheets.finance import finance_sheet
from planner.reports.sheets.members import members_sheet

__all__ = ["commissioners_sheet", "finance_sheet", "members_sheet"]
