"""How often a session is held, in what order, and when."""

from __future__ import annotations

from typing import ClassVar

from planner.forms.choices import ChoiceField
from planner.forms.fields import CountField, DayField
from planner.forms.page_form import PartForm
from planner.forms.parts import Block, Inner, PartField
from planner.forms.rows import RowsField
from planner.forms.weekly import StartsField
from planner.reports.words import count_words

REPEATS = (
    ("series", "Something new each time: the same people come again"),
    ("alternatives", "The same each time: people choose the one that suits them"),
)
RELATIONS = (("before", "Before it"), ("after", "After it"))


def span_words(least_count: int, most_count: int | None) -> str:
    """A number of days between two: "at least 7 days", "14 to 42 days"."""
    if most_count is None:
        return f"at least {count_words(least_count, 'day')}"
    return f"{least_count} to {count_words(most_count, 'day')}"


class RepeatsForm(Inner):
    """How many times a session is held."""

    count = CountField("How many times is it held?", default=1, blank=1)
    kind = ChoiceField(
        "If more than once, what is it each time?", choices=REPEATS, default="series", blank="series"
    )
    required_count = CountField(
        "How many of these have to be held?",
        "Leave empty if all do. The others are held if money and time allow",
    )
    least_days_apart = CountField("At least so long apart", default=1, blank=1, suffix="days")
    most_days_apart = CountField("At most so long apart", "Leave empty if there is no limit", suffix="days")

    @property
    def words(self) -> str:
        """How often, in a line: "4 times, 3 of them in any case, something new each time, 14 to 42 days apart"."""
        count, needed = int(self.count.body), self.required_count.body
        if count == 1:
            return "Once" if needed != 0 else "Once, if money and time allow"
        parts = [f"{count} times"]
        if needed is not None and needed < count:
            parts.append(f"{needed} of them in any case")
        parts.append("something new each time" if self.kind.body == "series" else "the same each time")
        return ", ".join(
            [*parts, f"{span_words(self.least_days_apart.body, self.most_days_apart.body)} apart"]
        )


class FollowsRow(Inner):
    """A session that comes before this one."""

    session = ChoiceField("Comes after", offered="sessions", required="Choose the session it comes after")
    least_days = CountField("By at least", default=1, blank=1, suffix="days")
    most_days = CountField("By at most", suffix="days")
    blank_without: ClassVar[tuple[str, ...]] = ("session", "most_days")

    @property
    def words(self) -> str:
        """The session and how much later: "Design workshop, at least 7 days later"."""
        return f"{self.session.shown}, {span_words(self.least_days.body, self.most_days.body)} later"


class MilestoneRow(Inner):
    """A fixed date that this session keeps to."""

    milestone = ChoiceField("Fixed date", offered="milestones", required="Choose a fixed date")
    relation = ChoiceField(
        "The session is", choices=RELATIONS, as_radios=False, required="Choose before or after"
    )
    least_days = CountField("By at least", default=0, blank=0, suffix="days")
    blank_without: ClassVar[tuple[str, ...]] = ("milestone", "relation")

    @property
    def words(self) -> str:
        """The fixed date and how far from it: "Board papers: at least 5 days before it"."""
        return (
            f"{self.milestone.shown}: {span_words(self.least_days.body, None)} {self.relation.shown.lower()}"
        )


class OrderForm(PartForm):
    """How often a session is held, and what it comes before and after."""

    repeats = PartField(RepeatsForm, "How often is it held?")
    papers_days = CountField(
        "How many days before do papers go out?", "0 if there are none", default=0, blank=0, suffix="days"
    )
    follows = RowsField(FollowsRow, "What comes before it", one="another session")
    milestones = RowsField(
        MilestoneRow,
        "Fixed dates",
        "Such as a board meeting that it has to be in time for.",
        one="another date",
    )
    layout = (
        Block(("repeats", "papers_days")),
        Block(("follows", "milestones"), "In what order"),
    )


class WhenForm(PartForm):
    """The days and times at which a session may be held."""

    earliest_on = DayField("Not before", "Leave empty for any day of the project")
    latest_on = DayField("Not after", "Leave empty for any day of the project")
    wanted_starts = StartsField(
        "Which times do people ask for?", "The plan comes as close to these as it can"
    )
    starts = StartsField("Only at these times", "Tick none for any of the project's weekly times")
    layout = (
        Block(("earliest_on", "latest_on")),
        Block(("wanted_starts", "starts"), "Times of the week"),
    )
