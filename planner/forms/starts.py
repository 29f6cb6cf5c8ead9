"""Days and times at which sessions may start: one a row, and a small form that adds many at once.

A form with rows of starts takes both (here the calendar's; a session's own starts are rows of the same shape):

    starts = RowsField(StartRow, "Days and times", one="another day and time")
    add_starts = add_starts_to("starts")
"""

from __future__ import annotations

import re
from typing import Any

from planner.domain.terms import WEEKDAYS
from planner.forms import values
from planner.forms.choices import ChecksField, ChoiceField
from planner.forms.fields import BodyField, ClockField
from planner.forms.filling import FillField
from planner.forms.parts import Inner
from planner.forms.rows import MOST_ROWS

WEEKDAY_CHOICES = tuple((day.value, day.value.capitalize()) for day in WEEKDAYS)
MOST_TIMES = 24


class StartRow(Inner):
    """A weekday and a time of day."""

    weekday = ChoiceField("Day", choices=WEEKDAY_CHOICES, required="Choose a day of the week")
    at = ClockField("Time", "", required="Enter a time of day, for example 2pm or 14:00")

    @property
    def words(self) -> str:
        """The start in words: Tuesday 10:30am."""
        return f"{self.weekday.shown} {self.at.shown}".strip()


class ClocksField(BodyField):
    """Several times of day in one field, parted by commas or the word *and*; its value is a list, as people wrote it."""

    def read(self, written: str) -> list[str]:
        """Read times of day; the same one twice counts once."""
        parts = [part for part in re.split(r",|;|\band\b|\n", written) if part.strip()]
        if len(parts) > MOST_TIMES:
            raise ValueError(f"Enter at most {MOST_TIMES} times")
        return list(dict.fromkeys(values.read_clock(part) for part in parts))

    def show(self, value: Any) -> str:
        """Show times of day."""
        return ", ".join(values.show_clock(clock) for clock in value)


class AddStartsForm(Inner):
    """Some days and some times: each time on each day."""

    days = ChecksField("Days", choices=WEEKDAY_CHOICES, required="Tick at least one day")
    times = ClocksField(
        "Times",
        "One or more, for example 10:30am, 1pm, 6pm",
        width="20",
        required="Enter at least one time, for example 10:30am",
    )


def add_starts_to(rows: str) -> FillField:
    """Give the field of the small form that adds starts to the rows of that name; those that are there stay as they are."""

    def fill(small: AddStartsForm, form: Any) -> None:
        there = [entry.form for entry in form[rows].kept]
        known = {(row.weekday.body, row.at.body) for row in there}
        added = [
            {"weekday": day, "at": at}
            for day in sorted(small.days.body, key=[value for value, _ in WEEKDAY_CHOICES].index)
            for at in small.times.body
            if (day, at) not in known
        ]
        _add_rows(form[rows], added)

    made: FillField = FillField(
        AddStartsForm,
        "Add several at once",
        button="Add these times on these days",
        fill=fill,
    )
    return made


def _add_rows(rows: Any, added: list[dict[str, str]]) -> None:
    """Put starts into rows after those with something in them, which stay as they were written."""
    rows.entries = rows.kept
    for start in added[: MOST_ROWS - len(rows.entries)]:
        rows.append_entry(start)
