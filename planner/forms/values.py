"""What people write, read into the plain values of the programme document, and shown again the same way.

Every reader takes what was written (not empty) and gives a plain JSON value; it raises `ValueError` with an instruction.
Every shower gives back text that its reader reads as the same value.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from planner.domain.clocks import clock_words
from planner.domain.money import MoneyError, format_pence, parse_pence
from planner.domain.programme.problems.found import UNFIT

MOST_DIGITS = 9
_WHOLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm)?", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    r"(?:([0-9]{1,4}) ?(?:hours?|hrs?|h))?(?: ?(?:and )?([0-9]{1,5}) ?(?:minutes?|mins?|min|m)?)?",
    re.IGNORECASE,
)
_HOURS_COLON = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_PART_HOURS = re.compile(r"([0-9]{1,4}\.[0-9]{1,2}) ?(?:hours?|hrs?|h)", re.IGNORECASE)


def read_text(written: str) -> str:
    """Text as it was written, without spaces at its ends and with one kind of line break."""
    text = written.replace("\r\n", "\n").replace("\r", "\n").strip()
    if UNFIT.search(text):
        raise ValueError("Remove the characters that cannot be shown, for example by typing the text again")
    return text


def fit(written: str) -> str:
    """What was written as a page can show it again: characters that cannot be shown become a mark."""
    return UNFIT.sub("\ufffd", written)


def read_count(written: str) -> int:
    """A whole number, nought or more; commas between thousands are allowed."""
    text = written.strip()
    if text.startswith(("-", "\u2212")):
        raise ValueError("Enter a number that is nought or more, for example 12")
    if not _WHOLE.fullmatch(text):
        raise ValueError("Enter a whole number, for example 12")
    digits = text.replace(",", "").lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise ValueError("Enter a smaller number")
    return int(digits)


def read_pence(written: str) -> int:
    """Whole pence from pounds."""
    try:
        return parse_pence(written)
    except MoneyError as problem:
        raise ValueError(problem.instruction) from None


def show_pence(pence: int) -> str:
    """Pounds without the sign, which stands before the field: 1250 is "12.50"."""
    return format_pence(pence).replace("£", "").removesuffix(".00")


def read_decimal(written: str) -> float:
    """A number with a point, nought or more."""
    text = written.strip()
    if not _DECIMAL.fullmatch(text):
        raise ValueError("Enter a number, for example 12.5")
    return float(text)


def show_decimal(number: float) -> str:
    """A number without noughts at its end: 12.5, 20."""
    return format(Decimal(str(number)).normalize(), "f")


def read_share(written: str) -> float:
    """A part of one from a percentage: "50" or "50 %" is 0.5; at most two decimals."""
    text = written.strip().removesuffix("%").strip()
    if not _DECIMAL.fullmatch(text):
        raise ValueError("Enter a percentage between 0 and 100, for example 50")
    percent = Decimal(text)
    if percent > 100:
        raise ValueError("Enter a percentage of at most 100, for example 50")
    if percent != percent.quantize(Decimal("0.01")):
        raise ValueError("Enter a percentage with no more than two figures after the point, for example 17.6")
    return float(percent / 100)


def show_share(share: float) -> str:
    """A part of one as a percentage without its sign: 0.176 is "17.6"."""
    return show_decimal(float(Decimal(str(share)) * 100))


def read_minutes(written: str) -> int:
    """Minutes from "2 hours 30 minutes", "2h 30", "2:30", "2.5 hours" or "150"."""
    text = " ".join(written.split())
    colon, part, plain = (
        _HOURS_COLON.fullmatch(text),
        _PART_HOURS.fullmatch(text),
        _HOURS_AND_MINUTES.fullmatch(text),
    )
    if colon:
        return int(colon[1]) * 60 + int(colon[2])
    if part:
        minutes = Decimal(part[1]) * 60
        if minutes == int(minutes):
            return int(minutes)
    elif plain and (plain[1] or plain[2]):
        return int(plain[1] or 0) * 60 + int(plain[2] or 0)
    raise ValueError("Enter a length of time, for example 2 hours 30 minutes")


def show_minutes(minutes: int) -> str:
    """A length of time in words: 150 is "2 hours 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} minute{'s' if rest != 1 else ''}")
    return " ".join(parts)


def read_clock(written: str) -> str:
    """A time of day as "14:00" from "2pm", "2.30 pm", "14:00"; "9" alone could be either half of the day and is refused."""
    found = _CLOCK.fullmatch(written.strip())
    if found and (found[2] or found[3]):
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if hour <= 23 and minute <= 59:
            return f"{hour:02}:{minute:02}"
    raise ValueError("Enter a time of day, for example 2pm or 14:00")


def show_clock(clock: str) -> str:
    """A time of day as people say it: "14:30" is "2:30pm"."""
    return clock_words(clock)


def read_day(day: str, month: str, year: str) -> str:
    """A date as "2026-09-24" from its three fields; months may be written as names."""
    parts = [day.strip(), month.strip(), year.strip()]
    named = [name for name in MONTHS if len(parts[1]) >= 3 and name.startswith(parts[1].lower())]
    if named:
        parts[1] = str(MONTHS.index(named[0]) + 1)
    for words, part in zip(("day", "month", "year"), parts, strict=True):
        if not part:
            raise ValueError(f"The date must include a {words}, for example 24 9 2026")
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts) or len(parts[2]) != 4:
        raise ValueError("Enter a date, for example 24 9 2026")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        raise ValueError("Enter a date that is in the calendar, for example 24 9 2026") from None


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
