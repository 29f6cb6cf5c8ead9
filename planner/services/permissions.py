"""Who may do what in a project: one table, read by the guards of the pages and by whatever masks small numbers."""

from __future__ import annotations

from enum import StrEnum

from planner.models import ProjectRole


class Permission(StrEnum):
    """Something that a role may or may not do in a project."""

    SEE_PLAN = "see_plan"
    """Its plans, with small numbers of people hidden unless `SEE_INPUTS` is there too."""
    SEE_INPUTS = "see_inputs"
    """Everything that was entered, small numbers and whole documents included: the planning role."""
    CHANGE_INPUTS = "change_inputs"
    BUILD = "build"
    SCORE = "score"
    """A score card of one's own in the appraisal of options."""
    ISSUE = "issue"
    """Writing the words of a business case, and issuing it: what is issued is frozen, and never changes afterwards."""
    MANAGE = "manage"
    """Who takes part in the project, and removing it."""


EVERYTHING = frozenset(Permission)
PLANNING = EVERYTHING - {Permission.MANAGE}
MAY: dict[ProjectRole, frozenset[Permission]] = {
    ProjectRole.LEAD: EVERYTHING,
    ProjectRole.CONTRIBUTOR: PLANNING,
    ProjectRole.FINANCE_REVIEWER: frozenset({Permission.SEE_PLAN, Permission.SCORE}),
    ProjectRole.COMMISSIONER: frozenset({Permission.SEE_PLAN, Permission.SCORE, Permission.ISSUE}),
    ProjectRole.READER: frozenset({Permission.SEE_PLAN}),
}
"""What each role may do; whoever has no role in a project may do nothing, and is told that there is no such project."""

ROLE_WORDS: dict[ProjectRole, str] = {
    ProjectRole.LEAD: "Project lead: changes everything, builds plans, says who takes part",
    ProjectRole.CONTRIBUTOR: "Contributor: changes everything and builds plans",
    ProjectRole.FINANCE_REVIEWER: "Finance reviewer: sees plans and their costs, and scores options",
    ProjectRole.COMMISSIONER: "Commissioner: compares and scores options, and issues the business case",
    ProjectRole.READER: "Reader: sees plans",
}
"""What each role is, for the people who choose it."""


ROLE_NAMES: dict[ProjectRole, str] = {role: words.split(":")[0] for role, words in ROLE_WORDS.items()}
"""What each role is called."""


def may(role: ProjectRole, permission: Permission) -> bool:
    """Whether a role holds a permission."""
    return permission in MAY[role]
