"""The business case: words proposed from the data, tables and pictures that follow the figures, and what is still to write."""

from planner.reports.case.document import FORM_WORDS, Case, WrittenPassage, written
from planner.reports.case.model import CaseFacts, Chapter, Fixed, Form, Passage
from planner.reports.case.writing import blocks_of, filled_in, unknown_figures

__all__ = [
    "Case",
    "CaseFacts",
    "Chapter",
    "FORM_WORDS",
    "Fixed",
    "Form",
    "Passage",
    "WrittenPassage",
    "blocks_of",
    "filled_in",
    "unknown_figures",
    "written",
]
