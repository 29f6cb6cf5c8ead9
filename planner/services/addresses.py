"""Email addresses as accounts are found by them."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from planner.extensions import db
from planner.models import User
from planner.services.refusals import Refused

NO_ADDRESS_WORDS = "Enter an email address, for example name@council.example"


def plain_address(email: str) -> str:
    """Give an email address as it is kept, in lower case; raises `Refused` for what is none. Nothing is looked up."""
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Refused(NO_ADDRESS_WORDS, "email") from None


def find_by_email(email: str) -> User | None:
    """Give the account with this address however it is written, or None; raises `Refused` for what is no address."""
    return db.session.scalar(select(User).where(User.email == plain_address(email)))
