"""Hire of support: one supplier at one place on one day is one booking, from first session start to last session end.

Source: `docs/formulation.md` §8, *support* and *Band*; suppliers' bands, multipliers and the rule of two workers are their
own terms (NUBSLI fees guidance 2021-22, a supplier's terms; see `docs/costing.md`).
"""

from datetime import date
from fractions import Fraction

from planner.costing.context import Pricing
from planner.costing.lines import Cost, day_words, hours_words
from planner.costing.venues import is_weekend
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.places import Place
from planner.domain.programme.base import minutes_of
from planner.domain.programme.team import Supplier
from planner.domain.terms import Category, Mode


def band_amount(supplier: Supplier, minutes: int) -> int | None:
    """A worker's price for a booking of so many minutes, in pence excluding VAT; None beyond what the supplier prices."""
    covering = [band for band in supplier.bands if band.up_to_minutes >= minutes]
    if covering:
        return min(covering, key=lambda band: band.up_to_minutes).amount_pence
    if not supplier.bands or supplier.further_pence is None:
        return None
    last = max(supplier.bands, key=lambda band: band.up_to_minutes)
    further = -(-(minutes - last.up_to_minutes) // supplier.further_minutes)
    return last.amount_pence + further * supplier.further_pence


def premium(supplier: Supplier, day: date, to_minute: int) -> Fraction:
    """The highest multiplier that a booking touches: the evening's if it ends in it, the weekend's on Saturday and Sunday."""
    touched = [Fraction(1)]
    if to_minute > minutes_of(supplier.evening_from):
        touched.append(Fraction(supplier.evening_multiplier))
    if is_weekend(day):
        touched.append(Fraction(supplier.weekend_multiplier))
    return max(touched)


def workers_for(supplier: Supplier, people_count: int, mode: Mode, minutes: int) -> int:
    """Workers that so many people need: the supplier's units, each of two workers over the supplier's threshold.

    The threshold is the room's or, online, the tool's; hybrid takes the lesser of those given.
    """
    if supplier.serves == "sitting":
        units = 1
    elif supplier.serves == "people":
        units = -(-people_count // supplier.people_per_unit)
    else:
        units = people_count
    room, online = supplier.two_over_room_minutes, supplier.two_over_online_minutes
    thresholds = {Mode.IN_PERSON: (room,), Mode.ONLINE: (online,), Mode.HYBRID: (room, online)}[mode]
    given = [threshold for threshold in thresholds if threshold is not None]
    return units * 2 if given and minutes > min(given) else units


def hire(
    pricing: Pricing,
    supplier: Supplier,
    place: Place,
    day: date,
    from_minute: int,
    to_minute: int,
    workers: int,
    sittings: tuple[str, ...] = (),
) -> Cost:
    """One booking of so many workers on a day, from and to in minutes after midnight (session times).

    Raises `CannotPrice` where the supplier has no price for that length. Source: `docs/formulation.md` §8, *support*.
    """
    minutes = to_minute - from_minute
    amount = band_amount(supplier, minutes)
    if amount is None:
        raise CannotPrice("support_has_no_price", supplier=supplier.id, minutes=minutes)
    factor = premium(supplier, day, to_minute)
    dearer = (
        f", at {float(factor):g} times the usual price for the time of day or week" if factor != 1 else ""
    )
    return Cost(
        rule="support_hire",
        subject=(supplier.id, place.booking_key, day.isoformat()),
        category=Category.ACCESS_SUPPORT,
        item=f"Access support from {supplier.name}",
        about=day_words(day),
        driver=f"one booking of {hours_words(minutes)}{dearer}",
        quantity=workers,
        unit="worker",
        rate=pricing.unit_rate(amount * factor, supplier.terms),
        financial_year=financial_year_of(day),
        sittings=sittings,
    )
