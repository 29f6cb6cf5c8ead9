"""Links that work once: made, looked at, used up.

A token has 256 bits and is told to one person; only its SHA-256 is kept, so whoever reads the database cannot use it. A link is
used up by one statement of the database, so that of two tabs, or of a double click, exactly one goes through.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flask import current_app
from sqlalchemy import delete, select, update

from planner.extensions import db
from planner.models import OneTimeLink, User
from planner.models.base import now_utc

TOKEN_BYTES = 32
KEPT_AFTER_EXPIRY = timedelta(days=30)
"""So long a link that expired is still told from one that never was."""


class Purpose(StrEnum):
    """What a link is for."""

    FIRST = "first"
    """Making the first administrator."""
    WELCOME = "welcome"
    """Choosing the first password of an account that an administrator made."""
    RESET = "reset"
    """Choosing a new password."""


LIFETIMES = {
    Purpose.FIRST: timedelta(hours=24),
    Purpose.WELCOME: timedelta(days=7),
    Purpose.RESET: timedelta(days=7),
}
LIFETIME_WORDS = {Purpose.FIRST: "24 hours", Purpose.WELCOME: "7 days", Purpose.RESET: "7 days"}


class Standing(StrEnum):
    """Whether a link still works."""

    WORKS = "works"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True)
class FoundLink:
    """A link that somebody holds: what it is for, whose account, whether it still works."""

    purpose: Purpose
    standing: Standing
    user_id: int | None
    email: str


def make_link(purpose: Purpose, user: User | None = None) -> str:
    """Make a link and give its whole address, which can never be given again.

    Links made earlier for the same purpose and account stop working.
    """
    now = now_utc()
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at < now - KEPT_AFTER_EXPIRY))
    whose = OneTimeLink.user_id.is_(None) if user is None else OneTimeLink.user_id == user.id
    open_ones = OneTimeLink.used_at.is_(None) & (OneTimeLink.expires_at > now)
    db.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.purpose == purpose.value, whose, open_ones)
        .values(expires_at=now, note="replaced by a newer one")
    )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        OneTimeLink(
            purpose=purpose.value, token_hash=digest(token), user=user, expires_at=now + LIFETIMES[purpose]
        )
    )
    db.session.flush()
    return f"{current_app.config['PLANNER_ADDRESS']}/links/{token}"


def digest(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def look_at(token: str) -> FoundLink | None:
    """Tell what a link is without using it; None where there never was such a link."""
    row = db.session.execute(
        select(OneTimeLink, User.email)
        .outerjoin(User, User.id == OneTimeLink.user_id)
        .where(OneTimeLink.token_hash == digest(token))
    ).one_or_none()
    if row is None:
        return None
    link, email = row
    return FoundLink(Purpose(link.purpose), _standing(link), link.user_id, email or "")


def _standing(link: OneTimeLink) -> Standing:
    if link.used_at is not None:
        return Standing.USED
    return Standing.WORKS if link.expires_at > now_utc() else Standing.EXPIRED


def use_up(token: str) -> bool:
    """Use a link; of all who try at once exactly one is told True. Undone when the caller rolls back."""
    now = now_utc()
    used = db.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
    )
    return used.rowcount == 1  # type: ignore[attr-defined, no-any-return]


def end_links(user: User) -> None:
    """Let every open link of an account stop working."""
    now = now_utc()
    db.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.user_id == user.id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)
        .values(expires_at=now, note="no longer wanted")
    )
