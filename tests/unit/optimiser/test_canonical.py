"""Names and the order of lists change nothing of what is found."""

import json
from random import Random
from typing import Any

import pytest

from planner.domain.programme import Programme
from planner.domain.programme.reading import read_programme
from planner.examples import example_names, example_text
from planner.optimiser.canonical import IN_ORDER, canonical
from tests.builders import (
    document_of,
    group,
    programme_of,
    room,
    session,
    staff,
    supplier,
    target,
    tiny_programme,
    venue,
)
from tests.unit.optimiser.solved import draft_for

FREE = [{"weekday": "tuesday", "part": "morning", "free_count": 3}]


def two_of_everything() -> Programme:
    return tiny_programme(
        groups=[group("residents", 6), group("carers", 5)],
        sessions=[session("one", ["residents", "carers"]), session("other", ["carers"], minutes=90)],
        staff=[staff("first"), staff("second", can_lead=False)],
    )


def turned_round(programme: Programme) -> Programme:
    document = document_of(programme)
    for key in ("groups", "sessions", "staff", "areas"):
        document[key].reverse()
    for each in document["sessions"]:
        each["invited"].reverse()
    document["calendar"]["weekly_starts"].reverse()
    return Programme.model_validate_json(json.dumps(document))


def renamed(programme: Programme) -> Programme:
    text = programme.model_dump_json()
    for old, new in (
        ("residents", "a-group"),
        ("carers", "z-group"),
        ("first", "zed"),
        ("second", "abe"),
        ('"one"', '"zz"'),
    ):
        text = text.replace(old, new)
    return Programme.model_validate_json(text)


def test_the_order_of_lists_does_not_matter() -> None:
    programme = two_of_everything()
    assert canonical(turned_round(programme)) == canonical(programme)


def test_a_reordered_programme_gives_the_same_plan() -> None:
    programme = two_of_everything()
    assert draft_for(turned_round(programme)).plan == draft_for(programme).plan


def test_a_renamed_programme_gives_the_same_plan_but_for_the_names() -> None:
    programme = two_of_everything()
    ours, theirs = draft_for(programme), draft_for(renamed(programme))
    assert [(each.start, each.place, sorted(each.places.values())) for each in ours.plan.sittings] == [
        (each.start, each.place, sorted(each.places.values())) for each in theirs.plan.sittings
    ]
    assert [each.value for each in ours.proofs] == [each.value for each in theirs.proofs]


def test_titles_do_not_matter() -> None:
    programme = two_of_everything()
    retitled = programme.model_copy(
        update={
            "groups": tuple(each.model_copy(update={"name": f"New {each.name}"}) for each in programme.groups)
        }
    )
    assert [each.id for each in canonical(retitled).groups] == [
        each.id for each in canonical(programme).groups
    ]


def shuffled(part: Any, chance: Random, key: str = "") -> Any:
    """A document with every list whose order says nothing in another order."""
    if isinstance(part, dict):
        return {name: shuffled(each, chance, name) for name, each in part.items()}
    if isinstance(part, list):
        listed = [shuffled(each, chance, "any_of" if key == "all_of" else key) for each in part]
        return listed if key in (*IN_ORDER, "any_of") else chance.sample(listed, len(listed))
    return part


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize("seed", [1, 2])
def test_no_list_of_a_worked_example_matters_in_its_order(name: str, seed: int) -> None:
    programme = read_programme(example_text(name))
    other = Programme.model_validate_json(json.dumps(shuffled(document_of(programme), Random(seed))))
    assert other != programme
    assert canonical(other) == canonical(programme)
    assert canonical(canonical(programme)) == canonical(programme)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("availability", ("groups", 0, "availability", "cells")),
        ("team pins", ("pins", 0, "team")),
        ("funding years", ("budget", "funding", 0, "years")),
        ("items", ("targets", 0, "items")),
    ],
)
def test_lists_inside_parts_do_not_matter_in_their_order(key: str, path: tuple[Any, ...]) -> None:
    cells = [{"weekday": day, "part": "morning", "free_count": 3} for day in ("tuesday", "thursday")]
    team = [{"staff": "first", "role": "lead"}, {"staff": "second", "role": "room_facilitator"}]
    years = [{"financial_year": year, "amount_pence": 900_000} for year in ("2026-27", "2027-28")]
    programme = tiny_programme(
        groups=[group("residents", 6, availability={"cells": cells}), group("officers", 2)],
        pins=[{"sitting": "design-1", "reason": "Promised.", "team": team}],
        budget={"total_pence": 1_000_000, "funding": [{"id": "trust", "name": "Trust", "years": years}]},
        targets=[target("process", items=["breaks", "feedback"])],
    )
    document = document_of(programme)
    part = document
    for step in path:
        part = part[step]
    part.reverse()  # type: ignore[attr-defined]
    assert canonical(programme_of(document)) == canonical(programme), key


def test_the_order_of_alternatives_is_kept() -> None:
    any_of = [["support:bsl", "support:speech_to_text"], ["support:advocate"]]
    need = {"id": "need", "title": "Need", "count": 1, "all_of": any_of}
    programme = tiny_programme(groups=[group("residents", 6, requirements=[need]), group("officers", 2)])
    found = next(each for each in canonical(programme).groups if each.requirements)
    assert ("support:bsl", "support:speech_to_text") in found.requirements[0].all_of


def test_a_word_that_is_also_an_id_is_no_reference() -> None:
    """Groups called like a characteristic, a target's kind and a part of the day, and the same called otherwise."""

    def made(one: str, other: str) -> Programme:
        marked = [{"key": "carers", "count": 2}]
        return tiny_programme(
            groups=[group(one, 6, characteristics=marked), group(other, 6, availability={"cells": FREE})],
            sessions=[session("design", [one, other])],
            targets=[target("familiar"), target("representation", characteristic="carers", level=0.1)],
        )

    plain = canonical(made("g-one", "g-two"))
    for names in (("carers", "familiar"), ("familiar", "carers"), ("morning", "tuesday")):
        alike = canonical(made(*names))
        assert [names.index(each.id) for each in alike.groups] == [
            ("g-one", "g-two").index(each.id) for each in plain.groups
        ]


def test_groups_and_sessions_that_look_alike_are_told_apart_by_who_is_invited_where() -> None:
    """Two alike groups, each invited to its own of two alike sessions: whichever order, the first goes with the first."""

    def partners(programme: Programme) -> list[int]:
        groups = [each.id for each in programme.groups]
        return [groups.index(each.invited[0]) for each in programme.sessions]

    orders = set()
    for groups in (("a", "b"), ("b", "a")):
        for sessions in (("one", "other"), ("other", "one")):
            invited = {"one": "a", "other": "b"}
            programme = tiny_programme(
                groups=[group(key, 4) for key in groups],
                sessions=[session(key, [invited[key]]) for key in sessions],
            )
            orders.add(tuple(partners(canonical(programme))))
    assert len(orders) == 1


def test_a_room_is_told_from_another_by_what_is_pinned_to_it() -> None:
    rooms = [room("main"), room("side")]
    pins = [{"sitting": "design-1", "reason": "Promised.", "place": "hall/side"}]
    there = canonical(tiny_programme(venues=[venue("hall", rooms)], pins=pins))
    back = canonical(tiny_programme(venues=[venue("hall", rooms[::-1])], pins=pins))
    assert there == back


def test_needs_change_no_order_among_groups_that_differ_and_lead_among_those_alike() -> None:
    need = {"id": "need", "title": "Need", "count": 2, "all_of": [["support:bsl"]]}

    def order(*sizes: int, needing: int) -> list[str]:
        groups = [group(f"g-{number}", size) for number, size in enumerate(sizes)]
        groups[needing]["requirements"] = [need]
        names = [each["id"] for each in groups]
        programme = tiny_programme(groups=groups, sessions=[session("design", names)])
        return [each.id for each in canonical(programme).groups]

    assert order(4, 6, needing=0) == order(4, 6, needing=1)
    assert order(5, 5, needing=0)[0] == "g-0"
    assert order(5, 5, needing=1)[0] == "g-1"


def test_the_last_place_goes_to_the_same_group_whoever_needs_support() -> None:
    """Seven places for two open groups of four and five: three or four each are equally good."""
    bands = [{"up_to_minutes": 480, "amount_pence": 0}]
    free = supplier("notes", "note_taker", takes_places=False, bands=bands)
    need = {"id": "need", "title": "Need", "count": 2, "all_of": [["support:note_taker"]]}
    event = session("design", ["public", "tenants"], wanted_people=7, most_people=7)

    def places(needing: str) -> dict[str, int]:
        groups = [group("public", 4, membership="open"), group("tenants", 5, membership="open")]
        for each in groups:
            each["requirements"] = [need] if each["id"] == needing else []
        draft = draft_for(tiny_programme(groups=groups, sessions=[event], suppliers=[free]))
        return draft.plan.sittings[0].places

    nobody = places("")
    assert sorted(nobody.values()) == [3, 4]
    assert places("public") == places("tenants") == nobody
