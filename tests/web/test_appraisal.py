"""The appraisal on its pages: kept as typed, locked, scored by each and agreed, worked out as the figures say."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.extensions import db
from planner.forms.appraisal import PAGES
from planner.models import ProjectRole
from planner.models import ScoreCard as StoredCard
from tests.web import people
from tests.web.browser_like import Browser, over, problems_on, sent_by
from tests.web.forms.test_bad_input import BAD, STORED
from tests.web.states.of_appraisal import APPRAISAL, FACTORS, FILLED, with_two_options


@pytest.fixture
def lead(app: Flask) -> Browser:
    with_two_options(app)
    return Browser(people.lead_of_everything(app))


def save(hand: Browser, name: str, typed: dict[str, str]) -> int:
    path = f"{APPRAISAL}/parts/{name}"
    kept = [(key, value) for key, value in sent_by(hand.open(path)) if key not in typed]
    return hand.send(path, [*kept, *typed.items()]).status_code


def score(hand: Browser, whose: str, scores: dict[str, str]) -> int:
    path = f"{APPRAISAL}/scores/{whose}"
    page = hand.open(path)
    seen = page.partition('name="seen"')[2].split('"')[1]
    data = {**scores, "seen": seen, "csrf_token": people.token_on(page)}
    return hand.client.post(path, data=data).status_code


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sent_back_unchanged_stays_as_it_is(lead: Browser, name: str) -> None:
    save(lead, name, FILLED.get(name, {}))
    path = f"{APPRAISAL}/parts/{name}"
    before = [pair for pair in sent_by(lead.open(path)) if pair[0] not in ("csrf_token", "form_key")]
    assert lead.send_unchanged(path).status_code == 303
    after = [pair for pair in sent_by(lead.open(path)) if pair[0] not in ("csrf_token", "form_key")]
    assert after == before


@pytest.mark.parametrize("name", PAGES)
def test_nothing_typed_breaks_a_page_of_the_appraisal(lead: Browser, name: str) -> None:
    path = f"{APPRAISAL}/parts/{name}"
    for text in (*BAD.values(), *STORED.values()):
        own = ("csrf_token", "seen", "form_key")
        pairs = [(key, value if key in own else text) for key, value in sent_by(lead.open(path))]
        assert lead.send(path, pairs).status_code in (200, 303)


def test_the_second_of_two_people_is_shown_both_versions(lead: Browser) -> None:
    path = f"{APPRAISAL}/parts/objectives"
    pairs = sent_by(lead.open(path))
    assert lead.send(path, over(pairs, {"objectives-0-title": "First"})).status_code == 303
    answer = lead.send(path, over(pairs, {"objectives-0-title": "Second"}))
    assert "This was changed while you were writing" in answer.text
    assert "First" in answer.text


def test_one_of_the_five_factors_cannot_be_taken_away(lead: Browser) -> None:
    path = f"{APPRAISAL}/parts/factors"
    answer = lead.type(path, {"factors-0-title": "", "factors-0-what": "", "factors-0-weight": ""})
    assert answer.status_code == 200
    assert any("Keep the factor" in words for words in problems_on(answer.text))


def test_money_without_evidence_is_an_instruction(lead: Browser) -> None:
    path = f"{APPRAISAL}/parts/register"
    typed = {**FILLED["register"], "benefits_and_risks-0-evidence": ""}
    kept = [(key, value) for key, value in sent_by(lead.open(path)) if key not in typed]
    answer = lead.send(path, [*kept, *typed.items()])
    assert answer.status_code == 200
    assert any("Say what shows this amount" in words for words in problems_on(answer.text))


def test_each_scores_by_themselves_and_what_was_agreed_counts(app: Flask, lead: Browser) -> None:
    other = Browser(people.member_of_everything(app, ProjectRole.COMMISSIONER))
    bid = {f"score-a-bid-{factor}": "8" for factor in FACTORS}
    rest = {f"score-nothing-{factor}": "6" for factor in FACTORS}
    assert score(lead, "mine", {**bid, **rest}) == 303
    assert score(other, "mine", {**dict.fromkeys(bid, "2"), **rest}) == 303
    assert "Nothing has been agreed yet" in lead.open(APPRAISAL)
    assert score(lead, "agreed", {**bid, **rest}) == 303
    assert "A-Bid comes first." in lead.open(APPRAISAL)
    cards = lead.open(f"{APPRAISAL}/scores")
    assert "First by this card: A-Bid." in cards
    assert "First by this card: Nothing." in cards
    with app.app_context():
        assert db.session.query(StoredCard).count() == 3


def test_a_commissioner_scores_but_does_not_write_down_what_was_agreed(app: Flask, lead: Browser) -> None:
    client = people.member_of_everything(app, ProjectRole.COMMISSIONER)
    assert client.get(f"{APPRAISAL}/scores/mine").status_code == 200
    assert client.get(f"{APPRAISAL}/scores/agreed").status_code == 403


def test_moving_a_weight_changes_who_comes_first(lead: Browser) -> None:
    scores = {f"score-{option}-{factor}": "5" for option in ("a-bid", "nothing") for factor in FACTORS}
    scores |= {"score-a-bid-affordability": "9", "score-nothing-achievability": "8"}
    score(lead, "agreed", scores)
    page = lead.open(APPRAISAL)
    assert "A-Bid comes first." in page
    assert "Below" in page
    lead.type(f"{APPRAISAL}/parts/factors", {"factors-3-weight": "10"})
    assert "Nothing comes first." in lead.open(APPRAISAL)


@pytest.mark.parametrize("text", [*BAD.values(), "11", "-1", "5.0"])
def test_a_score_that_is_none_is_told_and_nothing_is_lost(lead: Browser, text: str) -> None:
    path = f"{APPRAISAL}/scores/mine"
    page = lead.open(path)
    data = {
        "score-a-bid-affordability": text,
        "score-nothing-affordability": "7",
        "csrf_token": people.token_on(page),
    }
    answer = lead.client.post(path, data={**data, "seen": page.partition('name="seen"')[2].split('"')[1]})
    if text.strip():
        assert answer.status_code == 200
        assert "Enter a whole number from 0 to 10" in answer.text
        assert 'value="7"' in answer.text
    else:
        assert answer.status_code == 303


def test_what_is_switched_off_stays_out_of_sight(lead: Browser) -> None:
    assert "Optimism bias" not in lead.open(APPRAISAL).partition("What it rests on")[0]
    save(lead, "numbers", {"parameters-has_optimism_bias": "yes", "parameters-optimism_bias-0-percent": "10"})
    assert "With optimism bias" in lead.open(APPRAISAL)
