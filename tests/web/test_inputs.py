"""Parts of the inputs: saved, locked, added once, removed and put back, and never lost."""

from __future__ import annotations

import re

from flask import Flask

from planner.extensions import db
from planner.models import Change, ProjectRole
from tests.web import people
from tests.web.conftest import read_strictly
from tests.web.drafting import AREAS, DATES, draft_of, hidden, send


def test_a_part_is_saved_and_its_trail_says_who(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    answer = send(client, AREAS, client.get(AREAS).text, **{"areas-0-name": "Town", "areas-1-name": ""})
    assert answer.status_code == 302
    assert draft_of(drafted)["areas"] == [{"id": "town", "name": "Town"}]
    with drafted.app_context():
        change = db.session.query(Change).one()
        assert (change.kind, change.user.email) == ("changed", "lead@planner.example")


def test_what_was_typed_stays_when_it_cannot_be_read(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    values = {
        "areas-0-name": "Town",
        "travel-0-from_area": "",
        "travel-0-minutes": "soon",
        "travel-0-miles": "3",
    }
    page = read_strictly(send(client, AREAS, client.get(AREAS).text, **values).text)
    fields = {field.get("name"): field.get("value") for field in page.all("input")}
    assert (fields["areas-0-name"], fields["travel-0-minutes"]) == ("Town", "soon")
    assert "Enter a length of time, for example 2 hours 30 minutes" in page.text
    assert draft_of(drafted)["areas"] == []


def test_rows_are_added_and_removed_without_javascript_and_nothing_is_saved(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    more = send(client, AREAS, client.get(AREAS).text, **{"areas-0-name": "Town", "button": "add:areas"}).text
    assert 'name="areas-1-name"' in more
    fewer = send(
        client, AREAS, more, **{"areas-0-name": "Town", "areas-1-name": "Valley", "button": "remove:areas-0"}
    )
    fields = {field.get("name"): field.get("value") for field in read_strictly(fewer.text).all("input")}
    assert fields["areas-0-name"] == "Valley", "the row after it has moved up"
    assert "areas-1-name" not in fields
    assert draft_of(drafted)["areas"] == []


def test_the_second_of_two_people_is_shown_both_versions_and_loses_nothing(drafted: Flask) -> None:
    first, second = (
        people.lead_of_everything(drafted),
        people.member_of_everything(drafted, ProjectRole.LEAD, "two@planner.example"),
    )
    pages = first.get(AREAS).text, second.get(AREAS).text
    assert send(first, AREAS, pages[0], **{"areas-0-name": "Town"}).status_code == 302
    both = send(second, AREAS, pages[1], **{"areas-0-name": "Valley"})
    assert both.status_code == 200
    page = read_strictly(both.text)
    assert "lead@planner.example saved other answers" in page.text
    cells = [cell.text for cell in page.all("td")]
    assert cells[:2] == ["Town", "Valley"]
    assert draft_of(drafted)["areas"] == [{"id": "town", "name": "Town"}]
    assert send(second, AREAS, both.text, **{"areas-0-name": "Valley"}).status_code == 302
    assert draft_of(drafted)["areas"] == [{"id": "valley", "name": "Valley"}]


def test_two_people_on_different_pages_do_not_stand_in_each_others_way(drafted: Flask) -> None:
    first, second = (
        people.lead_of_everything(drafted),
        people.member_of_everything(drafted, ProjectRole.LEAD, "two@planner.example"),
    )
    about = "/projects/mine/inputs/project"
    pages = first.get(AREAS).text, second.get(about).text
    assert send(first, AREAS, pages[0], **{"areas-0-name": "Town"}).status_code == 302
    answer = send(second, about, pages[1], title="Ours", level="estimate", strategy="fairest")
    assert answer.status_code == 302
    draft = draft_of(drafted)
    assert (draft["title"], draft["areas"][0]["name"]) == ("Ours", "Town")


def test_the_same_form_sent_twice_adds_one_entry(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    page = client.get(f"{DATES}/_add").text
    values = {"title": "Board", "on-day": "1", "on-month": "3", "on-year": "2027"}
    answers = [send(client, f"{DATES}/_add", page, **values) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [entry["id"] for entry in draft_of(drafted)["milestones"]] == ["board"]


def test_two_entries_of_one_title_get_references_of_their_own(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    values = {"title": "Board", "on-day": "1", "on-month": "3", "on-year": "2027"}
    for _ in range(2):
        send(client, f"{DATES}/_add", client.get(f"{DATES}/_add").text, **values)
    assert [entry["id"] for entry in draft_of(drafted)["milestones"]] == ["board", "board-2"]
    again = send(client, f"{DATES}/_add", client.get(f"{DATES}/_add").text, **values, id="board")
    assert "Choose another reference" in read_strictly(again.text).text


def test_a_removed_entry_is_put_back_where_it_stood(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    for title in ("One", "Two", "Three"):
        values = {"title": title, "on-day": "1", "on-month": "3", "on-year": "2027"}
        send(client, f"{DATES}/_add", client.get(f"{DATES}/_add").text, **values)
    before = draft_of(drafted)
    ask = f"{DATES}/two/_remove"
    assert client.post(ask, data=hidden(client.get(ask).text)).status_code == 302
    assert [entry["id"] for entry in draft_of(drafted)["milestones"]] == ["one", "three"]
    page = client.get(DATES).text
    undo = re.findall(r'action="([^"]*undo[^"]*)"', page)[0]
    assert client.post(undo, data=hidden(page)).status_code == 302
    assert draft_of(drafted) == before
    assert client.post(undo, data=hidden(page)).status_code == 302, "pressed twice, it is still there once"
    assert draft_of(drafted) == before


def test_what_was_typed_about_an_entry_that_was_removed_meanwhile_is_not_lost(drafted: Flask) -> None:
    client = people.lead_of_everything(drafted)
    values = {"title": "Board", "on-day": "1", "on-month": "3", "on-year": "2027"}
    send(client, f"{DATES}/_add", client.get(f"{DATES}/_add").text, **values)
    page = client.get(f"{DATES}/board/about").text
    ask = f"{DATES}/board/_remove"
    client.post(ask, data=hidden(client.get(ask).text))
    answer = send(client, f"{DATES}/board/about", page, **{**values, "title": "The board"})
    assert "You removed it" in read_strictly(answer.text).text
    assert draft_of(drafted)["milestones"] == []
    assert client.get(f"{DATES}/board").status_code == 404
    send(client, f"{DATES}/board/about", answer.text, **{**values, "title": "The board"})
    assert [entry["title"] for entry in draft_of(drafted)["milestones"]] == ["The board"]
    assert client.get(f"{DATES}/never/about").status_code == 404
    assert send(client, f"{DATES}/never/about", page, **values).status_code == 404
