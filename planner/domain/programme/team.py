"""The team and the suppliers of support: skills, hours, pay, training, and each supplier's own arithmetic."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import (
    Clock,
    Count,
    DateRange,
    Id,
    Minutes,
    Multiplier,
    Noted,
    Part,
    Pence,
    Percent,
    Price,
    PriceTerms,
    Text,
    Title,
)
from planner.domain.programme.groups import Availability
from planner.domain.terms import Mode


class StaffPay(Part):
    """What a member of staff costs.

    salary: `amount_pence` a year plus on-costs over `hours_per_year`; hourly: an hour plus on-costs; day_rate: a day, billed in
    half days begun of `day_minutes` / 2 for each sitting.
    """

    kind: Literal["salary", "hourly", "day_rate"]
    amount_pence: Pence
    terms: PriceTerms
    on_cost_percent: Percent = Decimal(0)
    hours_per_year: Annotated[int, Field(ge=1, le=3000)] = 1607
    day_minutes: Annotated[int, Field(ge=60, le=720)] = 450


class Training(Part):
    """Training that can be bought so that someone may lead or gains a skill; once, before their first such sitting."""

    gives: Text
    """"lead", "host", or a skill."""
    price: Price
    minutes: Minutes = 0


class StaffMember(Noted):
    """Somebody of the team, by role title rather than name.

    `availability` is read as free (count at least 1) or not. Hours limits hold over sittings with set-up, in minutes.
    """

    id: Id
    title: Title
    skills: tuple[Text, ...] = ()
    can_lead: bool = False
    can_facilitate: bool = True
    can_host_online: bool = False
    is_checked_adult: bool = False
    home_area: Id
    availability: Availability = Availability()
    away: tuple[DateRange, ...] = ()
    minutes_per_day: Minutes = 480
    minutes_per_week: Annotated[int, Field(ge=0, le=7 * 24 * 60)] = 2250
    is_paid_mileage: bool = False
    pay: StaffPay
    training: tuple[Training, ...] = ()


class SupportBand(Part):
    """A price for a booking of up to so many minutes, a worker."""

    up_to_minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    amount_pence: Pence


class CancellationTerm(Part):
    """The percentage due when cancelled fewer than `days_before` days before."""

    days_before: Count
    percent: Percent


class Supplier(Noted):
    """Somebody who supplies one kind of support, with their own arithmetic.

    `serves`: one unit for a sitting, for each `people_per_unit` people, or for one person each. `bands` in rising length, then
    `further_pence` for each `further_minutes` begun. The highest of the evening and weekend multipliers that the booking
    touches applies. Over the threshold (minutes in the room, minutes online) each unit takes two workers.
    """

    id: Id
    name: Title
    support: Text
    modes: tuple[Mode, ...]
    areas: tuple[Id, ...] = ()
    """Empty: everywhere."""
    serves: Literal["sitting", "people", "person"] = "sitting"
    people_per_unit: Annotated[int, Field(ge=1, le=1000)] = 1
    takes_places: bool = True
    """Each worker takes a place of the room or the tool."""
    bands: tuple[SupportBand, ...]
    further_minutes: Annotated[int, Field(ge=1, le=720)] = 30
    further_pence: Pence | None = None
    evening_from: Clock = "18:00"
    evening_multiplier: Multiplier = Decimal(1)
    weekend_multiplier: Multiplier = Decimal(1)
    two_over_room_minutes: Minutes | None = None
    two_over_online_minutes: Minutes | None = None
    terms: PriceTerms
    cancellation: tuple[CancellationTerm, ...] = ()
    is_illustrative: bool = False
