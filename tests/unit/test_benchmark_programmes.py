"""The programmes that the optimiser is measured on: whole, as large as they say, of both kinds, the same for the same seed."""

from __future__ import annotations

import json

import pytest

from benchmarks.programmes import SIZES, Attendance, programme_document
from planner.domain.programme.reading import read_programme

SEEDS = range(1, 11)


@pytest.mark.parametrize("attendance", ["standing", "open"])
@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: size.name)
def test_every_seed_gives_a_whole_programme_of_its_size(size: object, attendance: Attendance) -> None:
    made = [programme_document(size, attendance, seed) for seed in SEEDS]  # type: ignore[arg-type]
    assert len({json.dumps(document, sort_keys=True) for document in made}) == len(made)
    for document in made:
        programme = read_programme(json.dumps(document))
        assert sum(session.repeats.count for session in programme.sessions) == size.sitting_count  # type: ignore[attr-defined]
        assert len(programme.venues) == size.venue_count  # type: ignore[attr-defined]
        assert len({target.kind for target in programme.targets}) == 8
        assert any(group.requirements for group in programme.groups)
        assert any(session.decision for session in programme.sessions)
        assert any(session.feeds_back_on for session in programme.sessions)


def test_the_largest_are_whole_too() -> None:
    for size in SIZES[3:]:
        assert read_programme(json.dumps(programme_document(size, "standing", 1))).sessions


def test_the_same_seed_gives_the_same_programme() -> None:
    assert programme_document(SIZES[0], "open", 3) == programme_document(SIZES[0], "open", 3)


def test_an_open_event_in_ten_sessions_where_groups_stand_and_all_open_where_they_do_not() -> None:
    standing = programme_document(SIZES[2], "standing", 1)
    events = [session for session in standing["sessions"] if session["id"].startswith("open")]
    assert len(events) == SIZES[2].sitting_count // 10
    assert {group["membership"] for group in standing["groups"]} == {"standing", "open"}
    assert {group["membership"] for group in programme_document(SIZES[2], "open", 1)["groups"]} == {"open"}
