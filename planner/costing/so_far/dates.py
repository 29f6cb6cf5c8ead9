"""The days on which sessions of a draft are taken to be held: the first allowed start, spread over the period."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from planner.costing.so_far.choosing import Chosen, Classes, classes_of
from planner.domain.programme.base import minutes_of
from planner.domain.programme.calendar import Calendar
from planner.domain.programme.document import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import Sitting, blocked_days, days_between, pattern_starts
from planner.domain.terms import WEEKDAYS

LATEST = date(2100, 12, 31)


class Days:
    """The starts of a programme, and which days of a booking are taken already."""

    def __init__(self, programme: Programme) -> None:
        """Read the calendar; every day is still free."""
        self.calendar = programme.calendar
        blocked = blocked_days(programme.calendar)
        self._starts = [start for start in pattern_starts(programme) if start.date() not in blocked]
        self._taken: set[tuple[str, date]] = set()

    def classes_for(self, session: SessionPlan) -> tuple[Classes, bool]:
        """The starts that a session may have by time of the week, and whether they are as the draft asks.

        Where its own limits leave none, every start of the pattern; where all those are blocked, the pattern without dates.
        """
        own = classes_of(start for start in self._starts if self._is_for(session, start))
        if own:
            return own, True
        anywhere = classes_of(self._starts)
        return anywhere or classes_of(_any_week(self.calendar)), False

    def _is_for(self, session: SessionPlan, start: datetime) -> bool:
        day = start.date()
        return (
            (session.earliest_on is None or day >= session.earliest_on)
            and (session.latest_on is None or day <= session.latest_on)
            and (day - self.calendar.starts_on).days >= session.papers_days
            and start.hour * 60 + start.minute + session.minutes <= 24 * 60
            and (not session.starts or _is_in(session, start))
        )

    def take(self, chosen: Chosen, wanted_on: date) -> tuple[datetime, bool]:
        """The start nearest after a day, or before it, on a day that no other session has booked; whether there is one.

        Where there is none, the same time in the weeks that follow: only dates, never the price of the time of the week.
        """
        key = chosen.place.booking_key
        at = bisect_left(chosen.starts, datetime.combine(wanted_on, time()))
        for start in (*chosen.starts[at:], *reversed(chosen.starts[:at])):
            if (key, start.date()) not in self._taken:
                self._taken.add((key, start.date()))
                return start, True
        start = chosen.starts[-1]
        while (key, start.date()) in self._taken and start.date() <= LATEST - timedelta(days=7):
            start += timedelta(days=7)
        self._taken.add((key, start.date()))
        return start, False


def _is_in(session: SessionPlan, start: datetime) -> bool:
    weekday, minute = WEEKDAYS[start.weekday()], start.hour * 60 + start.minute
    return any(each.weekday is weekday and minutes_of(each.at) == minute for each in session.starts)


def _any_week(calendar: Calendar) -> Iterator[datetime]:
    """The weekly pattern on the first days of the period, blocked or not, a week of it at least."""
    for day in days_between(calendar.starts_on, min(LATEST, calendar.starts_on + timedelta(days=27))):
        for each in calendar.weekly_starts:
            if each.weekday is WEEKDAYS[day.weekday()]:
                yield datetime.combine(day, time.fromisoformat(each.at))


@dataclass
class _Ranks:
    """How many sessions come one after the other before each, by way of any others; circles are cut."""

    sessions: dict[str, SessionPlan]
    known: dict[str, int] = field(default_factory=dict)

    def of(self, key: str) -> int:
        if key not in self.known:
            self.known[key] = 0
            session = self.sessions[key]
            before = [each.session for each in session.follows]
            before += [session.feeds_back_on] if session.feeds_back_on else []
            self.known[key] = max((1 + self.of(each) for each in before if each in self.sessions), default=0)
        return self.known[key]


def in_order(programme: Programme, sittings: Sequence[Sitting]) -> list[Sitting]:
    """Sittings in the order in which their sessions follow one another, else in document order."""
    ranks = _Ranks({session.id: session for session in programme.sessions})
    return sorted(sittings, key=lambda sitting: ranks.of(sitting.session.id))


def spread(calendar: Calendar, count: int) -> list[date]:
    """So many days spread evenly over the period, each in the middle of its part."""
    length = (calendar.ends_on - calendar.starts_on).days + 1
    return [
        calendar.starts_on + timedelta(days=(2 * number + 1) * length // (2 * count))
        for number in range(count)
    ]
