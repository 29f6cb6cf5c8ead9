"""The schedule as a table: when, where, how, for whom, with whom; and the same by week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.domain.dates import monday_of
from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme.document import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Mode
from planner.reports.names import Names, in_order
from planner.reports.words import (
    FEW,
    LED_WORDS,
    MODE_WORDS,
    ROLE_WORDS,
    SMALL_UNDER,
    STAGE_WORDS,
    STATUS_WORDS,
    count_words,
    date_words,
    day_words,
    duration_words,
    masked,
    sentence,
    time_words,
)


@dataclass(frozen=True)
class GroupPlaces:
    """How many of a group are expected, in words ("few" where small numbers are hidden)."""

    group: str
    people: str
    online: str
    """Those of them online, at sessions in person and online; "" elsewhere."""


@dataclass(frozen=True)
class People:
    """Who is expected at a session. Where any group's number is hidden, so is whatever would give it away by subtraction."""

    total: str
    room: str
    online: str
    could_not_come: str
    """People of groups invited whole who are not expected then and there; "" where nobody is missed or it is hidden."""
    groups: tuple[GroupPlaces, ...]


@dataclass(frozen=True)
class ScheduleRow:
    """One session that runs; times are local, words as on screen."""

    sitting_id: str
    starts_at: datetime
    ends_at: datetime
    date: str
    time: str
    title: str
    stage: str
    where: str
    area: str
    mode: str
    mode_key: Mode
    people: People
    team: tuple[str, ...]
    support: tuple[str, ...]
    decides: str
    """What is decided there; "" if nothing is."""
    is_not_open: str
    """What people cannot decide there."""
    led_by: str
    """Who chairs it and sets its agenda; "" where nothing is decided there and both are shared."""
    feeds_back_on: str
    status: str


@dataclass(frozen=True)
class ScheduleTable:
    """The sessions of a plan in order of time."""

    caption: str
    rows: tuple[ScheduleRow, ...]
    hides_small_numbers: bool


@dataclass(frozen=True)
class WeekRow:
    """A week, Monday to Sunday, with at least one session."""

    monday: date
    week: str
    sessions: tuple[str, ...]
    session_time: str
    """How long the sessions of the week take together."""


def schedule_table(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> ScheduleTable:
    """The schedule of a plan, a row for each session that runs, earliest first.

    Numbers of people under 5 are "few" unless `may_see_small_numbers` (the planning role); totals beside them then say
    "or more". What is provided for access is always told. Source: *The plan* in the specification of pages.
    """
    names = Names(programme)
    rows = tuple(_row(names, planned, may_see_small_numbers) for planned in in_order(plan))
    caption = f"{programme.title}: {count_words(len(rows), 'session')}"
    return ScheduleTable(caption, rows, not may_see_small_numbers)


def weeks_table(programme: Programme, plan: Plan) -> tuple[WeekRow, ...]:
    """The weeks that have sessions, earliest first, with the time their sessions take together."""
    names = Names(programme)
    weeks: dict[date, list[PlannedSitting]] = {}
    for planned in in_order(plan):
        day = planned.start.date()
        weeks.setdefault(monday_of(day), []).append(planned)
    return tuple(
        WeekRow(
            monday,
            f"Week of {date_words(monday)}",
            tuple(
                f"{names.sitting(planned.id)} ({planned.start:%A} {time_words(planned.start)})"
                for planned in held
            ),
            duration_words(sum(_minutes(names, planned) for planned in held)),
        )
        for monday, held in weeks.items()
    )


def _minutes(names: Names, planned: PlannedSitting) -> int:
    session = names.sessions.get(planned.session)
    return session.minutes if session else 0


def _row(names: Names, planned: PlannedSitting, may_see_small_numbers: bool) -> ScheduleRow:
    session = names.sessions.get(planned.session)
    place = names.place(planned.place)
    ends_at = planned.start + timedelta(minutes=_minutes(names, planned))
    decision = session.decision if session else None
    feeds_back_on = session.feeds_back_on if session and session.feeds_back_on else ""
    return ScheduleRow(
        sitting_id=planned.id,
        starts_at=planned.start,
        ends_at=ends_at,
        date=day_words(planned.start.date()),
        time=f"{time_words(planned.start)} to {time_words(ends_at)}",
        title=names.sitting(planned.id),
        stage=STAGE_WORDS[session.stage] if session else "",
        where=place.words,
        area=place.area,
        mode=MODE_WORDS[planned.mode],
        mode_key=planned.mode,
        people=_people(names, planned, may_see_small_numbers),
        team=tuple(f"{names.staff(member.staff)} ({ROLE_WORDS[member.role]})" for member in planned.team),
        support=tuple(
            _support_words(names, booked.supplier, booked.workers)
            for booked in planned.support
            if booked.workers
        ),
        decides=decision.what if decision else "",
        is_not_open=decision.not_open if decision else "",
        led_by=_led_by_words(session) if session else "",
        feeds_back_on=names.session(feeds_back_on) if feeds_back_on else "",
        status=sentence(STATUS_WORDS[names.status(planned)]).removesuffix("."),
    )


def _led_by_words(session: SessionPlan) -> str:
    """Who chairs and who sets the agenda, at what decides something and wherever it is not simply shared."""
    if session.decision is None and session.chaired_by == session.agenda_set_by == "shared":
        return ""
    return f"Chaired {LED_WORDS[session.chaired_by]}; agenda set {LED_WORDS[session.agenda_set_by]}"


def _support_words(names: Names, supplier: str, workers: int) -> str:
    name = names.supplier(supplier)
    return f"{name}: {count_words(workers, 'person', 'people')} booked"


def _people(names: Names, planned: PlannedSitting, may_see_small_numbers: bool) -> People:
    counts = {key: planned.places[key] for key in planned.places}
    is_hybrid = planned.mode is Mode.HYBRID
    online_count = {key: planned.online_places.get(key, 0) for key in counts} if is_hybrid else {}
    hides = not may_see_small_numbers and _reveals_small_numbers(counts, online_count)
    total = sum(counts.values())
    if hides:
        seen = sum(count for count in counts.values() if count >= SMALL_UNDER)
        total_words = f"{total:,}" if seen == total else (f"{seen:,} or more" if seen else FEW)
        room = online = "some" if is_hybrid else ""
    else:
        total_words = f"{total:,}"
        online = f"{sum(online_count.values()):,}" if is_hybrid else ""
        room = f"{total - sum(online_count.values()):,}" if is_hybrid else ""
    groups = tuple(
        GroupPlaces(
            names.group(key),
            masked(count) if hides else f"{count:,}",
            "" if not is_hybrid else ("some" if hides else f"{online_count[key]:,}"),
        )
        for key, count in counts.items()
    )
    missed = "" if not may_see_small_numbers else _missed_words(names, planned)
    return People(total_words, room, online, missed, groups)


def _reveals_small_numbers(counts: dict[str, int], online_count: dict[str, int]) -> bool:
    """Whether any group's number, in all or in the room or online, is under 5."""
    shown = [*counts.values(), *online_count.values()]
    shown += [counts[key] - online for key, online in online_count.items()]
    return any(count < SMALL_UNDER for count in shown)


def _missed_words(names: Names, planned: PlannedSitting) -> str:
    """How many people of standing groups at a series session are not expected, group by group, for the planning role."""
    session = names.sessions.get(planned.session)
    if session is None or session.repeats.kind == "alternatives":
        return ""
    missed = []
    for key in session.invited:
        group = names.groups.get(key)
        if group and group.membership == "standing" and planned.places.get(key, 0) < group.size:
            missed.append(f"{group.name}: {group.size - planned.places.get(key, 0):,} of {group.size:,}")
    return ", ".join(missed)
