"""The eight questions of a first estimate."""

from __future__ import annotations

from enum import StrEnum

from planner.domain.starting.answers import (
    CHOICE_WORDS,
    MOST_PEOPLE,
    MOST_SESSIONS,
    Access,
    Organisation,
    PayCard,
    Region,
    Where,
)
from planner.forms.choices import ChoiceField
from planner.forms.fields import Choice, CountField, DecimalField
from planner.forms.page_form import PartForm


def _words(choices: type[StrEnum]) -> list[Choice]:
    return [(choice.value, CHOICE_WORDS[choice]) for choice in choices]


class EstimateForm(PartForm):
    """Eight answers; their names are those of `planner.domain.starting.answers.Answers`."""

    people_count = CountField(
        "How many people might take part?",
        f"Between 2 and {MOST_PEOPLE}, people with lived experience and professionals together",
        required="Enter how many people might take part, for example 16",
    )
    sessions_count = CountField(
        "How many sessions?",
        f"At most {MOST_SESSIONS}",
        required="Enter how many sessions there might be, for example 6",
    )
    hours = DecimalField(
        "How many hours is a session?",
        "With breaks, in halves: for example 2.5",
        suffix="hours",
        required="Enter how many hours a session is, for example 2.5",
    )
    where = ChoiceField(
        "How do people join?", choices=_words(Where), required="Choose how people join", as_radios=True
    )
    region = ChoiceField(
        "In which part of the country?",
        choices=_words(Region),
        required="Choose a part of the country",
        as_radios=False,
    )
    organisation = ChoiceField(
        "What kind of organisation are you?",
        "It decides how much VAT comes back",
        choices=_words(Organisation),
        required="Choose the kind of organisation",
        as_radios=True,
    )
    pay_card = ChoiceField(
        "How are people paid for their time?",
        choices=_words(PayCard),
        default=PayCard.NIHR.value,
        required="Choose how people are paid",
        as_radios=True,
    )
    access = ChoiceField(
        "How much support for access should be allowed for?",
        choices=_words(Access),
        default=Access.TYPICAL.value,
        required="Choose how much support to allow for",
        as_radios=True,
    )
