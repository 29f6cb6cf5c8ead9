"""What an option says differently from its base; whatever it does not say is inherited."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import Id, Part, Pence, Share
from planner.domain.terms import Level, Mode, Strategy, Strength

PlannedStrategy = Literal[Strategy.FAIREST, Strategy.CHEAPEST, Strategy.MOST]


class SessionDifference(Part):
    """A session plan that is left out, held another number of times, or held in other ways; None inherits."""

    session: Id
    is_out: bool = False
    count: Annotated[int, Field(ge=1, le=400)] | None = None
    """How many times it is held, required and optional together."""
    required_count: Annotated[int, Field(ge=0, le=400)] | None = None
    """The first this many have to be held; the rest are optional."""
    modes: tuple[Mode, ...] | None = None
    has_decision: bool | None = None
    """False: people are heard at it and decide nothing; what it decides in the base, and the feedback on it, fall away."""


class TargetDifference(Part):
    """A target that is not asked for, is a must or an aim here, or has another level.

    `level` is a share for targets that are shares; `number` is the number of times, minutes or people for those that count.
    """

    target: Id
    is_out: bool = False
    strength: Strength | None = None
    level: Share | None = None
    number: Annotated[int, Field(ge=1, le=1440)] | None = None


class GroupDifference(Part):
    """A group that does not take part in this option."""

    group: Id
    is_out: bool = True


class Provision(Part):
    """What is provided: what is paid for beyond the sessions themselves, and where they may be held; None and () inherit."""

    pays_preparation: bool | None = None
    pays_travel_time: bool | None = None
    has_catering: bool | None = None
    venues_out: tuple[Id, ...] = ()
    tools_out: tuple[Id, ...] = ()
    other_costs_out: tuple[Id, ...] = ()


class Differences(Part):
    """Everything that an option says differently from its base; an option with none of it is the base itself."""

    budget_pence: Pence | None = None
    """New money in all, instead of the base's."""
    contingency_percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=3)] | None = None
    strategy: PlannedStrategy | None = None
    level: Level | None = None
    sessions: tuple[SessionDifference, ...] = ()
    targets: tuple[TargetDifference, ...] = ()
    groups: tuple[GroupDifference, ...] = ()
    provision: Provision = Provision()
