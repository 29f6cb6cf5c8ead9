"""The appraisal document of a project.

Source: HM Treasury Green Book: five critical success factors and up to three more; a long list with the reasons for what was
dropped; benefits and risks as high, medium or low, and as money only where there is evidence.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, field_validator, model_validator

from planner.domain.appraisal.assurance import Assurance
from planner.domain.appraisal.parameters import Parameters
from planner.domain.programme.base import Day, Id, Part, Pence, Text, Title, Words

MOST_OWN_FACTORS: Final = 3
Size = Literal["high", "medium", "low"]


class Factor(Part):
    """A critical success factor and its weight against the others, from 0 to 100."""

    id: Id
    title: Title
    what: Words = ""
    weight: Annotated[int, Field(ge=0, le=100)] = 20


FIVE_FACTORS: Final = (
    Factor(
        id="strategic-fit", title="Strategic fit", what="How well it meets the objectives and fits other work"
    ),
    Factor(id="value-for-money", title="Value for money", what="What is gained for what it costs society"),
    Factor(id="supplier-capacity", title="Supplier capacity", what="Whether those who would do it can"),
    Factor(id="affordability", title="Affordability", what="Whether the money is there when it is needed"),
    Factor(
        id="achievability", title="Achievability", what="Whether the people and skills are there to do it"
    ),
)
"""The five that every appraisal has; their weights can be changed, they cannot be left out."""


class LongListEntry(Part):
    """An idea that was looked at: kept for the short list, or dropped, and why."""

    id: Id
    title: Title
    is_kept: bool = False
    because: Words = ""


class Objective(Part):
    """What is to be better, measured how, from where to where, by when."""

    id: Id
    title: Title
    measure: Words = ""
    baseline: Text = ""
    wanted: Text = ""
    by_on: Day | None = None


class RegisterEntry(Part):
    """A benefit or a risk. `owner` is a role, never a name; `money_pence` is given only with its evidence."""

    id: Id
    kind: Literal["benefit", "risk"]
    title: Title
    measure: Words = ""
    baseline: Text = ""
    owner: Text = ""
    direction: Literal["more", "less"] = "more"
    size: Size = "medium"
    likelihood: Size = "medium"
    money_pence: Pence | None = None
    evidence: Words = ""
    response: Words = ""

    @model_validator(mode="after")
    def _money_has_evidence(self) -> "RegisterEntry":
        if self.money_pence is not None and not self.evidence:
            raise ValueError("Say what shows this amount, or leave the amount empty")
        return self


class Appraisal(Part):
    """Everything about judging options but the scores themselves, of which each scorer keeps their own."""

    factors: Annotated[tuple[Factor, ...], Field(max_length=len(FIVE_FACTORS) + MOST_OWN_FACTORS)] = (
        FIVE_FACTORS
    )
    long_list: tuple[LongListEntry, ...] = ()
    objectives: tuple[Objective, ...] = ()
    benefits_and_risks: tuple[RegisterEntry, ...] = ()
    parameters: Parameters = Parameters()
    assurance: Assurance = Assurance()

    @field_validator("factors")
    @classmethod
    def _the_five_are_there(cls, factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
        there = [factor.id for factor in factors]
        missing = [factor.title for factor in FIVE_FACTORS if factor.id not in there]
        if missing:
            raise ValueError(f"Keep the factor “{missing[0]}”: give it a weight of 0 if it should not count")
        if len(set(there)) != len(there):
            raise ValueError("Give each factor a reference of its own")
        return factors
