"""A run of the optimiser, written down before it starts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc

if TYPE_CHECKING:
    from planner.models.plan import Plan
    from planner.models.project import Project


class RunState(StrEnum):
    """Where a run stands; the last five are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    SOLVED = "solved"
    INFEASIBLE = "infeasible"
    LIMIT = "limit"
    FAILED = "failed"
    CANCELLED = "cancelled"


_STATES = ", ".join(f"'{state}'" for state in RunState)


class Run(Base):
    """One run: everything it starts from, then its state, then why it ended as it did.

    `inputs_json` is the programme document it was started with, `inputs_digest` that document's SHA-256, `settings` the
    limits it was given (seconds, gap), `progress` the last report of stage, bound and best plan so far.
    `worker` names the process that carries it out, which says by `heartbeat_at` that it is alive; `stop_asked_at` is when
    somebody asked to stop and keep the best plan so far; `attempts` counts how often it was taken up,
    `started_by` is who asked for it, by the name of that day.
    `is_by_hand` says that its plan was placed by hand: such a run is written down when it is over, and took nobody's turn.
    `option_key` is the option of the project that its plan is for, "" for the project as it is entered. At most one run of each
    is queued or running (`is_open`: 1 while it is, null after), and at most one of a project is running.
    """

    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state_is_known"),
        CheckConstraint(
            "finished_at IS NULL OR finished_at >= created_at", name="ends_after_it_is_written_down"
        ),
        Index("ix_run_project_id_inputs_digest", "project_id", "inputs_digest"),
        Index("ix_run_project_id_option_key_is_open", "project_id", "option_key", "is_open", unique=True),
        Index(
            "ix_run_one_running",
            "project_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    option_key: Mapped[str] = mapped_column(String(40), default="")
    strategy: Mapped[str] = mapped_column(String(20))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    inputs_json: Mapped[str] = mapped_column(Text)
    inputs_digest: Mapped[str] = mapped_column(String(64))
    app_version: Mapped[str] = mapped_column(String(40))
    solver_version: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20), default=RunState.QUEUED.value)
    reason: Mapped[str] = mapped_column(Text, default="")
    progress: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    started_by: Mapped[str] = mapped_column(String(255), default="")
    worker: Mapped[str] = mapped_column(String(80), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stop_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_open: Mapped[int | None] = mapped_column(default=1)
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    project: Mapped[Project] = relationship(back_populates="runs")
    plan: Mapped[Plan | None] = relationship(back_populates="run")
