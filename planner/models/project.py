"""A project: one programme document, whole or still a draft, kept with its digest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc

if TYPE_CHECKING:
    from planner.models.run import Run
    from planner.models.user import Membership


class Project(Base):
    """A project and its programme document.

    `programme_json` is the document, which may be a draft with parts still missing (`planner.services.inputs` keeps it),
    `programme_digest` its SHA-256 in hexadecimal. Its parts are locked by the digest of what a form was filled from, and its row
    while a change is put in (`planner.services.inputs.lock_project`). `version` counts changes, for whoever forgets that lock:
    a write over a newer version raises `sqlalchemy.orm.exc.StaleDataError`. `hand_placed` is what somebody has placed by hand
    so far, session by session.
    """

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("length(slug) > 0", name="slug_is_not_empty"),
        CheckConstraint("schema_version >= 1", name="schema_version_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    programme_json: Mapped[str] = mapped_column(Text)
    programme_digest: Mapped[str] = mapped_column(String(64))
    schema_version: Mapped[int]
    version: Mapped[int] = mapped_column()
    hand_placed: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    runs: Mapped[list[Run]] = relationship(
        back_populates="project", order_by="Run.id", cascade="all, delete-orphan", passive_deletes=True
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="project", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012
