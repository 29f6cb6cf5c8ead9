"""The plan shared with the people who take part: what is told and never told, by a link that can be withdrawn, with comments."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from planner.domain.facts import access_features
from planner.domain.money import format_pence
from planner.extensions import db, limiter
from planner.models import Comment, ProjectRole, ShareLink
from planner.services import links, sharing
from tests.golden.solved import solved
from tests.web import people
from tests.web.browser_like import Browser, over, sent_by
from tests.web.casing import keep_with_options
from tests.web.conftest import Pages, read_strictly
from tests.web.forms.test_bad_input import BAD

SHARE = "/projects/county-wide/share"
ADDRESS = re.compile(r"/shared/([\w-]+)")


@pytest.fixture
def hand(app: Flask) -> Browser:
    limiter.reset()
    with app.app_context():
        keep_with_options("county-wide")
        db.session.commit()
    return Browser(people.lead_of_everything(app))


def key_on(html: str) -> str:
    found = re.search(r'name="form_key"\s+value="([^"]+)"', html)
    assert found
    return found[1]


def make_link(hand: Browser, audience: str = "Carers’ group", option: str = "") -> str:
    html = hand.open(SHARE)
    data = {
        "csrf_token": people.token_on(html),
        "form_key": key_on(html),
        "audience": audience,
        "option_key": option,
    }
    found = ADDRESS.search(hand.client.post(SHARE, data=data).text)
    assert found
    return found[0]


def say(client: FlaskClient, path: str, words: str, **more: str) -> Any:
    html = client.get(path).text
    data = {
        "csrf_token": people.token_on(html),
        "form_key": key_on(html),
        "about": "dates",
        "words": words,
        **more,
    }
    return client.post(path, data=data)


def comments(app: Flask) -> list[Comment]:
    with app.app_context():
        return list(db.session.scalars(select(Comment).order_by(Comment.id)))


def answer_comment(hand: Browser, comment_id: int, reply: str, hidden: str = "no") -> Any:
    path = f"{SHARE}/comments/{comment_id}"
    typed = {"reply": reply, "is_hidden": hidden}
    return hand.client.post(path, data=MultiDict(over(sent_by(hand.open(path)), typed)))


def test_whoever_has_the_link_sees_targets_budget_and_schedule_without_signing_in(
    app: Flask, hand: Browser
) -> None:
    path = make_link(hand)
    answer = app.test_client().get(path)
    page = read_strictly(answer.text)
    programme, plan = solved("county-wide")
    assert format_pence(plan.total_pence) in page.text
    for target in programme.targets:
        assert target.title in page.text
    assert page.text.count("2027") > len(plan.sittings)
    assert "British Sign Language" in page.text or "BSL" in page.text
    assert "Up to 1 hour: £27.50" in page.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_needs_what_and_how_many_of_a_group_are_never_told(app: Flask, hand: Browser) -> None:
    page = read_strictly(app.test_client().get(make_link(hand)).text)
    programme, _ = solved("county-wide")
    features = {feature.label for feature in access_features()}
    asked = {part.title for group in programme.groups for part in group.requirements} - features
    assert len(asked) > 5
    for group in programme.groups:
        assert f"{group.size} {group.name}" not in page.text
    for title in asked:
        assert title not in page.text
    assert not re.search(r"\b\d+ (?:of the )?(?:person|people) (?:need|with|who)", page.text)


def test_a_link_shows_the_option_that_it_was_made_for(app: Flask, hand: Browser) -> None:
    page = read_strictly(app.test_client().get(make_link(hand, option="do-minimum")).text)
    assert format_pence(solved("county-wide", "do-minimum")[1].total_pence) in page.text


def test_the_same_form_sent_twice_makes_one_link_and_tells_its_address_once(
    app: Flask, hand: Browser
) -> None:
    html = hand.open(SHARE)
    data = {
        "csrf_token": people.token_on(html),
        "form_key": key_on(html),
        "audience": "All",
        "option_key": "",
    }
    first, second = (hand.client.post(SHARE, data=data).text for _ in range(2))
    assert ADDRESS.search(first)
    assert not ADDRESS.search(second)
    assert "has made its link already" in second
    with app.app_context():
        assert len(db.session.scalars(select(ShareLink)).all()) == 1


def test_only_the_hash_of_a_token_of_256_bits_is_kept(app: Flask, hand: Browser) -> None:
    token = make_link(hand).removeprefix("/shared/")
    assert len(token) == 43
    with app.app_context():
        kept = db.session.scalars(select(ShareLink)).one()
        assert kept.token_hash == links.digest(token)
        assert token not in str(db.session.execute(ShareLink.__table__.select()).all())


def test_withdrawn_it_answers_like_one_that_never_was(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    token = people.token_on(hand.open(SHARE))
    for _ in range(2):
        assert hand.client.post(f"{SHARE}/1/withdraw", data={"csrf_token": token}).status_code == 303
    client = app.test_client()
    gone, never = client.get(path), client.get("/shared/" + "x" * 43)
    assert gone.status_code == never.status_code == 404
    assert gone.data == never.data
    assert dict(gone.headers) == dict(never.headers)
    assert client.post(path, data={"words": "x"}).status_code in (400, 404)
    assert "Withdrawn on" in Pages(hand.client).get(SHARE).text


def test_a_comment_is_read_by_the_project_and_shown_with_its_reply(app: Flask, hand: Browser) -> None:
    path, visitor = make_link(hand), app.test_client()
    sent = say(visitor, path, "Tuesdays are market day.")
    assert sent.status_code == 303
    assert "Thank you." in visitor.get(sent.headers["Location"].partition("#")[0]).text
    assert "Tuesdays are market day." not in visitor.get(path).text
    assert "Tuesdays are market day." in hand.open(SHARE)
    assert answer_comment(hand, 1, "Then we take Thursdays.").status_code == 303
    page = read_strictly(visitor.get(path).text).text
    assert "Tuesdays are market day." in page
    assert "Then we take Thursdays." in page
    assert answer_comment(hand, 1, "Then we take Thursdays.", hidden="yes").status_code == 303
    assert "Tuesdays are market day." not in visitor.get(path).text


def test_a_comment_sent_twice_is_kept_once(app: Flask, hand: Browser) -> None:
    path, visitor = make_link(hand), app.test_client()
    html = visitor.get(path).text
    data = {"csrf_token": people.token_on(html), "form_key": key_on(html), "about": "", "words": "Once."}
    assert [visitor.post(path, data=data).status_code for _ in range(2)] == [303, 303]
    assert len(comments(app)) == 1


def test_an_empty_comment_is_told_and_nothing_is_kept(app: Flask, hand: Browser) -> None:
    path, visitor = make_link(hand), app.test_client()
    answer = say(visitor, path, "  ")
    assert "Enter your comment" in answer.text
    assert comments(app) == []
    assert "There is something to put right" in say(visitor, path, "x" * 2001).text
    assert "x" * 2001 in say(visitor, path, "x" * 2001).text


def test_whatever_is_said_is_kept_or_refused(
    app: Flask, hand: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, visitor = make_link(hand), app.test_client()
    for name, text in BAD.items():
        limiter.reset()
        answer = say(visitor, path, text)
        assert answer.status_code in (200, 303), name
        assert ("There is something to put right" in answer.text) == (answer.status_code == 200), name
        say(visitor, path, "Fine.", about=text)
    for each in comments(app):
        assert answer_comment(hand, each.id, "Noted.").status_code == 303
    assert visitor.get(path).status_code == 200
    assert "<script>alert" not in visitor.get(path).text


def test_two_who_answer_at_once_see_both_replies(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    say(app.test_client(), path, "A question?")
    reply = f"{SHARE}/comments/1"
    mine = sent_by(hand.open(reply))
    answer_comment(hand, 1, "First.")
    answer = hand.client.post(reply, data=MultiDict(over(mine, {"reply": "Second."})))
    assert "This was changed while you were writing" in answer.text
    assert "First." in answer.text
    assert comments(app)[0].reply == "First."


def test_a_link_takes_only_so_many_comments(
    app: Flask, hand: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "MOST_COMMENTS", 1)
    path, visitor = make_link(hand), app.test_client()
    say(visitor, path, "One.")
    answer = say(visitor, path, "Two.")
    assert "takes no more comments" in answer.text
    assert "Two." in answer.text
    assert len(comments(app)) == 1


def test_comments_are_limited_by_address(app: Flask, hand: Browser) -> None:
    path, visitor = make_link(hand), app.test_client()
    codes = [say(visitor, path, f"Comment {number}").status_code for number in range(31)]
    assert codes[:30] == [303] * 30
    assert codes[30] == 429
    limiter.reset()


def test_what_only_the_project_can_tell_is_shown_once_it_is_written(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    assert "Who to ask" not in app.test_client().get(path).text
    edit = "/projects/county-wide/case/words/members.contact"
    answer = hand.client.post(
        edit, data=MultiDict(over(sent_by(hand.open(edit)), {"words": "Ask at the desk."}))
    )
    assert answer.headers["Location"].endswith("/share")
    page = read_strictly(app.test_client().get(path).text).text
    assert "Who to ask" in page
    assert "Ask at the desk." in page


def test_a_link_that_has_expired_is_not_there(app: Flask, hand: Browser) -> None:
    path = make_link(hand)
    with app.app_context():
        made = db.session.scalars(select(ShareLink.created_at)).one()
        db.session.execute(update(ShareLink).values(expires_at=made))
        db.session.commit()
    assert app.test_client().get(path).status_code == 404


def test_ids_that_are_not_the_projects_are_not_found(app: Flask, hand: Browser) -> None:
    token = people.token_on(hand.open(SHARE))
    for path in ("/7/withdraw", "/99999999999999999999/withdraw"):
        assert hand.client.post(f"{SHARE}{path}", data={"csrf_token": token}).status_code == 404
    for path in ("/comments/7", "/comments/99999999999999999999"):
        assert hand.client.get(f"{SHARE}{path}").status_code == 404


def test_a_reader_of_the_project_shares_nothing(app: Flask, hand: Browser) -> None:
    reader = people.member_of_everything(app, ProjectRole.READER)
    assert reader.get(SHARE).status_code == 403


def test_words_for_members_name_no_figure_so_that_the_page_and_the_sheet_say_the_same(
    app: Flask, hand: Browser
) -> None:
    edit = "/projects/county-wide/case/words/members.contact"
    refused = hand.client.post(
        edit, data=MultiDict(over(sent_by(hand.open(edit)), {"words": "It costs {total}."}))
    )
    assert "there is none called “{total}”" in refused.text
    assert "Figures to use" not in refused.text
    assert "Figures by name in braces" not in refused.text
