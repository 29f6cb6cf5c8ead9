"""The sessions of a plan as a calendar file: when, what and where, and nothing about anybody who comes.

Source: RFC 5545 (iCalendar), RFC 7986 (name and address of a calendar). Times are local times of Europe/London.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import Mode, SittingStatus
from planner.reports.names import Names, PlaceNames, in_order
from planner.reports.schedule import ScheduleRow, schedule_table
from planner.reports.words import sentence
from planner.version import APP_VERSION

ZONE_NAME = "Europe/London"
DOMAIN = "co-production-planner"
"""What the ids of events end with, so that no other program's can be the same."""

ONLINE = "Online"
SUPPORT = (
    "Support to take part is arranged. If there is anything that would help you to take part, tell the team."
)
"""Said at every session alike: it tells nothing of who needs what."""

STATUS = {
    SittingStatus.DRAFT: "TENTATIVE",
    SittingStatus.ANNOUNCED: "CONFIRMED",
    SittingStatus.HELD: "CONFIRMED",
    SittingStatus.CANCELLED: "CANCELLED",
}


def calendar(
    programme: Programme, plan: Plan, *, sequence: int, made_at: datetime, address: str = ""
) -> bytes:
    """The sessions of a plan, one event each, and the days papers go out, as the bytes of an .ics file.

    `sequence` grows with every edition of the plan, so that a calendar replaces what it has: ids stay the same. `made_at`
    is an instant with its zone. `address` is the plan's page, "" for none (anything but http and https is left out).
    Groups, counts, names, requirements and what is booked for them are never in it. Raises `ValueError` for an instant
    without a zone.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at needs its zone")
    page = address if urlsplit(address).scheme in ("http", "https") else ""
    made = _empty(programme, page)
    names = Names(programme)
    rows = {row.sitting_id: row for row in schedule_table(programme, plan).rows}
    for planned in in_order(plan):
        session = names.sessions.get(planned.session)
        status = STATUS[names.status(planned)]
        where = _where(names.place(planned.place), planned.mode)
        events = [_session(rows[planned.id], where, session.purpose if session else "", page)]
        if session and session.papers_days:
            events.append(_papers(rows[planned.id], session.papers_days))
        for event, about in zip(events, ("", ".papers"), strict=False):
            event.add("uid", f"{programme.id}.{planned.id}{about}@{DOMAIN}")
            event.add("dtstamp", made_at)
            event.add("sequence", sequence)
            event.add("status", status)
            made.add_component(event)
    return bytes(made.to_ical())


def _empty(programme: Programme, page: str) -> Calendar:
    """A calendar with its name and nothing in it."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{DOMAIN}//{APP_VERSION}//EN")
    made.add("method", "PUBLISH")
    made.add("name", programme.title)
    made.add("x-wr-calname", programme.title)
    if page:
        made.add("url", page)
    made.add_component(_zone())
    return made


def _zone() -> Timezone:
    """The clock of Europe/London by its rule since 1996: an hour on at 1am on the last Sunday of March, back in October."""
    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
    winter, summer = timedelta(0), timedelta(hours=1)
    for part, name, starts_at, month, before, after in (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), 3, winter, summer),
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), 10, summer, winter),
    ):
        part.add("dtstart", starts_at)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _session(row: ScheduleRow, where: str, purpose: str, page: str) -> Event:
    """A session: its times on the clock on the wall, whatever the season."""
    zone = ZoneInfo(ZONE_NAME)
    event = Event()
    event.add("summary", row.title)
    event.add("dtstart", row.starts_at.replace(tzinfo=zone))
    if row.ends_at > row.starts_at:
        event.add("dtend", row.ends_at.replace(tzinfo=zone))
    event.add("location", where)
    decides = f"What is decided: {sentence(row.decides)}" if row.decides else ""
    more = f"The plan: {page}" if page else ""
    event.add(
        "description", "\n\n".join(part for part in (sentence(purpose), decides, SUPPORT, more) if part)
    )
    event.add("transp", "OPAQUE")
    if page:
        event.add("url", page)
    return event


def _where(place: PlaceNames, mode: Mode) -> str:
    """The place's name and area, "Online", or both ways of joining."""
    if mode is Mode.ONLINE:
        return ONLINE
    words = ", ".join(part for part in (place.room, place.venue, place.area) if part)
    return f"{words}, or online" if mode is Mode.HYBRID else words


def _papers(row: ScheduleRow, papers_days: int) -> Event:
    """The day papers go out, all day, without blocking anybody's time."""
    event = Event()
    on = row.starts_at.date() - timedelta(days=papers_days)
    event.add("summary", f"Papers go out: {row.title}")
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
