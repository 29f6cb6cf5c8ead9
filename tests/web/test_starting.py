"""Projects begun: once for a form sent twice, under addresses of their own; and a document that takes the place of another."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.domain.programme.draft import blank_draft, draft_text
from planner.extensions import db
from planner.models import Project
from tests.web import people
from tests.web.conftest import Page, read_strictly
from tests.web.drafting import AREAS, at_once, draft_of, hidden, send

NEW = "/new/blank"
DOCUMENT = "/projects/mine/document"
SENDERS = 4


@pytest.fixture
def clients(drafted: Flask) -> list[FlaskClient]:
    """Give one person in several windows."""
    return [people.lead_of_everything(drafted) for _ in range(SENDERS)]


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Project.slug).order_by(Project.id)))


def test_a_form_sent_by_many_windows_at_once_begins_one_project(
    drafted: Flask, clients: list[FlaskClient]
) -> None:
    pages = [client.get(NEW).text for client in clients]
    key = hidden(pages[0])["form_key"]
    answers = at_once(
        lambda number: send(clients[number], NEW, pages[number], title="Respite care", form_key=key), SENDERS
    )
    assert {(each.status_code, each.location) for each in answers} == {(302, "/projects/respite-care/")}
    assert slugs(drafted) == ["mine", "respite-care"]
    other = send(clients[0], NEW, pages[0], title="Another", form_key=key)
    assert other.location == "/projects/another/", "another title is another project"


def test_projects_of_one_title_begun_at_once_get_addresses_of_their_own(
    drafted: Flask, clients: list[FlaskClient]
) -> None:
    pages = [client.get(NEW).text for client in clients]
    answers = at_once(lambda number: send(clients[number], NEW, pages[number], title="Care"), SENDERS)
    assert [each.status_code for each in answers] == [302] * SENDERS
    assert len(set(slugs(drafted))) == SENDERS + 1


def replace(client: FlaskClient, page: str, title: str) -> Any:
    """Send a document under a title, from the page as it was shown."""
    file = (io.BytesIO(draft_text(blank_draft("new", title)).encode()), "new.json")
    return client.post(DOCUMENT, data={**hidden(page), "file": file}, content_type="multipart/form-data")


def undo(client: FlaskClient, page: Page) -> str:
    """Press *Undo* on a page, and give the text of the page that follows."""
    (action,) = [form.get("action", "") for form in page.all("form") if "undo" in form.get("action", "")]
    token = people.token_on(page.html)
    answer = client.post(action, data={"csrf_token": token}, follow_redirects=True)
    return read_strictly(answer.text).text


def test_a_replaced_document_is_put_back_once_however_often_that_is_pressed(
    drafted: Flask, clients: list[FlaskClient]
) -> None:
    client = clients[0]
    send(client, AREAS, client.get(AREAS).text, **{"areas-0-name": "Town"})
    before = draft_of(drafted)
    answer = replace(client, client.get(DOCUMENT).text, "Theirs")
    assert draft_of(drafted)["title"] == "Theirs"
    page = read_strictly(client.get(answer.location).text)
    for _ in range(2):
        assert "Put back: The whole document" in undo(client, page)
        assert draft_of(drafted) == before
    with drafted.app_context():
        assert db.session.scalars(select(Project.name)).one() == "Mine"


def test_a_replaced_document_is_not_put_back_over_what_was_saved_since(
    drafted: Flask, clients: list[FlaskClient]
) -> None:
    client = clients[0]
    answer = replace(client, client.get(DOCUMENT).text, "Theirs")
    page = read_strictly(client.get(answer.location).text)
    send(client, AREAS, client.get(AREAS).text, **{"areas-0-name": "Town"})
    since = draft_of(drafted)
    assert "something else stands in its place" in undo(client, page)
    assert draft_of(drafted) == since


def test_a_document_does_not_silently_replace_what_somebody_saved_meanwhile(
    drafted: Flask, clients: list[FlaskClient]
) -> None:
    client, other = (
        clients[0],
        people.member_of_everything(drafted, people.ProjectRole.LEAD, "o@planner.example"),
    )
    page = client.get(DOCUMENT).text
    send(other, AREAS, other.get(AREAS).text, **{"areas-0-name": "Town"})
    since = draft_of(drafted)
    told = replace(client, page, "Theirs")
    assert told.status_code == 200
    assert "o@planner.example saved something" in read_strictly(told.text).text
    assert draft_of(drafted) == since
    assert replace(client, told.text, "Theirs").status_code == 302
    assert draft_of(drafted)["title"] == "Theirs"
    assert json.dumps(draft_of(drafted)["areas"]) == "[]"
