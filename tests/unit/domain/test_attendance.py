"""How many are able to come and expected: hand-worked counts."""

from datetime import datetime

import pytest

from planner.domain.attendance import (
    Able,
    Expected,
    able_to_come,
    expected,
    free_count,
    parts_touched,
)
from planner.domain.places import find_place
from planner.domain.programme.groups import Availability
from planner.domain.terms import DayPart, Mode
from tests.builders import group, room, session, tiny_programme, tool, venue

TUESDAY_AT_TEN = datetime(2027, 1, 12, 10)


def availability(**changes: object) -> Availability:
    return Availability.model_validate({"preset": "any_time", **changes}, strict=False)


def programme_with(carers: dict[str, object], **session_changes: object):
    modes = ["in_person", "online", "hybrid"]
    return tiny_programme(
        groups=[carers],
        sessions=[session("design", ["carers"], modes=modes, **session_changes)],
        venues=[
            venue("hall", [room("main", is_hybrid_ready="yes")]),
            venue("far", [room("back")], area="south"),
        ],
        tools=[tool("meet")],
    )


def able_at(programme, place_id: str, start: datetime = TUESDAY_AT_TEN) -> Able:
    place = find_place(programme, programme.sessions[0], place_id)
    assert place is not None
    return able_to_come(programme, programme.groups[0], place, start, 120)


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (10 * 60, 12 * 60 + 30, (DayPart.MORNING,)),
        (10 * 60, 12 * 60 + 31, (DayPart.MORNING, DayPart.AFTERNOON)),
        (12 * 60 + 30, 14 * 60, (DayPart.AFTERNOON,)),
        (17 * 60, 18 * 60, (DayPart.AFTERNOON, DayPart.EVENING)),
        (9 * 60, 20 * 60, tuple(DayPart)),
    ],
)
def test_a_session_touches_the_parts_it_shares_a_minute_with(
    first: int, last: int, parts: tuple[DayPart, ...]
) -> None:
    assert parts_touched(first, last) == parts


def test_a_session_across_two_parts_of_the_day_takes_the_lesser() -> None:
    cells = [
        {"weekday": "tuesday", "part": "morning", "free_count": 7},
        {"weekday": "tuesday", "part": "afternoon", "free_count": 4},
    ]
    grid = availability(cells=cells)
    assert free_count(grid, 9, TUESDAY_AT_TEN, 120) == 7
    assert free_count(grid, 9, TUESDAY_AT_TEN, 180) == 4
    assert free_count(grid, 3, TUESDAY_AT_TEN, 120) == 3


@pytest.mark.parametrize(
    ("preset", "start", "minutes", "free"),
    [
        ("weekdays_10_to_3", datetime(2027, 1, 12, 10), 300, 5),
        ("weekdays_10_to_3", datetime(2027, 1, 12, 10), 301, 0),
        ("weekdays_10_to_3", datetime(2027, 1, 16, 10), 60, 0),
        ("evenings", datetime(2027, 1, 12, 18), 120, 5),
        ("evenings", datetime(2027, 1, 12, 17), 60, 0),
        ("early_evenings", datetime(2027, 1, 12, 16, 30), 120, 5),
        ("weekends", datetime(2027, 1, 16, 10), 120, 5),
        ("school_hours", datetime(2027, 1, 12, 9), 60, 0),
        ("working_hours", datetime(2027, 1, 12, 16), 90, 5),
        ("none", datetime(2027, 1, 12, 10), 60, 0),
    ],
)
def test_presets_free_everybody_inside_their_window_and_nobody_outside(
    preset: str, start: datetime, minutes: int, free: int
) -> None:
    assert free_count(availability(preset=preset), 5, start, minutes) == free


def test_a_window_given_takes_the_place_of_the_presets() -> None:
    later = availability(preset="weekdays_10_to_3", latest="12:00")
    assert free_count(later, 5, TUESDAY_AT_TEN, 120) == 5
    assert free_count(later, 5, TUESDAY_AT_TEN, 121) == 0


def test_in_person_only_those_who_can_travel_come() -> None:
    carers = group("carers", 10, in_person_count=6, online_count=3)
    assert able_at(programme_with(carers), "hall/main") == Able(room=6, online=0, total=6)


def test_an_area_further_than_people_travel_is_out_of_reach() -> None:
    near = group("carers", 10, travel={"most_minutes": 39}, online_count=3)
    far = group("carers", 10, travel={"most_minutes": 40}, online_count=3)
    assert able_at(programme_with(near), "far/back").total == 0
    assert able_at(programme_with(far), "far/back").total == 10


def test_online_only_those_who_can_and_want_to_come() -> None:
    carers = group("carers", 10, in_person_count=6, online_count=3)
    assert able_at(programme_with(carers), "meet") == Able(room=0, online=3, total=3)


@pytest.mark.parametrize(
    ("in_person", "online", "prefer", "room_count", "online_count"),
    [
        (6, 3, 0, 6, 3),
        (10, 3, 0, 10, 0),
        (10, 3, 2, 8, 2),
        (6, 5, 0, 6, 4),
        (6, 5, 5, 5, 5),
        (0, 4, 0, 0, 4),
    ],
)
def test_in_a_hybrid_session_people_are_online_by_choice_or_because_they_cannot_travel(
    in_person: int, online: int, prefer: int, room_count: int, online_count: int
) -> None:
    carers = group("carers", 10, in_person_count=in_person, online_count=online, prefer_online_count=prefer)
    programme = programme_with(carers)
    able = able_at(programme, "hall/main+meet")
    assert expected(programme.groups[0], able, Mode.HYBRID) == Expected(room=room_count, online=online_count)
