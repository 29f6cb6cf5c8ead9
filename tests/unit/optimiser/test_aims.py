"""Each kind of target in the model: as a must it takes away the plans that miss it, as an aim it is met where it can be.

Every case has a plan that is cheapest without the target and misses it, so that a model that left the target out would show.
"""

from collections.abc import Callable
from typing import Any

import pytest

from planner.domain.terms import Role, Strategy
from planner.optimiser.register import TARGET_KINDS
from planner.optimiser.solve import Draft
from tests.builders import (
    Document,
    group,
    professionals,
    room,
    session,
    target,
    tool,
    venue,
)
from tests.unit.optimiser.solved import drafted, fits_nothing

Says = Callable[[Draft], Any]
ONE_WEEK = {"starts_on": "2027-01-11", "ends_on": "2027-01-17"}
TUESDAY = {"weekday": "tuesday", "at": "10:00"}
THURSDAY = {"weekday": "thursday", "at": "14:00"}
TWO_STARTS = {**ONE_WEEK, "weekly_starts": [TUESDAY, THURSDAY]}
NOT_TUESDAY = {"cells": [{"weekday": "tuesday", "part": "morning", "free_count": 1}]}
DEAR = {"tariff": {"terms": {"evidence": "quote", "priced_on": "2026-04-01"}, "hour_pence": 9000}}
BOTH_AREAS = [venue("hall", [room("main")]), venue("barn", [room("loft", **DEAR)], area="south")]
NORTH_FROM_SOUTH = [venue("hall", [room("main", **DEAR)]), venue("barn", [room("loft")], area="south")]
EVENT = session("event", ["public"], least_people=1, wanted_people=4)
TWO_OPTIONAL = session(
    "design", ["residents", "officers"], repeats={"count": 2, "required_count": 0, "least_days_apart": 1}
)
FEW_LIVED = {
    "groups": [group("residents", 4, membership="open"), professionals("officers", 2)],
    "sessions": [session("design", ["residents", "officers"])],
}


def lived(draft: Draft) -> bool:
    """Whether at least half of those who come have lived experience."""
    places = draft.plan.sittings[0].places
    return places["residents"] >= places["officers"]


def disabled(draft: Draft) -> bool:
    """Whether at least half of those who come are of the group all of whom are disabled."""
    places = draft.plan.sittings[0].places
    return places["public"] >= places["residents"]


def at(draft: Draft) -> list[str]:
    """Places, in order of time."""
    return [each.place for each in draft.plan.sittings]


def people(draft: Draft) -> int:
    """People at the first sitting."""
    return sum(draft.plan.sittings[0].places.values())


ALL_DISABLED = [{"key": "disabled", "count": 4}]
CASES: dict[str, tuple[Document, Document, Says, Any]] = {
    "equal_footing": ({"level": 0.5, "scope": "every"}, FEW_LIVED, lived, True),
    "representation": (
        {"characteristic": "disabled", "level": 0.5},
        {
            "groups": [
                group("residents", 2),
                group("public", 4, membership="open", characteristics=ALL_DISABLED),
            ],
            "sessions": [session("design", ["residents", "public"])],
        },
        disabled,
        True,
    ),
    "continuity": ({"times": 2}, {"sessions": [TWO_OPTIONAL]}, lambda draft: len(draft.plan.sittings), 2),
    "times_people_can_make": (
        {"level": 0.9},
        {
            "groups": [group("residents", 6, availability=NOT_TUESDAY)],
            "sessions": [session("design", ["residents"])],
            "calendar": TWO_STARTS,
        },
        lambda draft: f"{draft.plan.sittings[0].start:%A}",
        "Thursday",
    ),
    "familiar": (
        {"level": 1},
        {
            "sessions": [
                session("design", ["residents"], repeats={"count": 2, "least_days_apart": 7}, wanted_people=6)
            ],
            "groups": [group("residents", 6)],
            "venues": [
                venue(
                    "hall", [room("main")], closures=[{"starts_on": "2027-01-19", "ends_on": "2027-01-31"}]
                ),
                venue("mill", [room("loft", **DEAR)]),
            ],
            "calendar": {"starts_on": "2027-01-11", "ends_on": "2027-01-24", "weekly_starts": [TUESDAY]},
        },
        at,
        ["mill/loft", "mill/loft"],
    ),
    "spread_of_places": (
        {"area": "south", "level": 0.5},
        {"venues": BOTH_AREAS},
        lambda draft: "barn/loft" in at(draft),
        True,
    ),
    "travel_within": (
        {"minutes": 10},
        {
            "venues": NORTH_FROM_SOUTH,
            "groups": [group("residents", 2)],
            "sessions": [session("design", ["residents"])],
        },
        at,
        ["hall/main"],
    ),
    "choice_of_mode": (
        {"way": "in_person", "level": 1},
        {
            "groups": [group("residents", 2, online_count=2)],
            "sessions": [session("design", ["residents"], modes=["in_person", "online"])],
            "venues": [venue("hall", [room("main", **DEAR)])],
            "tools": [tool("meet")],
        },
        at,
        ["hall/main"],
    ),
    "nobody_is_the_only_one": (
        {},
        {"groups": [group("public", 4, membership="open")], "sessions": [EVENT]},
        people,
        2,
    ),
    "facilitator_ratio": (
        {"people_per_facilitator": 4},
        {"groups": [group("residents", 6)], "sessions": [session("design", ["residents"])]},
        lambda draft: [member.role for member in draft.plan.sittings[0].team],
        [Role.LEAD, Role.ROOM_FACILITATOR],
    ),
    "wanted_size": (
        {"level": 1},
        {"groups": [group("public", 6, membership="open")], "sessions": [EVENT]},
        people,
        4,
    ),
    "money_reaching_people": (
        {"level": 0.5},
        {"groups": [group("public", 6, membership="open")], "sessions": [EVENT]},
        lambda draft: people(draft) > 1,
        True,
    ),
    "process": (
        {"items": ["feedback"]},
        {
            "sessions": [
                session("decide", ["residents"], decision={"what": "Opening hours"}),
                session(
                    "tell",
                    ["residents"],
                    feeds_back_on="decide",
                    feedback_within_days=14,
                    repeats={"count": 1, "required_count": 0},
                ),
            ]
        },
        lambda draft: len(draft.plan.sittings),
        2,
    ),
}


def test_every_kind_has_its_case() -> None:
    assert set(CASES) == set(TARGET_KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_a_must_takes_away_the_cheaper_plan_that_misses_it(kind: str) -> None:
    terms, changes, says, wanted = CASES[kind]
    assert says(drafted(Strategy.CHEAPEST, **changes)) != wanted, (
        "without the target the cheapest plan misses it"
    )
    must = target(kind, strength="must", **terms)
    assert says(drafted(Strategy.CHEAPEST, targets=[must], **changes)) == wanted


@pytest.mark.parametrize("kind", CASES)
def test_an_aim_is_met_where_it_can_be(kind: str) -> None:
    terms, changes, says, wanted = CASES[kind]
    draft = drafted(Strategy.FAIREST, targets=[target(kind, **terms)], **changes)
    assert draft.proofs[0].name == "worst"
    assert draft.proofs[0].value == 0
    if kind not in ("nobody_is_the_only_one", "wanted_size"):
        assert says(draft) == wanted


def test_a_must_out_of_reach_leaves_no_plan_and_an_aim_out_of_reach_falls_short() -> None:
    only_south = {"venues": [venue("barn", [room("loft")], area="south")]}
    near = {"minutes": 10}
    assert fits_nothing(targets=[target("travel_within", strength="must", **near)], **only_south)
    draft = drafted(targets=[target("travel_within", **near)], **only_south)
    # Everybody travels 40 minutes instead of 10, of 40 for the longest journey.
    assert float(draft.proofs[0].value) == pytest.approx(30 / 40)
