"""The tables: columns, relations and named constraints; no queries."""

from planner.models.base import Base, UtcDateTime
from planner.models.change import Change, ChangeKind
from planner.models.plan import Plan
from planner.models.project import Project
from planner.models.run import Run, RunState
from planner.models.user import ADMINISTRATOR, Membership, OneTimeLink, ProjectRole, Role, User

__all__ = [
    "ADMINISTRATOR",
    "Base",
    "Change",
    "ChangeKind",
    "Membership",
    "OneTimeLink",
    "Plan",
    "Project",
    "ProjectRole",
    "Role",
    "Run",
    "RunState",
    "User",
    "UtcDateTime",
]
