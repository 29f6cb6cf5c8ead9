"""Documents as PDF: PDF/UA-1 by two checks that can fail, whatever is written in them, and small enough for their sheet."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from planner.reports.paper import Heading, Paragraph, as_pdf, pages_count, plain
from planner.reports.paper.pdf import NOT_DRAWN, drawable
from tests.unit.reports.paper.papers import HOSTILE, paper
from tests.unit.reports.paper.pdf_ua import elements, problems


@pytest.fixture(scope="module")
def whole() -> bytes:
    return as_pdf(paper())


def test_a_document_with_every_kind_of_block_is_pdf_ua(whole: bytes) -> None:
    assert problems(whole) == []


def test_headings_tables_and_pictures_stand_in_the_order_of_the_document(whole: bytes) -> None:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        kinds = [kind for kind, _ in elements(pdf) if kind in ("H1", "H2", "Table", "Figure", "L")]
        alts = [str(element.Alt) for kind, element in elements(pdf) if kind == "Figure"]
    assert kinds == ["H1", "H1", "H2", "L", "Table", "Figure", "H1", "H2", "Table"]
    assert alts[0].startswith("Bars of what each option costs")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_is_a_command_and_every_text_can_be_printed(words: str) -> None:
    assert problems(as_pdf(paper(words))) == []


def test_the_same_document_is_the_same_file() -> None:
    assert as_pdf(paper()) == as_pdf(paper())


def test_letters_that_no_face_has_become_boxes() -> None:
    assert drawable("Łódź é − \x07কa") == f"Łódź é −  {NOT_DRAWN}a"


def test_a_sheet_is_set_smaller_until_it_fits_and_never_unreadable() -> None:
    lines = tuple(Paragraph(plain(f"Line {number}")) for number in range(44))
    fits = paper(blocks=(Heading(1, "One"), *lines), has_contents=False, most_pages=1)
    assert pages_count(paper(blocks=fits.blocks, has_contents=False)) == 2
    assert pages_count(fits) == 1
    never = paper(blocks=(Heading(1, "One"), *lines * 9), has_contents=False, most_pages=1)
    assert pages_count(never) > 1


def spoilt(content: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> list[str]:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(out)
    return problems(out.getvalue())


def without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return spoil


def no_alt(pdf: pikepdf.Pdf) -> None:
    del next(element for kind, element in elements(pdf) if kind == "Figure")["/Alt"]


def a_skipped_heading(pdf: pikepdf.Pdf) -> None:
    next(element for kind, element in elements(pdf) if kind == "H2").S = pikepdf.Name.H3


def a_table_without_headings(pdf: pikepdf.Pdf) -> None:
    for kind, element in elements(pdf):
        if kind == "TH":
            element.S = pikepdf.Name.TD


def a_short_row(pdf: pikepdf.Pdf) -> None:
    row = [element for kind, element in elements(pdf) if kind == "TR"][3]
    row.K = pikepdf.Array(list(row.K)[:1])


def a_face_outside(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
            del found["/FontFile2"]
        if isinstance(found, pikepdf.Dictionary) and "/FontFile3" in found:
            del found["/FontFile3"]


def letters_without_meaning(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/ToUnicode" in found:
            del found["/ToUnicode"]


def paint_that_is_not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f", prepend=True)


def an_unknown_type(pdf: pikepdf.Pdf) -> None:
    next(element for kind, element in elements(pdf) if kind == "P").S = pikepdf.Name.Paragraph


def a_link_without_words(pdf: pikepdf.Pdf) -> None:
    next(note for page in pdf.pages for note in page.get("/Annots", []))["/Contents"] = pikepdf.String("")


def the_wrong_standard(pdf: pikepdf.Pdf) -> None:
    words = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")
    pdf.Root.Metadata = pdf.make_stream(words)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (without("/MarkInfo"), "tagged"),
        (without("/Lang"), "British English"),
        (without("/ViewerPreferences"), "title is not shown"),
        (without("/StructTreeRoot"), "no structure"),
        (the_wrong_standard, "PDF/UA-1"),
        (no_alt, "do not see it"),
        (a_skipped_heading, "14-003"),
        (a_table_without_headings, "row of headings"),
        (a_short_row, "15: rows"),
        (a_face_outside, "not in the file"),
        (letters_without_meaning, "read out"),
        (paint_that_is_not_marked, "01-003"),
        (an_unknown_type, "standard type"),
        (a_link_without_words, "no description"),
    ],
)
def test_the_check_finds_what_is_spoilt(
    whole: bytes, spoil: Callable[[pikepdf.Pdf], None], told: str
) -> None:
    found = spoilt(whole, spoil)
    assert any(told in words for words in found), found
