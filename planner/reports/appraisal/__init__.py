"""An appraisal in words: who comes first and how firmly, the economic case of each option, what has to be assured."""

from planner.reports.appraisal.assurance import (
    STATE_WORDS,
    AssuranceRow,
    asked_for,
    assurance_rows,
    spends_with,
)
from planner.reports.appraisal.economics import (
    EconomicCase,
    EconomicLine,
    economic_cases,
    switching_words,
)
from planner.reports.appraisal.judging import Judged, judged, progress_words, scored_options

__all__ = [
    "AssuranceRow",
    "EconomicCase",
    "EconomicLine",
    "Judged",
    "STATE_WORDS",
    "asked_for",
    "assurance_rows",
    "economic_cases",
    "judged",
    "progress_words",
    "scored_options",
    "spends_with",
    "switching_words",
]
