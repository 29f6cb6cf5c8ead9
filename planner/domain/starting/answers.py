"""The eight answers from which a first estimate is made, their limits, and the words of their choices."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from planner.domain.programme.base import Part
from planner.domain.terms import Nation

MOST_PEOPLE = 200
MOST_SESSIONS = 60


class Where(StrEnum):
    """How people join."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Region(StrEnum):
    """The regions for which fees of BSL interpreters are published."""

    LONDON = "London"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"
    EAST_OF_ENGLAND = "East of England"
    EAST_MIDLANDS = "East Midlands"
    WEST_MIDLANDS = "West Midlands"
    NORTH_WEST = "North West"
    NORTH_EAST = "North East"
    YORKSHIRE_AND_HUMBER = "Yorkshire and Humber"
    SCOTLAND = "Scotland"
    WALES = "Wales"
    NORTHERN_IRELAND = "Northern Ireland"


class Organisation(StrEnum):
    """Kinds of organisation, which differ in the VAT they recover and in what rooms are let for."""

    COUNCIL = "council"
    NHS_TRUST = "nhs_trust"
    CHARITY = "charity"
    OTHER = "university_or_other"


class PayCard(StrEnum):
    """Rate cards that the published rates support as a whole."""

    NIHR = "nihr"
    CO_PRODUCTION_COLLECTIVE = "co-production-collective"
    SKILLS_FOR_CARE = "skills-for-care"


class Access(StrEnum):
    """How much support is allowed for until people have been asked."""

    NONE_KNOWN = "none_known"
    TYPICAL = "typical"
    HIGHER = "higher"


class Answers(Part):
    """Eight answers: people, sessions, hours a session (in halves), where, region, organisation, rate card, access."""

    people_count: Annotated[int, Field(ge=2, le=MOST_PEOPLE)]
    sessions_count: Annotated[int, Field(ge=1, le=MOST_SESSIONS)]
    hours: Annotated[Decimal, Field(ge=Decimal("0.5"), le=8, multiple_of=Decimal("0.5"))]
    where: Where
    region: Region
    organisation: Organisation
    pay_card: PayCard = PayCard.NIHR
    access: Access = Access.TYPICAL

    @property
    def minutes(self) -> int:
        """The length of a session with its breaks."""
        return int(self.hours * 60)

    @property
    def nation(self) -> Nation:
        """The nation whose bank holidays count."""
        return _NATIONS.get(self.region, Nation.ENGLAND)


_NATIONS = {
    Region.SCOTLAND: Nation.SCOTLAND,
    Region.WALES: Nation.WALES,
    Region.NORTHERN_IRELAND: Nation.NORTHERN_IRELAND,
}
CHOICE_WORDS: Mapping[StrEnum, str] = {
    Where.IN_PERSON: "In person",
    Where.ONLINE: "Online",
    Where.HYBRID: "In person or online, as each person can",
    **{region: region.value for region in Region},
    Organisation.COUNCIL: "Council",
    Organisation.NHS_TRUST: "NHS trust",
    Organisation.CHARITY: "Charity",
    Organisation.OTHER: "University or other",
    PayCard.NIHR: "NIHR public contributor rates, about £27.50 an hour",
    PayCard.CO_PRODUCTION_COLLECTIVE: "Co-Production Collective, £30 an hour",
    PayCard.SKILLS_FOR_CARE: "Skills for Care, £15 an hour",
    Access.NONE_KNOWN: "None known yet",
    Access.TYPICAL: "Typical: interpreters and live captions at each session",
    Access.HIGHER: "Higher: personal assistants and Easy Read papers as well",
}
"""Every choice as people read it."""
