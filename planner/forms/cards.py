"""Published rate cards, made of the packaged facts, so that nobody has to type one.

A card is whole where the facts say what is paid for an hour, and for a session of any length from there. Schemes of which only
a day, or only the lowest and the highest payment, was found (Iriss, the gifts of the Involve standard) are not offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from planner.domain.facts import Rate, rates
from planner.domain.money import format_pence
from planner.domain.terms import Evidence
from planner.forms.fields import Choice
from planner.forms.values import MONTHS

HOUR = 60


@dataclass(frozen=True)
class _Scheme:
    """Which items of a scheme make its steps (with the minutes up to which each holds), and which is paid for further hours."""

    key: str
    scheme: str
    steps: tuple[tuple[int, str], ...]
    hour: str


_SCHEMES = (
    _Scheme(
        "nihr",
        "NIHR public contributor rates",
        (
            (30, "lowest rung (task of half an hour or less)"),
            (HOUR, "one hour"),
            (2 * HOUR, "two hours"),
            (4 * HOUR, "half day"),
            (8 * HOUR, "day"),
        ),
        "one hour",
    ),
    _Scheme(
        "scottish-government",
        "Scottish Government participant payments",
        ((HOUR, "one hour without preparation"),),
        "one hour without preparation",
    ),
    _Scheme(
        "co-production-collective",
        "Co-Production Collective (UCL)",
        ((HOUR, "co-producing"),),
        "co-producing",
    ),
    _Scheme("skills-for-care", "Skills for Care", ((HOUR, "involvement"),), "involvement"),
)
_FLOORS = ("Real Living Wage UK", "Real Living Wage London", "National Living Wage 21+")


@dataclass(frozen=True)
class PublishedCard:
    """A published rate card: what it is called, its rate as the document holds it, and what an hour is worth in pence."""

    key: str
    name: str
    rate: dict[str, Any]
    hour_pence: int


@cache
def published_cards() -> tuple[PublishedCard, ...]:
    """Every card that the facts hold whole, in the order in which they are offered."""
    return tuple(_card(scheme) for scheme in _SCHEMES)


def card_choices() -> list[Choice]:
    """The cards to choose from, with what they pay for an hour."""
    return [(card.key, f"{card.name}: {format_pence(card.hour_pence)} an hour") for card in published_cards()]


def floor_choices() -> list[Choice]:
    """The least hourly pay to choose from."""
    return [
        (item, f"{item}: {format_pence(_latest('Pay floor', item).amount_pence)} an hour") for item in _FLOORS
    ]


def floor_of(item: str) -> dict[str, Any]:
    """A floor as the document holds it."""
    rate = _latest("Pay floor", item)
    valid_from = rate.valid_from.isoformat() if rate.valid_from else None
    return {
        "hour_pence": rate.amount_pence,
        "source": f"{rate.item}, {rate.source}",
        "url": rate.url,
        "valid_from": valid_from,
    }


def mile_price() -> dict[str, Any]:
    """The price of a mile by car."""
    return _price(_latest("Mileage", "car first 10000 miles a year"))


def subsistence_price() -> dict[str, Any]:
    """The price of a meal on a day away of more than five hours."""
    return _price(_latest("Subsistence", "away over 5 hours"))


def _card(scheme: _Scheme) -> PublishedCard:
    found = [(minutes, _latest(scheme.scheme, item)) for minutes, item in scheme.steps]
    hour = _latest(scheme.scheme, scheme.hour)
    said_by = dict.fromkeys(f"{rate.source}: {rate.confidence}" for _, rate in found)
    terms = {
        "evidence": Evidence.PUBLISHED.value,
        "source": "; ".join(said_by),
        "url": hour.url,
        "priced_on": hour.valid_from.isoformat() if hour.valid_from else None,
    }
    rate = {
        "valid_from": (hour.valid_from or date.min).isoformat(),
        "rungs": [{"up_to_minutes": minutes, "amount_pence": step.amount_pence} for minutes, step in found],
        "further_hour_pence": hour.amount_pence,
        "terms": terms,
    }
    return PublishedCard(scheme.key, f"{scheme.scheme}, {_since(hour)}", rate, hour.amount_pence)


def _since(rate: Rate) -> str:
    """From when a rate is valid, as exactly as its source says: "December 2025" or "2024"."""
    year, _, rest = rate.valid_from_text.partition("-")
    return f"{MONTHS[int(rest[:2]) - 1].capitalize()} {year}" if rest else year


def _price(rate: Rate) -> dict[str, Any]:
    return {
        "amount_pence": rate.amount_pence,
        "evidence": Evidence.PUBLISHED.value,
        "source": f"{rate.source}, {rate.item}: {rate.confidence}",
        "url": rate.url,
        "priced_on": rate.valid_from.isoformat() if rate.valid_from else None,
    }


def _latest(scheme: str, item: str) -> Rate:
    """The newest rate of an item in the facts, whatever the day."""
    found = [rate for rate in rates() if (rate.scheme, rate.item) == (scheme, item)]
    return max(found, key=lambda rate: rate.valid_from or date.min)
