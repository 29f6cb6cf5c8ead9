"""Typed readers of the packaged facts: rates, standards, access features, festivals, school holidays.

Source: the CSV files of `planner/facts/`; each row carries its own source and confidence. Read once and kept.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from io import StringIO
from itertools import groupby

from planner.domain.errors import CannotPrice
from planner.domain.terms import Nation

NOT_MONEY = frozenset({"percent", "times"})
"""Units of rates whose amounts are not pence."""

_VALID_FROM = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Rate:
    """A published rate; `amounts` holds the alternatives in the order that `item` gives.

    Amounts are pence, except where `unit` is *percent* or *times*. `valid_from` is the first day of what the source
    gives (`valid_from_text`: a year, a month or a day), or None where it gives no date.
    """

    scheme: str
    item: str
    amounts: tuple[Decimal, ...]
    unit: str
    valid_from: date | None
    valid_from_text: str
    confidence: str
    source: str
    url: str

    @property
    def amounts_pence(self) -> tuple[int, ...]:
        """The amounts in whole pence; raises `CannotPrice` if the unit is not money."""
        if self.unit in NOT_MONEY:
            raise CannotPrice("rate_is_not_money", scheme=self.scheme, item=self.item, unit=self.unit)
        return tuple(int(amount) for amount in self.amounts)

    @property
    def amount_pence(self) -> int:
        """The only amount, in whole pence; raises `CannotPrice` if there are alternatives or the unit is not money."""
        if len(self.amounts) != 1:
            raise CannotPrice("rate_has_alternatives", scheme=self.scheme, item=self.item)
        return self.amounts_pence[0]


@dataclass(frozen=True, slots=True)
class Standard:
    """A rule or benchmark; `values` holds the parts of `value`, in the order that `rule` gives."""

    topic: str
    rule: str
    level: str
    value: str
    source: str
    url: str

    @property
    def values(self) -> tuple[str, ...]:
        """The alternatives as text; empty where the standard has no value."""
        return tuple(self.value.split("|")) if self.value else ()

    @property
    def is_unverified(self) -> bool:
        """Whether it is to be confirmed, and so never used unasked."""
        return self.level == "unverified"


@dataclass(frozen=True, slots=True)
class AccessFeature:
    """Something recorded about a venue or a tool (`kind`): yes, no or unknown."""

    kind: str
    key: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival of a faith, first and last day included; a `kind` of *season* never blocks a date."""

    festival: str
    faith: str
    kind: str
    starts_on: date
    ends_on: date
    confidence: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday in an area of a nation, first and last day included."""

    nation: Nation
    area: str
    school_year: str
    name: str
    starts_on: date
    ends_on: date
    confidence: str
    source: str
    url: str


def first_day_of(text: str) -> date | None:
    """The first day of "2025", "2025-10" or "2025-10-02"; None for an empty text; `ValueError` for anything else."""
    if not text:
        return None
    found = _VALID_FROM.fullmatch(text)
    if found is None:
        raise ValueError(f"not a year, month or day: {text!r}")
    return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))


@lru_cache(maxsize=1)
def rates() -> tuple[Rate, ...]:
    """Every packaged rate, in the order of the file."""
    return tuple(
        Rate(
            scheme=row["scheme"],
            item=row["item"],
            amounts=tuple(Decimal(amount) for amount in row["amount_pence"].split("|")),
            unit=row["unit"],
            valid_from=first_day_of(row["valid_from"]),
            valid_from_text=row["valid_from"],
            confidence=row["confidence"],
            source=row["source"],
            url=row["url"],
        )
        for row in _rows("rates.csv")
    )


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """Every packaged standard, in the order of the file."""
    return tuple(Standard(**row) for row in _rows("standards.csv"))


@lru_cache(maxsize=1)
def access_features() -> tuple[AccessFeature, ...]:
    """Every access feature of venues and tools, in the order of the file."""
    return tuple(AccessFeature(**row) for row in _rows("access_features.csv"))


@lru_cache(maxsize=1)
def festivals() -> tuple[Festival, ...]:
    """Every packaged festival, by first day."""
    return tuple(
        Festival(
            festival=row["festival"],
            faith=row["faith"],
            kind=row["kind"],
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=date.fromisoformat(row["ends_on"]),
            confidence=row["confidence"],
            source=row["source"],
            url=row["url"],
        )
        for row in _rows("faith_festivals.csv")
    )


@lru_cache(maxsize=1)
def school_holiday_rows() -> dict[Nation, tuple[SchoolHoliday, ...]]:
    """Every packaged school holiday by nation, in order of first day."""
    found = (
        SchoolHoliday(
            nation=Nation(row["nation"]),
            area=row["area"],
            school_year=row["school_year"],
            name=row["name"],
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=date.fromisoformat(row["ends_on"]),
            confidence=row["confidence"],
            source=row["source"],
            url=row["url"],
        )
        for row in _rows("school_holidays.csv")
    )
    ordered = sorted(found, key=lambda row: (row.nation, row.starts_on, row.area))
    return {nation: tuple(rows) for nation, rows in groupby(ordered, key=lambda row: row.nation)}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("planner").joinpath("facts", name).read_text(encoding="utf-8")
    yield from csv.DictReader(StringIO(text), strict=True)
