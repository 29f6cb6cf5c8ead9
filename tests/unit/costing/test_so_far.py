"""The cost so far of a draft: near what a solved plan costs, honest about what is not there, never a traceback."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.costing.price import price_plan
from planner.costing.so_far import CostSoFar, cost_so_far
from planner.costing.so_far.figure import TOO_MANY
from planner.domain.terms import Section
from planner.examples import example_names, example_text
from tests.builders import (
    changed,
    group,
    plan_of,
    price,
    rate_card,
    room,
    session,
    staff,
    supplier,
    tiny_document,
    tiny_programme,
    tiny_sittings,
    venue,
)

SOLVED_PENCE = {"respite-care": 3_404_000, "small-grant": 484_171, "county-wide": 7_545_736}
"""What solved plans of the examples cost, within 1 %."""
EXAMPLES = {name: json.loads(example_text(name)) for name in example_names()}


def missing_of(figure: CostSoFar, key: str) -> list[str]:
    return [each.words for each in figure.missing if each.key == key]


def held_to_its_word(figure: CostSoFar) -> None:
    assert [section for section, _ in figure.sections] == list(Section)
    assert sum(pence for _, pence in figure.sections) == figure.total_pence
    if figure.low_pence is not None and figure.high_pence is not None:
        assert 0 <= figure.low_pence <= figure.total_pence <= figure.high_pence
    else:
        assert figure.total_pence == 0
        assert figure.missing
    assert all("{" not in each.words for each in figure.missing)


@pytest.mark.parametrize("name", SOLVED_PENCE)
def test_the_figure_of_an_example_is_near_its_solved_plan(name: str) -> None:
    figure = cost_so_far(EXAMPLES[name])
    held_to_its_word(figure)
    assert figure.missing == ()
    assert abs(figure.total_pence / SOLVED_PENCE[name] - 1) < 0.08
    assert figure.budget_pence == EXAMPLES[name]["budget"]["total_pence"]
    assert figure.low_pence is not None
    assert figure.high_pence is not None
    assert figure.low_pence < SOLVED_PENCE[name] < figure.high_pence
    assert figure.in_kind_pence > 0


def test_the_figure_of_a_small_programme_is_what_its_plan_costs() -> None:
    programme = tiny_programme()
    by_hand = price_plan(programme, plan_of(programme, tiny_sittings()))
    figure = cost_so_far(tiny_document())
    assert figure.total_pence == by_hand.total_pence
    assert figure.in_kind_pence == by_hand.in_kind_pence > 0
    assert figure.sessions_count == 2
    assert (figure.low_pence, figure.high_pence) == (figure.total_pence, figure.total_pence), "all is quoted"
    assert figure.left_pence == 1_000_000 - figure.total_pence


def test_an_empty_draft_costs_nothing_and_says_what_is_missing() -> None:
    figure = cost_so_far({})
    held_to_its_word(figure)
    assert (figure.total_pence, figure.low_pence, figure.high_pence) == (0, None, None)
    assert figure.budget_pence is None
    assert figure.left_pence is None
    told = {each.key for each in figure.missing}
    assert told == {"groups", "sessions", "venues", "staff", "calendar", "rate_card", "budget"}
    assert missing_of(figure, "venues") == ["No venue is entered yet: room hire is not counted"]
    assert figure.assumptions[0].startswith("Everybody invited comes")


@pytest.mark.parametrize(
    "key", ["groups", "sessions", "venues", "staff", "calendar", "rate_card", "budget", "suppliers", "tools"]
)
def test_a_part_that_is_not_there_is_told_and_the_rest_is_counted(key: str) -> None:
    document = {name: part for name, part in EXAMPLES["respite-care"].items() if name != key}
    figure = cost_so_far(document)
    held_to_its_word(figure)
    assert missing_of(figure, key), figure.missing
    assert figure.total_pence > 0
    assert cost_so_far({**document, key: None}) == figure


def test_without_a_venue_people_are_paid_and_only_the_room_is_left_out() -> None:
    whole, without = cost_so_far(tiny_document()), cost_so_far(tiny_document(venues=[]))
    assert missing_of(without, "venues") == ["No venue is entered yet: room hire is not counted"]
    assert len(without.missing) == 1
    assert dict(without.sections)[Section.PAYMENTS] == dict(whole.sections)[Section.PAYMENTS] > 0
    assert dict(without.sections)[Section.ACTIVITY] == 0 < dict(whole.sections)[Section.ACTIVITY]


def test_a_room_too_small_is_not_taken_for_nothing() -> None:
    figure = cost_so_far(tiny_document(venues=[venue("hall", [room("closet", capacity=5)])]))
    assert missing_of(figure, "venues") == ["No place entered fits ‘Design’: room hire is not counted there"]


def test_a_room_without_a_price_is_told() -> None:
    unpriced = room("main")
    del unpriced["tariff"]["hour_pence"]
    figure = cost_so_far(tiny_document(venues=[venue("hall", [unpriced])]))
    assert missing_of(figure, "venues") == ["No place entered fits ‘Design’: room hire is not counted there"]


def test_the_cheapest_place_that_fits_is_counted() -> None:
    dear, cheap = room("dear"), room("cheap")
    dear["tariff"]["hour_pence"] = 5000
    figure = cost_so_far(tiny_document(venues=[venue("hall", [dear, cheap])]))
    assert figure.total_pence == cost_so_far(tiny_document()).total_pence


def test_references_to_what_is_gone_are_told_by_the_session_that_makes_them() -> None:
    document = tiny_document(
        sessions=[session("design", ["residents", "gone"], venues=["gone-too"], tools=["gone-tool"])]
    )
    figure = cost_so_far({**document, "coordination": {"staff": "nobody", "minutes_per_programme": 600}})
    held_to_its_word(figure)
    words = missing_of(figure, "sessions")
    assert "A group invited to ‘Design’ is not there: its people are not counted" in words
    assert "A venue named for ‘Design’ is not there: it is not looked at" in words
    assert "An online tool named for ‘Design’ is not there: it is not looked at" in words
    assert missing_of(figure, "coordination")
    assert figure.total_pence > 0


def test_an_access_requirement_that_nothing_meets_is_told() -> None:
    need = {"id": "bsl", "title": "Interpreting", "count": 1, "all_of": [["support:bsl_interpreter"]]}
    document = tiny_document(
        groups=[group("residents", 6, requirements=[need])], sessions=[session("design", ["residents"])]
    )
    without = cost_so_far(document)
    assert missing_of(without, "suppliers") == [
        "Nothing entered meets an access requirement at ‘Design’: what would meet it is not counted"
    ]
    with_support = cost_so_far({**document, "suppliers": [supplier("interpreters", "bsl_interpreter")]})
    assert with_support.missing == ()
    assert with_support.total_pence > without.total_pence


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("groups", 0, "care"), "groups"),
        (("groups", 0, "young_people"), "groups"),
        (("groups", 1, "payment"), "groups"),
        (("groups", 0, "digital"), "equipment"),
        (("groups", 0, "travel"), "rate_card"),
        (("sessions", 0, "has_catering"), "rate_card"),
        (("tools", 0, "licence"), "tools"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else value,
)
def test_a_price_that_is_needed_and_not_there_is_told_and_never_nought_in_silence(
    path: tuple[Any, ...], key: str
) -> None:
    asked: dict[str, Any] = {
        "care": {"count": 1},
        "young_people": {"count": 1},
        "payment": {"kind": "employer"},
        "digital": {"device_count": 1},
        "travel": {"by": "car"},
        "has_catering": True,
        "licence": {},
    }
    figure = cost_so_far(changed(tiny_document(), *path, asked[path[-1]]))
    held_to_its_word(figure)
    assert len(missing_of(figure, key)) == 1, figure.missing


def test_too_small_a_team_is_told() -> None:
    document = tiny_document(
        groups=[group("residents", 16)],
        sessions=[session("design", ["residents"], wanted_people=16)],
        staff=[staff("only")],
    )
    assert missing_of(cost_so_far(document), "staff") == [
        "The team has too few people for ‘Design’: the rest of the facilitation is not counted"
    ]


def test_a_rate_of_the_card_that_starts_too_late_is_told() -> None:
    card = rate_card()
    card["rates"][0]["valid_from"] = "2028-04-01"
    figure = cost_so_far(tiny_document(rate_card=card))
    assert missing_of(figure, "rate_card") == [
        "No rate of the card is valid at the start yet: the first one is used"
    ]
    assert figure.total_pence == cost_so_far(tiny_document()).total_pence


def test_optional_sessions_are_counted_as_far_as_the_budget_goes() -> None:
    sessions = [
        session("first", ["residents"], priority=5),
        session("nice", ["residents"], priority=3, repeats={"count": 2, "required_count": 0}),
        session("nicer", ["residents"], priority=8, repeats={"count": 1, "required_count": 0}),
    ]
    one = cost_so_far(tiny_document(sessions=sessions[:1])).total_pence
    two = cost_so_far(tiny_document(sessions=[sessions[0], sessions[2]])).total_pence

    plenty = cost_so_far(tiny_document(sessions=sessions, budget={"total_pence": 10_000_000}))
    assert plenty.sessions_count == 4
    assert plenty.high_pence == plenty.total_pence > two
    assert plenty.low_pence == one

    some = cost_so_far(tiny_document(sessions=sessions, budget={"total_pence": two}))
    assert (some.sessions_count, some.total_pence) == (2, two)
    assert "1 of 3 optional sessions are counted" in " ".join(some.assumptions)
    assert some.high_pence == plenty.total_pence

    none = cost_so_far(tiny_document(sessions=sessions, budget={"total_pence": one}))
    assert (none.sessions_count, none.total_pence, none.low_pence) == (1, one, one)


def test_our_own_estimates_may_be_a_fifth_out() -> None:
    card = rate_card()
    card["rates"][0]["terms"]["evidence"] = "our_estimate"
    figure = cost_so_far(tiny_document(rate_card=card))
    paid = dict(figure.sections)[Section.PAYMENTS]
    apart = paid // 5 + (paid // 5 * 5 + 50) // 100
    assert figure.low_pence is not None
    assert figure.high_pence is not None
    assert abs(figure.total_pence - figure.low_pence - apart) <= 1
    assert abs(figure.high_pence - figure.total_pence - apart) <= 1


def test_amounts_too_large_to_add_up_are_told() -> None:
    cost = {"id": "huge", "title": "Huge", "category": "other", "per": "month", "quantity": 100_000}
    figure = cost_so_far(tiny_document(other_costs=[{**cost, "price": price(5_000_000_000)}]))
    assert figure.total_pence == 0
    assert missing_of(figure, "budget") == [
        "The amounts entered are too large to be added up: nothing is counted"
    ]


def test_what_the_schema_refuses_is_told_and_the_rest_of_the_list_is_counted() -> None:
    document = tiny_document()
    document["groups"].append({"id": "half"})
    figure = cost_so_far(document)
    assert missing_of(figure, "groups") == ["Something entered here cannot be read yet: it is not counted"]
    assert figure.total_pence == cost_so_far(tiny_document()).total_pence


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [found for key, child in children for found in ((*path, key), *paths_of(child, (*path, key)))]


@given(st.sampled_from(sorted(EXAMPLES)), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_taken_away_the_rest_has_a_figure(name: str, data: st.DataObject) -> None:
    document = copy.deepcopy(EXAMPLES[name])
    for _ in range(data.draw(st.integers(1, 12), label="removals")):
        depth = data.draw(st.integers(1, 5), label="depth")
        paths = [path for path in paths_of(document) if len(path) <= depth]
        if not paths:
            break
        *way, last = data.draw(st.sampled_from(paths), label="path")
        node: Any = document
        for step in way:
            node = node[step]
        if isinstance(node, dict) and data.draw(st.booleans(), label="emptied"):
            node[last] = None
        else:
            del node[last]
    held_to_its_word(cost_so_far(document))


@pytest.mark.parametrize(("repeats", "is_told"), [(40, False), (41, True)])
def test_of_more_than_400_sessions_no_running_figure_is_worked_out(
    repeats: int, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tiny_document(
        sessions=[session(f"s{number}", ["residents"], repeats={"count": repeats}) for number in range(10)]
    )
    reckoned: list[object] = []
    monkeypatch.setattr(
        "planner.costing.so_far.figure.naive_plan", lambda *given: reckoned.append(given) or ()
    )
    told = cost_so_far(draft)
    assert (TOO_MANY in missing_of(told, "sessions")) is is_told
    assert bool(reckoned) is not is_told
    assert not is_told or (told.total_pence, told.low_pence, told.high_pence) == (0, None, None)
