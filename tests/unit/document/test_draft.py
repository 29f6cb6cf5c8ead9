"""Drafts: programmes still being written, part by part."""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.domain.programme.draft import (
    REQUIRED_PARTS,
    NotThere,
    blank_draft,
    digest_of,
    draft_text,
    fitted,
    new_key,
    part_at,
    problems_of_draft,
    read_draft,
    uses_of,
    with_part,
    without_part,
)
from planner.domain.programme.groups import Group
from planner.domain.programme.problems.found import DocumentRefused
from planner.domain.programme.reading import programme_digest, programme_json, read_programme
from planner.examples import example_names, example_text


def example(name: str = "respite-care") -> dict[str, Any]:
    return read_draft(example_text(name))


@pytest.mark.parametrize("name", example_names())
def test_a_whole_draft_is_the_document_itself_to_the_letter(name: str) -> None:
    programme, draft = read_programme(example_text(name)), example(name)
    assert draft_text(draft) == programme_json(programme)
    assert digest_of(draft) == programme_digest(programme)
    assert problems_of_draft(draft) == ()


def test_a_blank_draft_goes_out_and_in_and_says_what_is_missing() -> None:
    draft = blank_draft("mine", "Mine")
    assert read_draft(draft_text(draft)) == draft
    assert [problem.path for problem in problems_of_draft(draft)] == list(REQUIRED_PARTS)


@pytest.mark.parametrize("missing", list(REQUIRED_PARTS))
def test_a_draft_without_a_part_goes_out_and_in(missing: str) -> None:
    whole = example()
    draft = {name: value for name, value in whole.items() if name != missing}
    if isinstance(whole[missing], list):
        draft[missing] = []
    read = read_draft(draft_text(draft))
    assert digest_of(read) == digest_of(draft)
    assert problems_of_draft(read)[0].path == missing


def test_a_draft_whose_part_does_not_fit_is_refused_with_its_path() -> None:
    draft = blank_draft("mine", "Mine") | {"groups": [{"id": "carers"}], "unknown": 1}
    with pytest.raises(DocumentRefused) as refusal:
        read_draft(json.dumps(draft))
    paths = {problem.path for problem in refusal.value.problems}
    assert {"groups[0].name", "groups[0].size", "unknown"} <= paths


def test_problems_of_sense_are_found_while_parts_are_missing() -> None:
    draft = {name: value for name, value in example().items() if name != "budget"}
    draft["sessions"][0]["invited"] = ["nobody"]
    paths = [problem.path for problem in problems_of_draft(draft)]
    assert paths[0] == "budget"
    assert "sessions[0].invited[0]" in paths


def test_a_part_is_found_changed_added_and_taken_away_by_its_address() -> None:
    draft = example()
    address = ("venues", "community-centre", "rooms", "main-hall")
    room = part_at(draft, address)
    changed = with_part(draft, address, {**room, "name": "Large hall"})
    assert part_at(changed, address)["name"] == "Large hall"
    assert part_at(draft, address)["name"] == "Main hall", "the draft at hand stays as it was"
    left, removed, position = without_part(changed, address)
    assert (removed["name"], position) == ("Large hall", 0)
    with pytest.raises(NotThere):
        part_at(left, address)
    assert digest_of(with_part(left, address, room, position)) == digest_of(draft)


def test_an_address_that_leads_nowhere_is_not_there() -> None:
    with pytest.raises(NotThere):
        with_part(example(), ("venues", "nowhere", "rooms", "hall"), {"id": "hall"})


def test_a_key_is_made_of_a_title_and_never_given_twice() -> None:
    assert new_key("Carers’ evening", ()) == "carers-evening"
    assert new_key("Carers’ evening", ("carers-evening",)) == "carers-evening-2"
    assert new_key("🙂", ()) == "entry"
    assert new_key("2nd workshop", ()) == "nd-workshop"
    assert len(new_key("x" * 300, ())) <= 40


def test_what_names_an_entry_is_told_by_title() -> None:
    draft = example()
    assert "Welcome and ground rules" in uses_of(draft, ("groups", "carers"))
    assert uses_of(draft, ("areas", "valley")) != ()
    draft["pins"] = [{"sitting": "welcome-1", "place": "community-centre/main-hall+video-meetings"}]
    assert uses_of(draft, ("venues", "community-centre", "rooms", "main-hall")) == ("welcome-1",)
    assert "welcome-1" in uses_of(draft, ("tools", "video-meetings"))
    assert "welcome-1" in uses_of(draft, ("sessions", "welcome"))


def test_a_body_is_fitted_with_defaults_or_told_what_is_wrong() -> None:
    body, problems = fitted(
        Group, {"id": "a", "name": "A", "is_lived_experience": True, "size": 3, "home_area": "x"}
    )
    assert problems == ()
    assert body["availability"]["preset"] == "any_time"
    body, problems = fitted(
        Group, {"id": "A B", "name": "", "is_lived_experience": True, "size": -1, "home_area": "x"}
    )
    assert body is None
    assert {problem.path for problem in problems} == {"id", "name", "size"}


def test_a_draft_of_more_than_2000_sessions_is_refused_at_the_number_that_goes_past_them() -> None:
    draft = example()
    entry = {**draft["sessions"][0], "repeats": {"count": 400}}
    draft["sessions"] = [{**entry, "id": f"s{number}"} for number in range(5)]
    assert len(read_draft(draft_text(draft))["sessions"]) == 5
    draft["sessions"].append({**entry, "id": "one-more", "repeats": {"count": 1}})
    with pytest.raises(DocumentRefused) as refusal:
        read_draft(draft_text(draft))
    assert [each.path for each in refusal.value.problems] == ["sessions[5].repeats.count"]
    assert "at most 2,000" in refusal.value.problems[0].message


def test_a_draft_with_one_id_twice_is_refused() -> None:
    draft = example()
    draft["groups"].append(draft["groups"][0])
    with pytest.raises(DocumentRefused) as refusal:
        read_draft(draft_text(draft))
    assert [each.path for each in refusal.value.problems] == [f"groups[{len(draft['groups']) - 1}].id"]


@pytest.mark.parametrize("sitting", ["a/b", "", "..", "Welcome-1", "a" * 45])
def test_what_is_fixed_about_no_readable_session_is_refused(sitting: str) -> None:
    draft = example() | {
        "pins": [{"sitting": sitting, "reason": "Announced"}],
        "amount_pins": [{"sitting": sitting, "category": "venue", "amount_pence": 1, "reason": "Agreed"}],
    }
    with pytest.raises(DocumentRefused) as refusal:
        read_draft(draft_text(draft))
    assert {each.path for each in refusal.value.problems} == {"pins[0].sitting", "amount_pins[0].sitting"}
    assert all('for example "welcome-1"' in each.message for each in refusal.value.problems)
