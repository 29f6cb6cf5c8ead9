"""What is issued is frozen: numbered, every file byte for byte, and said to be out of date when what it is made of changes."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select, text, update
from werkzeug.datastructures import MultiDict

from planner.domain.programme.draft import digest_of, draft_text
from planner.extensions import db
from planner.models import Issue, IssueFile, Project
from planner.models import Option as StoredOption
from planner.services import issues
from planner.services.papers import NAMES
from tests.unit.reports.paper.pdf_ua import problems
from tests.web import people
from tests.web.browser_like import Browser, over, sent_by
from tests.web.casing import keep_with_options
from tests.web.conftest import Pages

ROOT = "/projects/small-grant"
CASE = f"{ROOT}/case"


@pytest.fixture
def hand(app: Flask) -> Browser:
    with app.app_context():
        keep_with_options("small-grant")
        db.session.commit()
    return Browser(people.lead_of_everything(app))


def asked(hand: Browser) -> dict[str, str]:
    html = hand.open(f"{CASE}/issue")
    names = ("form_key", "seen", "form", "option", "csrf_token")
    return {name: re.search(rf'name="{name}"\s+value="([^"]*)"', html)[1] for name in names}  # type: ignore[index]


def issue(hand: Browser) -> str:
    answer = hand.client.post(f"{CASE}/issue", data=asked(hand))
    assert answer.status_code == 303
    return answer.headers["Location"]


def files_of(app: Flask, number: int) -> dict[str, bytes]:
    with app.app_context():
        rows = db.session.execute(
            select(IssueFile.name, IssueFile.content).join(Issue).where(Issue.number == number)
        )
        return {row.name: row.content for row in rows}


def stale_words(hand: Browser) -> str:
    page = Pages(hand.client).get(f"{CASE}/issues/1")
    return page.text.partition("Issue 1 ")[2].partition("What was issued")[0]


def test_everything_is_issued_at_once_with_its_digest(app: Flask, hand: Browser) -> None:
    assert issue(hand).endswith("/case/issues/1")
    kept = files_of(app, 1)
    assert set(kept) == set(NAMES)
    page = Pages(hand.client).get(f"{CASE}/issues/1")
    assert "Nothing has changed since it was issued" in page.text
    links = [a.get("href", "").rpartition("/")[2] for a in page.all("a") if "/issues/1/" in a.get("href", "")]
    assert tuple(links) == NAMES
    for name, content in kept.items():
        assert hashlib.sha256(content).hexdigest() in page.text
        answer = hand.client.get(f"{CASE}/issues/1/{name}")
        assert answer.data == content
        assert answer.headers["Content-Disposition"].startswith("attachment")
    for name in NAMES:
        if name.endswith(".pdf"):
            assert problems(kept[name]) == [], name


def test_the_same_form_sent_twice_issues_once(app: Flask, hand: Browser) -> None:
    data = asked(hand)
    first, second = (hand.client.post(f"{CASE}/issue", data=data).headers["Location"] for _ in range(2))
    assert first == second
    with app.app_context():
        assert len(db.session.scalars(select(Issue)).all()) == 1
    assert issue(hand).endswith("/issues/2")


def change_a_rate(hand: Browser) -> None:
    hand.type(f"{ROOT}/inputs/budget", {"contingency_percent": "7"})


def change_the_base(hand: Browser) -> None:
    hand.type(f"{ROOT}/inputs/budget", {"total_pence": "9,876"})


def change_a_weight(hand: Browser) -> None:
    path = f"{ROOT}/appraisal/parts/factors"
    pairs = sent_by(hand.open(path))
    name = next(name for name, _ in pairs if name.endswith("weight"))
    assert (
        hand.client.post(path, data=MultiDict([*over(pairs, {name: "35"}), ("button", "save")])).status_code
        == 303
    )


def change_a_score(hand: Browser) -> None:
    path = f"{ROOT}/appraisal/scores/agreed"
    data = MultiDict(over(sent_by(hand.open(path)), {"score-preferred-strategic-fit": "8"}))
    assert hand.client.post(path, data=data).status_code == 303


def change_the_words(hand: Browser) -> None:
    path = f"{CASE}/words/summary.asked"
    assert (
        hand.client.post(path, data=MultiDict(over(sent_by(hand.open(path)), {"words": "Mine."}))).status_code
        == 303
    )


def change_an_option(hand: Browser) -> None:
    path = f"{ROOT}/options/do-minimum"
    data = [*over(sent_by(hand.open(path)), {"title": "Hardly anything"}), ("button", "save")]
    assert hand.client.post(path, data=MultiDict(data)).status_code == 303


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (change_a_rate, "the project’s inputs"),
        (change_the_base, "the project’s inputs"),
        (change_a_weight, "the appraisal"),
        (change_a_score, "the scores agreed"),
        (change_the_words, "the words"),
        (change_an_option, "an option, or its plan"),
    ],
)
def test_what_changes_afterwards_marks_it_as_out_of_date_and_changes_nothing_in_it(
    app: Flask, hand: Browser, change: object, told: str
) -> None:
    issue(hand)
    before = files_of(app, 1)
    assert "Out of date" not in stale_words(hand)
    change(hand)  # type: ignore[operator]
    assert "Out of date" in stale_words(hand)
    assert told in stale_words(hand)
    assert "Out of date" in Pages(hand.client).get(CASE).text
    assert files_of(app, 1) == before
    for name, content in before.items():
        assert hand.client.get(f"{CASE}/issues/1/{name}").data == content


def test_changing_the_base_makes_every_options_plan_out_of_date_and_nothing_is_issued_of_it(
    app: Flask, hand: Browser
) -> None:
    data = asked(hand)
    change_the_base(hand)
    page = Pages(hand.client).get(f"{CASE}/issue")
    assert "Build them again" in page.text
    assert "Issue it" not in page.text
    printed = Document(io.BytesIO(hand.client.get(f"{CASE}/draft/commissioners.docx").data))
    assert "made from earlier inputs" in printed.sections[0].footer._element.xpath("string(.)")
    answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
    assert "what is issued has to be of today’s inputs" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Issue)).all() == []


def test_the_next_issue_tells_what_changed_since_the_last(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        facts = db.session.scalars(select(Issue.facts)).one()
        cheaper = {**facts, "total_pence": facts["total_pence"] - 1_00}
        db.session.execute(update(Issue).values(facts=cheaper))
        db.session.commit()
    assert "New money: £1.00 more (was " in Pages(hand.client).get(f"{CASE}/issue").text


def test_an_issue_without_a_plan_is_refused_in_words(app: Flask, hand: Browser) -> None:
    data = asked(hand)
    with app.app_context():
        for option in db.session.scalars(select(StoredOption)):
            db.session.delete(option)
        db.session.commit()
    answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
    assert "Build an option first" in answer.text


def test_a_file_that_was_spoilt_in_the_database_is_never_given_out(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        db.session.execute(
            text("UPDATE issue_file SET content = :content WHERE name = 'costs.csv'"), {"content": b"x"}
        )
        db.session.commit()
        project = db.session.scalars(select(Project)).one()
        access = type("Access", (), {"project_id": project.id})()
        with pytest.raises(issues.FileSpoilt):
            issues.get_file(access, 1, "costs.csv")
    answer = hand.client.get(f"{CASE}/issues/1/costs.csv", follow_redirects=True)
    assert "“costs.csv” is not what was issued" in answer.text
    assert "Its files" in answer.text
    assert hand.client.get(f"{CASE}/issues/1/schedule.csv").status_code == 200


def test_no_small_number_is_in_any_file(app: Flask, hand: Browser) -> None:
    issue(hand)
    kept = files_of(app, 1)
    facts = json.loads(kept["comparison.json"])
    assert facts["options"]
    schedule = kept["schedule.csv"].decode("utf-8-sig")
    assert not re.search(r"\b[1-4] online\b", schedule)


def test_numbers_that_there_are_not_are_not_found(hand: Browser) -> None:
    for path in (
        "/issues/1",
        "/issues/99999999999999999999",
        "/issues/1/costs.csv",
        "/issues/99999999999999999999/x",
    ):
        assert hand.client.get(f"{CASE}{path}").status_code == 404


def being_built(hand: Browser) -> None:
    token = people.token_on(hand.open(f"{ROOT}/options"))
    assert hand.client.post(f"{ROOT}/options/build", data={"csrf_token": token}).status_code == 303


def needing_attention(hand: Browser) -> None:
    app = hand.client.application
    with app.app_context():
        project = db.session.scalars(select(Project)).one()
        draft = {key: part for key, part in json.loads(project.programme_json).items() if key != "rate_card"}
        project.programme_json, project.programme_digest = draft_text(draft), digest_of(draft)
        db.session.commit()
    assert "eeds attention" in hand.open(f"{ROOT}/options")


@pytest.mark.parametrize("also", [being_built, needing_attention])
def test_a_stale_plan_is_not_issued_whatever_else_is_the_matter_with_its_option(
    app: Flask, hand: Browser, also: Callable[[Browser], None]
) -> None:
    data = asked(hand)
    change_the_base(hand)
    also(hand)
    assert "Build them again" in Pages(hand.client).get(f"{CASE}/issue").text
    assert ", out of date" in Pages(hand.client).get(f"{ROOT}/compare").text
    answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
    assert "what is issued has to be of today’s inputs" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Issue)).all() == []


def test_a_file_that_no_version_of_today_makes_is_still_listed_and_given(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        db.session.execute(text("UPDATE issue_file SET name = 'older.odt' WHERE name = 'costs.csv'"))
        db.session.commit()
    assert "older.odt" in Pages(hand.client).get(f"{CASE}/issues/1").text
    assert hand.client.get(f"{CASE}/issues/1/older.odt").status_code == 200
