"""The people as they are entered: every example comes through unchanged, and the common things are easy to say."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.domain.programme.draft import Body, blank_draft, part_at
from planner.forms.needs import common_requirements
from planner.forms.people import GROUPS, SAFEGUARDING
from tests.web.browser_like import Browser, answers_of, problems_on, sent_by
from tests.web.conftest import read_strictly
from tests.web.forms.round_trip import (
    EXAMPLES,
    browser_with,
    check_entered,
    check_unchanged,
    example,
    stored,
    uncovered,
)

GROUP = "/projects/project/inputs/groups/deaf-disabled"


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return browser_with(app, project=example("respite-care"), blank=blank_draft("blank", "Blank"))


def group(app: Flask, key: str = "deaf-disabled") -> Body:
    found: Body = part_at(stored(app, "project"), ("groups", key))
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_safeguarding_unchanged_leaves_the_document_as_it_was(app: Flask, name: str) -> None:
    check_unchanged(app, SAFEGUARDING, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_safeguarding_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    check_entered(app, SAFEGUARDING, name)


def test_every_field_about_safeguarding_has_a_page() -> None:
    assert uncovered(SAFEGUARDING) - {"id"} == set()


def test_a_group_needs_little_to_be_added(app: Flask, visitor: Browser) -> None:
    typed = {"name": "Unpaid carers", "size": "8"}
    path = "/projects/project/inputs/groups/_add"
    pairs = [(name, typed.get(name, value)) for name, value in sent_by(visitor.open(path))]
    pairs = [pair for pair in pairs if pair[0] != "home_area"]
    answer = visitor.send(path, [*pairs, ("is_lived_experience", "yes"), ("home_area", "town")])
    assert answer.status_code == 302
    added = group(app, "unpaid-carers")
    assert (added["size"], added["in_person_count"], added["availability"]["preset"]) == (8, None, "any_time")
    assert added["payment"]["kind"] == "card"


def test_a_group_without_its_size_is_told_what_to_enter(visitor: Browser) -> None:
    answer = visitor.type("/projects/project/inputs/groups/_add", {"name": "Unpaid carers"})
    assert answer.status_code == 200
    read_strictly(answer.text)
    assert problems_on(answer.text) == [
        "Choose whether they have lived experience or take part as their job",
        "Enter the number of people, for example 12",
        "Choose the area in which most of them live",
    ]


def test_a_cell_is_set_changed_and_emptied(app: Flask, visitor: Browser) -> None:
    evening, sunday = "availability-cells-monday-evening", "availability-cells-sunday-morning"
    cells = group(app)["availability"]["cells"]
    visitor.type(f"{GROUP}/free", {evening: "2", sunday: "", "availability-cells-monday-morning": "6"})
    assert group(app)["availability"]["cells"] == [
        {**cells[0], "free_count": 2},
        *(cell for cell in cells[1:] if (cell["weekday"], cell["part"]) != ("sunday", "morning")),
        {"weekday": "monday", "part": "morning", "free_count": 6},
    ]


def test_a_cell_that_is_no_number_is_told_by_day_and_part_and_kept(app: Flask, visitor: Browser) -> None:
    before = group(app)
    answer = visitor.type(f"{GROUP}/free", {"availability-cells-monday-evening": "some"})
    assert problems_on(answer.text) == ["Monday evening: enter a whole number, for example 12"]
    assert ("availability-cells-monday-evening", "some") in sent_by(answer.text)
    assert 'href="#availability-cells-monday-evening"' in answer.text
    read_strictly(answer.text)
    assert group(app) == before


def test_more_free_than_there_are_is_told_beside_the_cell(visitor: Browser) -> None:
    visitor.type(f"{GROUP}/free", {"availability-cells-monday-evening": "70"})
    html = visitor.open(f"{GROUP}/free")
    assert "Monday evening: enter 7 or fewer, the size of the group" in html
    read_strictly(html)


def test_a_page_is_come_back_to_while_something_on_it_needs_attention(visitor: Browser) -> None:
    cell = "availability-cells-monday-evening"
    answer = visitor.type(f"{GROUP}/free", {cell: "70"})
    assert answer.headers["Location"] == f"{GROUP}/free"
    html = visitor.open(f"{GROUP}/free")
    assert "Saved, but something needs attention." in html
    assert "Saved: " not in html
    assert visitor.type(f"{GROUP}/free", {cell: "2"}).headers["Location"] == GROUP
    assert "Saved: " in visitor.open(GROUP)


def test_what_is_wrong_with_a_group_is_told_by_the_name_of_its_field(visitor: Browser) -> None:
    page = f"{GROUP}/{GROUPS.pages[0].name}"
    assert visitor.type(page, {"online_count": "70"}).headers["Location"] == page
    assert "How many can and want to join online: enter " in visitor.open(GROUP)


def test_two_characteristics_in_one_row_are_counted_together(app: Flask, visitor: Browser) -> None:
    pairs = [
        pair for pair in sent_by(visitor.open(f"{GROUP}/who")) if not pair[0].startswith("characteristics-1-")
    ]
    rows = {"first": "women", "second": "minority_ethnic", "count": "2"}
    pairs += [(f"characteristics-1-{name}", value) for name, value in rows.items()]
    assert visitor.send(f"{GROUP}/who", pairs).status_code == 302
    assert {"key": "women+minority_ethnic", "count": 2} in group(app)["characteristics"]


def test_a_characteristic_may_be_in_ones_own_words(app: Flask, visitor: Browser) -> None:
    path = f"{GROUP}/who"
    pairs = sent_by(visitor.open(path))
    pairs += [
        ("characteristics-9-first", ""),
        ("characteristics-9-first", "Armed forces"),
        ("characteristics-9-count", "1"),
    ]
    assert visitor.send(path, pairs).status_code == 302
    assert group(app)["characteristics"][-1] == {"key": "Armed forces", "count": 1}
    assert ("characteristics-5-first", "Armed forces") in sent_by(visitor.open(path))


def test_the_same_characteristic_twice_in_a_row_is_refused(visitor: Browser) -> None:
    answer = visitor.type(f"{GROUP}/who", {"characteristics-1-second": "deaf"})
    assert problems_on(answer.text) == ["Choose another characteristic, or none"]


@pytest.mark.parametrize("ready", common_requirements(), ids=lambda ready: ready.key)
def test_a_common_requirement_is_added_with_what_meets_it(
    app: Flask, visitor: Browser, ready: object
) -> None:
    path = "/projects/project/inputs/groups/professionals/access"
    html = visitor.type(path, {"requirements-ready": ready.key}, button="add:requirements").text
    read_strictly(html)
    assert group(app, "professionals")["requirements"] == []
    pairs = [(name, "2" if name == "requirements-0-count" else value) for name, value in sent_by(html)]
    assert visitor.send(path, pairs).status_code == 302
    kept = group(app, "professionals")["requirements"]
    assert [(each["id"], each["title"], each["count"]) for each in kept] == [(ready.key, ready.words, 2)]
    assert [sorted(any_of) for any_of in kept[0]["all_of"]] == [
        sorted(any_of) for any_of in ready.row["all_of"]
    ]


def test_every_common_requirement_names_things_that_there_are_to_tick(visitor: Browser) -> None:
    html = visitor.open("/projects/project/inputs/groups/deaf-disabled/access")
    there = set(re.findall(r'value="((?:venue|tool|support):[a-z_]+)"', html))
    named = {item for ready in common_requirements() for any_of in ready.row["all_of"] for item in any_of}
    assert named - there == set()


def test_a_common_requirement_added_twice_has_two_references(app: Flask, visitor: Browser) -> None:
    path = f"{GROUP}/access"
    html = visitor.type(path, {"requirements-ready": "bsl"}, button="add:requirements").text
    pairs = [(name, "1" if name == "requirements-5-count" else value) for name, value in sent_by(html)]
    assert visitor.send(path, pairs).status_code == 302
    keys = [each["id"] for each in group(app)["requirements"]]
    assert keys == ["step-free", "bsl", "hearing", "assistant", "quiet", "british-sign-language-interpreting"]


def test_a_requirement_of_ones_own_starts_empty(visitor: Browser) -> None:
    path = f"{GROUP}/access"
    html = visitor.type(path, {"requirements-ready": ""}, button="add:requirements").text
    assert [value for name, value in answers_of(html) if name == "requirements-5-title"] == [""]


def test_the_second_of_three_rows_is_the_one_removed_even_after_another_was(
    app: Flask, visitor: Browser
) -> None:
    path = f"{GROUP}/who"
    html = visitor.type(path, {}, button="remove:characteristics-0").text
    html = visitor.send(path, sent_by(html), button="remove:characteristics-1").text
    assert visitor.send(path, sent_by(html)).status_code == 302
    keys = [each["key"] for each in group(app)["characteristics"]]
    assert keys == ["deaf", "under_25", "disabled+under_25"]


def test_young_people_are_kept_safe_by_defaults_that_can_be_changed(app: Flask, visitor: Browser) -> None:
    path = "/projects/blank/inputs/safeguarding"
    assert dict(answers_of(visitor.open(path))) == {
        "latest_end": "8pm",
        "children_per_adult": "10",
        "least_adults": "2",
    }
    visitor.type(path, {"latest_end": "7:30pm", "children_per_adult": ""})
    assert stored(app, "blank")["safeguarding"] == {
        "latest_end": "19:30",
        "children_per_adult": 10,
        "least_adults": 2,
    }


def test_one_checked_adult_is_too_few(visitor: Browser) -> None:
    answer = visitor.type("/projects/blank/inputs/safeguarding", {"least_adults": "1"})
    assert answer.status_code == 200
    assert len(problems_on(answer.text)) == 1
