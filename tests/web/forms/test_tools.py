"""Online tools and equipment as they are entered: unchanged when saved, from nothing, and in words."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.forms.tools import EQUIPMENT
from tests.web.browser_like import problems_on, sent_by
from tests.web.forms.round_trip import (
    EXAMPLES,
    browser_with,
    check_entered,
    check_unchanged,
    example,
    stored,
    uncovered,
)

INPUTS = "/projects/project/inputs"


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_equipment_unchanged_leaves_the_document_as_it_was(app: Flask, name: str) -> None:
    check_unchanged(app, EQUIPMENT, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_equipment_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    check_entered(app, EQUIPMENT, name)


def test_every_field_of_equipment_has_a_page() -> None:
    assert uncovered(EQUIPMENT) == set()


def test_a_tool_is_added_with_the_price_of_its_licence(app: Flask) -> None:
    browser = browser_with(app, project=example("small-grant"))
    typed = {"name": "Video meetings", "capacity": "100", "licence-year-amount_pence": "£119.90"}
    answer = browser.type(f"{INPUTS}/tools/_add", typed)
    assert answer.headers["Location"] == f"{INPUTS}/tools/video-meetings"
    licence = stored(app, "project")["tools"][0]["licence"]
    assert licence["year"]["amount_pence"] == 11990
    assert licence["month"] is None
    assert "£119.90 a year" in browser.open(f"{INPUTS}/tools")
    assert "£119.90 (our estimate)" in browser.open(f"{INPUTS}/tools/video-meetings")


def test_terms_without_an_amount_are_asked_for_it(app: Flask) -> None:
    browser = browser_with(app, project=example("small-grant"))
    answer = browser.type(f"{INPUTS}/equipment", {"device-source": "A shop"})
    assert problems_on(answer.text) == ["Enter the amount, for example 12.50: it cannot be priced without"]
    assert ("device-source", "A shop") in sent_by(answer.text)


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ({}, "Not known yet"),
        ({"month": 0}, "Free"),
        ({"month": 1199, "event": 500}, "£11.99 a month, £5 an event"),
    ],
)
def test_a_list_of_tools_says_what_each_costs(app: Flask, licence: dict[str, int], words: str) -> None:
    draft = example("respite-care")
    price = draft["tools"][0]["licence"]["month"]
    draft["tools"][0]["licence"] = {
        name: {**price, "amount_pence": licence[name]} if name in licence else None
        for name in ("month", "year", "event")
    }
    assert words in browser_with(app, project=draft).open(f"{INPUTS}/tools")


def test_what_people_need_of_a_tool_comes_first(app: Flask) -> None:
    page = browser_with(app, project=example("respite-care")).open(f"{INPUTS}/tools/video-meetings/access")
    first, _, more = page.partition("More access features: 6 of 6 answered")
    assert "Human captioner can be connected" in first
    assert "Automatic captions" in first
    assert "Works with screen readers" in more
