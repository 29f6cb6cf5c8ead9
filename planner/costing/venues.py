"""Room hire: one room on one day is one booking, billed from the first room time's start to the last one's end.

Source: `docs/formulation.md` §8, *Room tariff*; the bands follow the hire charges cited in `docs/costing.md`.
"""

from datetime import date
from fractions import Fraction

from planner.costing.context import Pricing
from planner.costing.lines import Cost, day_words, hours_words
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.places import Place
from planner.domain.programme.base import minutes_of
from planner.domain.programme.places import Tariff
from planner.domain.terms import Basis, Category

SATURDAY = 5
VALUE_NOT_STATED = "Lent without charge; value not stated."
"""The note of a room in kind at nought: its usual charge is not known, which is not to say that it is worth nothing."""


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= SATURDAY


def hours_begun(minutes: int) -> int:
    """Whole hours, the last one counted as soon as it begins."""
    return -(-minutes // 60)


def tariff_amount(tariff: Tariff, day: date, from_minute: int, to_minute: int) -> Fraction | None:
    """The cheapest price that covers a booking, in pence excluding VAT; None where the tariff has none that does.

    Hours begun (at least the least hire); half a day and a day where they are long enough; a day with further hours; the
    evening for a booking that starts in it; dearer by the tariff's percentage on Saturdays and Sundays.
    """
    minutes = max(to_minute - from_minute, tariff.least_hire_minutes)
    offers: list[int] = []
    if tariff.hour_pence is not None:
        offers.append(hours_begun(minutes) * tariff.hour_pence)
    if tariff.half_day_pence is not None and minutes <= tariff.half_day_minutes:
        offers.append(tariff.half_day_pence)
    if tariff.day_pence is not None:
        if minutes <= tariff.day_minutes:
            offers.append(tariff.day_pence)
        elif tariff.hour_pence is not None:
            beyond = hours_begun(minutes - tariff.day_minutes)
            offers.append(tariff.day_pence + beyond * tariff.hour_pence)
    if tariff.evening_pence is not None and from_minute >= minutes_of(tariff.evening_from):
        offers.append(tariff.evening_pence)
    if not offers:
        return None
    factor = 1 + Fraction(tariff.weekend_percent) / 100 if is_weekend(day) else Fraction(1)
    return min(offers) * factor


def hire(
    pricing: Pricing,
    place: Place,
    day: date,
    from_minute: int,
    to_minute: int,
    sittings: tuple[str, ...] = (),
) -> Cost:
    """One booking of a room on a day, from and to in minutes after midnight, set-up and clear-down included.

    Raises `CannotPrice` where the tariff has no price for it. Source: `docs/formulation.md` §8, *room hire*.
    """
    if place.room is None or place.venue is None:
        raise CannotPrice("no_room_to_hire", place=place.id)
    tariff = place.room.tariff
    exact = tariff_amount(tariff, day, from_minute, to_minute)
    if exact is None:
        raise CannotPrice("room_has_no_price", place=place.room_key, minutes=to_minute - from_minute)
    length = hours_words(to_minute - from_minute)
    rate = pricing.unit_rate(exact, tariff.terms)
    is_unstated = tariff.terms.basis is Basis.IN_KIND and rate.pence == 0
    when = " at a weekend" if is_weekend(day) and tariff.weekend_percent else ""
    return Cost(
        rule="room_hire",
        subject=(place.room_key, day.isoformat()),
        category=Category.VENUE,
        item=f"Room hire at {place.venue.name}, {place.room.name}",
        about=day_words(day),
        driver=f"one booking of {length}{when}, with setting up and clearing down",
        quantity=1,
        unit="booking",
        rate=rate,
        financial_year=financial_year_of(day),
        sittings=sittings,
        note=VALUE_NOT_STATED if is_unstated else "",
    )
