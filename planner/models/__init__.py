"""The tables: columns, relations and named constraints; no queries."""

from planner.models.base import Base, UtcDateTime
from planner.models.plan import Plan
from planner.models.project import Project
from planner.models.run import Run, RunState

__all__ = ["Base", "Plan", "Project", "Run", "RunState", "UtcDateTime"]
