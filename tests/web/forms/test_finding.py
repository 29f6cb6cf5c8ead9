"""Where problems are put right: every path of an input leads to the page and the field that asks for it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from planner.domain.programme import Programme
from planner.domain.programme.draft import blank_draft, problems_of_draft
from planner.domain.programme.problems.found import Problem
from planner.forms.fields import TextField
from planner.forms.finding import Place, find_place, owner_of
from planner.forms.page_form import PartForm
from planner.forms.pages import Kind, Page, Single, Task
from planner.forms.parts import Inner
from planner.forms.registry import ITEMS, TASKS
from planner.forms.rows import RowsField
from planner.forms.standing import TaskStatus, standings
from tests.web.browser_like import sent_by
from tests.web.forms.round_trip import browser_with, example


class NameForm(PartForm):
    name = TextField("Name")


class RequirementRow(Inner):
    count = TextField("How many?")


class NeedsForm(PartForm):
    requirements = RowsField(RequirementRow, "What do people need?")


GROUPS = Kind(
    "groups",
    "Groups",
    "a group",
    dict,
    (Page("about", "About", NameForm), Page("needs", "Needs", NeedsForm)),
    titled_by="name",
)
VENUES = Kind("venues", "Venues", "a venue", dict, (Page("about", "About", NameForm),), titled_by="name")
ROOMS = Kind(
    "rooms", "Rooms", "a room", dict, (Page("about", "About", NameForm),), titled_by="name", holder="venues"
)
OWN = {**ITEMS, "groups": GROUPS, "venues": VENUES, "rooms": ROOMS}
DRAFT: dict[str, Any] = {
    "groups": [{"id": "carers", "name": "Carers"}, {"id": "young", "name": "Young people"}],
    "venues": [{"id": "hall", "name": "Town hall", "rooms": [{"id": "big", "name": "Big room"}]}],
    "targets": example("respite-care")["targets"],
    "other_costs": example("respite-care")["other_costs"],
}


@pytest.mark.parametrize(
    ("path", "name", "key", "page", "field"),
    [
        ("groups[1].requirements[0].count", "groups", "young", "needs", "requirements-0-count"),
        ("groups[1].requirements[3]", "groups", "young", "needs", "requirements"),
        ("groups[0].name", "groups", "carers", "about", "name"),
        ("groups[0].something_else", "groups", "carers", "", ""),
        ("groups[0]", "groups", "carers", "", ""),
        ("groups[7].name", "groups", "", "", ""),
        ("groups", "groups", "", "", ""),
        ("venues[0].rooms[0].name", "rooms", "hall.big", "about", "name"),
        ("venues[0].rooms[4].name", "venues", "hall", "", "rooms"),
        ("venues[0].rooms", "venues", "hall", "", "rooms"),
        ("venues[0].name", "venues", "hall", "about", "name"),
        ("targets[0].level", "targets", "most-decide", "about", "level"),
        ("targets[2].characteristic", "targets", "disabled-voices", "about", "characteristic"),
        ("other_costs[0].price.amount_pence", "other_costs", "easy-read", "about", "price-amount_pence"),
        ("calendar", "dates", "", "", ""),
        ("calendar.ends_on", "dates", "", "", "ends_on"),
        ("calendar.weekly_starts[2]", "dates", "", "", "weekly_starts"),
        ("budget", "budget", "", "", ""),
        ("budget.total_pence", "budget", "", "", "total_pence"),
        ("budget.funding", "funding", "", "", "funding"),
        ("budget.funding[0].years[1].financial_year", "funding", "", "", "funding-0-years-1-financial_year"),
        ("budget.caps[1].categories", "caps", "", "", "caps-1-categories"),
        ("budget.ring_fences[0].category", "caps", "", "", "ring_fences-0-category"),
        ("budget.vat.standard_percent", "vat", "", "", "vat-standard_percent"),
        ("rate_card.rates[0].rungs[1].amount_pence", "rate-card", "", "", "rates-0-rungs-1-amount_pence"),
        ("coordination.staff", "coordination", "", "", "coordination-staff"),
        ("item_answers[0].because", "item-answers", "", "", "item_answers-0-because"),
        ("travel[1].minutes", "areas", "", "", "travel-1-minutes"),
        ("title", "project", "", "", "title"),
    ],
)
def test_a_path_leads_to_the_page_that_asks_for_it(
    path: str, name: str, key: str, page: str, field: str
) -> None:
    found = find_place(OWN, DRAFT, path)
    assert found is not None
    assert (found.item.name, found.key, found.page, found.field) == (name, key, page, field)


def test_an_entry_is_told_by_its_title() -> None:
    assert find_place(OWN, DRAFT, "groups[1].name") == Place(GROUPS, "young", "about", "name", "Young people")


@pytest.mark.parametrize("path", ["$", "", "nothing.here", "budgets.total_pence", "calendars"])
def test_a_path_that_no_page_asks_for_leads_nowhere(path: str) -> None:
    assert find_place(OWN, DRAFT, path) is None


def test_every_part_of_the_document_has_a_page_but_what_no_person_enters() -> None:
    without = {name for name in Programme.model_fields if find_place(ITEMS, DRAFT, name) is None}
    assert without == {"schema_version", "id"}


def test_every_part_owns_its_own_paths() -> None:
    outer = [item for item in ITEMS.values() if isinstance(item, Single) or not item.holder]
    owned = {path: owner_of(outer, path) for item in outer for path in item.paths}
    assert owned
    assert {path: owner.name for path, owner in owned.items() if owner is not None} == {
        path: item.name for item in outer for path in item.paths
    }


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda draft: draft["calendar"].update(ends_on="2026-01-01"), "calendar.ends_on"),
        (lambda draft: draft["calendar"].update(weekly_starts=[]), "calendar.weekly_starts"),
        (lambda draft: draft["budget"]["caps"][0].update(categories=[]), "budget.caps[0].categories"),
        (lambda draft: draft["budget"]["vat"].update(standard_percent=101), "budget.vat.standard_percent"),
        (lambda draft: draft["rate_card"]["rates"][0].update(rungs=[]), "rate_card.rates[0].rungs"),
        (lambda draft: draft["coordination"].update(staff="nobody"), "coordination.staff"),
        (
            lambda draft: draft["other_costs"][0].update(financial_year="2027-28"),
            "other_costs[0].financial_year",
        ),
        (lambda draft: draft["targets"][5].update(floor=0.9), "targets[5].floor"),
    ],
)
def test_the_field_a_problem_leads_to_is_on_its_page_and_says_what_is_wrong(
    app: Flask, spoil: Any, path: str
) -> None:
    draft = example("respite-care")
    spoil(draft)
    problem = next(each for each in problems_of_draft(draft) if each.path == path)
    place = find_place(ITEMS, draft, problem.path)
    assert place is not None
    address = "/".join(part for part in (place.item.name, place.key, place.page) if part)
    page = browser_with(app, project=draft).open(f"/projects/project/inputs/{address}")
    assert f'id="{place.field}"' in page
    assert "There is something to put right" in page
    assert sent_by(page)


def test_a_problem_makes_one_part_of_the_budget_need_attention_and_no_other() -> None:
    draft = example("county-wide")
    found = standings(TASKS, draft, [Problem("budget.funding[0].years", "Add a year")])
    by_name = {part.item.name: part.status for task in found for part in task.parts}
    assert [name for name, status in by_name.items() if status is TaskStatus.ATTENTION] == ["funding"]


def test_a_part_that_is_missing_is_told_where_it_begins() -> None:
    draft = blank_draft("blank", "Blank")
    found = standings(TASKS, draft, problems_of_draft(draft))
    told = {part.item.name: [each.path for each in part.problems] for task in found for part in task.parts}
    assert told["budget"] == ["budget"]
    assert told["funding"] == told["caps"] == told["vat"] == []
    assert told["dates"] == ["calendar"]


def test_parts_inside_others_are_told_with_those_that_hold_them() -> None:
    task = Task("places", "Places", "", (VENUES, ROOMS))
    (found,) = standings([task], DRAFT, [Problem("venues[0].rooms[0].name", "Enter a name")])
    assert [(part.item.name, len(part.problems)) for part in found.parts] == [("venues", 1)]
