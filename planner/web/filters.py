"""What templates may do to words."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from planner.domain.dates import uk_time
from planner.domain.money import format_pence
from planner.domain.terms import Section
from planner.reports.words import SECTION_WORDS, date_words, time_words


def attach(app: Flask) -> None:
    """Give the templates of `app` their filters."""
    app.add_template_filter(upper_first)
    app.add_template_filter(pounds)
    app.add_template_filter(moment_words)
    app.add_template_filter(uk_date)
    app.add_template_filter(rounded_pounds)
    app.add_template_filter(section_words)
    app.add_template_filter(as_typed)


def upper_first(words: str) -> str:
    """Give the words with a capital first letter and everything else as it was ("by 1 July" is "By 1 July")."""
    return words[:1].upper() + words[1:]


def pounds(pence: int) -> str:
    """Give whole pence as pounds and pence: 123450 is "£1,234.50"."""
    return format_pence(pence)


def moment_words(instant: datetime) -> str:
    """Give an instant as clocks in the UK show it: "24 September 2026, 10:01am"."""
    at = uk_time(instant)
    return f"{date_words(at.date())}, {time_words(at)}"


def uk_date(instant: datetime) -> str:
    """Give the day of an instant in the UK: "24 September 2026"."""
    return date_words(uk_time(instant).date())


def rounded_pounds(pence: int) -> str:
    """Give whole pence as pounds to the nearest £100, for rough figures; below £1,000 to the nearest £10."""
    step = 100_00 if abs(pence) >= 1_000_00 else 10_00
    return format_pence((pence + step // 2) // step * step).removesuffix(".00")


def section_words(section: Section) -> str:
    """Give a section of the budget in words."""
    return SECTION_WORDS[section]


def as_typed(words: str | None) -> str:
    """Give what somebody typed, to be shown in its field again; what cannot stand on a page is shown as such."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in words or "")
