"""Levers on time: the weekly pattern and the period, and what people have pinned."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from planner.domain.clocks import clock_words
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.calendar import Calendar, WeeklyStart
from planner.domain.terms import WEEKDAYS
from planner.optimiser.relax.lever import Lever, Offer, Settled, fixed
from planner.optimiser.relax.patches import Edit

MORE_STARTS = ("10:00", "13:00", "17:30", "18:30")
MORE_DAYS = (14, 28, 56, 112)


def calendar_levers(programme: Programme) -> Iterator[Lever]:
    """The weekly pattern, the period, days to avoid, pins."""
    yield Lever(
        "starts_are_allowed",
        "calendar.weekly_starts",
        "Sessions start at the days and times you entered.",
        _any_start,
        (Offer("any", _any_start, _starts_used),),
    )
    calendar = programme.calendar
    yield Lever(
        "starts_are_allowed",
        "calendar.ends_on",
        f"The programme ends on {calendar.ends_on:%-d %B %Y}.",
        partial(_ending_later, days=180),
        tuple(Offer("any", partial(_ending_later, days=days), _last_day_used) for days in MORE_DAYS),
    )
    if (
        calendar.blocked
        or calendar.avoid_school_holidays
        or calendar.avoid_faiths
        or calendar.avoid_bank_holidays
    ):
        yield Lever(
            "starts_are_allowed",
            "calendar.blocked",
            "Blocked days, holidays and festivals are kept free.",
            _nothing_blocked,
        )
    for index, pin in enumerate(programme.pins):
        freed = partial(_without_pin, pinned=pin)
        edit = Edit("remove", ("pins", index))
        what = f"Take back what was fixed about {pin.sitting} ({pin.reason})."
        yield Lever(
            "as_pinned",
            f"pins[{index}]",
            f"What was fixed about {pin.sitting} stays.",
            freed,
            (Offer("any", freed, fixed((edit,), what)),),
        )


def _with_calendar(programme: Programme, **changes: object) -> Programme:
    calendar: Calendar = programme.calendar.model_copy(update=changes)
    return programme.model_copy(update={"calendar": calendar})


def _any_start(programme: Programme) -> Programme:
    known = {(start.weekday, start.at) for start in programme.calendar.weekly_starts}
    more = (
        WeeklyStart(weekday=day, at=at) for day in WEEKDAYS for at in MORE_STARTS if (day, at) not in known
    )
    return _with_calendar(programme, weekly_starts=(*programme.calendar.weekly_starts, *more))


def _starts_used(programme: Programme, plan: Plan) -> Settled | None:
    known = {(start.weekday, start.at) for start in programme.calendar.weekly_starts}
    used = sorted({(WEEKDAYS[each.start.weekday()], f"{each.start:%H:%M}") for each in plan.sittings} - known)
    if not used:
        return None
    edits = tuple(
        Edit("append", ("calendar", "weekly_starts"), {"weekday": day.value, "at": at}) for day, at in used
    )
    times = " and ".join(f"{day.value.capitalize()} at {clock_words(at)}" for day, at in used)
    return Settled(f"Add {times} to the days and times at which sessions may start.", edits)


def _ending_later(programme: Programme, days: int) -> Programme:
    return _with_calendar(programme, ends_on=programme.calendar.ends_on + timedelta(days=days))


def _last_day_used(programme: Programme, plan: Plan) -> Settled | None:
    last = max((each.start.date() for each in plan.sittings), default=programme.calendar.ends_on)
    if last <= programme.calendar.ends_on:
        return None
    edit = Edit("set", ("calendar", "ends_on"), last.isoformat())
    return Settled(f"Let the programme end on {last:%-d %B %Y}.", (edit,))


def _nothing_blocked(programme: Programme) -> Programme:
    return _with_calendar(
        programme, blocked=(), avoid_faiths=(), avoid_bank_holidays=False, avoid_school_holidays=False
    )


def _without_pin(programme: Programme, pinned: object) -> Programme:
    return programme.model_copy(update={"pins": tuple(pin for pin in programme.pins if pin != pinned)})
