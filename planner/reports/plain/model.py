"""What the people who take part are told. No number of people of a group, and never who needs something."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlainDate:
    """A session: when, what, where, how people join, what is decided there, and what it tells people about.

    `series` is what all of its session plan are called, without its number.
    """

    date: str
    time: str
    title: str
    series: str
    where: str
    joins: str
    decides: str
    is_not_open: str
    feeds_back_on: str

    @property
    def when(self) -> str:
        """Date and time."""
        return f"{self.date}, {self.time}"


@dataclass(frozen=True)
class PlainPlace:
    """A venue or an online tool: what is there, and what nobody has checked yet."""

    name: str
    is_online: bool
    there: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class PlainPlan:
    """A plan as it is told; money in pounds and pence, whole sums only."""

    title: str
    purpose: str
    what: str
    dates: tuple[PlainDate, ...]
    places: tuple[PlainPlace, ...]
    support: tuple[str, ...]
    """Access support that is booked for some session."""
    expenses: tuple[str, ...]
    """What people do not have to pay for themselves."""
    pay: tuple[str, ...]
    decides: tuple[str, ...]
    fixed: tuple[str, ...]
    money: tuple[tuple[str, str], ...]
    """What each section of the budget comes to; together `total`."""
    total: str
    targets: tuple[tuple[str, str, bool], ...]
    """What is aimed for, how it stands in words, and whether it is met."""
    co_production: str
    left_out: tuple[str, ...]
