"""The form that asks for a plan: what best means, how close to the best, how long at most."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from planner.domain.terms import Strategy
from planner.optimiser.outcome import SolveSettings

STRATEGIES = (
    (Strategy.FAIREST.value, "The fairest plan within the budget"),
    (Strategy.CHEAPEST.value, "The cheapest plan that meets every target"),
    (Strategy.MOST.value, "The most sessions and people for the money"),
)
CLOSENESS = (
    ("best", "The best plan there is", 0.0001),
    ("half", "A plan within half a per cent of the best: quicker", 0.005),
    ("two", "A plan within two per cent of the best: quickest", 0.02),
)
MOST_MINUTES = 60
USUAL_MINUTES = 5


class BuildForm(FlaskForm):
    """What is asked for when a plan is to be built; `settings` gives it, once it has been validated."""

    strategy = RadioField(
        "What matters most?",
        choices=[SelectChoice(value, words) for value, words in STRATEGIES],
        validate_choice=False,
        validators=[AnyOf([value for value, _ in STRATEGIES], "Choose what matters most")],
    )
    closeness = RadioField(
        "How close to the best?",
        choices=[SelectChoice(value, words) for value, words, _ in CLOSENESS],
        default=CLOSENESS[0][0],
        validate_choice=False,
        validators=[AnyOf([value for value, _, _ in CLOSENESS], "Choose how close to the best")],
    )
    minutes = StringField("How many minutes at most?", default=str(USUAL_MINUTES))

    def validate_minutes(self, field: Field) -> None:
        """Take whole minutes from 1 to `MOST_MINUTES`; raises `wtforms.ValidationError` with an instruction."""
        written = (field.data or "").strip()
        if not written:
            raise ValidationError(f"Enter the number of minutes, for example {USUAL_MINUTES}")
        if not re.fullmatch("[0-9]{1,4}", written):
            raise ValidationError(f"Enter the number of minutes in figures, for example {USUAL_MINUTES}")
        if not 1 <= int(written) <= MOST_MINUTES:
            raise ValidationError(f"Enter a number of minutes from 1 to {MOST_MINUTES}")

    def settings(self) -> SolveSettings:
        """Give the settings of the run that is asked for."""
        gaps = {value: gap for value, _, gap in CLOSENESS}
        return SolveSettings(
            strategy=Strategy(self.strategy.data),
            time_limit_seconds=60.0 * int(self.minutes.data),
            gap=gaps[self.closeness.data],
        )

    def problems(self) -> list[dict[str, str]]:
        """Give every error as the summary above the form shows it, each leading to its field."""
        return [
            {"text": str(each), "href": f"#{field.id}"}
            for field in (self.strategy, self.closeness, self.minutes)
            for each in field.errors
        ]
