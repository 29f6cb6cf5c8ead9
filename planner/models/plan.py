"""A plan that both witnesses have passed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc

if TYPE_CHECKING:
    from planner.models.project import Project
    from planner.models.run import Run


class Plan(Base):
    """The plan a run ended with: the plan document and, for lists, its headline in words and its new money in whole pence."""

    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("total_pence >= 0", name="total_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    plan_json: Mapped[str] = mapped_column(Text)
    total_pence: Mapped[int] = mapped_column(BigInteger)
    headline: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)

    run: Mapped[Run] = relationship(back_populates="plan")
    project: Mapped[Project] = relationship()
