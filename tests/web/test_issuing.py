"""What is issued is what was read, once, and never changes; what cannot be issued says why."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from planner.extensions import db
from planner.models import Change, Issue, IssueFile, Project
from planner.models import Option as StoredOption
from planner.models.issue import IssueNeverChanges
from tests.web.browser_like import Browser, over, sent_by
from tests.web.conftest import Pages
from tests.web.test_issues import CASE, asked, change_the_words, hand, issue, stale_words

__all__ = ["hand"]


def test_what_was_issued_can_neither_be_changed_nor_removed(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        db.session.scalars(select(Issue)).one().title = "Another"
        with pytest.raises(IssueNeverChanges):
            db.session.commit()
        db.session.rollback()
        db.session.scalars(select(IssueFile)).first().content = b"x"  # type: ignore[union-attr]
        with pytest.raises(IssueNeverChanges):
            db.session.commit()
        db.session.rollback()
        db.session.delete(db.session.scalars(select(Issue)).one())
        with pytest.raises(IssueNeverChanges):
            db.session.commit()
        db.session.rollback()


def test_an_option_that_is_gone_is_not_issued_as_another(app: Flask, hand: Browser) -> None:
    data = {**asked(hand), "option": "do-minimum"}
    with app.app_context():
        option = db.session.scalars(select(StoredOption).where(StoredOption.key == "do-minimum")).one()
        db.session.delete(option)
        db.session.commit()
    answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
    assert "the one you asked for has no plan any more. Nothing was issued." in answer.text
    assert hand.client.get(f"{CASE}/issues/1").status_code == 404


def test_what_changed_between_reading_and_pressing_is_read_again_first(app: Flask, hand: Browser) -> None:
    data = asked(hand)
    change_the_words(hand)
    answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
    assert "Read the business case again" in answer.text
    assert hand.client.get(f"{CASE}/issues/1").status_code == 404


def test_a_form_without_its_key_issues_nothing(app: Flask, hand: Browser) -> None:
    data = {**asked(hand), "form_key": ""}
    for _ in range(2):
        answer = hand.client.post(f"{CASE}/issue", data=data, follow_redirects=True)
        assert "issue it from there. Nothing was issued." in answer.text
    assert hand.client.get(f"{CASE}/issues/1").status_code == 404


def test_another_name_of_the_project_marks_it_as_out_of_date(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        db.session.execute(update(Project).values(name="Quite another name"))
        db.session.commit()
    assert "Out of date: since then the name of the project changed." in stale_words(hand)


def test_blanks_of_the_sheet_for_members_are_told_before_it_is_issued(app: Flask, hand: Browser) -> None:
    assert "whom to ask" in Pages(hand.client).get(f"{CASE}/issue").text
    path = f"{CASE}/words/members.contact"
    typed = over(sent_by(hand.open(path)), {"words": "Ask at the desk."})
    assert hand.client.post(path, data=MultiDict(typed)).status_code == 303
    assert "whom to ask" not in Pages(hand.client).get(f"{CASE}/issue").text


def test_the_case_counts_the_same_blanks_as_the_page_that_issues_it(hand: Browser) -> None:
    told = len(re.findall(r"/case/words/", hand.client.get(f"{CASE}/issue").text))
    html = hand.client.get(CASE).text
    assert f"{told} passages have blanks" in html
    assert "on the sheet for the people who take part" in html


def test_issuing_stands_in_the_trail(app: Flask, hand: Browser) -> None:
    issue(hand)
    with app.app_context():
        found = db.session.scalars(select(Change).where(Change.part == "issues")).one()
        assert (found.key, found.title) == ("1", "Issue 1")


def test_what_an_issue_is_told_by_adds_up_and_a_section_not_told_then_is_not_said_to_have_changed(
    app: Flask, hand: Browser
) -> None:
    issue(hand)
    with app.app_context():
        facts = db.session.scalars(select(Issue.facts)).one()
        assert sum(facts["sections"].values()) == facts["total_pence"]
        first = next(iter(facts["sections"]))
        told = {title: pence - 5_00 for title, pence in facts["sections"].items() if title != first}
        db.session.execute(update(Issue).values(facts={**facts, "sections": told}))
        db.session.commit()
    page = Pages(hand.client).get(f"{CASE}/issue").text
    assert "£5.00 more (was" in page
    assert f"{first}: " not in page
