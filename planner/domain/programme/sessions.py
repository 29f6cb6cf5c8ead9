"""What is to be held: session plans, their repeats, order, decisions and the state of their sittings."""

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.programme.base import (
    Clock,
    Count,
    Day,
    Days,
    Id,
    Minutes,
    Moment,
    Noted,
    Part,
    SittingId,
    Text,
    Title,
    Words,
)
from planner.domain.programme.calendar import WeeklyStart
from planner.domain.terms import LayoutKind, Mode, Role, SittingStatus, Stage


class Repeats(Part):
    """How many sittings a session plan has.

    A series has new content each time: sitting k+1 comes at least `least_days_apart` and at most `most_days_apart` after
    sitting k. Alternatives have the same content: each person comes to one.
    """

    kind: Literal["series", "alternatives"] = "series"
    count: Annotated[int, Field(ge=1, le=400)] = 1
    required_count: Annotated[int, Field(ge=0, le=400)] | None = None
    """The first this many are required, the rest optional (in order); None means all."""
    least_days_apart: Days = 1
    most_days_apart: Days | None = None


class Follows(Part):
    """Every sitting of this plan comes after the last sitting (that runs) of `session`, by least and most days."""

    session: Id
    least_days: Days = 1
    most_days: Days | None = None


class MilestoneLink(Part):
    """This plan's sittings end at least `least_days` before, or start at least that long after, a milestone."""

    milestone: Id
    relation: Literal["before", "after"]
    least_days: Days = 0


class Decision(Part):
    """What a sitting decides: with whom, and what is not open."""

    what: Title
    who_else_decides: Text = ""
    not_open: Text = ""
    is_shared: bool = True
    """People with lived experience decide on an equal footing, rather than being consulted."""


class TeamNeed(Part):
    """Facilitation asked for beyond the rules: a skill one of the facilitators must have, and a least number."""

    skill: Text = ""
    least_facilitators: Annotated[int, Field(ge=1, le=50)] = 1
    people_per_facilitator: Annotated[int, Field(ge=1, le=100)] = 9
    staff_preparation_minutes: Minutes = 60
    staff_write_up_minutes: Minutes = 30


class SittingState(Part):
    """The state of sitting `number` (1 first) once it is more than a draft, and where it stays."""

    number: Annotated[int, Field(ge=1, le=400)]
    status: SittingStatus
    place: Text = ""
    start: Moment | None = None
    """Local time without zone."""


class TeamPin(Part):
    """A member of staff fixed in a role."""

    staff: Id
    role: Role


class PlacesPin(Part):
    """Places fixed for an open group, room and online apart."""

    group: Id
    room_count: Count = 0
    online_count: Count = 0


class SupportPin(Part):
    """Units of a supplier's support fixed at the least number booked."""

    supplier: Id
    units: Count


class Pin(Noted):
    """What a person has fixed about one sitting ("SESSION-NUMBER"), with the reason."""

    sitting: SittingId
    reason: Words
    runs: bool | None = None
    place: Text = ""
    on: Day | None = None
    at: Clock | None = None
    team: tuple[TeamPin, ...] = ()
    places: tuple[PlacesPin, ...] = ()
    support: tuple[SupportPin, ...] = ()


class SessionPlan(Noted):
    """A kind of meeting: purpose, stage, length, layout, who is invited, how often, in what order.

    `invited` are group ids. `venues` and `tools` limit where it may be held (empty: anywhere that fits). `starts` limit the
    weekly pattern (empty: all of it); `wanted_starts` are the closest to what people asked for.
    """

    id: Id
    title: Title
    purpose: Words = ""
    stage: Stage = Stage.DESIGN
    minutes: Annotated[int, Field(ge=15, le=12 * 60)]
    break_minutes: Minutes = 0
    preparation_minutes: Minutes = 0
    modes: tuple[Mode, ...] = (Mode.IN_PERSON,)
    layout: LayoutKind = LayoutKind.CABARET
    invited: tuple[Id, ...]
    observer_count: Count = 0
    least_people: Count = 1
    wanted_people: Annotated[int, Field(ge=1, le=100_000)]
    most_people: Count | None = None
    priority: Annotated[int, Field(ge=1, le=10)] = 5
    repeats: Repeats = Repeats()
    follows: tuple[Follows, ...] = ()
    milestones: tuple[MilestoneLink, ...] = ()
    papers_days: Days = 0
    """Papers go out this many days before: never before the programme starts, nor before the sitting it follows."""
    earliest_on: Day | None = None
    latest_on: Day | None = None
    starts: tuple[WeeklyStart, ...] = ()
    wanted_starts: tuple[WeeklyStart, ...] = ()
    venues: tuple[Id, ...] = ()
    tools: tuple[Id, ...] = ()
    decision: Decision | None = None
    feeds_back_on: Id | None = None
    feedback_within_days: Days | None = None
    shares_in: Literal["", "delivery", "evaluation"] = ""
    """People with lived experience share in delivering or evaluating the service at this session."""
    chaired_by: Literal["lived_experience", "shared", "professionals"] = "shared"
    agenda_set_by: Literal["lived_experience", "shared", "professionals"] = "shared"
    has_catering: bool = True
    team: TeamNeed = TeamNeed()
    sharing: Literal["by_size", "by_target"] = "by_size"
    sittings: tuple[SittingState, ...] = ()
