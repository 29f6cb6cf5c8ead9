"""When sessions may be held: first and last day, days and times of the week, and days to keep clear."""

from __future__ import annotations

from typing import Any

from planner.domain.terms import Nation
from planner.forms.choices import ChecksField, ChoiceField, yes_or_no
from planner.forms.fields import DayField, TextField, WordsField
from planner.forms.page_form import PartForm
from planner.forms.pages import Page, Single, Task
from planner.forms.parts import Block, Inner
from planner.forms.rows import RowsField
from planner.forms.starts import StartRow, add_starts_to

NATIONS = tuple((nation.value, nation.value.replace("-", " ").title()) for nation in Nation)


class BlockedRow(Inner):
    """Days on which nothing may be held."""

    starts_on = DayField("First day", required="Enter the first day")
    ends_on = DayField("Last day", "Leave empty for a single day")
    reason = TextField("Why?", "For example rooms in use for an election")
    note = WordsField("Note", blank="")
    layout = (Block(("starts_on", "ends_on", "reason")), Block(("note",), "Note", is_more=True))

    @property
    def words(self) -> str:
        """The days in words: 1 March 2027 to 6 March 2027: rooms in use."""
        days = " to ".join(dict.fromkeys(part for part in (self.starts_on.shown, self.ends_on.shown) if part))
        return ": ".join(part for part in (days, self.reason.shown) if part)

    @property
    def body(self) -> Any:
        """The values for the document: without a last day it is the first."""
        found = super().body
        return {**found, "ends_on": found["ends_on"] or found["starts_on"]}


class DatesForm(PartForm):
    """When sessions may be held."""

    starts_on = DayField("First day", required="Enter the first day on which a session may be held")
    ends_on = DayField("Last day", required="Enter the last day on which a session may be held")
    add_starts = add_starts_to("weekly_starts")
    weekly_starts = RowsField(
        StartRow,
        "Days and times",
        "Every day of the week and time of day at which a session may start, for example Tuesday at 10:30am or 14:00. The more "
        "there are, the better the plan can suit the people who come.",
        one="another day and time",
    )
    nation = ChoiceField(
        "Whose bank and school holidays?",
        choices=NATIONS,
        default=Nation.ENGLAND.value,
        blank=Nation.ENGLAND.value,
        as_radios=True,
    )
    avoid_bank_holidays = yes_or_no("Keep bank holidays clear?", default=True)
    avoid_school_holidays = yes_or_no(
        "Keep school holidays clear?", "Worth it where parents or children take part", default=False
    )
    avoid_faiths = ChecksField(
        "Keep the festivals of these faiths clear",
        "Ask the people you invite. The dates of festivals are in the planner.",
        offered="faiths",
    )
    blocked = RowsField(
        BlockedRow,
        "Other days to keep clear",
        "For example a week in which the rooms are in use.",
        one="other days",
        empty_rows=0,
    )
    layout = (
        Block(("starts_on", "ends_on"), "First and last day"),
        Block(
            ("add_starts", "weekly_starts"),
            "When in the week",
        ),
        Block(
            ("nation", "avoid_bank_holidays", "avoid_school_holidays", "avoid_faiths"),
            "Holidays and festivals",
        ),
        Block(("blocked",)),
    )


DATES = Single(
    "dates",
    "Dates and times",
    Page(
        "dates",
        "Dates and times",
        DatesForm,
        "Say between which days sessions may be held, and at what times of the week.",
    ),
    address=("calendar",),
)
TASK = Task("dates", "Dates", "Between which days, and when in the week", (DATES,))
