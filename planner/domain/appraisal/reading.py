"""Appraisals and score cards are read here, from the plain JSON values in which they are kept."""

import json
from collections.abc import Mapping
from typing import Any

from planner.domain.appraisal.document import Appraisal
from planner.domain.appraisal.scores import ScoreCard


def appraisal_of(body: Mapping[str, Any]) -> Appraisal:
    """The appraisal that plain JSON values hold; raises `pydantic.ValidationError` where they hold none."""
    return Appraisal.model_validate_json(json.dumps(body), strict=True)


def card_of(body: Mapping[str, Any]) -> ScoreCard:
    """The score card that plain JSON values hold; raises `pydantic.ValidationError` where they hold none."""
    return ScoreCard.model_validate_json(json.dumps(body), strict=True)
