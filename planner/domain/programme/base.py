"""What every part of the programme document is made of: ids, money, shares, clock times, notes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, PlainSerializer, StringConstraints

from planner.domain.terms import Basis, Evidence, VatTreatment

MOST_PENCE = 100_000_000_00
"""One hundred million pounds: no amount in a programme is larger."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
"""A short stable key: lower-case letters, digits and hyphens, a letter first, 40 characters at most."""

SittingId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,43}$")]
"""A sitting: the id of its session, a hyphen and its number, for example "welcome-1"."""

Text = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Pence = Annotated[int, Field(ge=0, le=MOST_PENCE)]
Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Days = Annotated[int, Field(ge=0, le=3660)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4), PlainSerializer(float, when_used="json")]
"""A part of one, with at most four decimal places: 0.5 is a half."""
Percent = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=3), PlainSerializer(float, when_used="json")]
Multiplier = Annotated[
    Decimal, Field(ge=1, le=10, decimal_places=3), PlainSerializer(float, when_used="json")
]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day on the 24-hour clock, for example "14:00"."""
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
"""A date between 2000 and 2100: far enough, and no arithmetic with days can leave the calendar."""
Moment = Annotated[
    NaiveDatetime,
    Field(ge=datetime(2000, 1, 1), le=datetime(2100, 12, 31, 23, 59)),
]
"""A local date and time without zone, between 2000 and 2100."""


def minutes_of(clock: str) -> int:
    """Minutes after midnight of a clock time "HH:MM"."""
    return int(clock[:2]) * 60 + int(clock[3:])


class Part(BaseModel):
    """A frozen part of the document; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Noted(Part):
    """A part that may carry a note."""

    note: Words = ""


class DateRange(Noted):
    """Days from `starts_on` to `ends_on`, both included."""

    starts_on: Day
    ends_on: Day
    reason: Text = ""


class PriceTerms(Noted):
    """Everything about a price but its amount: who bears it, VAT, evidence, where it comes from, how it is coded."""

    basis: Basis = Basis.NEW_MONEY
    vat: VatTreatment = VatTreatment.NONE
    vat_recovery_share: Share | None = None
    """Overrides the organisation's recovery for this price."""
    evidence: Evidence = Evidence.OUR_ESTIMATE
    source: Text = ""
    url: Text = ""
    priced_on: Day | None = None
    """The day from which the price was valid (its price base); older than 24 months it is uplifted or flagged."""
    cost_code: Text = ""
    is_capital: bool = False


class Price(PriceTerms):
    """An amount in pence excluding VAT, with its terms."""

    amount_pence: Pence
