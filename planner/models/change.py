"""The trail of a project: who changed what, when, and how it was before."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc
from planner.models.user import User


class ChangeKind(StrEnum):
    """What was done to a project."""

    CREATED = "created"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    PUT_BACK = "put_back"
    REPLACED = "replaced"
    """The whole document came in as a file."""


_KINDS = ", ".join(f"'{kind}'" for kind in ChangeKind)


class Change(Base):
    """One change to a project's inputs; rows are added with the change and never altered.

    `part` is the list it is about ("venues", "venues/town-hall/rooms") or the page of a part there is once ("project"; empty
    for the whole document), `key` the id of the entry in a list (else empty), `title` how that is called, `before` and `after`
    its content. `form_key` is the key of the form sent with the digest of what it said: the same sent twice makes one change.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind_is_known"),
        Index("ix_change_project_id_id", "project_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[Any | None] = mapped_column(JSON)
    after: Mapped[Any | None] = mapped_column(JSON)
    position: Mapped[int | None]
    """Where a removed entry stood in its list, 0 first."""
    form_key: Mapped[str | None] = mapped_column(String(128), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    user: Mapped[User | None] = relationship()
