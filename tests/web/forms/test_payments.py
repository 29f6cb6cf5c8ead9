"""Payments and other costs as they are entered: rate cards, published ones among them, coordination, what is not needed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from planner.domain.programme.draft import blank_draft
from planner.domain.programme.money import Coordination, ItemAnswer, PayFloor, PayRate, RateCard, Rung
from planner.forms.cards import card_choices, published_cards
from planner.forms.pages import Kind, Single
from planner.forms.payments import (
    COORDINATION,
    ITEM_ANSWERS,
    RATE_CARD,
    AnswerRow,
    CoordinationForm,
    FloorForm,
    RateRow,
    RungRow,
)
from tests.web.browser_like import Browser, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    EXAMPLES,
    browser_with,
    check_entered,
    check_unchanged,
    example,
    path_of,
    stored,
)

ITEMS = (RATE_CARD, COORDINATION, ITEM_ANSWERS)
CARD = path_of("project", "rate-card")


def with_blank(app: Flask) -> Browser:
    return browser_with(app, project=blank_draft("project", "Project"))


def card_of(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = stored(app, "project")["rate_card"]
    return found


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_saving_what_is_paid_unchanged_leaves_the_document_as_it_was(
    app: Flask, item: Single | Kind, name: str
) -> None:
    check_unchanged(app, item, name)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("item", [RATE_CARD, COORDINATION], ids=lambda item: item.name)
def test_what_is_paid_can_be_entered_from_nothing(app: Flask, item: Single | Kind, name: str) -> None:
    check_entered(app, item, name)


def test_every_field_of_payments_has_a_page() -> None:
    assert set(RATE_CARD.page.form.covers()) == set(RateCard.model_fields)


@pytest.mark.parametrize(
    ("model", "form"),
    [
        (Coordination, CoordinationForm),
        (ItemAnswer, AnswerRow),
        (PayFloor, FloorForm),
        (PayRate, RateRow),
        (Rung, RungRow),
    ],
)
def test_every_field_inside_them_is_asked_for(model: Any, form: Any) -> None:
    assert {name for name, each in vars(form).items() if hasattr(each, "_formfield")} == set(
        model.model_fields
    )


@pytest.mark.parametrize("card", published_cards(), ids=lambda card: card.key)
def test_a_published_card_is_filled_in_whole_and_can_be_saved(app: Flask, card: Any) -> None:
    browser = with_blank(app)
    assert 'value="press:fill_in"' in browser.open(CARD)
    answer = browser.type(CARD, {"fill_in-card": card.key}, "press:fill_in")
    assert answer.status_code == 200
    assert problems_on(answer.text) == []
    assert "rate_card" not in stored(app, "project")
    assert browser.send(CARD, sent_by(answer.text)).status_code == 302
    saved = card_of(app)
    assert saved["name"] == card.name
    assert [rung["amount_pence"] for rung in saved["rates"][0]["rungs"]] == [
        rung["amount_pence"] for rung in card.rate["rungs"]
    ]
    assert saved["rates"][0]["terms"]["source"]
    assert saved["rates"][0]["terms"]["url"].startswith("https://")
    assert saved["rates"][0]["terms"]["evidence"] == "published"
    assert saved["floor"]["hour_pence"] == 1345
    assert saved["mile"]["amount_pence"] == 45
    assert saved["subsistence_per_person"]["amount_pence"] == 490
    assert saved["catering_per_person"] is None


def test_the_nihr_card_pays_what_the_worked_example_pays(app: Flask) -> None:
    browser = with_blank(app)
    assert browser.type(CARD, {"fill_in-card": "nihr"}).status_code == 302
    own, worked = card_of(app), example("respite-care")["rate_card"]
    for name in ("valid_from", "rungs", "further_hour_pence"):
        assert own["rates"][0][name] == worked["rates"][0][name]
    assert own["name"] == worked["name"]
    assert own["floor"]["hour_pence"] == worked["floor"]["hour_pence"]


def test_filling_in_a_card_leaves_expenses_that_are_there_alone(app: Flask) -> None:
    draft = example("respite-care")
    draft["rate_card"]["mile"]["amount_pence"] = 60
    browser = browser_with(app, project=draft)
    typed = {"fill_in-card": "skills-for-care", "fill_in-floor": "National Living Wage 21+"}
    answer = browser.type(CARD, typed, "press:fill_in")
    assert browser.send(CARD, sent_by(answer.text)).status_code == 302
    saved = card_of(app)
    assert saved["rates"][0]["further_hour_pence"] == 1500
    assert len(saved["rates"]) == 1
    assert saved["floor"]["hour_pence"] == 1271
    assert saved["mile"] == draft["rate_card"]["mile"]
    assert saved["catering_per_person"] == draft["rate_card"]["catering_per_person"]


def test_every_card_says_in_the_list_what_it_pays_for_an_hour() -> None:
    assert ("nihr", "NIHR public contributor rates, December 2025: £27.50 an hour") in card_choices()
    assert all(" an hour" in words for _, words in card_choices())


def test_pressing_the_button_without_a_card_asks_for_one(app: Flask) -> None:
    answer = with_blank(app).type(CARD, {}, "press:fill_in")
    assert problems_on(answer.text) == ["Choose a rate card"]


def test_a_rate_card_of_ones_own_has_steps_by_length(app: Flask) -> None:
    browser = with_blank(app)
    page = browser.send(CARD, sent_by(browser.open(CARD)), "add:rates-0-rungs").text
    typed = {
        "name": "Our card",
        "rates-0-valid_from-day": "1", "rates-0-valid_from-month": "4", "rates-0-valid_from-year": "2026",
        "rates-0-rungs-0-up_to_minutes": "1 hour", "rates-0-rungs-0-amount_pence": "20",
        "rates-0-rungs-1-up_to_minutes": "2.5 hours", "rates-0-rungs-1-amount_pence": "45.50",
        "rates-0-further_hour_pence": "18",
    }  # fmt: skip
    assert browser.send(CARD, over(sent_by(page), typed)).status_code == 302
    rate = card_of(app)["rates"][0]
    assert rate["valid_from"] == "2026-04-01"
    assert rate["rungs"] == [
        {"up_to_minutes": 60, "amount_pence": 2000},
        {"up_to_minutes": 150, "amount_pence": 4550},
    ]
    assert rate["further_hour_pence"] == 1800


def test_coordination_can_be_taken_out_again(app: Flask) -> None:
    path = path_of("project", "coordination")
    draft = example("respite-care")
    browser = browser_with(app, project=draft)
    assert draft["coordination"] is not None
    assert 'value="press:clear"' in browser.open(path)
    answer = browser.type(path, {}, "press:clear")
    assert stored(app, "project")["coordination"] == draft["coordination"]
    assert browser.send(path, sent_by(answer.text)).status_code == 302
    assert stored(app, "project") == {**draft, "coordination": None}


def test_times_without_anybody_to_coordinate_are_asked_about(app: Flask) -> None:
    path = path_of("project", "coordination")
    browser = browser_with(app, project=example("respite-care"))
    answer = browser.type(path, {"coordination-staff": ""})
    assert problems_on(answer.text) == ["Choose who coordinates, or clear all times if nobody does"]


def test_what_is_not_needed_says_why(app: Flask) -> None:
    path = path_of("project", "item-answers")
    browser = with_blank(app)
    page = browser.send(path, sent_by(browser.open(path)), "add:item_answers").text
    chosen = [
        *over(sent_by(page), {"item_answers-0-category": "training"}),
        ("item_answers-0-answer", "not_needed"),
    ]
    answer = browser.send(path, chosen)
    assert problems_on(answer.text) == ["Say why, in a sentence"]
    why = {"item_answers-0-because": "Everybody is trained already."}
    assert browser.send(path, over(sent_by(answer.text), why)).status_code == 302
    assert stored(app, "project")["item_answers"] == [
        {"category": "training", "answer": "not_needed", "because": "Everybody is trained already."}
    ]


def test_another_cost_shows_what_it_is_in_its_list(app: Flask) -> None:
    browser = browser_with(app, project=example("respite-care"))
    page = browser.open(path_of("project", "other_costs"))
    for words in (
        "Easy Read papers",
        "Access support",
        "£90.00",
        "For each session",
        "For each person invited",
    ):
        assert words in page
    assert "sitting" not in page.lower()
