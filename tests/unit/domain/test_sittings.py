"""Sittings, and the starts they may have."""

from datetime import datetime

import pytest

from planner.domain.sittings import Sitting, open_starts, sittings_of, start_problems
from tests.builders import programme_of, session, tiny_document, tiny_programme


def only_sitting(**changes: object) -> tuple[object, Sitting]:
    top = {key: changes.pop(key) for key in ("pins", "calendar") if key in changes}
    programme = tiny_programme(sessions=[session("design", ["residents"], **changes)], **top)
    return programme, sittings_of(programme)[0]


def calendar(**changes: object) -> dict[str, object]:
    return {**tiny_document()["calendar"], **changes}


def days(**changes: object) -> list[int]:
    programme, sitting = only_sitting(**changes)
    return [start.day for start in open_starts(programme, sitting)]


def test_the_first_sittings_are_required_and_the_rest_optional() -> None:
    programme = tiny_programme(
        sessions=[session("design", ["residents"], repeats={"count": 3, "required_count": 2})]
    )
    assert [(each.id, each.is_required) for each in sittings_of(programme)] == [
        ("design-1", True),
        ("design-2", True),
        ("design-3", False),
    ]


def test_starts_are_those_of_the_weekly_pattern_in_the_period() -> None:
    assert days() == [12, 14, 19, 21, 26, 28]


def test_a_session_narrows_the_pattern_by_days_and_times() -> None:
    assert days(starts=[{"weekday": "tuesday", "at": "10:00"}]) == [12, 19, 26]
    assert days(earliest_on="2027-01-19", latest_on="2027-01-26") == [19, 21, 26]


def test_blocked_days_and_bank_holidays_are_left_out() -> None:
    blocked = [{"starts_on": "2027-01-18", "ends_on": "2027-01-22", "reason": "Half term"}]
    assert days(calendar=calendar(blocked=blocked)) == [12, 14, 26, 28]
    easter = calendar(
        starts_on="2027-03-22", ends_on="2027-04-02", weekly_starts=[{"weekday": "friday", "at": "10:00"}]
    )
    assert days(calendar=easter) == [2]
    assert days(calendar={**easter, "avoid_bank_holidays": False}) == [26, 2]


def test_papers_never_go_out_before_the_programme_starts() -> None:
    assert days(papers_days=7) == [19, 21, 26, 28]


def test_an_announced_sitting_keeps_its_start_even_outside_the_pattern() -> None:
    state = {"number": 1, "status": "announced", "place": "hall/main", "start": "2027-01-13T09:15:00"}
    programme, sitting = only_sitting(sittings=[state])
    assert open_starts(programme, sitting) == (datetime(2027, 1, 13, 9, 15),)
    assert (sitting.fixed_place, sitting.must_run) == ("hall/main", True)
    assert start_problems(programme, sitting, datetime(2027, 1, 12, 10)) == ("not_the_fixed_start",)


def test_a_cancelled_sitting_never_runs() -> None:
    _, sitting = only_sitting(sittings=[{"number": 1, "status": "cancelled"}])
    assert (sitting.may_run, sitting.must_run) == (False, False)


@pytest.mark.parametrize(
    ("pin", "expected_days"),
    [
        ({"on": "2027-01-19"}, [19]),
        ({"at": "14:00"}, [14, 21, 28]),
        ({"on": "2027-01-20", "at": "11:00"}, [20]),
        ({"on": "2027-01-20"}, []),
    ],
)
def test_pins_narrow_the_starts(pin: dict[str, str], expected_days: list[int]) -> None:
    assert days(pins=[{"sitting": "design-1", "reason": "As agreed", **pin}]) == expected_days


def test_a_start_from_which_the_session_runs_past_midnight_is_refused() -> None:
    document = tiny_document(sessions=[session("design", ["residents"], minutes=700)])
    document["calendar"]["weekly_starts"] = [{"weekday": "tuesday", "at": "13:00"}]
    programme = programme_of(document)
    assert open_starts(programme, sittings_of(programme)[0]) == ()
