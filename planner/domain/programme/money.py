"""How money is asked for, paid out and limited: rate card, other costs, budget, funding, VAT, uplift."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import (
    Day,
    Id,
    Minutes,
    Noted,
    Part,
    Pence,
    Percent,
    Price,
    PriceTerms,
    Share,
    SittingId,
    Text,
    Title,
    Words,
)
from planner.domain.terms import Category, Mode

FinancialYear = Annotated[str, Field(pattern=r"^20[0-9]{2}-[0-9]{2}$")]
"""April to March, for example "2026-27"."""


class Rung(Part):
    """What is paid for up to so many minutes."""

    up_to_minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    amount_pence: Pence


class PayRate(Part):
    """The card's rungs valid from a day on; the latest rate valid on the day of the sitting applies."""

    valid_from: Day
    rungs: tuple[Rung, ...]
    further_hour_pence: Pence
    """For each hour, in proportion, beyond the last rung."""
    terms: PriceTerms


class PayFloor(Part):
    """The least effective hourly pay; every payment is topped up to it."""

    hour_pence: Pence = 0
    source: Text = ""
    url: Text = ""
    valid_from: Day | None = None


class RateCard(Noted):
    """How lived-experience places are paid, and what is given for expenses.

    Paid minutes are the session's, with preparation and travel time (there and back) where chosen.
    """

    name: Title
    rates: tuple[PayRate, ...]
    floor: PayFloor = PayFloor()
    pays_preparation: bool = True
    pays_travel_time: bool = False
    mile: Price | None = None
    """A mile by car."""
    catering_per_person: Price | None = None
    """A person in the room, at sessions with catering."""
    subsistence_per_person: Price | None = None
    """A person in the room, where session and travel together take longer than `subsistence_over_minutes`."""
    subsistence_over_minutes: Minutes = 300


class OtherCost(Noted):
    """Any other cost the project names.

    once: for the programme; sitting: each sitting that runs; place: each place of people taking part; person_invited: each
    person of the groups invited to any session; month: each calendar month of the period. `sessions` and `modes` limit
    sitting and place costs (empty: all).
    """

    id: Id
    title: Title
    category: Category
    per: Literal["once", "sitting", "place", "person_invited", "month"]
    price: Price
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    financial_year: FinancialYear | None = None
    """For a cost once or a person invited: the financial year of the period in which it falls (None: the first)."""
    sessions: tuple[Id, ...] = ()
    modes: tuple[Mode, ...] = ()


class Coordination(Part):
    """Time to coordinate, in minutes of one member of staff: for the programme, each sitting that runs, each person invited."""

    staff: Id
    minutes_per_programme: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    minutes_per_sitting: Annotated[int, Field(ge=0, le=10_000)] = 0
    minutes_per_person: Annotated[int, Field(ge=0, le=10_000)] = 0


class ItemAnswer(Part):
    """What was decided about a standard item that has no amount."""

    category: Category
    answer: Literal["not_needed", "not_known"]
    because: Words


class AmountPin(Part):
    """A whole line's amount for one sitting fixed by a person: every cost of this category at this sitting becomes it."""

    sitting: SittingId
    category: Category
    amount_pence: Pence
    reason: Words


class YearAmount(Part):
    """What a funding source gives in a financial year."""

    financial_year: FinancialYear
    amount_pence: Pence


class FundingSource(Noted):
    """Who pays: how much in each financial year, and for what (empty: anything)."""

    id: Id
    name: Title
    years: tuple[YearAmount, ...]
    pays_for: tuple[Category, ...] = ()


class CategoryCap(Part):
    """The most new money that may be spent on some categories together."""

    id: Id
    title: Title
    categories: tuple[Category, ...]
    most_pence: Pence


class RingFence(Part):
    """Money that is given for a category only: what is not spent on it stays in the budget as a top-up line."""

    id: Id
    title: Title
    category: Category
    least_pence: Pence


class Vat(Part):
    """One answer about the organisation: what share of VAT it recovers on what it buys, and why."""

    recovery_share: Share = Decimal(0)
    because: Words = ""
    standard_percent: Percent = Decimal(20)
    reduced_percent: Percent = Decimal(5)


class Uplift(Part):
    """A price index by which rates older than 24 months are raised, by whole years to the programme's start."""

    percent_a_year: Percent
    index: Title
    source: Text = ""


class Budget(Noted):
    """New money in all, contingency as a percentage of the subtotal with its basis, caps, ring-fences, funding and VAT."""

    total_pence: Pence
    contingency_percent: Percent = Decimal(5)
    contingency_because: Words = ""
    caps: tuple[CategoryCap, ...] = ()
    ring_fences: tuple[RingFence, ...] = ()
    funding: tuple[FundingSource, ...] = ()
    vat: Vat = Vat()
    uplift: Uplift | None = None
    small_change_pence: Pence = 500_00
    """The step for "what £500 more or less would change"."""
