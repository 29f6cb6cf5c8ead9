"""Letters by email: one-time links, sent only where a mail server is set."""

from __future__ import annotations

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


def are_sent() -> bool:
    """Whether a mail server is set."""
    return bool(current_app.config.get("MAIL_SERVER"))


def send_link(email: str, purpose: Purpose, address: str) -> bool:
    """Send somebody a one-time link; tells whether the mail server took it, and writes down why not."""
    text = (
        f"{TEXTS[purpose]}\n\n{address}\n\nThe link works once, for {LIFETIME_WORDS[purpose]}. "
        "If you did not expect it, do nothing: without the link nothing changes.\n"
    )
    try:
        EmailMessage(SUBJECTS[purpose], text, to=[email]).send()
    except OSError as problem:
        current_app.logger.error("A one-time link could not be sent: %s", type(problem).__name__)
        return False
    return True


def send_reset_link(email: str) -> None:
    """Send the account with this address a link to choose a new password; nothing where there is no such account.

    Raises `Refused` for what is no address.
    """
    user = find_by_email(email)
    if user is None or not user.active:
        return
    purpose = Purpose.RESET if user.password else Purpose.WELCOME
    send_link(user.email, purpose, accounts.make_reset_link(user))
