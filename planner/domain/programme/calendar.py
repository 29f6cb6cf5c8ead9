"""When sittings may take place: the period, the weekly pattern, blocked dates and milestones."""

from planner.domain.programme.base import Clock, DateRange, Day, Id, Part, Text, Title
from planner.domain.terms import Nation, Weekday


class WeeklyStart(Part):
    """A weekday and clock time at which a sitting may start."""

    weekday: Weekday
    at: Clock


class Calendar(Part):
    """The period and its weekly pattern of starts.

    A start is a date and clock time from `weekly_starts`, inside the period and not blocked.
    Bank holidays are those of `nation`; festivals are those of the packaged dated table.
    """

    starts_on: Day
    ends_on: Day
    weekly_starts: tuple[WeeklyStart, ...]
    nation: Nation = Nation.ENGLAND
    avoid_bank_holidays: bool = True
    avoid_school_holidays: bool = False
    avoid_faiths: tuple[Text, ...] = ()
    """Faiths whose festivals in the packaged table block their dates."""
    blocked: tuple[DateRange, ...] = ()


class Milestone(Part):
    """A fixed date the programme has to respect, such as a board meeting or a paper deadline."""

    id: Id
    title: Title
    on: Day
