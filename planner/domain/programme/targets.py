"""Equity targets: each kind its own part, all with strength, level, floor, weight, benchmark and who agreed it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import Day, Id, Minutes, Part, Share, Text, Title
from planner.domain.terms import Strength

ProcessItem = Literal["shared_decisions", "feedback", "paid_preparation", "breaks", "shared_delivery"]


class TargetTerms(Part):
    """What every target says; floor and weight stand behind "more" and are equal by default."""

    id: Id
    title: Title
    strength: Strength = Strength.AIM
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    benchmark: Text = ""
    source: Text = ""
    agreed_with: Text = ""
    agreed_on: Day | None = None


class EqualFooting(TargetTerms):
    """Lived-experience share of those taking part, at every sitting or at each that decides."""

    kind: Literal["equal_footing"]
    scope: Literal["every", "deciding"] = "deciding"
    level: Share
    floor: Share = Decimal(0)


class Representation(TargetTerms):
    """Share of lived-experience place-hours held by people with a characteristic; at most only if someone asks for it."""

    kind: Literal["representation"]
    characteristic: Text
    direction: Literal["at_least", "at_most"] = "at_least"
    level: Share
    floor: Share = Decimal(0)


class Continuity(TargetTerms):
    """Every invited group takes part at least `times`, and in every stage it is invited to."""

    kind: Literal["continuity"]
    times: Annotated[int, Field(ge=1, le=400)] = 2


class TimesPeopleCanMake(TargetTerms):
    """The least share of any invited group able to come, over the sittings that run."""

    kind: Literal["times_people_can_make"]
    level: Share
    floor: Share = Decimal(0)


class Familiar(TargetTerms):
    """Sittings of a series keep one weekday, time and place: share of them that do."""

    kind: Literal["familiar"]
    level: Share = Decimal(1)
    floor: Share = Decimal(0)


class SpreadOfPlaces(TargetTerms):
    """Share of in-person and hybrid sittings held in an area."""

    kind: Literal["spread_of_places"]
    area: Id
    level: Share
    floor: Share = Decimal(0)


class TravelWithin(TargetTerms):
    """Largest average one-way travel of any group, in minutes a place in the room."""

    kind: Literal["travel_within"]
    minutes: Annotated[Minutes, Field(ge=1)]


class ChoiceOfMode(TargetTerms):
    """Share of sittings that can be joined in person, or online (a hybrid sitting counts for both)."""

    kind: Literal["choice_of_mode"]
    way: Literal["in_person", "online"]
    level: Share
    floor: Share = Decimal(0)


class NobodyIsTheOnlyOne(TargetTerms):
    """No invited group and no marked characteristic is represented by fewer than two people at a sitting."""

    kind: Literal["nobody_is_the_only_one"]
    characteristics: tuple[Text, ...] = ()
    """The marked ones; groups always count."""


class FacilitatorRatio(TargetTerms):
    """Good company: at most so many people a facilitator."""

    kind: Literal["facilitator_ratio"]
    people_per_facilitator: Annotated[int, Field(ge=1, le=100)] = 7


class WantedSize(TargetTerms):
    """Good company: sizes near the wanted size."""

    kind: Literal["wanted_size"]
    level: Share = Decimal(1)
    floor: Share = Decimal(0)


class MoneyReachingPeople(TargetTerms):
    """Share of spend, other than access, care, travel and contingency, paid to people for taking part."""

    kind: Literal["money_reaching_people"]
    level: Share
    floor: Share = Decimal(0)


class Process(TargetTerms):
    """Shared decisions, feedback after them, paid preparation, breaks, a share in delivery or evaluation."""

    kind: Literal["process"]
    items: tuple[ProcessItem, ...] = (
        "shared_decisions",
        "feedback",
        "paid_preparation",
        "breaks",
        "shared_delivery",
    )


Target = Annotated[
    EqualFooting
    | Representation
    | Continuity
    | TimesPeopleCanMake
    | Familiar
    | SpreadOfPlaces
    | TravelWithin
    | ChoiceOfMode
    | NobodyIsTheOnlyOne
    | FacilitatorRatio
    | WantedSize
    | MoneyReachingPeople
    | Process,
    Field(discriminator="kind"),
]
