"""Who takes part in a project, and as what; a project that has a lead keeps one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import ADMINISTRATOR, Membership, Project, ProjectRole, Role, User
from planner.models.user import user_role
from planner.services.addresses import find_by_email
from planner.services.refusals import Refused

LAST_LEAD = "This is the last project lead: make somebody else a project lead first."
NOBODY_ADDED = (
    "Nobody was added. Check the address; if it is right, this person may not have an account yet: ask an administrator"
    " to make one"
)


@dataclass(frozen=True)
class ListedMember:
    """Somebody who takes part in a project."""

    member_id: int
    user_id: int
    name: str
    email: str
    role: ProjectRole
    is_active: bool


@dataclass(frozen=True)
class Part:
    """What one account is in one project, as administrators see it."""

    project_id: int
    project_name: str
    role: ProjectRole | None
    has_a_lead: bool


def list_members(project_id: int) -> tuple[ListedMember, ...]:
    """Give everybody who takes part in a project, by name."""
    rows = db.session.execute(
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.project_id == project_id)
        .order_by(func.lower(User.name), User.email)
    )
    return tuple(
        ListedMember(each.id, user.id, user.shown_name, user.email, ProjectRole(each.role), user.active)
        for each, user in rows
    )


def add_member(project_id: int, email: str, role: ProjectRole) -> User:
    """Let the account with this address take part; raises `Refused` where there is none, or it takes part."""
    _wait_for_others(project_id)
    user = find_by_email(email)
    if user is None or not user.active:
        raise Refused(NOBODY_ADDED, "email")
    if _membership(project_id, user.id) is not None:
        raise Refused("This person takes part already: change what they are in the list", "email")
    db.session.add(Membership(user_id=user.id, project_id=project_id, role=role.value))
    db.session.flush()
    return user


def change_role(project_id: int, member_id: int, role: ProjectRole) -> ListedMember | None:
    """Make somebody something else in a project; None where they take no part, `Refused` for the last lead."""
    found = _found(project_id, member_id)
    if found is None:
        return None
    if role is not ProjectRole.LEAD:
        _keep_one_lead(found)
    found.role = role.value
    db.session.flush()
    return _listed(found)


def remove_member(project_id: int, member_id: int) -> ListedMember | None:
    """Let somebody take no part any more; None where they take none already, `Refused` for the last lead."""
    found = _found(project_id, member_id)
    if found is None:
        return None
    _keep_one_lead(found)
    listed = _listed(found)
    db.session.delete(found)
    db.session.flush()
    return listed


def put_into_project(user: User, project_id: int, role: ProjectRole) -> None:
    """Make somebody something in a project, whatever they were there; raises `Refused` where its last lead would go."""
    _wait_for_others(project_id)
    found = _membership(project_id, user.id)
    if found is None:
        db.session.add(Membership(user_id=user.id, project_id=project_id, role=role.value))
    else:
        if role is not ProjectRole.LEAD:
            _keep_one_lead(found)
        found.role = role.value
    db.session.flush()


def hand_to_administrators(project: Project) -> None:
    """Make every administrator who can sign in lead of a project in which nobody takes part."""
    if project.memberships:
        return
    administrators = (
        select(User)
        .join(user_role, user_role.c.user_id == User.id)
        .join(Role, Role.id == user_role.c.role_id)
        .where(Role.name == ADMINISTRATOR, User.active)
    )
    for user in db.session.scalars(administrators).all():
        put_into_project(user, project.id, ProjectRole.LEAD)


def parts_of(user: User) -> tuple[Part, ...]:
    """Give every project there is with what an account is in it, by name."""
    leads = (
        select(Membership.project_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == ProjectRole.LEAD.value, User.active)
    )
    led = set(db.session.scalars(leads))
    rows = db.session.execute(
        select(Project.id, Project.name, Membership.role)
        .outerjoin(Membership, (Membership.project_id == Project.id) & (Membership.user_id == user.id))
        .order_by(Project.name, Project.id)
    )
    return tuple(
        Part(project_id, name, ProjectRole(role) if role else None, project_id in led)
        for project_id, name, role in rows
    )


def _found(project_id: int, member_id: int) -> Membership | None:
    _wait_for_others(project_id)
    return db.session.scalar(
        select(Membership).where(Membership.id == member_id, Membership.project_id == project_id)
    )


def _membership(project_id: int, user_id: int) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(Membership.project_id == project_id, Membership.user_id == user_id)
    )


def _listed(found: Membership) -> ListedMember:
    user = found.user
    return ListedMember(found.id, user.id, user.shown_name, user.email, ProjectRole(found.role), user.active)


def _wait_for_others(project_id: int) -> None:
    """Let one change of a project's people at a time through (SQLite has one writer anyway)."""
    db.session.execute(select(Project.id).where(Project.id == project_id).with_for_update())


def _keep_one_lead(found: Membership) -> None:
    """Raise `Refused` where a project would be left without a lead who can sign in."""
    others = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.project_id == found.project_id,
            Membership.role == ProjectRole.LEAD.value,
            Membership.id != found.id,
            User.active,
        )
    )
    if found.role == ProjectRole.LEAD.value and db.session.scalars(others.limit(1)).one_or_none() is None:
        raise Refused(LAST_LEAD)
