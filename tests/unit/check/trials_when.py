"""Trials of the rules of when and where, and of order."""

from tests.builders import (
    WEEKDAYS,
    Document,
    group,
    planned,
    professionals,
    room,
    session,
    team,
    tiny_sittings,
    tool,
    venue,
)
from tests.unit.check.trials import PLACES, Trial, moved, one, tiny

SITTINGS = tiny_sittings()
TWO = ["residents", "officers"]


def single(**changes: object) -> Document:
    """One sitting of "design"."""
    return session("design", TWO, **changes)


def two_sessions(*, team_of_second: str = "second", **changes: object) -> tuple[Document, list[Document]]:
    """Sessions "design" and "test" of one sitting each, on one Tuesday morning and afternoon."""
    document = tiny(sessions=[single(), session("test", TWO, **changes)])
    document["calendar"]["weekly_starts"] += [
        {"weekday": "tuesday", "at": "11:30"},
        {"weekday": "tuesday", "at": "15:00"},
        {"weekday": "tuesday", "at": "12:45"},
        {"weekday": "tuesday", "at": "12:30"},
    ]
    document["staff"][1]["can_lead"] = True
    document["venues"][0]["rooms"].append(room("side"))
    second = planned("test-1", "2027-01-12T15:00", "hall/main", PLACES, team=team((team_of_second, "lead")))
    return document, [*one(), second]


def _with_second(sittings: list[Document], **changes: object) -> list[Document]:
    return [sittings[0], sittings[1] | changes]


def _rooms() -> list[Trial]:
    document, keeps = two_sessions()
    touching = _with_second(keeps, start="2027-01-12T12:45:00")
    running_in = _with_second(keeps, start="2027-01-12T12:30:00")
    overlapping = _with_second(keeps, start="2027-01-12T11:30:00")
    online = tiny(
        groups=[group("residents", 6, online_count=6), professionals("officers", 2, online_count=2)],
        sessions=[single(modes=["online"]), session("test", TWO, modes=["online"])],
        tools=[tool("meet"), tool("call")],
        staff=document["staff"],
    )
    online["staff"] = [
        *online["staff"],
        {**online["staff"][0], "id": "third"},
        {**online["staff"][0], "id": "fourth"},
    ]
    first = planned(
        "design-1",
        "2027-01-12T10:00",
        "meet",
        PLACES,
        team=team(("first", "lead"), ("second", "online_host")),
    )
    other = planned(
        "test-1", "2027-01-12T10:00", "call", PLACES, team=team(("third", "lead"), ("fourth", "online_host"))
    )
    first["online_places"] = other["online_places"] = PLACES
    shut = {"weekday": "tuesday", "opens": "09:45", "closes": "12:00"}
    late = [opening for opening in venue("hall", [])["openings"] if opening["weekday"] != "tuesday"]
    return [
        Trial("one_sitting_in_a_room", "room times overlap", document, keeps, overlapping),
        Trial("one_sitting_in_a_room", "clear-down runs into set-up", document, touching, running_in),
        Trial(
            "one_sitting_in_a_room",
            "two sittings in one tool",
            online,
            [first, other],
            [first, other | {"place": "meet"}],
        ),
        Trial(
            "rooms_are_open",
            "set-up before opening",
            tiny(
                venues=[venue("hall", [room("main")], openings=[shut, *late]), venue("barn", [room("main")])]
            ),
            [each | {"place": "barn/main"} for each in SITTINGS],
            SITTINGS,
        ),
        Trial(
            "rooms_are_open",
            "a closure",
            tiny(
                venues=[
                    venue(
                        "hall",
                        [room("main")],
                        closures=[{"starts_on": "2027-01-26", "ends_on": "2027-01-27"}],
                    )
                ]
            ),
            SITTINGS,
            moved(2, start="2027-01-26T10:00:00"),
        ),
        Trial("rooms_are_open", "no such room", tiny(), SITTINGS, moved(2, place="hall/attic")),
        Trial(
            "rooms_are_open",
            "a mode the session does not have",
            tiny(),
            SITTINGS,
            moved(2, place="meet", mode="online"),
        ),
        Trial("rooms_are_open", "the mode is not the place's", tiny(), SITTINGS, moved(2, mode="hybrid")),
    ]


def _held() -> list[Trial]:
    optional = tiny(sessions=[single(repeats={"count": 3, "required_count": 1, "least_days_apart": 7})])
    third = planned("design-3", "2027-01-26T10:00", "hall/main", PLACES)
    cancelled = tiny(
        sessions=[
            single(
                repeats={"count": 2, "least_days_apart": 7}, sittings=[{"number": 2, "status": "cancelled"}]
            )
        ]
    )
    return [
        Trial("held_once", "a required sitting is missing", tiny(), SITTINGS, SITTINGS[:1]),
        Trial("held_once", "held twice", tiny(), SITTINGS, [*SITTINGS, SITTINGS[0]]),
        Trial("held_once", "unknown to the programme", tiny(), SITTINGS, [*SITTINGS, third]),
        Trial(
            "held_once", "an optional one without the one before it", optional, SITTINGS, [SITTINGS[0], third]
        ),
        Trial("held_once", "a cancelled one", cancelled, SITTINGS[:1], SITTINGS),
    ]


def _starts() -> list[Trial]:
    limited = single(
        starts=[{"weekday": "tuesday", "at": "10:00"}], earliest_on="2027-01-12", latest_on="2027-01-19"
    )
    fixed = single(
        sittings=[{"number": 1, "status": "announced", "place": "hall/main", "start": "2027-01-13T09:15:00"}]
    )
    holiday = tiny(sessions=[single()])
    holiday["calendar"] |= {
        "starts_on": "2026-12-25",
        "weekly_starts": [{"weekday": day, "at": "10:00"} for day in WEEKDAYS],
    }
    blocked = tiny(sessions=[single()])
    blocked["calendar"]["blocked"] = [{"starts_on": "2027-01-19", "ends_on": "2027-01-20"}]
    starts = [
        ("not in the weekly pattern", tiny(sessions=[single()]), "2027-01-13T10:00"),
        ("outside the period", tiny(sessions=[single()]), "2027-02-02T10:00"),
        ("not one of the session's starts", tiny(sessions=[limited]), "2027-01-14T14:00"),
        ("too late for the session", tiny(sessions=[limited]), "2027-01-26T10:00"),
        ("blocked", blocked, "2027-01-19T10:00"),
        ("a bank holiday", holiday, "2027-01-01T10:00"),
        ("in another century", tiny(sessions=[single()]), "0001-01-01T00:00"),
    ]
    return [
        *(
            Trial("starts_are_allowed", title, document, one(), one(start))
            for title, document, start in starts
        ),
        Trial(
            "starts_are_allowed",
            "not where it was announced",
            tiny(sessions=[fixed]),
            one("2027-01-13T09:15"),
            one(),
        ),
        Trial(
            "as_pinned",
            "an announced sitting is moved",
            tiny(sessions=[fixed]),
            one("2027-01-13T09:15"),
            one(),
        ),
    ]


def _order() -> list[Trial]:
    near = tiny(sessions=[single(repeats={"count": 2, "least_days_apart": 7, "most_days_apart": 10})])
    papers = tiny(sessions=[single(papers_days=5)])
    board = tiny(
        sessions=[single(milestones=[{"milestone": "board", "relation": "before", "least_days": 7}])]
    )
    board["milestones"] = [{"id": "board", "title": "Board", "on": "2027-01-19"}]
    after = tiny(sessions=[single(milestones=[{"milestone": "board", "relation": "after", "least_days": 7}])])
    after["milestones"] = board["milestones"]
    follows, keeps = two_sessions(follows=[{"session": "design", "least_days": 7, "most_days": 7}])
    follows["sessions"][1]["id"] = "test"
    feedback, _ = two_sessions(feeds_back_on="design", feedback_within_days=14)
    same_day = _with_second(keeps, start="2027-01-12T10:00:00", place="hall/side")
    week_on, three_weeks = (_with_second(keeps, start=f"2027-01-{day}T15:00:00") for day in (19, 28))
    three_weeks[1]["start"] = "2027-01-28T14:00:00"
    return [
        Trial("in_order", "too close", tiny(), SITTINGS, moved(2, start="2027-01-14T14:00:00")),
        Trial("in_order", "too far apart", near, SITTINGS, moved(2, start="2027-01-26T10:00:00")),
        Trial("in_order", "papers before the programme starts", papers, one("2027-01-19T10:00"), one()),
        Trial(
            "in_order",
            "before what it follows has passed",
            follows,
            week_on,
            _with_second(week_on, start="2027-01-14T14:00:00"),
        ),
        Trial(
            "in_order",
            "too long after what it follows",
            follows,
            week_on,
            _with_second(week_on, start="2027-01-26T15:00:00"),
        ),
        Trial("feedback_follows_its_decision", "at the same time", feedback, keeps, same_day),
        Trial("feedback_follows_its_decision", "too late", feedback, week_on, three_weeks),
        Trial("milestones_hold", "too close before the board", board, one(), one("2027-01-14T14:00")),
        Trial(
            "milestones_hold",
            "too soon after the board",
            after,
            one("2027-01-26T10:00"),
            one("2027-01-21T14:00"),
        ),
    ]


TRIALS = [*_held(), *_rooms(), *_starts(), *_order()]
