"""Dates and times: reversed, outside the period, too long, no start at all."""

from collections.abc import Iterator
from datetime import timedelta

from planner.domain.programme.base import DateRange, minutes_of
from planner.domain.programme.document import Programme
from planner.domain.programme.groups import Availability
from planner.domain.programme.problems.found import Problem
from planner.domain.programme.problems.walk import parts_of

LONGEST_DAYS = 5 * 366
MOST_SITTINGS = 2000
_MINUTES_A_DAY = 24 * 60


def dates_are_not_reversed(programme: Programme) -> Iterator[Problem]:
    """The period and every range of dates end on or after the day they start."""
    calendar = programme.calendar
    if calendar.ends_on < calendar.starts_on:
        yield _not_before("calendar.ends_on", str(calendar.starts_on))
    elif calendar.ends_on - calendar.starts_on > timedelta(days=LONGEST_DAYS):
        yield Problem("calendar.ends_on", "Enter an earlier date: a programme lasts five years at most")
    for path, dates in parts_of(programme, DateRange):
        if dates.ends_on < dates.starts_on:
            yield _not_before(f"{path}.ends_on", str(dates.starts_on))
    for number, session in enumerate(programme.sessions):
        if session.earliest_on and session.latest_on and session.latest_on < session.earliest_on:
            yield _not_before(f"sessions[{number}].latest_on", str(session.earliest_on))


def _not_before(path: str, first: str) -> Problem:
    return Problem(path, f"Enter a date on or after {first}")


def dates_are_inside_the_period(programme: Programme) -> Iterator[Problem]:
    """Milestones and the limits of sessions lie inside the period."""
    calendar = programme.calendar
    if calendar.ends_on < calendar.starts_on:
        return
    dates = [(f"milestones[{index}].on", each.on) for index, each in enumerate(programme.milestones)]
    for number, session in enumerate(programme.sessions):
        dates += [
            (f"sessions[{number}].{name}", on)
            for name, on in (("earliest_on", session.earliest_on), ("latest_on", session.latest_on))
            if on is not None
        ]
    for path, on in dates:
        if not calendar.starts_on <= on <= calendar.ends_on:
            yield Problem(path, f"Enter a date from {calendar.starts_on} to {calendar.ends_on}, the period")


def windows_are_not_reversed(programme: Programme) -> Iterator[Problem]:
    """Availability ends after it starts."""
    for path, availability in parts_of(programme, Availability):
        earliest, latest = availability.earliest, availability.latest
        if earliest and latest and minutes_of(latest) <= minutes_of(earliest):
            yield Problem(f"{path}.latest", f"Enter a time after {earliest}")


def sessions_have_starts(programme: Programme) -> Iterator[Problem]:
    """There is a weekly pattern, sessions keep to it, and each session ends on the day it starts."""
    pattern = programme.calendar.weekly_starts
    if not pattern:
        message = "Add at least one weekday and time at which a sitting may start"
        yield Problem("calendar.weekly_starts", message)
        return
    for number, session in enumerate(programme.sessions):
        here = f"sessions[{number}]"
        for name, starts in (("starts", session.starts), ("wanted_starts", session.wanted_starts)):
            allowed = session.starts if name == "wanted_starts" and session.starts else pattern
            for index, start in enumerate(starts):
                if start not in allowed:
                    message = "Choose a start of the weekly pattern" + (
                        " that this session allows" if allowed is not pattern else ""
                    )
                    yield Problem(f"{here}.{name}[{index}]", message)
        earliest = min(minutes_of(start.at) for start in session.starts or pattern)
        if earliest + session.minutes > _MINUTES_A_DAY:
            yield Problem(
                f"{here}.minutes", f"Enter at most {_MINUTES_A_DAY - earliest}: it has to end by midnight"
            )


def there_are_not_too_many_sittings(programme: Programme) -> Iterator[Problem]:
    """A programme has at most 2,000 sittings, and at least one session."""
    if not programme.sessions:
        yield Problem("sessions", "Add at least one session")
    total = sum(session.repeats.count for session in programme.sessions)
    if total > MOST_SITTINGS:
        yield Problem("sessions", f"Plan at most {MOST_SITTINGS:,} sittings in all: there are {total:,}")


def sittings_past_the_most(programme: Programme) -> Iterator[Problem]:
    """At the first session that goes past 2,000 sittings in all: how many there may be."""
    total = sum(session.repeats.count for session in programme.sessions)
    if total <= MOST_SITTINGS:
        return
    counted = 0
    for number, session in enumerate(programme.sessions):
        counted += session.repeats.count
        if counted > MOST_SITTINGS:
            yield Problem(
                f"sessions[{number}].repeats.count",
                f"Enter a smaller number: plan at most {MOST_SITTINGS:,} sittings in all: there are {total:,}",
            )
            return
