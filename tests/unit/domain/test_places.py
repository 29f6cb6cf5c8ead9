"""Places, room times, opening hours, features and travel."""

from datetime import datetime

import pytest

from planner.domain.places import (
    Journey,
    feature_state,
    find_place,
    is_open,
    places_for,
    room_interval,
    travel_between,
)
from planner.domain.terms import Known, Mode
from tests.builders import price, room, session, tiny_programme, tool, venue


def place_ids(programme) -> list[str]:
    return [place.id for place in places_for(programme, programme.sessions[0])]


def with_session(rooms: list[dict[str, object]], **changes: object):
    equipment = changes.pop("equipment", {})
    level = changes.pop("level", "estimate")
    return tiny_programme(
        sessions=[session("design", ["residents"], **changes)],
        venues=[venue("hall", rooms)],
        tools=[tool("meet"), tool("phone")],
        equipment=equipment,
        level=level,
    )


def test_only_rooms_with_the_sessions_layout_are_places() -> None:
    circle = room("small", layouts=[{"kind": "circle", "capacity": 8, "wheelchair_places": 1}])
    assert place_ids(with_session([room("main"), circle])) == ["hall/main"]
    assert place_ids(with_session([room("main"), circle], layout="circle")) == ["hall/small"]


def test_a_session_is_held_only_in_the_venues_and_tools_it_names() -> None:
    programme = with_session([room("main")], modes=["in_person", "online"], tools=["phone"])
    assert place_ids(programme) == ["hall/main", "phone"]


@pytest.mark.parametrize(
    ("ready", "kit", "level", "is_place"),
    [
        ("yes", False, "ready_to_sign", True),
        ("unknown", False, "estimate", True),
        ("unknown", False, "ready_to_sign", False),
        ("no", False, "estimate", False),
        ("no", True, "ready_to_sign", True),
    ],
)
def test_a_hybrid_place_needs_a_ready_room_or_a_kit(
    ready: str, kit: bool, level: str, is_place: bool
) -> None:
    equipment = {"hybrid_kit_per_sitting": price(4000)} if kit else {}
    rooms = [room("main", is_hybrid_ready=ready)]
    programme = with_session(rooms, modes=["hybrid"], tools=["meet"], level=level, equipment=equipment)
    assert place_ids(programme) == (["hall/main+meet"] if is_place else [])


def test_room_time_has_set_up_and_clear_down_and_online_time_has_not() -> None:
    programme = with_session([room("main")], modes=["in_person", "online"])
    in_room, online, _ = places_for(programme, programme.sessions[0])
    start = datetime(2027, 1, 12, 10)
    assert room_interval(in_room, start, 120) == (9 * 60 + 30, 12 * 60 + 15)
    assert room_interval(online, start, 120) == (10 * 60, 12 * 60)
    assert (online.mode, online.area, online.booking_key) == (Mode.ONLINE, None, "meet")


@pytest.mark.parametrize(
    ("start", "is_free"),
    [
        (datetime(2027, 1, 12, 8, 30), True),
        (datetime(2027, 1, 12, 8, 29), False),
        (datetime(2027, 1, 12, 19, 45), True),
        (datetime(2027, 1, 12, 19, 46), False),
        (datetime(2027, 1, 14, 10), False),
    ],
)
def test_room_time_lies_inside_the_opening_and_on_no_closure(start: datetime, is_free: bool) -> None:
    closures = [{"starts_on": "2027-01-14", "ends_on": "2027-01-14"}]
    programme = tiny_programme(venues=[venue("hall", [room("main")], closures=closures)])
    place = find_place(programme, programme.sessions[0], "hall/main")
    assert place is not None
    assert is_open(place, start, 120) is is_free


def test_a_rooms_record_takes_the_place_of_the_venues_and_no_record_is_unknown() -> None:
    loop = {"key": "hearing_loop", "is_there": "no"}
    quiet = {"key": "quiet_room", "is_there": "yes"}
    fixed = {"key": "hearing_loop", "is_there": "yes"}
    captions = {"key": "auto_captions", "is_there": "yes"}
    programme = tiny_programme(
        venues=[
            venue("hall", [room("main", features=[fixed], is_hybrid_ready="yes")], features=[loop, quiet])
        ],
        tools=[tool("meet", features=[captions])],
        sessions=[session("design", ["residents"], modes=["hybrid"])],
    )
    place = find_place(programme, programme.sessions[0], "hall/main+meet")
    assert place is not None
    assert feature_state(place, "venue:hearing_loop") == (Known.YES, "hall/main")
    assert feature_state(place, "venue:quiet_room") == (Known.YES, "hall")
    assert feature_state(place, "venue:step_free_route") == (Known.UNKNOWN, "hall")
    assert feature_state(place, "tool:auto_captions") == (Known.YES, "meet")
    assert feature_state(place, "tool:breakouts") == (Known.UNKNOWN, "meet")


def test_a_link_is_the_same_both_ways_and_an_unknown_one_is_no_journey() -> None:
    programme = tiny_programme()
    assert travel_between(programme, "south", "north") == Journey(minutes=40, miles=12, fare_pence=450)
    assert travel_between(programme, "north", "north") == Journey(minutes=0, miles=0, fare_pence=0)
    assert travel_between(programme, "north", "elsewhere") is None
