"""The programme document: one frozen schema that holds everything a plan depends on."""

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import Clock, Id, Noted, Part, Title, Words
from planner.domain.programme.calendar import Calendar, Milestone
from planner.domain.programme.groups import Group
from planner.domain.programme.money import AmountPin, Budget, Coordination, ItemAnswer, OtherCost, RateCard
from planner.domain.programme.places import Area, Equipment, Tool, TravelLink, Venue
from planner.domain.programme.sessions import Pin, SessionPlan
from planner.domain.programme.targets import Target
from planner.domain.programme.team import StaffMember, Supplier
from planner.domain.terms import Level, Strategy

SCHEMA_VERSION = 1


class Safeguarding(Part):
    """What keeps young people safe; the ratio is to be confirmed with the organisation's own policy."""

    latest_end: Clock = "20:00"
    children_per_adult: Annotated[int, Field(ge=1, le=50)] = 10
    least_adults: Annotated[int, Field(ge=2, le=20)] = 2


class Programme(Noted):
    """Everything one project wants to run between two dates, with one budget.

    Source of every field's meaning: `docs/formulation.md`. Money is whole pence, times are local, shares are parts of one.
    """

    schema_version: Annotated[int, Field(ge=SCHEMA_VERSION, le=SCHEMA_VERSION)] = SCHEMA_VERSION
    id: Id
    title: Title
    purpose: Words = ""
    level: Level = Level.ESTIMATE
    strategy: Literal[Strategy.FAIREST, Strategy.CHEAPEST, Strategy.MOST] = Strategy.FAIREST
    """*Change* is not among them: it needs a plan at hand, and is asked for together with that plan."""
    calendar: Calendar
    milestones: tuple[Milestone, ...] = ()
    areas: tuple[Area, ...]
    travel: tuple[TravelLink, ...] = ()
    groups: tuple[Group, ...]
    sessions: tuple[SessionPlan, ...]
    venues: tuple[Venue, ...] = ()
    tools: tuple[Tool, ...] = ()
    equipment: Equipment = Equipment()
    staff: tuple[StaffMember, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    safeguarding: Safeguarding = Safeguarding()
    rate_card: RateCard
    coordination: Coordination | None = None
    other_costs: tuple[OtherCost, ...] = ()
    item_answers: tuple[ItemAnswer, ...] = ()
    budget: Budget
    targets: tuple[Target, ...] = ()
    pins: tuple[Pin, ...] = ()
    amount_pins: tuple[AmountPin, ...] = ()
