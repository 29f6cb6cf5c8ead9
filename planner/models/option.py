"""The options of a project: what each says differently from its base, or a typed cost table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.models.base import Base, UtcDateTime, now_utc


class Option(Base):
    """An option by its `key`, which is never given twice in a project: a removed one keeps its row, so that it can be put back.

    `body` is a `planner.domain.options.Option`, `position` its place in the list (0 first). `form_key` is the key of the form
    that added it: the same sent twice adds one. `version` counts changes: a write over a newer one raises `StaleDataError`.
    """

    __tablename__ = "project_option"
    __table_args__ = (
        UniqueConstraint("project_id", "key"),
        CheckConstraint("length(key) > 0", name="key_is_not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(30))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int]
    version: Mapped[int] = mapped_column()
    form_key: Mapped[str | None] = mapped_column(String(128), unique=True)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012
