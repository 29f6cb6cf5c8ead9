"""A project: one programme document, kept with its digest and a version for locking."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc

if TYPE_CHECKING:
    from planner.models.run import Run


class Project(Base):
    """A project and its programme document.

    `programme_json` is the document as the schema writes it, `programme_digest` its SHA-256 in hexadecimal,
    `version` counts changes: a save against an older version raises `sqlalchemy.orm.exc.StaleDataError`.
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
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    runs: Mapped[list[Run]] = relationship(back_populates="project", order_by="Run.id")

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012
