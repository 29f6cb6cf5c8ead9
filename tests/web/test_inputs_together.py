"""Several people on one project at the same moment, on either database: nobody's accepted answers are lost."""

from __future__ import annotations

import json
import os
import random
import threading
import time

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.programme.draft import digest_of, draft_text
from planner.extensions import db
from planner.models import Change, Project, ProjectRole
from tests.web import people
from tests.web.conftest import read_strictly
from tests.web.drafting import AREAS, BOARD, DATES, at_once, draft_of, hidden, send

INTERLEAVINGS = int(os.environ.get("PLANNER_INTERLEAVINGS", "60"))
"""So many saves of one part, by people who stand in each other's way; 1,000 for the long look."""
PEOPLE = 4
VENUES = "/projects/mine/inputs/venues"
ROOMS = "/projects/mine/inputs/rooms"
ABOUT = "/projects/mine/inputs/project"


def leads(app: Flask, count: int = PEOPLE) -> list:
    return [
        people.member_of_everything(app, ProjectRole.LEAD, f"p{number}@planner.example")
        for number in range(count)
    ]


def changes_of(app: Flask, part: str) -> list[Change]:
    with app.app_context():
        return list(db.session.scalars(select(Change).where(Change.part == part).order_by(Change.id)))


def test_of_many_who_change_one_part_nobody_s_accepted_answers_are_lost(drafted: Flask) -> None:
    """Every accepted save stands in the trail once, and was made from what the one before it left."""
    clients, together, pause = leads(drafted), threading.Barrier(PEOPLE), random.Random(9)

    def work(number: int) -> list[str]:
        accepted = []
        for turn in range(INTERLEAVINGS // PEOPLE):
            page = clients[number].get(AREAS).text
            if turn % 2:
                together.wait(60)
            time.sleep(pause.random() / 500)
            name = f"Area {number} {turn}"
            answer = send(clients[number], AREAS, page, **{"areas-0-name": name})
            assert answer.status_code in (200, 302)
            if answer.status_code == 302:
                accepted.append(name)
            else:
                assert "This was changed while you were writing" in answer.text
        return accepted

    accepted = [name for names in at_once(work, PEOPLE) for name in names]
    trail = changes_of(drafted, "areas")
    named = [change.after["areas"][0]["name"] for change in trail]
    assert sorted(named) == sorted(accepted)
    assert len(accepted) < INTERLEAVINGS, "they did stand in each other's way"
    befores = [change.before for change in trail]
    assert befores == [{"areas": [], "travel": []}, *(change.after for change in trail[:-1])]
    assert draft_of(drafted)["areas"] == trail[-1].after["areas"]


def test_many_people_who_each_add_something_lose_no_update(drafted: Flask) -> None:
    clients = leads(drafted)

    def work(number: int) -> list[int]:
        return [
            send(
                clients[number], f"{DATES}/_add", clients[number].get(f"{DATES}/_add").text,
                **{**BOARD, "title": f"Day {number} {turn}"},
            ).status_code
            for turn in range(INTERLEAVINGS // 4 // PEOPLE)
        ]  # fmt: skip

    statuses = [status for each in at_once(work, PEOPLE) for status in each]
    assert set(statuses) == {302}
    assert len(draft_of(drafted)["milestones"]) == len(statuses) > 0


def test_one_form_sent_by_many_at_once_adds_one_entry(drafted: Flask) -> None:
    clients = leads(drafted)
    for turn in range(3):
        pages = [client.get(f"{DATES}/_add").text for client in clients]
        key = hidden(pages[0])["form_key"]

        def work(number: int, pages: list[str] = pages, key: str = key, turn: int = turn) -> int:
            values = {**BOARD, "title": f"Day {turn}", "form_key": key}
            return send(clients[number], f"{DATES}/_add", pages[number], **values).status_code

        assert at_once(work, PEOPLE) == [302] * PEOPLE
        assert [each["title"] for each in draft_of(drafted)["milestones"]] == [
            f"Day {number}" for number in range(turn + 1)
        ]


def test_entries_of_one_title_added_at_once_get_references_of_their_own(drafted: Flask) -> None:
    clients = leads(drafted)
    pages = [client.get(f"{DATES}/_add").text for client in clients]
    sent = at_once(
        lambda number: send(clients[number], f"{DATES}/_add", pages[number], **BOARD).status_code, PEOPLE
    )
    assert sent == [302] * PEOPLE
    assert len({each["id"] for each in draft_of(drafted)["milestones"]}) == PEOPLE


def test_another_entry_sent_with_a_used_key_is_added(drafted: Flask) -> None:
    (client,) = leads(drafted, 1)
    page = client.get(f"{DATES}/_add").text
    for title in ("Board", "Cabinet", "Board"):
        assert send(client, f"{DATES}/_add", page, **{**BOARD, "title": title}).status_code == 302
    assert [each["id"] for each in draft_of(drafted)["milestones"]] == ["board", "cabinet"]


@pytest.mark.parametrize("key", ["x" * 100, "a\x00b", "A" * 32, "é" * 32, ""])
def test_a_key_that_is_none_counts_as_none(drafted: Flask, key: str) -> None:
    (client,) = leads(drafted, 1)
    page = client.get(f"{DATES}/_add").text
    for _ in range(2):
        assert send(client, f"{DATES}/_add", page, **BOARD, form_key=key).status_code == 302
    assert [each["id"] for each in draft_of(drafted)["milestones"]] == ["board", "board-2"]
    new = client.get("/new/blank").text
    assert send(client, "/new/blank", new, title="New", form_key=key).status_code == 302


def test_a_room_of_a_venue_with_a_long_reference_is_added(drafted: Flask) -> None:
    (client,) = leads(drafted, 1)
    venue = "v" * 60
    with drafted.app_context():
        project = db.session.scalars(select(Project)).one()
        draft = json.loads(project.programme_json)
        draft["venues"] = [{"id": venue, "name": "Hall", "rooms": []}]
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        db.session.commit()
    path = f"{ROOMS}/_add?in={venue}"
    answer = send(client, path, client.get(path).text, name="Main hall", capacity="20")
    assert answer.status_code == 302, read_strictly(answer.text).text
    (change,) = changes_of(drafted, f"venues/{venue}/rooms")
    assert change.key == "main-hall"


def test_what_was_changed_while_a_form_waited_for_its_turn_is_what_it_is_judged_by(drafted: Flask) -> None:
    """Somebody else holds the project, and takes the entry away that the waiting form is about."""
    (client,) = leads(drafted, 1)
    send(client, f"{DATES}/_add", client.get(f"{DATES}/_add").text, **BOARD)
    page = client.get(f"{DATES}/board/about").text
    answers: list[int] = []
    with drafted.app_context():
        engine = db.engine
    with Session(engine) as other:
        project = other.scalars(select(Project).with_for_update()).one()
        draft = json.loads(project.programme_json)
        draft["milestones"] = []
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        other.flush()
        waiting = threading.Thread(
            target=lambda: answers.append(
                send(client, f"{DATES}/board/about", page, **{**BOARD, "title": "New"}).status_code
            )
        )
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive(), "the form waits"
        other.commit()
    waiting.join()
    assert answers == [404]
    assert draft_of(drafted)["milestones"] == []


def test_the_trail_of_a_page_is_its_own_and_names_who_changed_it(drafted: Flask) -> None:
    """Two pages of the document itself: what is said of one is neither stored nor told of the other."""
    first, second, third = leads(drafted, 3)
    pages = [client.get(AREAS).text for client in (first, second)]
    about = third.get(ABOUT).text
    send(first, AREAS, pages[0], **{"areas-0-name": "Town"})
    assert send(third, ABOUT, about, title="Ours", level="estimate", strategy="fairest").status_code == 302
    both = send(second, AREAS, pages[1], **{"areas-0-name": "Valley"})
    assert "p0@planner.example saved other answers" in read_strictly(both.text).text
    (change,) = changes_of(drafted, "project")
    assert (change.before["title"], change.after["title"]) == ("Mine", "Ours")
    assert "areas" not in change.before
    assert "milestones" not in change.after
