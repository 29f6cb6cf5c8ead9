"""Where nothing fits: the planted cause is in the conflict, and every repair works when it is applied."""

import json
import time
from typing import Any

import pytest

from planner.domain.programme.reading import read_programme
from planner.domain.terms import Strategy
from planner.optimiser.outcome import NoPlan, Progress, Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from planner.optimiser.relax import Case, levers_of
from planner.optimiser.relax.patches import applied
from planner.optimiser.relax.repairs import NEVER_OFFERED
from planner.optimiser.solve import NothingFound
from tests.builders import Document, changed, group, session, supplier, target, tiny_document

SECONDS = 40.0
BSL = {"id": "bsl", "title": "BSL", "count": 1, "all_of": [["support:bsl_interpreter"]]}
NO_INTERPRETER = changed(
    tiny_document(suppliers=[supplier("signs", "bsl_interpreter", modes=["online"])]),
    "groups",
    0,
    "requirements",
    [BSL],
)
"""Interpreters work online only, and the session is in person."""


def planned(document: Document, strategy: Strategy | None = None, seconds: float = SECONDS, **more: Any):
    programme = read_programme(json.dumps(document))
    settings = SolveSettings(strategy, seconds)
    return make_plan(
        programme,
        document,
        settings,
        time.monotonic() + seconds,
        lambda progress: None,
        lambda: False,
        **more,
    )


def two_sessions(**changes: Any) -> Document:
    return tiny_document(
        sessions=[
            session("first", ["residents"]),
            session("then", ["residents"], follows=[{"session": "first", "least_days": 7, **changes}]),
        ]
    )


PLANTED: dict[str, tuple[Document, str, str]] = {
    "budget": (
        changed(tiny_document(), "budget", "total_pence", 50000),
        "within_budget",
        "/budget/total_pence",
    ),
    "cap": (
        changed(
            tiny_document(),
            "budget",
            "caps",
            [{"id": "rooms", "title": "Rooms", "categories": ["venue"], "most_pence": 5000}],
        ),
        "within_caps",
        "/budget/caps/0/most_pence",
    ),
    "funding": (
        changed(
            tiny_document(),
            "budget",
            "funding",
            [{"id": "one", "name": "One", "years": [{"financial_year": "2026-27", "amount_pence": 50000}]}],
        ),
        "within_funding",
        "/budget/funding/0/years/0/amount_pence",
    ),
    "most days apart": (
        two_sessions(most_days=8, least_days=8),
        "in_order",
        "/sessions/1/follows/0/most_days",
    ),
    "apart in a series": (
        changed(tiny_document(), "sessions", 0, "repeats", "least_days_apart", 30),
        "in_order",
        "/sessions/0/repeats/least_days_apart",
    ),
    "mode": (
        changed(
            changed(tiny_document(), "venues", 0, "rooms", 0, "layouts", 0, "capacity", 5),
            "groups",
            [group("residents", 6, online_count=6), {**tiny_document()["groups"][1], "online_count": 2}],
        ),
        "everyone_fits",
        "/sessions/0/modes",
    ),
    "weekly pattern": (
        changed(
            tiny_document(groups=[group("residents", 6, availability={"preset": "weekends"})]),
            "sessions",
            0,
            "invited",
            ["residents"],
        ),
        "least_size_is_reached",
        "/calendar/weekly_starts/-",
    ),
    "pin": (
        changed(tiny_document(), "pins", [{"sitting": "design-1", "reason": "asked", "on": "2027-01-16"}]),
        "as_pinned",
        "/pins/0",
    ),
    "must": (
        changed(
            tiny_document(), "targets", [target("equal_footing", level=0.9, strength="must", scope="every")]
        ),
        "equal_footing",
        "/targets/0/level",
    ),
    "two together": (
        changed(
            changed(
                tiny_document(), "pins", [{"sitting": "design-1", "reason": "asked", "on": "2027-01-16"}]
            ),
            "budget",
            "total_pence",
            50000,
        ),
        "as_pinned",
        "/budget/total_pence",
    ),
}


@pytest.mark.parametrize("cause", PLANTED)
def test_a_planted_cause_is_named_and_its_repair_works(cause: str):
    document, rule, path = PLANTED[cause]
    outcome = planned(document)
    assert isinstance(outcome, NoPlan)
    assert outcome.conflict
    assert rule in {each.rule for each in outcome.conflict}
    assert path in {step.path for repair in outcome.repairs for step in repair.change}, outcome.repairs
    for repair in outcome.repairs:
        assert repair.what
        assert isinstance(planned(applied(document, repair.change)), Solved), repair


def test_the_repair_of_the_budget_is_the_smallest_in_whole_pounds():
    document = changed(tiny_document(), "budget", "total_pence", 50000)
    outcome = planned(document)
    assert isinstance(outcome, NoPlan)
    (budget,) = [each for each in outcome.repairs if each.change[0].path == "/budget/total_pence"]
    enough = budget.change[0].value
    assert budget.cost_pence == enough - 50000
    assert enough % 100 == 0
    assert isinstance(planned(changed(document, "budget", "total_pence", enough)), Solved)
    assert isinstance(planned(changed(document, "budget", "total_pence", enough - 100), seconds=10), NoPlan)


@pytest.mark.parametrize(
    "document",
    [
        NO_INTERPRETER,
        changed(tiny_document(), "groups", 0, "limits", {"minutes_per_week": 60}),
        changed(
            tiny_document(),
            "groups",
            0,
            "young_people",
            {"count": 2, "guardian_consent": "no", "travel_home_price": {"amount_pence": 0}},
        ),
    ],
    ids=["access", "load", "safety"],
)
def test_access_limits_and_safety_are_named_and_never_offered(document: Document):
    outcome = planned(document)
    assert isinstance(outcome, NoPlan)
    assert {each.rule for each in outcome.conflict} & set(NEVER_OFFERED)
    for repair in outcome.repairs:
        assert not any(step.path.startswith(("/groups", "/safeguarding")) for step in repair.change)
        assert isinstance(planned(applied(document, repair.change)), Solved)


def test_no_lever_of_a_rule_that_is_never_offered_has_an_offer():
    levers = levers_of(Case(read_programme(json.dumps(NO_INTERPRETER)), NO_INTERPRETER))
    assert any(lever.rule in NEVER_OFFERED for lever in levers)
    assert all(not lever.offers for lever in levers if lever.rule in NEVER_OFFERED)


def test_aims_that_the_strategy_makes_musts_can_be_in_the_way():
    document = tiny_document(targets=[target("equal_footing", level=0.9, scope="every")])
    assert isinstance(planned(document), Solved)
    outcome = planned(document, Strategy.CHEAPEST)
    assert isinstance(outcome, NoPlan)
    assert "equal_footing" in {each.rule for each in outcome.conflict}
    assert outcome.repairs
    for repair in outcome.repairs:
        assert isinstance(planned(applied(document, repair.change), Strategy.CHEAPEST), Solved)


def test_a_diagnosis_out_of_time_says_so_rather_than_guess():
    document = changed(tiny_document(), "budget", "total_pence", 50000)
    outcome = planned(document, seconds=0.0)
    assert isinstance(outcome, NoPlan), "arithmetic alone knows"
    assert [each.rule for each in outcome.conflict] == ["within_budget"]
    assert outcome.repairs == ()
    assert "in the time there was" in outcome.words


def test_what_the_solver_does_not_know_is_never_taken_for_proof():
    document = two_sessions(most_days=8, least_days=8)
    asked: list[Progress] = []

    def knows_nothing(*arguments: Any) -> NothingFound:
        asked.append(arguments[0])
        return NothingFound("no idea")

    outcome = planned(changed(document, "sessions", 1, "follows", 0, "most_days", 9), solver=knows_nothing)
    assert not isinstance(outcome, NoPlan)
    assert asked
