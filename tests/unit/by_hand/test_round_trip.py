"""What was solved and is placed again by hand: the same to the penny with its people, and keeping every rule without."""

import json
from functools import cache

import pytest

from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.examples import example_text
from planner.optimiser.by_hand import place_by_hand, placed_from
from planner.optimiser.measured import measured
from planner.optimiser.outcome import SolveSettings
from planner.optimiser.solve import Draft, solve
from planner.optimiser.witness import witness
from tests.builders import Document, group, programme_of, session, tiny_document
from tests.unit.by_hand.placing import mixed_programme

NEAR_ENOUGH = 0.05


def _repaired() -> Document:
    """The example that cannot be met, with the money that its first repair adds."""
    document: Document = json.loads(example_text("cannot-be-met"))
    document["budget"]["total_pence"] += 13_300
    return document


@cache
def solved(name: str) -> tuple[Programme, Plan]:
    programme = {
        "tiny": lambda: programme_of(tiny_document()),
        "one open group": lambda: programme_of(
            tiny_document(
                groups=[group("residents", 6), group("public", 30, membership="open")],
                sessions=[session("design", ["residents", "public"], wanted_people=12)],
            )
        ),
        "mixed": mixed_programme,
        "cannot-be-met": lambda: programme_of(_repaired()),
        "small-grant": lambda: programme_of(json.loads(example_text("small-grant"))),
    }[name]()
    found = solve(programme, SolveSettings(time_limit_seconds=120, gap=NEAR_ENOUGH))
    assert isinstance(found, Draft), found
    return programme, measured(programme, found.plan)


NAMES = [
    "tiny",
    "one open group",
    "mixed",
    pytest.param("cannot-be-met", marks=pytest.mark.slow),
    pytest.param("small-grant", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_solved_plan_placed_again_with_its_people_costs_the_same_and_keeps_every_rule(name: str) -> None:
    programme, plan = solved(name)
    judged = place_by_hand(programme, placed_from(plan, with_people=True))
    assert judged.findings == ()
    assert judged.plan.total_pence == plan.total_pence > 0
    assert {line.key: line.value_pence for line in judged.plan.lines} == {
        line.key: line.value_pence for line in plan.lines
    }
    assert judged.plan.targets == plan.targets
    assert witness(programme, judged.plan).holds


@pytest.mark.parametrize("name", NAMES)
def test_places_and_starts_alone_are_completed_to_a_plan_that_keeps_every_rule(name: str) -> None:
    programme, plan = solved(name)
    judged = place_by_hand(programme, placed_from(plan))
    assert judged.findings == ()
    assert judged.is_priced
    assert judged.plan.total_pence > 0
    assert [(each.id, each.place, each.start) for each in judged.plan.sittings] == [
        (each.id, each.place, each.start) for each in plan.sittings
    ]
    assert witness(programme, judged.plan).holds
