"""Candidates: each built once, each exclusion with the rule that says so."""

from collections import Counter

from planner.optimiser.build import build_model
from planner.optimiser.candidates import build_candidates
from planner.optimiser.highs import Limits, solve_rows
from planner.optimiser.linear import Sum
from tests.builders import group, room, session, tiny_programme, venue

CLOSED = [{"starts_on": "2027-01-12", "ends_on": "2027-01-12"}]


def reasons(programme: object) -> Counter[str]:
    found = build_candidates(programme)  # type: ignore[arg-type]
    return Counter(
        reason.rule
        for those in found.excluded.values()
        for each in those
        for reason in each.reasons
        for _ in each.starts
    )


def test_every_place_and_start_is_a_candidate_or_left_out_with_a_reason() -> None:
    programme = tiny_programme(venues=[venue("hall", [room("main")], closures=CLOSED)])
    found = build_candidates(programme)
    left_out = [each for those in found.excluded.values() for each in those if each.place]
    assert found.count() + sum(len(each.starts) for each in left_out) == 2 * 6
    assert {start.isoformat() for each in left_out for start in each.starts} == {"2027-01-12T10:00:00"}
    assert reasons(programme) == {"rooms_are_open": 2}


def test_starts_alike_share_what_they_come_to() -> None:
    found = build_candidates(tiny_programme())
    holdings = {id(each.holding) for those in found.ways.values() for each in those}
    assert len(holdings) == 2


def test_each_pruning_rule_gives_its_name() -> None:
    small = [venue("hall", [room("main", capacity=8)])]
    assert reasons(tiny_programme(venues=small))["everyone_fits"] == 12
    chairs = [group("residents", 6, wheelchair_count=3)]
    one = [session("one", ["residents"])]
    assert reasons(tiny_programme(groups=chairs, sessions=one))["wheelchair_places_suffice"] == 6
    many = [session("one", ["residents"], least_people=7)]
    assert (
        reasons(tiny_programme(groups=[group("residents", 6)], sessions=many))["least_size_is_reached"] == 6
    )
    board = [{"id": "board", "title": "Board", "on": "2027-01-20"}]
    before = [
        session(
            "one", ["residents"], milestones=[{"milestone": "board", "relation": "before", "least_days": 5}]
        )
    ]
    held = tiny_programme(groups=[group("residents", 6)], sessions=before, milestones=board)
    assert reasons(held)["milestones_hold"] == 4
    late = [session("one", ["residents"], earliest_on="2027-01-25")]
    assert reasons(tiny_programme(groups=[group("residents", 6)], sessions=late))["starts_are_allowed"] == 4


def test_a_rule_made_soft_says_by_how_much_it_is_exceeded() -> None:
    programme = tiny_programme(budget={"total_pence": 10_000})
    model = build_model(programme, frozenset({"within_budget"}))
    (slack,) = model.rows.slacks
    answer = solve_rows(model.rows, {slack.variable: 1.0}, 0.0, Limits(30))
    assert answer.objective is not None
    assert answer.objective > 0
    assert round(model.ledger.subtotal().value(answer.values or {}) - answer.objective) == 9_524


def test_a_sum_knows_its_value_and_its_largest() -> None:
    model = build_model(tiny_programme())
    runs = Sum.of(held.run for held in model.held.values()).times(3).plus(1)
    assert runs.largest() == 7
    assert runs.value({held.run.name: 1.0 for held in model.held.values()}) == 7
