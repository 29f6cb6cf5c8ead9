"""Rules of when and where: held once, rooms and tools one at a time, open rooms, allowed starts.

Source: `docs/formulation.md` §1.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from planner.domain.clocks import clock_words
from planner.domain.programme.base import minutes_of
from planner.domain.programme.calendar import WeeklyStart
from planner.domain.terms import WEEKDAYS
from planner.optimiser.check.case import Broken, Case, Held, day_words
from planner.optimiser.check.ground import fixed_start, is_alternatives, is_cancelled, minute_of


def held_once(case: Case) -> Iterator[Broken]:
    """Every required sitting runs once, a cancelled one never, an optional one of a series after the one before it."""
    rule = "held_once"
    yield from (broken for broken in case.unread if broken.rule == rule)
    mentioned = {planned.id for planned in case.plan.sittings}
    for key, (session, number) in case.ground.sitting_ids.items():
        repeats, runs = session.repeats, key in mentioned
        if is_cancelled(case.ground.state_of(session, number)):
            if runs:
                yield Broken(rule, key, "The session has been called off but the plan holds it.")
            continue
        is_required = repeats.required_count is None or number <= repeats.required_count
        if is_required and not runs:
            yield Broken(rule, key, "The session has to be held but the plan leaves it out.")
        is_later = not is_required and number > 1 and not is_alternatives(session)
        if is_later and runs and f"{session.id}-{number - 1}" not in mentioned:
            yield Broken(rule, key, "It is held although the one before it in its series is not.")


def one_sitting_in_a_room(case: Case) -> Iterator[Broken]:
    """Room times in one room do not overlap, nor session times in one tool; touching is allowed."""
    rule, names = "one_sitting_in_a_room", case.ground.names
    for one, other in combinations(case.held, 2):
        if one.room_key and one.room_key == other.room_key:
            (a, b), (c, d) = one.room_time, other.room_time
            if a < d and c < b:
                words = f"{names.place(one.room_key)} is needed for {names.sitting(one.id)} at the same time, set-up included."
                yield Broken(rule, other.id, words)
        if one.spot.tool is not None and one.spot.tool is other.spot.tool:  # noqa: SIM102 - reads as the line above
            if one.start < other.end and other.start < one.end:
                words = (
                    f"{names.place(one.spot.tool.id)} is needed for {names.sitting(one.id)} at the same time."
                )
                yield Broken(rule, other.id, words)


def rooms_are_open(case: Case) -> Iterator[Broken]:
    """The place is one the session may use, and its room is open from set-up to clear-down, on no closure."""
    rule = "rooms_are_open"
    yield from (broken for broken in case.unread if broken.rule == rule)
    for held in case.held:
        venue = held.spot.venue
        if venue is None:
            continue
        begins, ends = held.room_time
        if any(closure.starts_on <= held.on <= closure.ends_on for closure in venue.closures):
            yield Broken(rule, held.id, f"{venue.name} is closed on {day_words(held.on)}.")
        fits = begins.date() == held.on and any(
            opening.weekday is WEEKDAYS[held.on.weekday()]
            and minutes_of(opening.opens) <= minute_of(begins)
            and (ends - begins) <= timedelta(minutes=minutes_of(opening.closes) - minute_of(begins))
            for opening in venue.openings
        )
        if not fits:
            words = f"{venue.name} is not open from {clock_words(begins)} to {clock_words(ends)} on {day_words(held.on)}."
            yield Broken(rule, held.id, words)


def starts_are_allowed(case: Case) -> Iterator[Broken]:
    """A start is in the weekly pattern, the period and the session's own dates, not blocked, and ends the same day."""
    yield from (broken for broken in case.unread if broken.rule == "starts_are_allowed")
    for held in case.held:
        for words in _start_faults(case, held):
            yield Broken("starts_are_allowed", held.id, words)


def _start_faults(case: Case, held: Held) -> Iterator[str]:
    calendar, session, day = case.programme.calendar, held.session, held.on
    if minute_of(held.start) + session.minutes > 24 * 60 or held.start.second or held.start.microsecond:
        yield "The session has to start on a whole minute and end on the day it starts."
    state, pins = case.ground.state_of(session, held.number), case.ground.pins_of(held.id)
    fixed = fixed_start(state, pins)
    if fixed is not None:
        if fixed != held.start:
            yield f"It is fixed for {clock_words(fixed)} on {day_words(fixed)}."
        return
    yield from _pattern_faults(case, held)
    blocked = case.ground.blocked().get(day)
    if blocked is not None:
        yield f"{day_words(day)} is blocked: {blocked}."
    if any(each.starts_on <= day <= each.ends_on for each in calendar.blocked):
        yield f"{day_words(day)} is blocked."
    for pin in pins:
        if (pin.on is not None and pin.on != day) or (
            pin.at is not None and minutes_of(pin.at) != minute_of(held.start)
        ):
            yield "It is pinned to another date or time."


def _pattern_faults(case: Case, held: Held) -> Iterator[str]:
    calendar, session, day = case.programme.calendar, held.session, held.on
    if not calendar.starts_on <= day <= calendar.ends_on:
        yield f"{day_words(day)} is outside the programme’s period."
        return
    if not _matches(calendar.weekly_starts, held):
        yield f"{held.start:%A} {clock_words(held.start)} is not among the days and times you entered."
    if session.starts and not _matches(session.starts, held):
        yield f"{held.start:%A} {clock_words(held.start)} is not one of the session’s own times."
    if session.earliest_on is not None and day < session.earliest_on:
        yield f"The session may not be held before {day_words(session.earliest_on)}."
    if session.latest_on is not None and day > session.latest_on:
        yield f"The session may not be held after {day_words(session.latest_on)}."


def _matches(pattern: tuple[WeeklyStart, ...], held: Held) -> bool:
    weekday, at = WEEKDAYS[held.start.weekday()], f"{held.start:%H:%M}"
    return any(each.weekday is weekday and each.at == at for each in pattern)
