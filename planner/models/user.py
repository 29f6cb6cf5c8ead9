"""People who sign in: accounts, the one role that stands above projects, and what each may do in which project."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_security.core import RoleMixin, UserMixin
from flask_security.datastore import AsaList
from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc

if TYPE_CHECKING:
    from planner.models.project import Project

ADMINISTRATOR = "administrator"
"""The name of the role whose holders manage accounts and may put people into any project."""


class ProjectRole(StrEnum):
    """What somebody is in a project; what each may do is told by `planner.services.permissions`."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    FINANCE_REVIEWER = "finance_reviewer"
    COMMISSIONER = "commissioner"
    READER = "reader"


_ROLES = ", ".join(f"'{role}'" for role in ProjectRole)

user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """A role that stands above projects; there is one, `ADMINISTRATOR`."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str | None] = mapped_column(String(255))
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    update_datetime: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc, onupdate=now_utc)


class User(Base, UserMixin):
    """An account. `email` is kept in lower case; `fs_uniquifier` changes when every session of the account has to end."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: secrets.token_hex(16))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_phone_number: Mapped[str | None] = mapped_column(String(128))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    update_datetime: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc, onupdate=now_utc)

    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=user_role, lazy="selectin"
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def shown_name(self) -> str:
        """How the account is called on pages: its name, or its address where it has none."""
        return self.name or self.email


class Membership(Base):
    """What one account is in one project."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("user_id", "project_id"),
        CheckConstraint(f"role IN ({_ROLES})", name="role_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    user: Mapped[User] = relationship(back_populates="memberships")
    project: Mapped[Project] = relationship(back_populates="memberships")


class OneTimeLink(Base):
    """A link that works once: only the SHA-256 of its token is kept, in hexadecimal."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    note: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User | None] = relationship()
