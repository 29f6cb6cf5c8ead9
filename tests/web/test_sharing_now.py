"""What stands behind a link today: the budget, a plan of earlier inputs, plans that are missing or spoilt; and over HTTPS."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select, update

from planner.domain.money import format_pence
from planner.extensions import db
from planner.models import Option as StoredOption
from planner.models import Plan, Run
from tests.golden.solved import solved
from tests.web import people
from tests.web.browser_like import Browser
from tests.web.conftest import read_strictly
from tests.web.test_sharing import SHARE, comments, hand, key_on, make_link

__all__ = ["hand"]


def test_a_comment_is_taken_over_https_too(app: Flask, hand: Browser) -> None:
    path, base = make_link(hand), "https://localhost"
    visitor = app.test_client()
    html = visitor.get(path, base_url=base)
    data = {
        "csrf_token": people.token_on(html.text),
        "form_key": key_on(html.text),
        "about": "",
        "words": "Over HTTPS.",
    }
    sends_no_referrer = html.headers["Referrer-Policy"] == "no-referrer"
    headers = {} if sends_no_referrer else {"Referer": f"{base}{path}"}
    assert visitor.post(path, data=data, base_url=base, headers=headers).status_code == 303
    assert [each.words for each in comments(app)] == ["Over HTTPS."]


def test_the_budget_and_what_is_left_of_it_are_told(app: Flask, hand: Browser) -> None:
    page = read_strictly(app.test_client().get(make_link(hand)).text).text
    programme, plan = solved("county-wide", "preferred")
    budget = programme.budget.total_pence
    assert f"There is {format_pence(budget)} to spend." in page
    assert f"leaves {format_pence(budget - plan.total_pence)} of it" in page
    assert "What we are aiming for" in page
    assert "promised" not in page


def test_a_plan_of_earlier_inputs_is_said_to_be_so(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    told = "Something has changed since this plan was made"
    assert told not in app.test_client().get(path).text
    hand.type("/projects/county-wide/inputs/budget", {"total_pence": "98,765"})
    assert told in app.test_client().get(path).text


def test_a_typed_option_that_comes_first_does_not_hide_the_plan(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    with app.app_context():
        for option in db.session.scalars(select(StoredOption).where(StoredOption.kind == "preferred")):
            option.kind, option.body = "other", {**option.body, "kind": "other"}
        db.session.commit()
    assert "There is no plan yet" not in app.test_client().get(path).text


def test_an_option_whose_plan_cannot_be_read_does_not_stand_in_the_way_of_sharing(
    app: Flask, hand: Browser
) -> None:
    path = make_link(hand)
    with app.app_context():
        run = db.session.scalars(select(Run).where(Run.option_key == "do-minimum")).one()
        db.session.execute(update(Plan).where(Plan.run_id == run.id).values(plan_json="{}"))
        db.session.commit()
    assert hand.client.get(SHARE).status_code == 200
    assert "Who to ask" in hand.client.get(SHARE).text
    assert app.test_client().get(path).status_code == 200
