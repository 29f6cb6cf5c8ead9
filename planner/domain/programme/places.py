"""Where sittings are held: venues, rooms in layouts, tariffs, access features, online tools, areas and travel."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from planner.domain.programme.base import (
    Clock,
    Count,
    DateRange,
    Day,
    Id,
    Minutes,
    Noted,
    Part,
    Pence,
    Percent,
    Price,
    PriceTerms,
    Text,
    Title,
)
from planner.domain.terms import Evidence, Known, LayoutKind, Weekday


class Area(Part):
    """A part of the map in which people live and venues stand."""

    id: Id
    name: Title


class TravelLink(Part):
    """One way between two areas (the same both ways); `fare_pence` is one way by bus, train or taxi as people travel."""

    from_area: Id
    to_area: Id
    minutes: Minutes
    miles: Annotated[int, Field(ge=0, le=1000)]
    fare_pence: Pence = 0
    source: Text = ""
    evidence: Evidence = Evidence.OUR_ESTIMATE
    """How well the fare is known; a source alone makes no estimate a published price."""


class AccessFeature(Noted):
    """What is recorded about a venue, room or tool: yes, no or unknown, with evidence and date."""

    key: Text
    is_there: Known
    evidence: Text = ""
    checked_on: Day | None = None


class Tariff(Part):
    """What a room costs, excluding VAT; the cheapest band that covers the booking applies.

    Hour: each hour begun, at least `least_hire_minutes`. Half day covers up to `half_day_minutes`, day up to `day_minutes`,
    evening any booking that starts at or after `evening_from`. Longer than a day: the day and each further hour begun.
    At weekends all are dearer by `weekend_percent`. A price of nought is a free room; a tariff without prices cannot be priced.
    """

    terms: PriceTerms
    hour_pence: Pence | None = None
    half_day_pence: Pence | None = None
    day_pence: Pence | None = None
    evening_pence: Pence | None = None
    half_day_minutes: Minutes = 240
    day_minutes: Minutes = 480
    evening_from: Clock = "17:30"
    weekend_percent: Percent = Decimal(0)
    least_hire_minutes: Minutes = 60


class Layout(Part):
    """A room set out in one way: people it holds in all, and wheelchair places within them."""

    kind: LayoutKind
    capacity: Count
    wheelchair_places: Count


class Room(Noted):
    """A room; its features take the place of the venue's own where both speak of one."""

    id: Id
    name: Title
    layouts: tuple[Layout, ...]
    tariff: Tariff
    set_up_minutes: Minutes = 30
    clear_down_minutes: Minutes = 15
    is_hybrid_ready: Known = Known.NO
    features: tuple[AccessFeature, ...] = ()


class Opening(Part):
    """Opening hours on a weekday; set-up and clear-down lie inside them."""

    weekday: Weekday
    opens: Clock
    closes: Clock


class Venue(Noted):
    """A building with rooms, in an area, with opening hours, closures and access features."""

    id: Id
    name: Title
    area: Id
    openings: tuple[Opening, ...]
    closures: tuple[DateRange, ...] = ()
    features: tuple[AccessFeature, ...] = ()
    rooms: tuple[Room, ...]
    is_illustrative: bool = False


class Licence(Part):
    """What a host licence costs: each month used or each year from the programme's first month (the cheaper), and in
    addition each event; at least one is given, nought for a free tool.
    """

    month: Price | None = None
    year: Price | None = None
    event: Price | None = None


class Tool(Noted):
    """An online tool under one host licence: one sitting at a time; `capacity` counts everybody in it.

    A second host licence is a second tool.
    """

    id: Id
    name: Title
    capacity: Count
    features: tuple[AccessFeature, ...] = ()
    licence: Licence = Licence()
    is_illustrative: bool = False


class Equipment(Part):
    """Things that let people join: devices (up to the largest simultaneous need), data a person a sitting, help once."""

    device: Price | None = None
    data_per_sitting: Price | None = None
    setup_help: Price | None = None
    hybrid_kit_per_sitting: Price | None = None
