"""Accounts: made, named, given a password, stopped; who administers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask_security.utils import hash_password
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from planner.extensions import accounts, db, security
from planner.models import ADMINISTRATOR, Membership, Project, ProjectRole, Role, User
from planner.models.user import user_role
from planner.services import members
from planner.services.addresses import find_by_email, plain_address
from planner.services.links import FoundLink, Purpose, end_links, make_link, use_up
from planner.services.refusals import Refused

USED_WORDS = "This link has been used already."
TAKEN_WORDS = "There is already an account with this email address: find it in the list"


@dataclass(frozen=True)
class ListedAccount:
    """An account in the list of people."""

    user_id: int
    email: str
    name: str
    is_active: bool
    is_administrator: bool
    has_password: bool
    has_second_factor: bool
    project_count: int


def list_accounts() -> tuple[ListedAccount, ...]:
    """Give every account by name, then address; no list of projects is read."""
    count = (
        select(func.count(Membership.id))
        .where(Membership.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )
    rows = db.session.execute(select(User, count).order_by(func.lower(User.name), User.email))
    return tuple(_listed(user, project_count) for user, project_count in rows)


def get_account(user_id: int) -> User | None:
    """Give one account, or None."""
    return db.session.get(User, user_id)


def describe(user: User) -> ListedAccount:
    """Give an account as it is listed."""
    return _listed(user, len(user.memberships))


def _listed(user: User, project_count: int) -> ListedAccount:
    return ListedAccount(
        user.id,
        user.email,
        user.shown_name,
        user.active,
        any(role.name == ADMINISTRATOR for role in user.roles),
        bool(user.password),
        user.tf_primary_method is not None,
        project_count,
    )


def there_is_none() -> bool:
    """Whether nobody has an account yet."""
    return not db.session.scalar(select(exists().where(User.id.is_not(None))))


def make_first_administrator(token: str, email: str, name: str, password: str) -> User:
    """Make the first account from its one-time link: an administrator, and lead of every project without members.

    Raises `Refused` where the link does not work any more, or there is an account already.
    """
    if not use_up(token) or not there_is_none():
        raise Refused(USED_WORDS)
    user = _make(email, name, password)
    user.roles.append(_administrator_role())
    db.session.flush()
    for project in db.session.scalars(select(Project).where(~Project.memberships.any())):
        members.put_into_project(user, project.id, ProjectRole.LEAD)
    return user


def add_account(email: str, name: str) -> tuple[User, str]:
    """Make an account without a password, and give it with its one-time link; raises `Refused` where there is one already."""
    if find_by_email(email) is not None:
        raise Refused(TAKEN_WORDS, "email")
    user = _make(email, name, None)
    return user, make_link(Purpose.WELCOME, user)


def set_password_by_link(token: str, link: FoundLink, password: str, name: str = "") -> User:
    """Give the account of a link a new password, and end all its sessions; raises `Refused` where the link is used up."""
    user = get_account(link.user_id) if link.user_id is not None else None
    if user is None or not user.active or not use_up(token):
        raise Refused(USED_WORDS)
    user.password = _hashed(password)
    user.name = name or user.name
    end_links(user)
    end_sessions(user)
    return user


def make_reset_link(user: User) -> str:
    """Give the address of a one-time link by which an account chooses a new password."""
    return make_link(Purpose.RESET if user.password else Purpose.WELCOME, user)


def end_sessions(user: User) -> None:
    """Sign an account out wherever it is signed in: whatever cookie somebody kept is worth nothing any more."""
    accounts.set_uniquifier(user)
    db.session.flush()


def rename(user: User, name: str) -> None:
    """Give an account another name to be called by."""
    user.name = name
    db.session.flush()


def set_active(user: User, is_active: bool) -> None:
    """Stop an account, or let it be used again; raises `Refused` for the last administrator who can sign in."""
    if not is_active:
        _keep_one_administrator(user)
        end_links(user)
        end_sessions(user)
    user.active = is_active
    db.session.flush()


def set_administrator(user: User, is_administrator: bool) -> None:
    """Make somebody an administrator, or no longer; raises `Refused` for the last one who can sign in."""
    role = _administrator_role()
    if is_administrator and role not in user.roles:
        user.roles.append(role)
    if not is_administrator and role in user.roles:
        _keep_one_administrator(user)
        user.roles.remove(role)
    db.session.flush()


def turn_off_second_factor(user: User) -> None:
    """Let somebody who lost their device sign in with the password alone, and end their sessions."""
    accounts.tf_reset(user)
    accounts.mf_set_recovery_codes(user, None)
    end_sessions(user)


def password_problems(password: str) -> tuple[str, ...]:
    """Give what is wrong with a new password, in words; nothing where it will do."""
    problems, _normalised = security.password_util.validate(password, True)
    return tuple(problems or ())


def _make(email: str, name: str, password: str | None) -> User:
    """Make an account; raises `Refused` where somebody else has just made one with this address."""
    user = User(email=plain_address(email), name=name, password=_hashed(password) if password else None)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        raise Refused(TAKEN_WORDS, "email") from None
    return user


def _hashed(password: str) -> str:
    hashed: str = hash_password(security.password_util.normalize(password))
    return hashed


def _administrator_role() -> Role:
    role = cast(Role, accounts.find_or_create_role(ADMINISTRATOR))
    db.session.flush()
    return role


def _keep_one_administrator(user: User) -> None:
    """Raise `Refused` where nobody else could administer accounts; two who try at once wait for each other."""
    db.session.execute(select(Role.id).where(Role.name == ADMINISTRATOR).with_for_update())
    others = (
        select(User.id)
        .join(user_role, user_role.c.user_id == User.id)
        .join(Role, Role.id == user_role.c.role_id)
        .where(Role.name == ADMINISTRATOR, User.active, User.id != user.id)
    )
    is_one = any(role.name == ADMINISTRATOR for role in user.roles)
    if is_one and db.session.scalars(others.limit(1)).one_or_none() is None:
        raise Refused("This is the last administrator: make somebody else an administrator first.")
