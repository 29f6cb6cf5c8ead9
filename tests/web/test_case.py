"""The business case on its pages: proposed from the data, in a person's own words, following the figures, never losing a word."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from planner.domain.options import CostTable, Option, OptionKind
from planner.extensions import db
from planner.models import CaseText, Change, Project, ProjectRole
from planner.models import Option as StoredOption
from planner.reports.sheets.rounding import rounded_words
from tests.golden.solved import solved
from tests.unit.reports.paper.pdf_ua import problems
from tests.web import people
from tests.web.browser_like import Browser, over, sent_by
from tests.web.casing import keep_with_options
from tests.web.conftest import Pages
from tests.web.forms.test_bad_input import BAD
from tests.web.optioning import browser_with_options

CASE = "/projects/small-grant/case"
ASKED = f"{CASE}/words/summary.asked"


@pytest.fixture
def hand(app: Flask) -> Browser:
    with app.app_context():
        keep_with_options("small-grant")
        db.session.commit()
    return Browser(people.lead_of_everything(app))


def write(hand: Browser, words: str, passage: str = "summary.asked") -> Any:
    path = f"{CASE}/words/{passage}"
    return hand.client.post(path, data=MultiDict(over(sent_by(hand.open(path)), {"words": words})))


def stored_words(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {row.passage: row.words for row in db.session.scalars(select(CaseText))}


def docx_words(hand: Browser, name: str = "business-case") -> str:
    read: Any = Document(io.BytesIO(hand.client.get(f"{CASE}/draft/{name}.docx").data))
    return "\n".join(each.text for each in read.paragraphs)


def test_the_case_is_for_the_preferred_option_unless_another_is_chosen(hand: Browser) -> None:
    page = Pages(hand.client).get(CASE)
    assert "For “Preferred way forward”" in page.text
    assert "is asked to approve “Preferred way forward”" in page.text
    other = Pages(hand.client).get(f"{CASE}?option=do-minimum&form=short")
    assert "is asked to approve “Do minimum”" in other.text
    assert "Commercial case" in page.text
    assert "Commercial case" not in other.text
    assert "For “Preferred way forward”" in Pages(hand.client).get(f"{CASE}?option=nonsense&form=long").text


def test_blanks_are_marked_and_counted_until_a_person_writes_them(hand: Browser) -> None:
    before = Pages(hand.client).get(CASE)
    assert "[Write: who is asked to decide, and by when]" in before.text
    assert write(hand, "The panel decides by 4 January for {total}.").status_code == 303
    after = Pages(hand.client).get(CASE)
    assert "[Write: who is asked to decide, and by when]" not in after.text
    assert len(before.all("mark")) == len(after.all("mark")) + 1
    total = solved("small-grant")[1].total_pence
    words = f"The panel decides by 4 January for £{total // 100:,}.{total % 100:02d}."
    assert words in after.text
    assert words in docx_words(hand)
    assert f"The panel decides by 4 January for {rounded_words(total)}." in docx_words(hand, "commissioners")


def test_a_figure_in_a_persons_words_follows_the_option(hand: Browser) -> None:
    write(hand, "It costs {total}, and “Do minimum” {total of Do minimum}.")
    first = Pages(hand.client).get(CASE).text
    second = Pages(hand.client).get(f"{CASE}?option=do-minimum").text
    least = solved("small-grant", "do-minimum")[1].total_pence
    money = f"£{least // 100:,}.{least % 100:02d}"
    assert f"and “Do minimum” {money}." in first
    assert f"It costs {money}, and “Do minimum” {money}." in second


def test_a_figure_that_there_is_not_is_told_on_the_field_and_nothing_is_lost(
    app: Flask, hand: Browser
) -> None:
    answer = write(hand, "For {totl} and {nothing}.")
    assert answer.status_code == 200
    assert "there is none called “{totl}” and “{nothing}”" in answer.text
    assert "For {totl} and {nothing}." in answer.text
    assert stored_words(app) == {}


def test_a_figure_that_is_gone_becomes_a_blank(app: Flask, hand: Browser) -> None:
    write(hand, "Against {total of Do minimum}.")
    with app.app_context():
        kept = db.session.scalars(select(CaseText)).one()
        kept.words = "Against {total of Nothing}."
        db.session.commit()
    assert "[Write: the figure “total of Nothing” is no longer there]" in Pages(hand.client).get(CASE).text


def test_left_empty_the_words_proposed_stand_there_again(app: Flask, hand: Browser) -> None:
    write(hand, "Mine.")
    assert stored_words(app) == {"summary.asked": "Mine."}
    write(hand, "  ")
    assert stored_words(app) == {}
    assert "[Write: who is asked to decide, and by when]" in Pages(hand.client).get(CASE).text


def test_who_saves_second_is_shown_both_versions(app: Flask, hand: Browser) -> None:
    mine = sent_by(hand.open(ASKED))
    write(hand, "Theirs.")
    answer = hand.client.post(ASKED, data=MultiDict(over(mine, {"words": "Mine."})))
    assert "This was changed while you were writing" in answer.text
    assert "Theirs." in answer.text
    assert "Mine." in answer.text
    assert stored_words(app) == {"summary.asked": "Theirs."}
    again = hand.client.post(ASKED, data=MultiDict(over(sent_by(answer.text), {})))
    assert again.status_code == 303
    assert stored_words(app) == {"summary.asked": "Mine."}


def test_every_change_of_words_is_in_the_trail(app: Flask, hand: Browser) -> None:
    write(hand, "Mine.")
    with app.app_context():
        found = db.session.scalars(select(Change).where(Change.part == "case")).one()
        assert (found.key, found.after) == ("summary.asked", "Mine.")


def test_words_whose_figures_have_changed_since_are_said_to_be_so(hand: Browser) -> None:
    write(hand, "It is cheap.")
    assert "The figures behind this passage have changed" not in Pages(hand.client).get(CASE).text
    assert (
        "The figures behind this passage have changed"
        in Pages(hand.client).get(f"{CASE}?option=do-minimum").text
    )


def test_words_saved_again_beside_todays_figures_are_said_to_be_of_today(hand: Browser) -> None:
    write(hand, "It is cheap.")
    other = f"{CASE}?option=do-minimum"
    told = "The figures behind this passage have changed"
    assert told in Pages(hand.client).get(other).text
    path = f"{ASKED}?option=do-minimum"
    assert hand.client.post(path, data=MultiDict(sent_by(hand.open(path)))).status_code == 303
    assert told not in Pages(hand.client).get(other).text


def test_whatever_is_written_is_kept_or_refused_and_printed(app: Flask, hand: Browser) -> None:
    kept = []
    for name, text in BAD.items():
        answer = write(hand, text)
        assert answer.status_code in (200, 303), name
        if answer.status_code == 200:
            assert "There is something to put right" in answer.text, name
            continue
        stored = stored_words(app).get("summary.asked", "")
        assert stored == text.strip().replace("\r\n", "\n") or not stored, name
        assert hand.client.get(CASE).status_code == 200, name
        kept.append(stored)
    assert len(kept) > 10
    assert write(hand, "\n\n".join(words[:500] for words in kept)).status_code == 303
    assert problems(hand.client.get(f"{CASE}/draft/business-case.pdf?form=short").data) == []
    assert docx_words(hand)


def test_markup_in_words_stays_text_on_the_page_and_in_every_document(hand: Browser) -> None:
    words = "#panic(1) <b>bold</b> $x$ *y* </w:t>"
    write(hand, words)
    assert words in Pages(hand.client).get(CASE).text
    assert words in docx_words(hand)
    pages = PdfReader(io.BytesIO(hand.client.get(f"{CASE}/draft/business-case.pdf?form=short").data)).pages
    assert words in " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_an_option_without_figures_is_a_blank_on_the_page_and_in_the_documents(
    app: Flask, hand: Browser
) -> None:
    usual = Option(title="As things are", kind=OptionKind.BUSINESS_AS_USUAL, table=CostTable())
    with app.app_context():
        project = db.session.query(Project).filter_by(slug="small-grant").one()
        body = usual.model_dump(mode="json")
        row = StoredOption(project_id=project.id, key="as-is", kind=usual.kind.value, body=body, position=9)
        db.session.add(row)
        db.session.commit()
    words = (
        "As things are (business as usual): [Write: what it would cost and give, or why that is not known]"
    )
    assert words in Pages(hand.client).get(CASE).text
    assert words in docx_words(hand)
    assert words in docx_words(hand, "commissioners")
    assert write(hand, "Nobody knows what it costs today.", "summary.not_costed").status_code == 303
    assert "Nobody knows what it costs today." in docx_words(hand, "commissioners")


def test_every_document_can_be_taken_along_and_nothing_else(hand: Browser) -> None:
    page = Pages(hand.client).get(CASE)
    links = [a.get("href", "") for a in page.all("a") if "/draft/" in a.get("href", "")]
    assert len(links) == 9
    for link in links:
        answer = hand.client.get(link)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
    for name in ("business-case.exe", "nothing.pdf", "..", "finance-workbook.docx"):
        assert hand.client.get(f"{CASE}/draft/{name}").status_code == 404


def test_the_sheets_fit_their_paper(hand: Browser) -> None:
    for name, most in (("commissioners", 1), ("finance", 1), ("members", 2)):
        content = hand.client.get(f"{CASE}/draft/{name}.pdf").data
        assert problems(content) == []
        assert len(PdfReader(io.BytesIO(content)).pages) <= most


def test_a_reader_reads_and_a_commissioner_writes(app: Flask, hand: Browser) -> None:
    reader = people.member_of_everything(app, ProjectRole.READER)
    page = Pages(reader).get(CASE)
    assert "Change the words" not in page.text
    assert "Issue this business case" not in page.text
    commissioner = people.member_of_everything(app, ProjectRole.COMMISSIONER)
    assert "Change the words" in Pages(commissioner).get(CASE).text
    assert commissioner.get(ASKED).status_code == 200


def test_while_no_option_has_a_plan_the_page_says_what_to_do(app: Flask) -> None:
    hand = browser_with_options(app)
    page = Pages(hand.client).get(CASE)
    assert "None of them has a plan yet" in page.text
    assert hand.client.get(ASKED).status_code == 404
    assert hand.client.get(f"{CASE}/draft/business-case.pdf").status_code == 404
    assert hand.client.get(f"{CASE}/picture-costs.svg").status_code == 404
    assert hand.client.get(f"{CASE}/issue").status_code == 303
