"""What somebody gives each option for each factor."""

from typing import Annotated

from pydantic import Field

from planner.domain.programme.base import Id, Part, Words

MOST_SCORE = 10

Score = Annotated[int, Field(ge=0, le=MOST_SCORE)]


class ScoreCard(Part):
    """Scores from 0 to 10 by option key, then by factor key; what is not there has not been scored. `note` says why."""

    scores: dict[str, dict[Id, Score]] = Field(default_factory=dict)
    note: Words = ""
