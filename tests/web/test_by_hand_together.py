"""Placing by hand beside other people, other roles and a project that changes; and whatever else is sent."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from planner.domain.programme.draft import blank_draft, digest_of, draft_text
from planner.extensions import db
from planner.models import Project, ProjectRole
from tests.web import people
from tests.web.conftest import Pages, read_strictly
from tests.web.placing import PAGE, counts, kept, placed_well, rows_of, send, sent_as_a_browser_would


def test_the_second_of_two_people_is_shown_both_placings_and_loses_nothing(mixed_on_either: Flask) -> None:
    first, second = (
        people.lead_of_everything(mixed_on_either),
        people.member_of_everything(mixed_on_either, ProjectRole.CONTRIBUTOR),
    )
    pages = [Pages(client).get(PAGE) for client in (first, second)]
    row = rows_of(pages[0])["open-1"]
    send(first, pages[0], **{f"{row}-on": "12 1 2027"})
    both = send(second, pages[1], **{f"{row}-on": "14 1 2027"})
    told = read_strictly(both.text)
    assert "lead@planner.example saved other answers" in told.text
    cells = ["".join(cell.itertext()).strip() for cell in told.all("td")][:2]
    assert cells == ["12 January 2027", "14 January 2027"]
    assert sent_as_a_browser_would(told)[f"{row}-on"] == "14 1 2027"
    assert kept(mixed_on_either)[0]["on"] == "2027-01-12"
    send(second, told)
    assert kept(mixed_on_either)[0]["on"] == "2027-01-14"


def test_where_two_placings_differ_in_team_and_numbers_both_are_told_in_words(mixed: Flask) -> None:
    first, second = (
        people.lead_of_everything(mixed),
        people.member_of_everything(mixed, ProjectRole.CONTRIBUTOR),
    )
    pages = [Pages(client).get(PAGE) for client in (first, second)]
    row = rows_of(pages[0])["open-1"]
    team = [
        read_strictly(send(c, p, f"add:{row}-team").text) for c, p in zip((first, second), pages, strict=True)
    ]
    named = {f"{row}-on": "12 1 2027", f"{row}-team-0-role": "lead"}
    send(first, team[0], **named, **{f"{row}-team-0-staff": "third", f"{row}-places-0-room_count": "2"})
    both = send(
        second, team[1], **named, **{f"{row}-team-0-staff": "first", f"{row}-places-0-online_count": "3"}
    )
    cells = ["".join(cell.itertext()).strip() for cell in read_strictly(both.text).all("td")][:2]
    assert cells == [
        "12 January 2027, Third (lead), Public: 2 in the room and 0 online",
        "12 January 2027, First (lead), Public: 0 in the room and 3 online",
    ]


def test_a_session_that_is_not_there_at_the_moment_keeps_its_placing(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    send(client, (page := Pages(client).get(PAGE)), **placed_well(page))
    before = kept(mixed)
    with mixed.app_context():
        project = db.session.query(Project).one()
        draft = json.loads(project.programme_json)
        draft["sessions"][1]["repeats"]["count"] = 1
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        db.session.commit()
    page = Pages(client).get(PAGE)
    assert "youth-2" not in rows_of(page)
    send(client, page, **{f"{rows_of(page)['open-1']}-on": "14 1 2027"})
    assert [each for each in kept(mixed) if each["sitting"] == "youth-2"] == [
        each for each in before if each["sitting"] == "youth-2"
    ]


def test_an_incomplete_project_says_what_is_missing_and_keeps_what_was_placed(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    send(client, (page := Pages(client).get(PAGE)), **placed_well(page))
    before = kept(mixed)
    with mixed.app_context():
        project = db.session.query(Project).one()
        draft = blank_draft("mixed", "Mixed")
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        db.session.commit()
    missing = Pages(client).get(PAGE)
    assert "What is still missing" in missing.text
    assert "/projects/mixed/check" in [link.get("href") for link in missing.all("a")]
    assert "What is still missing" in read_strictly(send(client, page, "keep").text).text
    assert (kept(mixed), counts(mixed)) == (before, (0, 0))


@pytest.mark.parametrize("role", [ProjectRole.FINANCE_REVIEWER, ProjectRole.COMMISSIONER, ProjectRole.READER])
def test_who_may_not_build_may_not_place(mixed: Flask, role: ProjectRole) -> None:
    page = Pages(people.lead_of_everything(mixed)).get(PAGE)
    client = people.member_of_everything(mixed, role)
    assert client.get(PAGE).status_code == 403
    values = {**sent_as_a_browser_would(page), "button": "keep"}
    assert client.post(PAGE, data=values).status_code in (400, 403)
    assert (kept(mixed), counts(mixed)) == ([], (0, 0))


@pytest.mark.parametrize(
    "changes",
    [
        {"placing-0-sitting": "none-1"},
        {"placing-0-sitting": ""},
        {"placing-0-sitting": "youth-1"},
        {"placing-0-place": "nowhere/at-all"},
        {"placing-0-team-0-staff": "nobody", "placing-0-team-0-role": "lead"},
        {"placing-0-team-0-staff": "first", "placing-0-team-0-role": "king"},
        {"placing-0-places-0-group": "nobody", "placing-0-places-0-room_count": "3"},
        {"placing-0-places-0-room_count": "999999999"},
        {"placing-0-runs": "perhaps"},
        {"placing-0-on": "1 1 0001"},
        {"placing-0-on": "31 12 9999", "placing-0-at": "23:59"},
        {"placing-7-runs": "yes"},
        {"seen": "x", "form_key": "y" * 500},
    ],
)
def test_whatever_is_sent_is_answered_in_words(mixed: Flask, changes: dict[str, str]) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    answer = send(client, page, "keep", **{**placed_well(page), **changes})
    assert answer.status_code in (200, 303)
    if answer.status_code == 200:
        read_strictly(answer.text)
        assert counts(mixed) == (0, 0)
