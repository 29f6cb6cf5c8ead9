"""A plan in plain words for the people who take part: when, where, how they are paid, what they decide, what is provided."""

from planner.reports.plain.model import PlainDate, PlainPlace, PlainPlan
from planner.reports.plain.passages import MEMBERS_PASSAGES
from planner.reports.plain.plan import plain_plan

__all__ = ["MEMBERS_PASSAGES", "PlainDate", "PlainPlace", "PlainPlan", "plain_plan"]
