"""The team as it is entered: every example comes through its pages unchanged, and can be entered from nothing."""

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


def member(app: Flask, key: str = "project-lead") -> Body:
    found: Body = part_at(stored(app, "project"), ("staff", key))
    return found


def test_a_skill_in_ones_own_words_can_be_ticked_for_others_too(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/staff/project-lead/about"
    pairs = [*sent_by(visitor.open(path)), ("skills", "Makaton")]
    assert visitor.send(path, pairs).status_code == 302
    assert member(app)["skills"] == ["plain_language", "Makaton"]
    others = visitor.open("/projects/project/inputs/staff/youth-worker/about")
    assert 'value="Makaton"' in others
    assert ("skills", "Makaton") not in sent_by(others)


def test_somebody_without_pay_is_told_what_to_enter(visitor: Browser) -> None:
    answer = visitor.type("/projects/project/inputs/staff/_add", {"title": "Advocate"})
    assert problems_on(answer.text) == [
        "Choose the area they set out from",
        "Choose how they are paid",
        "Enter how much they are paid, for example 38,000 a year",
    ]


def test_training_may_give_a_skill_or_let_somebody_lead(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/staff/project-lead/training"
    typed = {"training-0-gives": "host", "training-0-price-amount_pence": "99", "training-0-minutes": "2h"}
    pairs = over(sent_by(visitor.open(path)), {**typed, "training-0-gives": ""})
    assert visitor.send(path, [*pairs, ("training-0-gives", "Mediation")]).status_code == 302
    [bought] = member(app)["training"]
    assert (bought["gives"], bought["price"]["amount_pence"], bought["minutes"]) == ("Mediation", 9900, 120)


def test_training_without_a_price_is_told_what_to_enter(visitor: Browser) -> None:
    path = "/projects/project/inputs/staff/project-lead/training"
    pairs = [*sent_by(visitor.open(path)), ("training-0-gives", "lead")]
    assert problems_on(visitor.send(path, pairs).text) == [
        "Enter the amount, for example 12.50: it cannot be priced without"
    ]


def test_a_member_of_the_team_says_for_each_part_of_the_week_yes_or_no(app: Flask, visitor: Browser) -> None:
    path = "/projects/project/inputs/staff/project-lead/hours"
    visitor.type(path, {"availability-cells-sunday-morning": "1", "availability-cells-sunday-evening": ""})
    cells = {
        (each["weekday"], each["part"]): each["free_count"] for each in member(app)["availability"]["cells"]
    }
    assert cells == {("sunday", "morning"): 1, ("sunday", "afternoon"): 0}
