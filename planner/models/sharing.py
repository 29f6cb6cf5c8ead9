"""What is shared with the people who take part: links that can be withdrawn, comments and replies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.models.base import Base, UtcDateTime, now_utc


class ShareLink(Base):
    """A link to the plain-language page of a project: only the SHA-256 of its token is kept. It holds until it is revoked.

    `audience` says in words for whom it is; `option_key` which option it shows, "" for the project's own plan.
    """

    __tablename__ = "share_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    audience: Mapped[str] = mapped_column(String(200), default="")
    option_key: Mapped[str] = mapped_column(String(40), default="")
    made_by: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    form_key: Mapped[str | None] = mapped_column(String(128), unique=True)

    comments: Mapped[list[Comment]] = relationship(
        back_populates="link", cascade="all, delete-orphan", passive_deletes=True, order_by="Comment.id"
    )


class Comment(Base):
    """What somebody who takes part has said about the plan, and what was answered; nobody has to say who they are."""

    __tablename__ = "share_comment"
    __table_args__ = (CheckConstraint("length(words) > 0", name="words_are_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("share_link.id", ondelete="CASCADE"), index=True)
    about: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now_utc)
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_by: Mapped[str] = mapped_column(String(255), default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    form_key: Mapped[str | None] = mapped_column(String(128), unique=True)

    link: Mapped[ShareLink] = relationship(back_populates="comments")
