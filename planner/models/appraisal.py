"""How options are judged: the appraisal of a project, and the score card of each person who scores."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from planner.models.base import Base, UtcDateTime, now_utc


class Appraisal(Base):
    """The appraisal of a project, one at most; `body` is a `planner.domain.appraisal.Appraisal`."""

    __tablename__ = "appraisal"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc, onupdate=now_utc)

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012


class ScoreCard(Base):
    """What one person has scored, or (`user_id` null, one a project) what was agreed after talking it over.

    `scorer` is the person's name of that day; `body` maps option keys to factor keys to scores.
    """

    __tablename__ = "score_card"
    __table_args__ = (
        Index("ix_score_card_project_id_user_id", "project_id", "user_id", unique=True),
        Index(
            "ix_score_card_moderated",
            "project_id",
            unique=True,
            sqlite_where=text("user_id IS NULL"),
            postgresql_where=text("user_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    scorer: Mapped[str] = mapped_column(String(255), default="")
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc, onupdate=now_utc)

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012
