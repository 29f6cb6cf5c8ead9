"""How options are appraised: what counts and how much, what was dropped, what is hoped and feared, what is to be assured."""

from planner.domain.appraisal.assurance import CHECKS, Assurance, AssuranceAnswer, QuoteThreshold
from planner.domain.appraisal.document import (
    FIVE_FACTORS,
    MOST_OWN_FACTORS,
    Appraisal,
    Factor,
    LongListEntry,
    Objective,
    RegisterEntry,
)
from planner.domain.appraisal.parameters import GroupIncome, OptimismBias, Parameters, YearInflation
from planner.domain.appraisal.scores import MOST_SCORE, ScoreCard

__all__ = [
    "Appraisal",
    "Assurance",
    "AssuranceAnswer",
    "CHECKS",
    "FIVE_FACTORS",
    "Factor",
    "GroupIncome",
    "LongListEntry",
    "MOST_OWN_FACTORS",
    "MOST_SCORE",
    "Objective",
    "OptimismBias",
    "Parameters",
    "QuoteThreshold",
    "RegisterEntry",
    "ScoreCard",
    "YearInflation",
]
