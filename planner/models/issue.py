"""The business case: words that people have written into it, and what was issued, which never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc


class CaseText(Base):
    """A passage of the business case as a person has written it, in the place of the words proposed.

    `passage` is its stable key; `proposed_digest` the SHA-256 of the words that were proposed when it was written, so that
    it can be said when the figures underneath have changed since. `writer` is a person's name of that day.
    """

    __tablename__ = "case_text"
    __table_args__ = (UniqueConstraint("project_id", "passage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    passage: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(Text)
    proposed_digest: Mapped[str] = mapped_column(String(64))
    writer: Mapped[str] = mapped_column(String(255), default="")
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc, onupdate=now_utc)

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012


class Issue(Base):
    """A business case as it was issued: the `number`-th of its project, with everything it was made of. Rows never change.

    `facts` holds the figures it tells, by option and plan; `made_of` the digests of what it was made of (inputs, options,
    appraisal, scores, words), by which it is known to be out of date. `form_key`: the same sent twice issues once.
    """

    __tablename__ = "issue"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(255))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_of: Mapped[dict[str, str]] = mapped_column(JSON)
    issued_by: Mapped[str] = mapped_column(String(255), default="")
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    form_key: Mapped[str | None] = mapped_column(String(128), unique=True)

    files: Mapped[list[IssueFile]] = relationship(
        back_populates="issue", cascade="all, delete-orphan", passive_deletes=True, order_by="IssueFile.id"
    )


class IssueFile(Base):
    """A file of an issue, byte for byte, with its SHA-256 in hexadecimal."""

    __tablename__ = "issue_file"
    __table_args__ = (UniqueConstraint("issue_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))

    issue: Mapped[Issue] = relationship(back_populates="files")


class IssueNeverChanges(RuntimeError):
    """Something tried to change or to remove what was issued."""


def _refuse(mapper: Any, connection: Any, target: Issue | IssueFile) -> None:
    raise IssueNeverChanges(f"{type(target).__name__} {target.id} was issued: it never changes")


for _issued in (Issue, IssueFile):
    for _change in ("before_update", "before_delete"):
        event.listen(_issued, _change, _refuse)
