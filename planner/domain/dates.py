"""Arithmetic of dates: financial years, months and weeks. No clock: every date is passed in."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

UK: Final = ZoneInfo("Europe/London")


def financial_year_of(day: date) -> str:
    """The UK financial year (1 April to 31 March) a day falls in, such as "2026-27" for 31 March 2027."""
    first_year = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{first_year}-{(first_year + 1) % 100:02d}"


def months_between(first_on: date, last_on: date) -> int:
    """Whole months passed from one day to another; negative if they are reversed.

    A month has passed once the day of the month is reached again: from 31 January to 28 February none has.
    """
    if last_on < first_on:
        return -months_between(last_on, first_on)
    months_count = (last_on.year - first_on.year) * 12 + last_on.month - first_on.month
    return months_count - (last_on.day < first_on.day)


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def uk_time(instant: datetime) -> datetime:
    """An instant as clocks in the UK show it, without its zone. Raises `ValueError` for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(UK).replace(tzinfo=None)
