"""A line of cost as quantity x rate, one part for each rate; the parts add up to the line to the penny."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.domain.money import format_pence
from planner.domain.plan import PlanLine
from planner.reports.names import Names
from planner.reports.words import duration_words, list_words, number_words

UNIT_WORDS = {
    "person": ("person", "people"),
    "person invited": ("person invited", "people invited"),
    "journey there and back": ("journey there and back", "journeys there and back"),
    "sitting": ("session", "sessions"),
    "once": ("", ""),
    "sum": ("", ""),
}
"""One and many of the units of costing, where they are not the word itself and the word with an "s"."""


@dataclass(frozen=True)
class LinePart:
    """So much of a line at one rate: `value_pence` whoever bears it, `amount_pence` new money, and who pays that."""

    quantity: Fraction
    """Hours are sixtieths; everything else is a whole number."""
    unit: str
    """What is counted, as costing calls it."""
    rate_pence: int
    value_pence: int
    amount_pence: int
    funding: str

    @property
    def unit_words(self) -> str:
        """What is counted, one of it, as people say it: "person", "session", "hour", "once"."""
        return UNIT_WORDS.get(self.unit, (self.unit, ""))[0] or self.unit


def line_parts(names: Names, lines: Sequence[PlanLine]) -> tuple[LinePart, ...]:
    """The lines of one shown line by unit and rate, in the order met, whatever the lines' own rounding was."""
    by_rate: dict[tuple[str, int], list[PlanLine]] = {}
    for line in lines:
        by_rate.setdefault((line.unit, line.rate_pence), []).append(line)
    return tuple(
        LinePart(
            sum((Fraction(line.quantity).limit_denominator(60) for line in own), Fraction(0)),
            unit,
            rate_pence,
            sum(line.value_pence for line in own),
            sum(line.amount_pence for line in own),
            funding_words(names, own),
        )
        for (unit, rate_pence), own in by_rate.items()
    )


def calculation_words(parts: Sequence[LinePart]) -> str:
    """The parts as "8 people × £55.00 + 3 people × £60.00"."""
    return " + ".join(_at_rate(part) for part in parts)


def _at_rate(part: LinePart) -> str:
    if part.unit == "hour" and (part.quantity * 60).denominator == 1:
        return f"{duration_words(int(part.quantity * 60))} × {format_pence(part.rate_pence)} an hour"
    one, many = UNIT_WORDS.get(part.unit, (part.unit, f"{part.unit}s"))
    counted = f"{number_words(part.quantity, 2)} {one if part.quantity == 1 else many}".strip()
    return f"{counted} × {format_pence(part.rate_pence)}"


def funding_words(names: Names, lines: Sequence[PlanLine], *, tells_amounts: bool = True) -> str:
    """Who pays how much of some lines together, as "Council £1,200.00 and Charity trust £40.00"; "" where nobody is named.

    Without amounts it is who pays: what a source pays may be one small kind of cost alone.
    """
    paid: dict[str, int] = {}
    for line in lines:
        for part in line.funding:
            paid[part.source] = paid.get(part.source, 0) + part.amount_pence
    return list_words(
        f"{names.source(key)} {format_pence(pence)}" if tells_amounts else names.source(key)
        for key, pence in sorted(paid.items())
        if pence
    )
