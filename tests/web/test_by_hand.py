"""Placing sessions by hand: nothing typed is lost, every broken rule is told, and only what keeps them all becomes a plan."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import update

from planner.extensions import db
from planner.models import Change, Project, Run
from planner.models import Plan as StoredPlan
from planner.optimiser.outcome import SolveSettings
from planner.services import claims, planning, runs
from planner.services.stored import get_stored
from tests.unit.by_hand.placing import mixed_placing, mixed_programme
from tests.web import people, stored
from tests.web.conftest import Pages, read_strictly
from tests.web.placing import PAGE, counts, kept, placed_well, rows_of, send, sent_as_a_browser_would


def test_every_session_has_a_row_and_those_that_must_run_are_to_be_placed(mixed: Flask) -> None:
    page = Pages(people.lead_of_everything(mixed)).get(PAGE)
    assert list(rows_of(page)) == ["open-1", "youth-1", "youth-2", "choice-1", "choice-2", "call-1"]
    values, rows = sent_as_a_browser_would(page), rows_of(page)
    held = [key for key, row in rows.items() if values[f"{row}-runs"] == "yes"]
    assert held == ["open-1", "youth-1", "choice-1", "choice-2", "call-1"], "the second walk is optional"


def test_what_is_placed_is_priced_and_kept_and_stands_there_again(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    answer = send(client, (page := Pages(client).get(PAGE)), **placed_well(page))
    told = read_strictly(answer.text)
    assert "Every rule is kept" in told.text
    assert re.search(r"£[\d,.]+ of new money, of a budget of £", told.text)
    assert [each["sitting"] for each in kept(mixed)] == list(rows_of(page))
    again = sent_as_a_browser_would(Pages(client).get(PAGE))
    row = rows_of(page)["open-1"]
    assert [again[f"{row}-{name}"] for name in ("on", "at", "place")] == [
        "12 January 2027",
        "10am",
        "hall/main+meet",
    ]
    assert counts(mixed) == (0, 0)


def test_an_untouched_form_is_told_one_thing(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    told = read_strictly(send(client, Pages(client).get(PAGE)).text)
    (summary,) = [e for e in told.all("div") if e.get("class") == "govuk-error-summary"]
    assert ["".join(link.itertext()).strip() for link in summary.iter("a")] == [
        "Enter a date, time and place for each session"
    ]


def test_sent_unchanged_nothing_is_changed(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    send(client, (page := Pages(client).get(PAGE)), **placed_well(page))
    before = kept(mixed)
    send(client, Pages(client).get(PAGE))
    assert kept(mixed) == before
    with mixed.app_context():
        assert db.session.query(Change).count() == 1


def test_every_broken_rule_is_told_in_the_summary_and_beside_its_session(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    rows = rows_of(page)
    answer = send(
        client,
        page,
        **{**placed_well(page), f"{rows['open-1']}-place": "", f"{rows['youth-1']}-on": "13 1 2020"},
    )
    told = read_strictly(answer.text)
    (summary,) = [e for e in told.all("div") if e.get("class") == "govuk-error-summary"]
    links = {link.get("href"): "".join(link.itertext()) for link in summary.iter("a")}
    assert "Choose where the session is held." in links[f"#{rows['open-1']}-on"]
    beside = [
        "".join(item.itertext())
        for body in told.all("tbody")
        if any(e.get("name") == f"{rows['open-1']}-sitting" for e in body.iter("input"))
        for errors in body.iter("ul")
        if "govuk-error-message" in errors.get("class", "")
        for item in errors.iter("li")
    ]
    assert "Choose where the session is held." in beside
    assert any(href == f"#{rows['youth-1']}-on" for href in links)
    assert "sitting" not in told.text.casefold()
    assert kept(mixed), "what is wrong is kept all the same, so that it can be put right later"


def test_what_breaks_a_rule_does_not_become_a_plan(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    answer = send(client, page, "keep", **{**placed_well(page), f"{rows_of(page)['open-1']}-place": ""})
    assert answer.status_code == 200
    assert "to be put right before it can be kept as a plan" in read_strictly(answer.text).text
    assert counts(mixed) == (0, 0)


def test_what_keeps_every_rule_becomes_a_plan_once_however_often_it_is_sent(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    answers = [send(client, page, "keep", **placed_well(page)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.location for answer in answers} == {"/projects/mixed/plans/1"}
    assert counts(mixed) == (1, 1)
    shown = Pages(client).get("/projects/mixed/plans/1")
    assert "Placed by hand on" in shown.text
    assert "by lead@planner.example" in shown.text
    assert "made by hand" in Pages(client).get("/projects/mixed/plans/1/proof").text
    with mixed.app_context():
        run, project = db.session.query(Run).one(), db.session.query(Project).one()
        assert (run.state, run.is_open, run.strategy) == ("solved", None, "fairest")
        assert run.is_by_hand
        assert run.inputs_digest == project.programme_digest
        assert planning.settings_of(run).base_plan is None
        found = get_stored("mixed")
        assert found is not None
        assert not found.inputs_have_changed
        assert {each.id for each in found.plan.sittings} == {each.sitting for each in mixed_placing()}
        assert found.plan.total_pence == db.session.query(StoredPlan).one().total_pence > 0


def test_what_was_placed_by_hand_is_not_taken_for_what_the_planner_built(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    with mixed.app_context():
        other = stored.store_project("Other", "other", mixed_programme())
        db.session.commit()
        first = runs.ask_for_run(other.id, SolveSettings()).id
        db.session.commit()
    page = Pages(client).get(PAGE)
    send(client, page, "keep", **placed_well(page))
    assert "What happened last time" not in Pages(client).get("/projects/mixed/build").text
    with mixed.app_context():
        project = db.session.query(Project).filter_by(slug="mixed").one()
        assert not planning.has_current_plan(project), "the planner may still look for a better one"
        assert runs.latest_run(project.id) is None
        second = runs.ask_for_run(project.id, SolveSettings()).id
        db.session.execute(
            update(Run).where(Run.id == second).values(created_at=datetime(2020, 1, 1, tzinfo=UTC))
        )
        order = list(db.session.scalars(claims.in_order()))
    assert order == [second, first], "placing by hand has taken no turn"


def test_the_latest_plan_is_a_start_and_comes_to_the_same_total(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    assert "Start from the latest plan" not in page.text
    send(client, page, "keep", **placed_well(page))
    with mixed.app_context():
        total = db.session.query(StoredPlan).one().total_pence
        db.session.query(Project).one().hand_placed = []
        db.session.commit()
    assert "Start from the latest plan" in Pages(client).get(PAGE).text
    start = Pages(client).get(f"{PAGE}?from=plan")
    assert "Nothing is kept until you check it" in start.text
    assert kept(mixed) == []
    told = read_strictly(send(client, start).text).text
    assert f"£{total // 100:,}.{total % 100:02}" in told
    assert "Every rule is kept" in told
    again = send(client, Pages(client).get(PAGE), "keep")
    assert again.location == "/projects/mixed/plans/2"


def test_team_and_numbers_are_taken_as_they_are_given(mixed: Flask) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    row = rows_of(page)["open-1"]
    more = send(client, page, f"add:{row}-team", **placed_well(page))
    page = read_strictly(more.text)
    assert kept(mixed) == [], "adding a row keeps nothing"
    names = [e.get("name") for e in page.all("select")]
    assert f"{row}-team-0-staff" in names
    answer = send(
        client, page,
        **{f"{row}-team-0-staff": "third", f"{row}-team-0-role": "lead", f"{row}-places-0-room_count": "2"},
    )  # fmt: skip
    entry = kept(mixed)[0]
    assert entry["team"] == [{"staff": "third", "role": "lead"}]
    assert entry["places"] == [{"group": "public", "room_count": 2, "online_count": 0}]
    assert "What it comes to" in read_strictly(answer.text).text
    fewer = read_strictly(send(client, Pages(client).get(PAGE), f"remove:{row}-team-0").text)
    assert f"{row}-team-0-staff" not in [e.get("name") for e in fewer.all("select")]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("on", "soon", "Enter a date, for example 24 9 2026"),
        ("on", "31 2 2027", "Enter a date that is in the calendar"),
        ("at", "9", "Enter a time of day, for example 2pm or 14:00"),
        ("places-0-room_count", "-3", "Enter a number that is nought or more"),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_typed(mixed: Flask, field: str, typed: str, words: str) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    row = rows_of(page)["open-1"]
    told = read_strictly(send(client, page, "keep", **{**placed_well(page), f"{row}-{field}": typed}).text)
    assert words in told.text
    assert sent_as_a_browser_would(told)[f"{row}-{field}"] == typed
    assert (kept(mixed), counts(mixed)) == ([], (0, 0))


@pytest.mark.parametrize("written", ["12 1 2027", "12 January 2027", "12/1/2027", "12.01.2027", "2027-01-12"])
def test_a_date_may_be_written_in_many_ways(mixed: Flask, written: str) -> None:
    client = people.lead_of_everything(mixed)
    page = Pages(client).get(PAGE)
    send(client, page, **{f"{rows_of(page)['open-1']}-on": written})
    assert kept(mixed)[0]["on"] == "2027-01-12"
