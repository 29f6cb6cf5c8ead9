"""Who somebody is in a project: one query behind every guard."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from planner.extensions import db
from planner.models import Membership, Project, ProjectRole, User
from planner.services.permissions import Permission, may


@dataclass(frozen=True)
class Access:
    """A project and what the person asking may do in it; plain values, read once a request."""

    project_id: int
    slug: str
    name: str
    role: ProjectRole
    user_id: int
    user_name: str

    def may(self, permission: Permission) -> bool:
        """Whether this person may do that in this project."""
        return may(self.role, permission)

    @property
    def may_change(self) -> bool:
        """Whether this person may change inputs (for templates)."""
        return self.may(Permission.CHANGE_INPUTS)

    @property
    def may_build(self) -> bool:
        """Whether this person may build plans (for templates)."""
        return self.may(Permission.BUILD)

    @property
    def may_manage(self) -> bool:
        """Whether this person says who takes part (for templates)."""
        return self.may(Permission.MANAGE)

    @property
    def may_see_small_numbers(self) -> bool:
        """Whether inputs, whole documents and numbers of people under five are shown: the planning role."""
        return self.may(Permission.SEE_INPUTS)


def get_access(user: User, slug: str) -> Access | None:
    """Give what `user` is in the project at `slug`; None where there is no such project, or none of theirs."""
    if "\x00" in slug:
        return None
    found = db.session.execute(
        select(Project.id, Project.slug, Project.name, Membership.role)
        .join(Membership, Membership.project_id == Project.id)
        .where(Project.slug == slug, Membership.user_id == user.id)
    ).one_or_none()
    if found is None:
        return None
    return Access(found.id, found.slug, found.name, ProjectRole(found.role), user.id, user.shown_name)
