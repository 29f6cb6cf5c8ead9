"""Documents as blocks, written once and printed as DOCX, as PDF/UA-1 or on a page."""

from planner.reports.paper.docx import as_docx
from planner.reports.paper.marks import BLANK_OPENS, blank, blanks_in, runs_of
from planner.reports.paper.model import (
    Block,
    Bullets,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
    Run,
    TableRow,
    Turn,
    Words,
    plain,
)
from planner.reports.paper.pdf import as_pdf, pages_count

__all__ = [
    "BLANK_OPENS",
    "Block",
    "Bullets",
    "Heading",
    "Paper",
    "PaperTable",
    "Paragraph",
    "Picture",
    "Run",
    "TableRow",
    "Turn",
    "Words",
    "as_docx",
    "as_pdf",
    "blank",
    "blanks_in",
    "pages_count",
    "plain",
    "runs_of",
]
