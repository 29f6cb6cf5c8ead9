"""Every way to begin a project leads to one whose every page opens, and what goes out as a file comes in the same."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.domain.starting import template_names
from planner.examples import example_names
from planner.forms.pages import Kind
from planner.forms.registry import ITEMS
from tests.web import people
from tests.web.conftest import Pages, read_strictly

DAY = {"starts_on-day": "1", "starts_on-month": "3", "starts_on-year": "2027"}
ESTIMATE = {
    "people_count": "16", "sessions_count": "6", "hours": "2.5", "where": "hybrid", "region": "West Midlands",
    "organisation": "council", "pay_card": "nihr", "access": "typical",
}  # fmt: skip
WAYS = {
    "blank": ("/new/blank", {"title": "Mine"}),
    "estimate": ("/first-estimate", {**ESTIMATE, "button": "open"}),
    **{f"template {name}": ("/new/template", {"template": name, **DAY}) for name in template_names()},
    **{f"example {name}": ("/new/example", {"example": name}) for name in example_names()},
}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    with app.app_context():
        people.make_user("lead@planner.example")
        people.db.session.commit()
    return people.signed_in(app, "lead@planner.example")


@pytest.mark.parametrize("way", WAYS)
def test_every_page_of_a_project_opens_however_it_began(client: FlaskClient, way: str) -> None:
    address, values = WAYS[way]
    answer = people.post_form(client, address, values)
    assert answer.status_code == 302
    home, pages = answer.headers["Location"], Pages(client)
    paths = [home, f"{home}check", f"{home}build", f"{home}by-hand", f"{home}document"]
    paths += [
        f"{home}inputs/{name}" for name, item in ITEMS.items() if not (isinstance(item, Kind) and item.holder)
    ]
    for path in paths:
        pages.get(path)


@pytest.mark.parametrize("way", WAYS)
def test_a_project_goes_out_and_in_unchanged(client: FlaskClient, way: str) -> None:
    address, values = WAYS[way]
    home = people.post_form(client, address, values).headers["Location"]
    first = client.get(f"{home}document.json").data
    sent = {"file": (io.BytesIO(first), "a.json"), "csrf_token": people.token_for(client.application, client)}
    again = client.post("/new/document", data=sent).headers["Location"]
    assert again != home
    assert client.get(f"{again}document.json").data == first


def test_a_first_estimate_says_a_figure_its_range_and_what_it_assumes(client: FlaskClient) -> None:
    page = read_strictly(people.post_form(client, "/first-estimate", ESTIMATE).text)
    assert "Roughly £" in page.text
    assert "Likely between £" in page.text
    assert "What is assumed (" in page.text


def test_answers_that_cannot_be_are_told_on_their_fields(client: FlaskClient) -> None:
    page = read_strictly(people.post_form(client, "/first-estimate", {**ESTIMATE, "people_count": "1"}).text)
    assert {"#people_count"} == {
        a.get("href") for a in page.all("a") if (a.get("href") or "").startswith("#p")
    }


@pytest.mark.parametrize("sent", [b"", b"{", b"[]", b'{"title": 3}', b"\xff\xfe", b'{"groups": [{}]}'])
def test_a_document_that_cannot_be_read_is_refused_in_words_and_nothing_is_stored(
    client: FlaskClient, sent: bytes
) -> None:
    form = {"file": (io.BytesIO(sent), "a.json"), "csrf_token": people.token_for(client.application, client)}
    answer = client.post("/new/document", data=form)
    assert "This document cannot be opened yet" in read_strictly(answer.text).text
    assert "There are no projects" in read_strictly(client.get("/").text).text
