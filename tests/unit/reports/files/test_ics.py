from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from planner.domain.terms import SittingStatus
from planner.reports.ics import SUPPORT, calendar
from tests.unit.reports.files.plans import small, solved

MADE_AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def written(programme, plan, **more):
    return calendar(programme, plan, **{"sequence": 3, "made_at": MADE_AT, **more})


def events(programme, plan, **more):
    read = Calendar.from_ical(written(programme, plan, **more))
    return {str(event["uid"]).partition("@")[0].partition(".")[2]: event for event in read.walk("VEVENT")}


def with_session(programme, key, **more):
    sessions = [part.model_copy(update=more) if part.id == key else part for part in programme.sessions]
    return programme.model_copy(update={"sessions": tuple(sessions)})


def test_there_is_an_event_for_each_session_with_its_title_time_and_place():
    found = events(*small())
    assert set(found) == {"welcome-1", "design-1", "design-2", "decide-1", "answer-1"}
    design = found["design-2"]
    assert str(design["summary"]) == "Design, 2 of 3"
    assert design["dtstart"].dt == datetime(2026, 12, 8, 18, 30, tzinfo=LONDON)
    assert design["dtend"].dt - design["dtstart"].dt == timedelta(minutes=150)
    assert {key: str(event["location"]) for key, event in found.items()} == {
        "welcome-1": "Main room, Community hall, North",
        "design-1": "Main room, Community hall, North",
        "design-2": "Main room, Community hall, North, or online",
        "decide-1": "Main room, Community hall, North",
        "answer-1": "Online",
    }


def test_sessions_before_and_after_the_clocks_change_keep_their_time_on_the_wall():
    found = events(*small())
    winter, summer = found["decide-1"]["dtstart"], found["answer-1"]["dtstart"]
    assert [part.dt.hour for part in (winter, summer)] == [14, 14]
    assert [part.dt.utcoffset() for part in (winter, summer)] == [timedelta(0), timedelta(hours=1)]
    assert [part.params["TZID"] for part in (winter, summer)] == ["Europe/London", "Europe/London"]
    text = written(*small()).decode()
    assert "DTSTART;TZID=Europe/London:20270408T140000" in text


def test_the_clock_that_the_file_describes_is_that_of_london():
    read = Calendar.from_ical(written(*small()))
    (zone,) = read.walk("VTIMEZONE")
    described = zone.to_tz(lookup_tzid=False)
    for hours in range(0, 24 * 365 * 3, 5):
        at = datetime(2026, 1, 1, 3) + timedelta(hours=hours)
        assert at.replace(tzinfo=described).utcoffset() == at.replace(tzinfo=LONDON).utcoffset(), at


def test_a_new_edition_replaces_the_old_one_in_a_calendar():
    first, second = events(*small()), events(*small(), sequence=4)
    assert [event["uid"] for event in first.values()] == [event["uid"] for event in second.values()]
    assert {event["sequence"] for event in first.values()} == {3}
    assert {event["sequence"] for event in second.values()} == {4}
    assert str(first["welcome-1"]["uid"]) == "respite.welcome-1@co-production-planner"
    assert first["welcome-1"]["dtstamp"].dt == MADE_AT
    assert written(*small()) == written(*small())


def test_the_instant_is_told_in_utc_and_needs_a_zone():
    later = MADE_AT.astimezone(timezone(timedelta(hours=5)))
    assert b"DTSTAMP:20261125T093000Z" in written(*small(), made_at=later)
    with pytest.raises(ValueError, match="zone"):
        written(*small(), made_at=datetime(2026, 11, 25))


def test_a_session_says_what_it_is_for_and_what_is_decided():
    programme = with_session(small()[0], "decide", purpose="To choose together")
    words = str(events(programme, small()[1])["decide-1"]["description"])
    assert words.split("\n\n") == [
        "To choose together.",
        "What is decided: Which offer goes to the board.",
        SUPPORT,
    ]


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://example.org/projects/respite/plan"])
def test_the_plans_page_is_told_where_it_is_a_page(address):
    event = events(*small(), address=address)["welcome-1"]
    is_page = address.startswith("https")
    assert ("url" in event) is is_page
    assert (address in str(event["description"])) is (is_page or not address)


def test_papers_go_out_on_a_day_of_their_own():
    programme = with_session(small()[0], "decide", papers_days=7)
    found = events(programme, small()[1])
    papers = found["decide-1.papers"]
    assert papers["dtstart"].dt == date(2027, 1, 28)
    assert papers["dtend"].dt == date(2027, 1, 29)
    assert (str(papers["summary"]), str(papers["transp"])) == (
        "Papers go out: Choosing the offer",
        "TRANSPARENT",
    )
    assert [key for key in found if key.endswith(".papers")] == ["decide-1.papers"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (SittingStatus.DRAFT, "TENTATIVE"),
        (SittingStatus.ANNOUNCED, "CONFIRMED"),
        (SittingStatus.HELD, "CONFIRMED"),
        (SittingStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_a_calendar_is_told_how_firm_a_session_is(status, said):
    state = (
        type(small()[0].sessions[0]).model_fields["sittings"].annotation.__args__[0](number=1, status=status)
    )
    programme = with_session(small()[0], "welcome", sittings=(state,))
    assert str(events(programme, small()[1])["welcome-1"]["status"]) == said


@pytest.mark.parametrize("make", [small, solved])
def test_nobodys_requirements_group_or_number_is_in_the_file(make):
    programme, plan = make()
    quiet = [part.model_copy(update={"title": "Session", "purpose": ""}) for part in programme.sessions]
    text = (
        written(programme.model_copy(update={"sessions": tuple(quiet)}), plan)
        .decode()
        .replace("\r\n ", "")
        .casefold()
    )
    secret = [group.name for group in programme.groups]
    secret += [part.name for part in programme.suppliers] + [part.title for part in programme.staff]
    secret += [need.title for group in programme.groups for need in group.requirements]
    secret += [
        "interpret",
        "wheelchair",
        "step-free",
        "disab",
        "deaf",
        "people expected",
        "attendee",
        "organizer",
    ]
    assert [words for words in secret if words and words.casefold() in text] == []
    same = text.count(f"description:{SUPPORT}".replace(",", "\\,").casefold())
    assert same + text.count("what is decided") == len(plan.sittings)
