"""Sittings of a programme, and the starts each of them may have.

Source: `docs/formulation.md` §1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.domain.calendars import bank_holidays, faith_festivals, school_holidays
from planner.domain.programme.base import minutes_of
from planner.domain.programme.calendar import Calendar, WeeklyStart
from planner.domain.programme.document import Programme
from planner.domain.programme.sessions import Pin, SessionPlan, SittingState
from planner.domain.terms import WEEKDAYS, SittingStatus

MINUTES_A_DAY = 24 * 60
FIXED_STATUSES = (SittingStatus.ANNOUNCED, SittingStatus.HELD)


@dataclass(frozen=True)
class Sitting:
    """One occurrence of a session plan: `id` is "SESSION-NUMBER", `number` counts from 1."""

    id: str
    session: SessionPlan
    number: int
    is_required: bool
    state: SittingState | None
    pins: tuple[Pin, ...]

    @property
    def is_cancelled(self) -> bool:
        """Whether a person has called it off: it never runs."""
        return self.state is not None and self.state.status is SittingStatus.CANCELLED

    @property
    def is_fixed(self) -> bool:
        """Whether it has been announced or held, and so stays where it is."""
        return self.state is not None and self.state.status in FIXED_STATUSES

    @property
    def must_run(self) -> bool:
        """Whether every plan holds it: required, fixed, or pinned to run; never a cancelled one."""
        return not self.is_cancelled and (
            self.is_required or self.is_fixed or any(pin.runs for pin in self.pins)
        )

    @property
    def may_run(self) -> bool:
        """Whether any plan may hold it."""
        return not self.is_cancelled and not any(pin.runs is False for pin in self.pins)

    @property
    def fixed_place(self) -> str:
        """The place it stays in, or an empty text."""
        if self.state is not None and self.is_fixed and self.state.place:
            return self.state.place
        return next((pin.place for pin in self.pins if pin.place), "")

    @property
    def fixed_start(self) -> datetime | None:
        """The start it keeps, from its state or from a pin with both day and time."""
        if self.state is not None and self.is_fixed and self.state.start is not None:
            return self.state.start
        for pin in self.pins:
            if pin.on is not None and pin.at is not None:
                return datetime.combine(pin.on, time.fromisoformat(pin.at))
        return None


def sittings_of(programme: Programme) -> tuple[Sitting, ...]:
    """Every sitting of every session plan, in document order, cancelled ones included."""
    pins: dict[str, list[Pin]] = {}
    for pin in programme.pins:
        pins.setdefault(pin.sitting, []).append(pin)
    return tuple(
        _sitting(session, number, tuple(pins.get(f"{session.id}-{number}", ())))
        for session in programme.sessions
        for number in range(1, session.repeats.count + 1)
    )


def _sitting(session: SessionPlan, number: int, pins: tuple[Pin, ...]) -> Sitting:
    required_count = session.repeats.required_count
    return Sitting(
        id=f"{session.id}-{number}",
        session=session,
        number=number,
        is_required=required_count is None or number <= required_count,
        state=next((state for state in session.sittings if state.number == number), None),
        pins=pins,
    )


def blocked_days(calendar: Calendar) -> dict[date, str]:
    """Each blocked day of the period with its reason: named ranges, bank and school holidays, festivals avoided."""
    first_on, last_on = calendar.starts_on, calendar.ends_on
    days: dict[date, str] = {}
    if calendar.avoid_school_holidays:
        days |= school_holidays(calendar.nation, first_on, last_on)
    if calendar.avoid_faiths:
        days |= faith_festivals(calendar.avoid_faiths, first_on, last_on)
    if calendar.avoid_bank_holidays:
        days |= bank_holidays(calendar.nation, first_on, last_on)
    for blocked in calendar.blocked:
        for day in days_between(max(blocked.starts_on, first_on), min(blocked.ends_on, last_on)):
            days[day] = blocked.reason or "blocked"
    return days


def days_between(first_on: date, last_on: date) -> Iterator[date]:
    """Each day from `first_on` to `last_on`, both included; none if they are reversed."""
    for offset in range((last_on - first_on).days + 1):
        yield first_on + timedelta(days=offset)


def start_problems(
    programme: Programme, sitting: Sitting, start: datetime, blocked: dict[date, str] | None = None
) -> tuple[str, ...]:
    """Reason codes why a sitting may not start then; empty if it may.

    Codes: `outside_period`, `not_in_weekly_pattern`, `blocked_day`, `not_a_start_of_the_session`, `too_early`, `too_late`,
    `ends_after_midnight`, `papers_before_period`, `not_the_fixed_start`, `not_the_pinned_day`, `not_the_pinned_time`.
    """
    if blocked is None:
        blocked = blocked_days(programme.calendar)
    late = ("ends_after_midnight",) if _ends_after_midnight(sitting.session, start) else ()
    fixed = sitting.fixed_start
    if fixed is not None:
        return late if start == fixed else (*late, "not_the_fixed_start")
    return (
        *late,
        *_calendar_problems(programme.calendar, start, blocked),
        *_session_problems(programme.calendar, sitting.session, start),
        *_pin_problems(sitting, start),
    )


def _ends_after_midnight(session: SessionPlan, start: datetime) -> bool:
    return start.hour * 60 + start.minute + session.minutes > MINUTES_A_DAY


def _calendar_problems(calendar: Calendar, start: datetime, blocked: dict[date, str]) -> Iterator[str]:
    if not calendar.starts_on <= start.date() <= calendar.ends_on:
        yield "outside_period"
    if not _is_in_pattern(calendar.weekly_starts, start):
        yield "not_in_weekly_pattern"
    if start.date() in blocked:
        yield "blocked_day"


def _session_problems(calendar: Calendar, session: SessionPlan, start: datetime) -> Iterator[str]:
    day = start.date()
    if session.starts and not _is_in_pattern(session.starts, start):
        yield "not_a_start_of_the_session"
    if session.earliest_on is not None and day < session.earliest_on:
        yield "too_early"
    if session.latest_on is not None and day > session.latest_on:
        yield "too_late"
    if day - timedelta(days=session.papers_days) < calendar.starts_on:
        yield "papers_before_period"


def _pin_problems(sitting: Sitting, start: datetime) -> Iterator[str]:
    for pin in sitting.pins:
        if pin.on is not None and pin.on != start.date():
            yield "not_the_pinned_day"
        if pin.at is not None and time.fromisoformat(pin.at) != start.time():
            yield "not_the_pinned_time"


def _is_in_pattern(pattern: tuple[WeeklyStart, ...], start: datetime) -> bool:
    weekday, at = WEEKDAYS[start.weekday()], start.time()
    return any(each.weekday is weekday and time.fromisoformat(each.at) == at for each in pattern)


def pattern_starts(programme: Programme) -> tuple[datetime, ...]:
    """Every start of the weekly pattern in the period, blocked or not, in order of time."""
    pattern: dict[str, set[int]] = {}
    for each in programme.calendar.weekly_starts:
        pattern.setdefault(each.weekday, set()).add(minutes_of(each.at))
    calendar = programme.calendar
    return tuple(
        datetime.combine(day, time(minutes // 60, minutes % 60))
        for day in days_between(calendar.starts_on, calendar.ends_on)
        for minutes in sorted(pattern.get(WEEKDAYS[day.weekday()], ()))
    )


def open_starts(
    programme: Programme,
    sitting: Sitting,
    starts: tuple[datetime, ...] | None = None,
    blocked: dict[date, str] | None = None,
) -> tuple[datetime, ...]:
    """The starts a sitting may have, in order of time; pass `starts` and `blocked` where many sittings are asked for."""
    fixed = sitting.fixed_start
    if fixed is not None:
        candidates: tuple[datetime, ...] = (fixed,)
    else:
        candidates = pattern_starts(programme) if starts is None else starts
    if blocked is None:
        blocked = blocked_days(programme.calendar)
    return tuple(start for start in candidates if not start_problems(programme, sitting, start, blocked))
