"""Who takes part: groups with counts, never names."""

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import (
    Clock,
    Count,
    Id,
    Minutes,
    Noted,
    Part,
    Pence,
    Price,
    Share,
    Text,
    Title,
)
from planner.domain.terms import DayPart, Known, Weekday

AvailabilityPreset = Literal[
    "any_time",
    "working_hours",
    "weekdays_10_to_3",
    "school_hours",
    "evenings",
    "early_evenings",
    "weekends",
    "none",
]


class FreeCell(Part):
    """How many of a group are free in one part of one weekday."""

    weekday: Weekday
    part: DayPart
    free_count: Count


class Availability(Part):
    """A preset, then edited cell by cell; nobody is free before `earliest` or after `latest`.

    Presets (everybody free in the cells named, nobody elsewhere, with the preset's clock window):
    any_time: all cells; working_hours: Mon-Fri morning and afternoon, 09:00-17:30; weekdays_10_to_3: Mon-Fri morning and
    afternoon, 10:00-15:00; school_hours: Mon-Fri morning and afternoon, 09:30-14:30; evenings: Mon-Fri evening, 17:30-21:30;
    early_evenings: Mon-Fri afternoon and evening, 16:00-19:30; weekends: Sat-Sun all parts, 09:00-18:00; none: no cell.
    `earliest` and `latest`, where given, take the place of the preset's window; `cells` take the place of the preset's cells
    (and a cell edited outside the preset's window needs the window widened to count).
    """

    preset: AvailabilityPreset = "any_time"
    cells: tuple[FreeCell, ...] = ()
    earliest: Clock | None = None
    latest: Clock | None = None


class Characteristic(Part):
    """How many of a group share a characteristic (or two together, joined by "+", such as "disabled+under_25")."""

    key: Text
    count: Count


class Requirement(Noted):
    """What some of a group need in order to take part: all of several any-of lists.

    An item is "venue:KEY" (a venue feature), "tool:KEY" (a feature of the online tool) or "support:KIND" (booked support).
    People in the room are served by venue features and support, people online by tool features and support; a list without
    any item for a mode does not apply in that mode.
    """

    id: Id
    title: Title
    count: Count
    all_of: tuple[tuple[Text, ...], ...]


class CareNeed(Part):
    """Childcare or replacement care that lets people come: paid for each hour of session and travel."""

    count: Count = 0
    price_per_hour: Price | None = None
    also_online: bool = False


class DigitalNeed(Part):
    """What people lack for joining online, in people."""

    device_count: Count = 0
    data_count: Count = 0
    setup_help_count: Count = 0


class PaymentTerms(Part):
    """How people are thanked for their time.

    `card`: under the programme's rate card (every lived-experience group). `employer`: paid by their employer, their time
    priced by `employer_price_per_hour` (usually in kind). Declined payments stay budgeted.
    """

    kind: Literal["card", "employer"] = "card"
    declined_count: Count = 0
    employer_price_per_hour: Price | None = None


class TravelTerms(Part):
    """How a group travels: by car at the card's mileage, or at the fare of the area link."""

    by: Literal["car", "fare"] = "fare"
    most_minutes: Minutes = 60
    """One way; areas further than this are out of reach."""


class LoadLimits(Part):
    """The most that one person of the group can give, session and preparation together."""

    minutes_per_week: Annotated[int, Field(ge=0, le=7 * 24 * 60)] | None = None
    minutes_per_month: Annotated[int, Field(ge=0, le=31 * 24 * 60)] | None = None
    weekly_earnings_pence: Pence | None = None
    """A limit people set for themselves; the planner warns and never excludes."""


class RecruitmentTerms(Part):
    """What finding a member costs; members wanted divided by the share who stay, rounded up, are recruited."""

    stay_share: Share | None = None
    price_per_person: Price | None = None


class YoungPeople(Part):
    """Under-18s of a group, and what keeps them safe."""

    count: Count = 0
    guardian_consent: Known = Known.UNKNOWN
    travel_home_price: Price | None = None
    """What a person's safe journey home from the room costs on top of the ordinary return fare (or mileage), which is paid beside
    it; must be given (nought is allowed) where there are under-18s.
    """


class Group(Noted):
    """People who share terms of payment, a home area and an availability grid.

    Standing groups are invited whole; for open groups the numbers are decided, up to those able to come.
    `in_person_count` can travel, `online_count` can and want to join online, `prefer_online_count` would go online where
    there is a choice.
    """

    id: Id
    name: Title
    is_lived_experience: bool
    membership: Literal["standing", "open"] = "standing"
    size: Count
    home_area: Id
    in_person_count: Count | None = None
    """None means everybody."""
    online_count: Count = 0
    prefer_online_count: Count = 0
    availability: Availability = Availability()
    characteristics: tuple[Characteristic, ...] = ()
    wheelchair_count: Count = 0
    requirements: tuple[Requirement, ...] = ()
    care: CareNeed = CareNeed()
    digital: DigitalNeed = DigitalNeed()
    payment: PaymentTerms = PaymentTerms()
    travel: TravelTerms = TravelTerms()
    limits: LoadLimits = LoadLimits()
    recruitment: RecruitmentTerms = RecruitmentTerms()
    induction_minutes: Minutes = 0
    """Paid under the card once for each person ever present."""
    young_people: YoungPeople = YoungPeople()
