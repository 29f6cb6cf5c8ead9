"""The tables: columns, relations and named constraints; no queries."""

from planner.models.appraisal import Appraisal, ScoreCard
from planner.models.base import Base, UtcDateTime
from planner.models.change import Change, ChangeKind
from planner.models.issue import CaseText, Issue, IssueFile
from planner.models.option import Option
from planner.models.plan import Plan
from planner.models.project import Project
from planner.models.run import Run, RunState
from planner.models.sharing import Comment, ShareLink
from planner.models.user import ADMINISTRATOR, Membership, OneTimeLink, ProjectRole, Role, User

__all__ = [
    "ADMINISTRATOR",
    "Appraisal",
    "Base",
    "CaseText",
    "Change",
    "ChangeKind",
    "Comment",
    "Issue",
    "IssueFile",
    "Membership",
    "OneTimeLink",
    "Option",
    "Plan",
    "Project",
    "ProjectRole",
    "Role",
    "Run",
    "RunState",
    "ScoreCard",
    "ShareLink",
    "User",
    "UtcDateTime",
]
