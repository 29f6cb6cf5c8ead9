"""Letters by email: one-time links, sent only where a mail server is set."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_mailman import EmailMessage

from planner.services import accounts
from planner.services.addresses import find_by_email
from planner.services.links import LIFETIME_WORDS, Purpose

SUBJECTS = {
    Purpose.WELCOME: "Your account for the co-production planner",
    Purpose.RESET: "A new password for the co-production planner",
}
TEXTS = {
    Purpose.WELCOME: "An account has been made for you. Choose your password here:",
    Purpose.RESET: "Somebody asked for a new password for your account. Choose it here:",
}


@dataclass(frozen=True)
class Letter:
    """A one-time link on its way: to whom, what for, and its address."""

    email: str
    purpose: Purpose
    address: str


def are_sent() -> bool:
    """Whether a mail server is set."""
    return bool(current_app.config.get("MAIL_SERVER"))


def send_link(letter: Letter) -> bool:
    """Send somebody a one-time link; tells whether the mail server took it, and writes down why not.

    Never called inside a transaction: a mail server may take its time.
    """
    purpose = letter.purpose
    text = (
        f"{TEXTS[purpose]}\n\n{letter.address}\n\nThe link works once, for {LIFETIME_WORDS[purpose]}. "
        "If you did not expect it, do nothing: without the link nothing changes.\n"
    )
    try:
        EmailMessage(SUBJECTS[purpose], text, to=[letter.email]).send()
    except OSError as problem:
        current_app.logger.error("A one-time link could not be sent: %s", type(problem).__name__)
        return False
    return True


def write_reset_link(email: str) -> Letter | None:
    """Make a link to choose a new password for the account with this address, and give its letter; None without account.

    It is to be sent once the link is kept: while a mail server is waited for, nothing may be held in the database. Raises
    `Refused` for what is no address.
    """
    user = find_by_email(email)
    if user is None or not user.active:
        return None
    purpose = Purpose.RESET if user.password else Purpose.WELCOME
    return Letter(user.email, purpose, accounts.make_reset_link(user))
