"""Documents as DOCX: real headings in order, alt text, British English, text that stays text."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from planner.reports.paper import as_docx
from tests.unit.reports.paper.papers import HOSTILE, paper


@pytest.fixture(scope="module")
def content() -> bytes:
    return as_docx(paper())


@pytest.fixture(scope="module")
def read(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_headings_stand_in_order_with_their_levels(read: Any) -> None:
    found = [(p.style.name, p.text) for p in read.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert found == [
        ("Title", "Title Words"),
        ("Heading 1", "Chapter Words"),
        ("Heading 2", "Section"),
        ("Heading 1", "Annex"),
        ("Heading 2", "Small"),
    ]


def test_pictures_have_words_for_those_who_do_not_see_them(read: Any) -> None:
    told = [shape._inline.docPr.get("descr") for shape in read.inline_shapes]
    assert len(told) == 1
    assert told[0].startswith("Bars of what each option costs")


def test_the_heading_row_of_a_table_comes_again_and_tables_are_named(read: Any) -> None:
    for table in read.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert read.tables[0].rows[60].cells[0].paragraphs[0].runs[0].bold


def test_what_is_still_to_be_written_is_marked(read: Any) -> None:
    marked = [run.text for p in read.paragraphs for run in p.runs if run.font.highlight_color is not None]
    assert marked == ["[Write: who decides]", "[Write: when]"]


def test_it_is_in_british_english_and_says_what_it_is(read: Any) -> None:
    languages = {found.get(qn("w:val")) for found in read.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert (read.core_properties.title, read.core_properties.language) == ("Title Words", "en-GB")
    assert "Page " in "".join(p.text for p in read.sections[0].footer.paragraphs)


def test_pages_turn_where_the_document_says_so(read: Any) -> None:
    assert [section.page_width > section.page_height for section in read.sections] == [False, True]


@pytest.mark.parametrize("words", HOSTILE)
def test_every_text_is_written_as_text(words: str) -> None:
    made = as_docx(paper(words))
    read = Document(io.BytesIO(made))
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    assert any(p.text == shown for p in read.paragraphs)
    assert read.paragraphs[0].text == f"Title {shown}"


def test_there_are_no_macros_and_nothing_from_elsewhere(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        links = [archive.read(name) for name in names if name.endswith(".rels")]
    assert not any("vba" in name.lower() for name in names)
    assert not any(b'TargetMode="External"' in each for each in links)
