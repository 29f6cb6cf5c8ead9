"""The plan document: what a solved (or hand-made) plan says, costs, reaches and proves.

One frozen pydantic schema like the programme's. The first half (`sittings`, `bought`) is what was decided; the second half is
priced by `planner.costing` and measured by `planner.optimiser.check`, never by the solver.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from planner.domain.programme.base import Id, Part
from planner.domain.terms import Basis, Category, Evidence, Mode, Role, Section, Strategy, Strength

MOST_NUMBER, MOST_DECIMALS = Decimal(10) ** 15, 40


def _is_within_bounds(number: Decimal) -> Decimal:
    """The number, if arithmetic with it cannot run away; looked at digit by digit, before any arithmetic."""
    if not number.is_finite() or number.adjusted() > MOST_NUMBER.adjusted():
        raise ValueError("Enter a number of at most 15 digits before the point")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS and number:
        raise ValueError(f"Enter a number with at most {MOST_DECIMALS} decimal places")
    return number


Number = Annotated[Decimal, AfterValidator(_is_within_bounds), PlainSerializer(float, when_used="json")]
"""A number of the plan document, small enough to reckon with."""
People = Annotated[int, Field(ge=0, le=1_000_000)]
"""People, workers or things, counted."""
WholePence = Annotated[int, Field(ge=-(10**14), le=10**14)]


class TeamMember(Part):
    """A member of staff in a role at a sitting."""

    staff: str
    role: Role


class BookedSupport(Part):
    """Workers booked of a supplier for a sitting (already doubled where the sitting is over the supplier's threshold)."""

    supplier: str
    workers: People


class PlannedSitting(Part):
    """A sitting that runs: where, when, how, for whom, with whom.

    `places` are people expected of each invited group in all (room and online); `online_places` those of them online.
    `place` is "venue/room", "tool" or "venue/room+tool"; `start` is local time without zone.
    """

    id: str
    session: str
    start: datetime
    place: str
    mode: Mode
    places: dict[str, People]
    online_places: dict[str, People] = Field(default_factory=dict)
    team: tuple[TeamMember, ...] = ()
    support: tuple[BookedSupport, ...] = ()


class TrainingBought(Part):
    """Training bought for a member of staff."""

    staff: str
    gives: str


class Bought(Part):
    """Things bought once.

    Licence months as "TOOL:2027-01", licence years as "TOOL:2027-01" (first month of the twelve). Recruited, inducted and
    set-up people are counted by group id. A hand-made plan may leave `bought` out: what is needed is then worked out.
    """

    licence_months: tuple[str, ...] = ()
    licence_years: tuple[str, ...] = ()
    device_count: People = 0
    setup_help: dict[str, People] = Field(default_factory=dict)
    inducted: dict[str, People] = Field(default_factory=dict)
    recruited: dict[str, People] = Field(default_factory=dict)
    training: tuple[TrainingBought, ...] = ()


class FundedPart(Part):
    """What one funding source pays of a line."""

    source: str
    amount_pence: WholePence


class PlanLine(Part):
    """One line of cost; `amount_pence` is new money, `value_pence` the value whoever bears it."""

    key: str
    """Stable within the plan: rule, then what it is for, joined by ":"."""
    rule: str
    """The costing function that made it."""
    section: Section
    category: Category
    title: str
    sittings: tuple[str, ...] = ()
    driver: str = ""
    """What makes it larger or smaller, in plain words; the session and never the group."""
    quantity: Number
    unit: str
    rate_pence: WholePence
    value_pence: WholePence
    amount_pence: WholePence
    basis: Basis
    financial_year: str
    source: str = ""
    url: str = ""
    evidence: Evidence = Evidence.OUR_ESTIMATE
    price_base: date | None = None
    uplift: str = ""
    vat: str = ""
    cost_code: str = ""
    is_capital: bool = False
    funding: tuple[FundedPart, ...] = ()
    note: str = ""


class TargetResult(Part):
    """What a target reached; `shortfall` from 0 (met) to 1."""

    id: str
    kind: str
    title: str
    strength: Strength
    level: Number
    achieved: Number
    shortfall: Number
    met: bool
    words: str = ""
    """Who is missed and why, in a plain sentence."""


class StageProof(Part):
    """One stage of what *best* means: its value in `unit`, the proven bound, and the gap between them as a share."""

    name: str
    sense: Literal["least", "most"]
    unit: str
    value: Number
    bound: Number
    gap: Number
    is_closed: bool
    seconds: Number


class Proof(Part):
    """How far the plan is from the best there is, stage by stage; `bound` and `gap` are those of the money."""

    optimal: bool
    bound: Number
    """The least new money (pence, contingency included) any plan could cost with the earlier stages held."""
    gap: Number
    stopped_by: Literal["closed", "gap", "time", "stopped", "hand"]
    seconds: Number
    stages: tuple[StageProof, ...] = ()
    words: str = ""


class ToFind(Part):
    """Something an estimate still rests on: a feature to look at, a price to be quoted, an answer to get."""

    kind: Literal["visit_by", "quote_by", "answer_by", "price_is_old"]
    what: str
    where: str
    by: date | None = None
    amount_pence: WholePence = 0


class LeftOut(Part):
    """An optional sitting that does not run, and why."""

    sitting: str
    title: str
    because: str


class Rung(Part):
    """What the plan is, by the published decision table, and what it lacks to be co-production."""

    name: str
    is_co_production: bool
    missing: tuple[str, ...] = ()


class Plan(Part):
    """A plan: decided, priced, measured and proven. Money in whole pence; `total_pence` is new money with contingency."""

    schema_version: Literal[1] = 1
    programme: Id
    programme_digest: str = ""
    status: Literal["optimal", "within_gap", "stopped", "by_hand"] = "by_hand"
    strategy: Strategy = Strategy.FAIREST
    sittings: tuple[PlannedSitting, ...]
    bought: Bought = Bought()
    total_pence: WholePence = 0
    subtotal_pence: WholePence = 0
    contingency_pence: WholePence = 0
    funded_pence: WholePence = 0
    """Value borne by money already there."""
    in_kind_pence: WholePence = 0
    lines: tuple[PlanLine, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    rung: Rung | None = None
    left_out: tuple[LeftOut, ...] = ()
    to_find: tuple[ToFind, ...] = ()
    warnings: tuple[str, ...] = ()
    proof: Proof | None = None
