"""Ways of being held: which are needed without dates, what sharing may save at most, and what a part of the whole holds."""

from typing import Any

from planner.domain.programme import Programme
from planner.optimiser.apart.dates import Breadth, Chosen, part_of
from planner.optimiser.apart.relaxed import Ways, all_ways, relaxed_model
from planner.optimiser.candidates import Candidates, build_candidates
from tests.builders import room, session, terms, tiny_programme, venue

DAY_RATE: dict[str, Any] = {"terms": terms(), "hour_pence": 1000, "day_pence": 4000}
TWICE_A_DAY = {
    "starts_on": "2027-01-11",
    "ends_on": "2027-01-31",
    "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}, {"weekday": "tuesday", "at": "14:00"}],
}


def found(programme: Programme) -> tuple[Candidates, Ways]:
    candidates = build_candidates(programme)
    return candidates, all_ways(programme, candidates)


def least(ways: Ways, sitting_id: str) -> set[tuple[int, int, str]]:
    return {way.weekly for alike in ways.alike[sitting_id] for way in alike.least}


def test_of_two_rooms_alike_only_the_cheaper_is_needed() -> None:
    cheap, dear = room("cheap"), room("dear", tariff={"terms": terms(), "hour_pence": 5000})
    _, ways = found(tiny_programme(venues=[venue("hall", [cheap, dear])]))
    assert {place for _, _, place in least(ways, "design-1")} == {"hall/cheap"}


def test_a_dearer_room_with_more_places_is_needed() -> None:
    large = room("large", capacity=40, tariff={"terms": terms(), "hour_pence": 5000})
    _, ways = found(tiny_programme(venues=[venue("hall", [room("main"), large])]))
    assert {place for _, _, place in least(ways, "design-1")} == {"hall/main", "hall/large"}


def test_two_sessions_on_one_day_save_what_the_day_rate_saves() -> None:
    """Alone 9:30 to 12:15 and 13:30 to 16:15 are three hours begun each, £60; together a day, £40."""
    programme = tiny_programme(
        calendar=TWICE_A_DAY,
        venues=[venue("hall", [room("main", tariff=DAY_RATE)])],
        sessions=[session("one", ["residents"]), session("two", ["residents"])],
    )
    _, ways = found(programme)
    saved = [
        shared.most_pence
        for key in ("one-1", "two-1")
        for alike in ways.alike[key]
        for way in alike.ways
        for shared in ways.savings.shared(way)
    ]
    assert saved == [1000] * 4


def test_nothing_is_saved_where_no_two_sessions_may_share_a_date() -> None:
    programme = tiny_programme(
        calendar=TWICE_A_DAY,
        venues=[venue("hall", [room("main", tariff=DAY_RATE)])],
        sessions=[
            session("one", ["residents"]),
            session("two", ["residents"], follows=[{"session": "one", "least_days": 7}]),
        ],
    )
    _, ways = found(programme)
    assert not any(
        ways.savings.shared(way) for those in ways.alike.values() for alike in those for way in alike.ways
    )


def test_the_model_without_dates_has_no_rows_about_them() -> None:
    programme = tiny_programme()
    candidates, ways = found(programme)
    kinds = {
        row.name.partition("__")[0]
        for row in relaxed_model(programme, candidates, ways).rows.problem.constraints()
    }
    assert "held_once" in kinds
    assert kinds.isdisjoint(
        {"in_order", "rooms_are_open", "one_sitting_in_a_room", "no_one_is_in_two_places", "load_holds"}
    )


def test_a_part_keeps_the_days_apart_and_what_was_chosen() -> None:
    programme = tiny_programme()
    candidates, ways = found(programme)
    alike = ways.alike["design-1"][0]
    chosen = {
        key: Chosen(frozenset({alike.ways[0].weekly}), frozenset(), frozenset())
        for key in ("design-1", "design-2")
    }
    part = part_of(candidates, ways, chosen, Breadth(0, 1))
    starts = {key: [start for way in those for start in way.starts] for key, those in part.ways.items()}
    assert all(len(those) == 1 for those in starts.values())
    assert (starts["design-2"][0] - starts["design-1"][0]).days >= 7
    assert {way.place.id for those in part.ways.values() for way in those} == {alike.ways[0].weekly[2]}
