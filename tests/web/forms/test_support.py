"""Suppliers as they are entered: every example comes through its pages unchanged, and can be entered from nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.domain.programme.draft import Body, part_at
from tests.web.browser_like import Browser, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    browser_with,
    example,
    stored,
)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return browser_with(app, project=example("respite-care"))


def supplier(app: Flask, key: str = "bsl") -> Body:
    found: Body = part_at(stored(app, "project"), ("suppliers", key))
    return found


def test_support_in_ones_own_words_can_then_be_required_by_a_group(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/suppliers/bsl/about"
    pairs = [*sent_by(visitor.open(path)), ("support", "Makaton signer")]
    assert visitor.send(path, pairs).status_code == 302
    assert supplier(app)["support"] == "Makaton signer"
    access = visitor.open("/projects/project/inputs/groups/professionals/access")
    added = visitor.send(
        "/projects/project/inputs/groups/professionals/access", sent_by(access), button="add:requirements"
    ).text
    assert 'value="support:Makaton signer"' in added


def test_a_supplier_without_a_price_is_told_what_to_enter(visitor: Browser) -> None:
    answer = visitor.type(
        "/projects/project/inputs/suppliers/_add", {"name": "Lip readers", "support": "lipspeaker"}
    )
    assert problems_on(answer.text) == [
        "Add at least one price: a booking of up to how long, and what it costs"
    ]


def test_a_new_supplier_goes_everywhere_and_charges_evenings_as_days(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/suppliers/_add"
    typed = {
        "name": "Lip readers",
        "bands-0-up_to_minutes": "2 hours",
        "bands-0-amount_pence": "100",
    }
    pairs = [(name, value) for name, value in over(sent_by(visitor.open(path)), typed) if name != "support"]
    assert visitor.send(path, [*pairs, ("support", "lipspeaker")]).status_code == 302
    added = supplier(app, "lip-readers")
    assert (added["modes"], added["areas"]) == (["in_person", "online", "hybrid"], [])
    assert (added["evening_multiplier"], added["two_over_room_minutes"]) == (1.0, None)
    assert added["bands"] == [{"up_to_minutes": 120, "amount_pence": 10000}]


def test_charges_are_changed_one_by_one(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/suppliers/bsl/charges"
    before = supplier(app)
    visitor.type(
        path, {"weekend_multiplier": "1.75", "two_over_online_minutes": "", "cancellation-1-percent": "25"}
    )
    changed = supplier(app)
    assert changed["weekend_multiplier"] == 1.75
    assert changed["two_over_online_minutes"] is None
    assert changed["cancellation"][1] == {"days_before": 15, "percent": 25.0}
    assert {name for name in before if before[name] != changed[name]} == {
        "weekend_multiplier",
        "two_over_online_minutes",
        "cancellation",
    }


def test_a_multiplier_below_one_is_refused_with_an_instruction(visitor: Browser) -> None:
    answer = visitor.type("/projects/project/inputs/suppliers/bsl/charges", {"evening_multiplier": "0.5"})
    assert answer.status_code == 200
    [told] = problems_on(answer.text)
    assert told.startswith("Enter")
