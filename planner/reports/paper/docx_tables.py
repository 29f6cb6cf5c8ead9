"""Tables of a DOCX document: a caption, a heading row that comes again on every page, thin rules."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from planner.reports.paper.model import PaperTable, TableRow

RULE, INK = "B1B4B6", "1D4F91"
SMALL, SMALLER = 0.88, 0.78
AIR_POINTS, OPEN_POINTS, AFTER_POINTS = 2, 10, 6
"""Above and below the words of a row; more where somebody is to write."""


def add_table(book: Any, block: PaperTable, points: float) -> None:
    """Write a table with its caption above it; columns are as wide as the block says."""
    caption = book.add_paragraph(_plain(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    for run in caption.runs:
        run.bold = True
    table = book.add_table(rows=1, cols=len(block.headings))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _told(table, block.caption)
    size = Pt(round(points * (SMALLER if block.is_small else SMALL), 1))
    _row(table.rows[0], TableRow(block.headings, is_total=True), block, size, edge=INK)
    _repeated(table.rows[0])
    for row in block.rows:
        _row(table.add_row(), row, block, size, edge=RULE)
    section = book.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    for column, part in zip(table.columns, block.parts, strict=True):
        width = Emu(room * part // sum(block.parts))
        column.width = width
        for cell in column.cells:
            cell.width = width
    after = book.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(AFTER_POINTS)


def _plain(words: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in words)


def _told(table: Any, caption: str) -> None:
    """What the table is, for those who do not see it."""
    words = OxmlElement("w:tblCaption")
    words.set(qn("w:val"), _plain(caption))
    table._tbl.tblPr.append(words)


def _row(row: Any, written: TableRow, block: PaperTable, size: Any, *, edge: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    air = Pt(OPEN_POINTS if written.is_open else AIR_POINTS)
    for cell, words, is_number in zip(row.cells, written.cells, block.numeric, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = air
        if is_number and not written.is_words:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(_plain(words))
        run.bold, run.font.size = written.is_total, size
        _edge(cell, edge)


def _edge(cell: Any, colour: str) -> None:
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("color", colour)):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _repeated(row: Any) -> None:
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(heading)
