"""Pages of the business case: the case as it stands, its words, its documents, what was issued."""

from planner.web.case import files, issuing, whole, words
from planner.web.case.blueprint import pages

__all__ = ["files", "issuing", "pages", "whole", "words"]
