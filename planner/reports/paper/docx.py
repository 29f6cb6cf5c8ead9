"""A document as DOCX: real headings, tables whose heading rows come again, pictures with alt text, British English."""

import io
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from planner.reports.paper.docx_tables import add_table
from planner.reports.paper.model import Bullets, Heading, Paper, PaperTable, Paragraph, Picture, Turn, Words
from planner.reports.paper.pdf import fitting_scale
from planner.reports.paper.pictures import as_png

INK = RGBColor(0x1D, 0x4F, 0x91)
QUIET = RGBColor(0x50, 0x5A, 0x5F)
BLACK = RGBColor(0, 0, 0)
FACE, LANGUAGE = "Arial", "en-GB"
MARGIN_CM, A4_CM = 2.0, (21.0, 29.7)
BODY_POINTS, LARGE_POINTS = 10.5, 16
LEAST_POINTS, LEAST_LARGE_POINTS = 8, 14
SHEET_MARGIN_CM, LOOSER = 1.4, 0.87
MOST_SAID = 255
"""So many letters the format takes for what a file says of itself."""
HEADING_POINTS = {1: 1.45, 2: 1.2, 3: 1.05}


def as_docx(paper: Paper) -> bytes:
    """The document as the bytes of a .docx file, without macros; text is written as text whatever it looks like."""
    book = Document()
    points = _points(paper)
    _set_up(book, paper, points)
    book.add_paragraph(_writable(paper.title), style="Title")
    if paper.subtitle:
        book.add_paragraph(_writable(paper.subtitle), style="Subtitle")
    for block in paper.blocks:
        if isinstance(block, Heading):
            book.add_heading(_writable(block.words), level=block.level)
        elif isinstance(block, Paragraph):
            _write(book.add_paragraph(style=_STYLES[block.look]), block.words)
        elif isinstance(block, Bullets):
            for item in block.items:
                _write(book.add_paragraph(style="List Bullet"), item)
        elif isinstance(block, PaperTable):
            add_table(book, block, points)
        elif isinstance(block, Picture):
            _picture(book, block)
        elif isinstance(block, Turn):
            _page(book.add_section(WD_SECTION.NEW_PAGE), is_across=block.is_across)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _points(paper: Paper) -> float:
    """How large the words are: of a sheet as small as its PDF, and a little smaller, since word processors set lines looser."""
    full, least = (LARGE_POINTS, LEAST_LARGE_POINTS) if paper.is_large else (BODY_POINTS, LEAST_POINTS)
    return max(least, full * fitting_scale(paper) * LOOSER) if paper.most_pages else full


_STYLES = {"body": "Normal", "lead": "Intense Quote", "note": "Note"}


def _writable(words: str) -> str:
    """The words without what XML may not hold."""
    return "".join(
        letter if letter == "\t" or (letter.isprintable() or letter == " ") else " " for letter in words
    )


def _write(paragraph: Any, words: Words) -> None:
    for each in words:
        run = paragraph.add_run(_writable(each.words))
        run.bold = True if each.is_bold or each.is_blank else None
        if each.is_blank:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _set_up(book: Any, paper: Paper, points: float) -> None:
    """Paper, type, language, what the file says of itself, and the foot of every page."""
    for language in book.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    _set_styles(book.styles, points)
    core = book.core_properties
    core.title, core.subject = (_writable(words)[:MOST_SAID] for words in (paper.title, paper.subtitle))
    core.language = LANGUAGE
    core.author, core.comments = "", ""
    core.created = core.modified = datetime.combine(paper.made_on, time())
    _page(book.sections[0], is_across=False, margin_cm=SHEET_MARGIN_CM if paper.most_pages else MARGIN_CM)
    _foot(book.sections[0], paper)


def _set_styles(styles: Any, points: float) -> None:
    """One face in the sizes that the document needs; captions stand out, notes stand back."""
    note = styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = styles["Normal"]
    for name, scale, colour, is_bold in (
        ("Normal", 1, BLACK, False), ("Title", 1.7, INK, True), ("Subtitle", 1.15, QUIET, False), ("Caption", 0.95, BLACK, True),
        ("Intense Quote", 1.15, BLACK, False), ("Note", 0.9, QUIET, False),
        *((f"Heading {level}", scale, INK, True) for level, scale in HEADING_POINTS.items()),
    ):  # fmt: skip
        font = styles[name].font
        font.size, font.color.rgb = Pt(round(points * scale, 1)), colour
        font.bold, font.italic = is_bold, False
        _face(styles[name])
    styles["Normal"].paragraph_format.space_after = Pt(points * 0.6)
    for level, air in ((1, 1.3), (2, 1.1), (3, 0.9)):
        form = styles[f"Heading {level}"].paragraph_format
        form.space_before, form.space_after = Pt(points * air), Pt(points * 0.3)
    lead = styles["Intense Quote"].paragraph_format
    lead.left_indent = lead.right_indent = Cm(0)
    for name in ("Title", "Intense Quote"):
        for border in styles[name].element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)


def _face(style: Any) -> None:
    style.font.name = FACE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FACE)


def _page(section: Any, *, is_across: bool, margin_cm: float = MARGIN_CM) -> None:
    width, height = (Cm(each) for each in (A4_CM[::-1] if is_across else A4_CM))
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin_cm)


def _foot(section: Any, paper: Paper) -> None:
    foot = section.footer.paragraphs[0]
    foot.style.font.name, foot.style.font.size = FACE, Pt(8.5)
    foot.add_run(f"{_writable(paper.reference)}   Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            words = _element("w:instrText", {"xml:space": "preserve"})
            words.text = code
            run._r.append(words)


def _element(name: str, values: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(key), value)
    return made


def _picture(book: Any, picture: Picture) -> None:
    caption = book.add_paragraph(_writable(picture.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    section = book.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    shape = book.add_paragraph().add_run().add_picture(io.BytesIO(as_png(picture.chart.svg)), width=room)
    told = shape._inline.docPr
    told.set("descr", _writable(picture.chart.alt))
    told.set("title", _writable(picture.caption))
