"""Contradictions are found by arithmetic and tied to their input; a programme that has a plan has none."""

from collections.abc import Callable
from typing import Any

import pytest

from planner.costing.charges import Charge
from planner.costing.price import price_plan
from planner.domain.programme.reading import read_programme
from planner.domain.terms import Category
from planner.examples import example_text
from planner.optimiser.candidates import build_candidates
from planner.optimiser.precheck import find_contradictions
from planner.optimiser.precheck.money import least_subtotal_pence
from planner.optimiser.precheck.targets import least_break_minutes
from tests.builders import (
    Document,
    changed,
    group,
    programme_of,
    supplier,
    target,
    tiny_document,
    tiny_plan,
    tiny_programme,
)

Plant = Callable[[Document], Document]


def planted(*changes: tuple[Any, ...]) -> Document:
    document = tiny_document()
    for change in changes:
        document = changed(document, *change)
    return document


NOBODY = {"preset": "none"}
BSL = {"id": "bsl", "title": "BSL", "count": 1, "all_of": [["support:bsl_interpreter"]]}
CLOSED = {"starts_on": "2027-01-01", "ends_on": "2027-02-28"}

CAUSES: dict[str, tuple[list[tuple[Any, ...]], str, str]] = {
    "room too small": (
        [("venues", 0, "rooms", 0, "layouts", 0, "capacity", 5)],
        "everyone_fits",
        "venues",
    ),
    "no wheelchair place": ([("groups", 0, "wheelchair_count", 3)], "wheelchair_places_suffice", "venues"),
    "requirement nowhere met": (
        [("groups", 0, "requirements", [BSL])],
        "access_requirements_are_met",
        "groups[0].requirements[0]",
    ),
    "venue closed throughout": ([("venues", 0, "closures", [CLOSED])], "rooms_are_open", "venues"),
    "no start in the window": (
        [("sessions", 0, "latest_on", "2027-01-11")],
        "starts_are_allowed",
        "sessions[0].latest_on",
    ),
    "every day blocked": ([("calendar", "blocked", [CLOSED])], "starts_are_allowed", "calendar.blocked"),
    "too few can come": (
        [("sessions", 0, "least_people", 9)],
        "least_size_is_reached",
        "sessions[0].least_people",
    ),
    "too many come": (
        [("sessions", 0, "most_people", 7)],
        "least_size_is_reached",
        "sessions[0].most_people",
    ),
    "no layout": ([("sessions", 0, "layout", "circle")], "held_once", "sessions[0].modes"),
    "pinned elsewhere": (
        [("pins", [{"sitting": "design-1", "reason": "asked", "place": "hall/attic"}])],
        "as_pinned",
        "pins[0].place",
    ),
    "no room for the order": (
        [("sessions", 0, "repeats", "least_days_apart", 30)],
        "in_order",
        "sessions[0].repeats",
    ),
    "milestone missed": (
        [
            ("milestones", [{"id": "board", "title": "Board", "on": "2027-01-10"}]),
            ("sessions", 0, "milestones", [{"milestone": "board", "relation": "before"}]),
        ],
        "milestones_hold",
        "sessions[0].milestones",
    ),
    "budget too small": ([("budget", "total_pence", 60000)], "within_budget", "budget.total_pence"),
    "cap too low": (
        [
            (
                "budget",
                "caps",
                [{"id": "pay", "title": "Pay", "categories": ["involvement_payment"], "most_pence": 59999}],
            )
        ],
        "within_caps",
        "budget.caps[0].most_pence",
    ),
    "funding too little": (
        [
            (
                "budget",
                "funding",
                [
                    {
                        "id": "one",
                        "name": "One",
                        "years": [{"financial_year": "2026-27", "amount_pence": 50000}],
                    }
                ],
            )
        ],
        "within_funding",
        "budget.funding",
    ),
    "nobody leads": ([("staff", 0, "can_lead", False)], "team_members_are_able", "staff"),
    "lead never free": ([("staff", 0, "availability", NOBODY)], "staff_hours_hold", "staff"),
    "lead away": ([("staff", 0, "away", [CLOSED])], "staff_hours_hold", "staff"),
    "skill nobody has": (
        [("sessions", 0, "team", {"skill": "easy read"})],
        "enough_facilitators",
        "sessions[0].team.skill",
    ),
    "more facilitators than there are": (
        [("sessions", 0, "team", {"least_facilitators": 3})],
        "enough_facilitators",
        "sessions[0].team.least_facilitators",
    ),
    "nobody hosts": (
        [
            ("sessions", 0, "modes", ["online"]),
            ("groups", 0, "online_count", 6),
            ("groups", 1, "online_count", 2),
            ("staff", 0, "can_host_online", False),
            ("staff", 1, "can_host_online", False),
        ],
        "team_members_are_able",
        "staff",
    ),
    "no checked adult": (
        [
            (
                "groups",
                0,
                "young_people",
                {"count": 2, "guardian_consent": "yes", "travel_home_price": {"amount_pence": 0}},
            )
        ],
        "young_people_are_safe",
        "staff",
    ),
    "invited too seldom": (
        [("targets", [target("continuity", times=3, strength="must")])],
        "continuity",
        "targets[0].times",
    ),
    "no paid preparation": (
        [
            ("rate_card", "pays_preparation", False),
            ("targets", [target("process", items=["paid_preparation"], strength="must")]),
        ],
        "process",
        "targets[0].items",
    ),
    "no shared decision": (
        [("targets", [target("process", items=["shared_decisions"], strength="must")])],
        "process",
        "targets[0].items",
    ),
    "more time than a group gives": (
        [("groups", 0, "limits", {"minutes_per_week": 119})],
        "load_holds",
        "groups[0].limits.minutes_per_week",
    ),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_a_planted_cause_is_named_with_its_input(cause: str):
    changes, rule, path = CAUSES[cause]
    found = find_contradictions(programme_of(planted(*changes)))
    assert (rule, path) in [(each.rule, each.path) for each in found]
    assert all(each.words for each in found)
    assert {(each.rule, each.path) for each in found} == {(rule, path)}, "nothing but the cause is named"


def test_a_programme_with_a_plan_has_no_contradiction():
    assert find_contradictions(tiny_programme()) == ()


@pytest.mark.parametrize("name", ["respite-care", "small-grant"])
def test_the_worked_examples_have_none(name: str):
    assert find_contradictions(read_programme(example_text(name))) == ()


def test_a_budget_at_the_cost_of_a_plan_is_no_contradiction():
    programme = tiny_programme()
    total = price_plan(programme, tiny_plan(programme)).total_pence
    exact = programme_of(changed(tiny_document(), "budget", "total_pence", total))
    assert find_contradictions(exact) == ()


def test_the_least_cost_is_below_what_a_plan_costs():
    programme = tiny_programme()
    least = least_subtotal_pence(programme, build_candidates(programme), lambda charge: True)
    assert 0 < least <= price_plan(programme, tiny_plan(programme)).subtotal_pence


def test_optional_sittings_never_contradict():
    document = planted(
        ("venues", 0, "rooms", 0, "layouts", 0, "capacity", 5),
        ("sessions", 0, "repeats", "required_count", 0),
    )
    assert find_contradictions(programme_of(document)) == ()


def test_an_aim_is_no_contradiction_unless_the_strategy_makes_it_a_must():
    aims = planted(("targets", [target("continuity", times=3)]))
    assert find_contradictions(programme_of(aims)) == ()
    assert find_contradictions(programme_of({**aims, "strategy": "cheapest"})) != ()


def test_one_who_can_be_trained_to_lead_is_enough():
    training = [{"gives": "lead", "price": {"amount_pence": 10000}}]
    document = planted(("staff", 0, "can_lead", False), ("staff", 1, "training", training))
    assert find_contradictions(programme_of(document)) == ()


def test_breaks_grow_with_the_length():
    assert [least_break_minutes(minutes) for minutes in (60, 61, 179, 180, 359, 360)] == [
        0,
        15,
        15,
        40,
        40,
        90,
    ]


def test_names_of_a_group_and_a_requirement_are_shown():
    document = planted(
        ("groups", [group("residents", 6, requirements=[BSL])]), ("sessions", 0, "invited", ["residents"])
    )
    (found,) = find_contradictions(programme_of(document))
    assert "“BSL”" in found.words
    assert "“Residents”" in found.words


def test_a_requirement_is_named_as_its_own_group_calls_it():
    same_id = {**BSL, "title": "Interpreter of British Sign Language"}
    groups = [group("residents", 6, requirements=[BSL]), group("carers", 5, requirements=[same_id])]
    document = planted(("groups", groups), ("sessions", 0, "invited", ["residents"]))
    (found,) = find_contradictions(programme_of(document))
    assert "“BSL”" in found.words
    assert "Sign Language" not in found.words


def test_a_lead_free_for_the_session_is_free_though_setting_up_begins_earlier():
    free_from_ten = {"preset": "any_time", "earliest": "10:00"}
    document = planted(("staff", 0, "availability", free_from_ten))
    assert find_contradictions(programme_of(document)) == ()
    too_late = {"preset": "any_time", "earliest": "14:30"}
    (found,) = find_contradictions(programme_of(planted(("staff", 0, "availability", too_late))))
    assert found.rule == "staff_hours_hold"


@pytest.mark.parametrize(("longer_pence", "counts"), [(12_000, True), (3_000, False)])
def test_support_counts_towards_the_least_only_where_a_shared_booking_is_no_cheaper(longer_pence, counts):
    bands = [
        {"up_to_minutes": 120, "amount_pence": 6_000},
        {"up_to_minutes": 480, "amount_pence": longer_pence},
    ]
    signs = supplier("signs", "bsl_interpreter", bands=bands)
    document = planted(("groups", 0, "requirements", [BSL]), ("suppliers", [signs]))
    programme = programme_of(document)
    least = least_subtotal_pence(programme, build_candidates(programme), _is_support)
    assert least == (12_000 if counts else 0)


def _is_support(charge: Charge) -> bool:
    return charge.category is Category.ACCESS_SUPPORT
