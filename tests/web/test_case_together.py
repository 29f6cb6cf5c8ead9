"""Issues, words, links and comments on both databases, with several people at the same moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from planner.extensions import db, limiter
from planner.models import CaseText, Change, Comment, Issue, IssueFile, ShareLink
from planner.services.papers import NAMES
from tests.web import people
from tests.web.browser_like import over, sent_by
from tests.web.casing import keep_with_options

CASE, SHARE = "/projects/small-grant/case", "/projects/small-grant/share"
WORDS = f"{CASE}/words/summary.asked"


@pytest.fixture
def either(either_app: Flask) -> Flask:
    """An application with an example and its options, once on each database."""
    limiter.reset()
    with either_app.app_context():
        keep_with_options("small-grant")
        db.session.commit()
    return either_app


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(works)) as hands:
        return [each.result() for each in [hands.submit(work) for work in works]]


def asked(client: FlaskClient) -> dict[str, str]:
    html = client.get(f"{CASE}/issue").text
    names = ("form_key", "seen", "form", "option", "csrf_token")
    return {name: re.search(rf'name="{name}"\s+value="([^"]*)"', html)[1] for name in names}  # type: ignore[index]


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return len(db.session.scalars(select(model)).all())


def test_a_double_click_issues_once_and_several_people_get_numbers_of_their_own(either: Flask) -> None:
    clients = [people.lead_of_everything(either) for _ in range(3)]
    same = asked(clients[0])
    answers = at_once([lambda c=clients[0]: c.post(f"{CASE}/issue", data=same) for _ in range(3)])  # type: ignore[misc]
    assert {answer.headers["Location"] for answer in answers} == {f"{CASE}/issues/1"}
    forms = [asked(client) for client in clients]
    answers = at_once(
        [lambda c=c, f=f: c.post(f"{CASE}/issue", data=f) for c, f in zip(clients, forms, strict=True)]  # type: ignore[misc]
    )
    assert {answer.headers["Location"] for answer in answers} == {f"{CASE}/issues/{n}" for n in (2, 3, 4)}
    assert count(either, Issue) == 4
    assert count(either, IssueFile) == 4 * len(NAMES)
    page = clients[0].get(f"{CASE}/issues/4").text
    for name in NAMES:
        assert f"/issues/4/{name}" in page
        assert clients[0].get(f"{CASE}/issues/4/{name}").status_code == 200


def test_of_two_who_write_one_passage_at_once_one_is_shown_both_versions(either: Flask) -> None:
    clients = [people.lead_of_everything(either) for _ in range(2)]
    forms = [
        MultiDict(over(sent_by(c.get(WORDS).text), {"words": f"Words {n}."})) for n, c in enumerate(clients)
    ]
    answers = at_once(
        [lambda c=c, f=f: c.post(WORDS, data=f) for c, f in zip(clients, forms, strict=True)]  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 303]
    told = next(answer for answer in answers if answer.status_code == 200)
    assert "This was changed while you were writing" in told.text
    with either.app_context():
        kept = db.session.scalars(select(CaseText)).one()
        trail = db.session.scalars(select(Change).where(Change.part == "case")).all()
        assert [change.after for change in trail] == [kept.words]


def test_links_and_comments_are_kept_once_and_counted(either: Flask) -> None:
    lead = people.lead_of_everything(either)
    token = people.token_on(lead.get(SHARE).text)
    data = {"csrf_token": token, "audience": "Carers", "option_key": "", "form_key": "a" * 32}
    made = at_once([lambda: lead.post(SHARE, data=data).text for _ in range(3)])
    addresses = {found[0] for text in made if (found := re.search(r"/shared/[\w-]+", text))}
    assert len(addresses) == 1
    assert count(either, ShareLink) == 1
    path = addresses.pop()
    visitor = either.test_client()
    said = {"csrf_token": people.token_on(visitor.get(path).text), "words": "A question?", "about": "pay"}
    codes = at_once(
        [lambda: visitor.post(path, data={**said, "form_key": "b" * 32}).status_code for _ in range(3)]
    )
    assert codes == [303, 303, 303]
    assert count(either, Comment) == 1
    assert "1 comment" in lead.get(SHARE).text
    comment = f"{SHARE}/comments/1"
    answer = lead.post(
        comment, data=MultiDict(over(sent_by(lead.get(comment).text), {"reply": "An answer."}))
    )
    assert answer.status_code == 303
    assert "An answer." in visitor.get(path).text
    assert lead.post(f"{SHARE}/1/withdraw", data={"csrf_token": token}).status_code == 303
    assert visitor.get(path).status_code == 404
