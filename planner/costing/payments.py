"""Payments to people for taking part, and the time of those whom their employer pays.

Source: `docs/formulation.md` §8; fair pay: session, preparation and (if chosen) travel time are paid, never under the chosen
floor (NIHR payment guidance for researchers and professionals; the floor names its own source on the rate card).
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost, hours_words
from planner.costing.rates import UnitRate
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.programme.groups import Group
from planner.domain.programme.money import PayRate
from planner.domain.terms import Category

Way = Literal["room", "online"]
WAY_WORDS: dict[Way, str] = {"room": "in the room", "online": "online"}


def pay_rate_on(pricing: Pricing, day: date) -> PayRate:
    """The latest rate of the card valid on a day; raises `CannotPrice` where none is valid yet."""
    valid = [rate for rate in pricing.pay_rates if rate.valid_from <= day]
    if not valid or not valid[-1].rungs:
        raise CannotPrice("no_pay_rate", on=day.isoformat())
    return valid[-1]


def card_amount(rate: PayRate, minutes: int) -> Fraction:
    """What the card pays for so many minutes, exactly, in pence: the smallest rung that covers them; beyond the last rung
    the further hour in proportion.
    """
    covering = [rung for rung in rate.rungs if rung.up_to_minutes >= minutes]
    if covering:
        return Fraction(min(covering, key=lambda rung: rung.up_to_minutes).amount_pence)
    last = max(rate.rungs, key=lambda rung: rung.up_to_minutes)
    return last.amount_pence + Fraction(rate.further_hour_pence * (minutes - last.up_to_minutes), 60)


def payment_rate(pricing: Pricing, minutes: int, day: date) -> UnitRate:
    """The unit rate of one person's payment for so many minutes on a day, topped up to the card's floor.

    The floor is ⌈hourly floor × minutes / 60⌉, so that the effective hourly pay is never under it.
    """
    pay_rate = pay_rate_on(pricing, day)
    rate = pricing.unit_rate(card_amount(pay_rate, minutes), pay_rate.terms)
    least_pence = ceil(Fraction(pricing.programme.rate_card.floor.hour_pence * minutes, 60))
    base = rate.price_base or pay_rate.valid_from
    return replace(rate, pence=max(rate.pence, least_pence), price_base=base)


def is_topped_up(pricing: Pricing, minutes: int, day: date) -> bool:
    """Whether the floor is more than the card pays for so many minutes on a day."""
    pay_rate = pay_rate_on(pricing, day)
    return (
        payment_rate(pricing, minutes, day).pence
        > pricing.unit_rate(card_amount(pay_rate, minutes), pay_rate.terms).pence
    )


def paid_minutes(pricing: Pricing, occasion: Occasion, group: Group, way: Way) -> int:
    """Minutes a place is paid for: the session's, with preparation and (in the room) travel there and back if the card pays
    them.
    """
    card, session = pricing.programme.rate_card, occasion.session
    minutes = session.minutes
    if card.pays_preparation:
        minutes += session.preparation_minutes
    if card.pays_travel_time and way == "room":
        minutes += 2 * travel_minutes(pricing, occasion, group)
    return minutes


def travel_minutes(pricing: Pricing, occasion: Occasion, group: Group) -> int:
    """One-way travel in minutes from a group's home to the sitting's area; nought online."""
    area = occasion.place.area
    return 0 if area is None else pricing.journey(group.home_area, area).minutes


def place_payment(pricing: Pricing, occasion: Occasion, group: Group, way: Way, quantity: int) -> Cost | None:
    """Payment of a group's places in the room or online, under the card; none for groups whom their employer pays.

    Declined payments stay budgeted. Source: `docs/formulation.md` §8, *place payment*.
    """
    if group.payment.kind != "card" or quantity == 0:
        return None
    minutes = paid_minutes(pricing, occasion, group, way)
    floor = pricing.programme.rate_card.floor
    topped_up = is_topped_up(pricing, minutes, occasion.day)
    return Cost(
        rule="place_payment",
        subject=(occasion.sitting_id, group.id, way),
        category=Category.INVOLVEMENT_PAYMENT,
        item="Payment for taking part",
        about=occasion.session.title,
        driver=f"people taking part {WAY_WORDS[way]}; {hours_words(minutes)} of each person's time paid",
        quantity=quantity,
        unit="person",
        rate=payment_rate(pricing, minutes, occasion.day),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
        note=f"Topped up to {floor.source or 'the chosen floor'}." if topped_up else "",
    )


def employer_time(pricing: Pricing, occasion: Occasion, group: Group, way: Way, quantity: int) -> Cost | None:
    """Session time of people whom their employer pays, usually in kind; none for groups paid under the card.

    Source: `docs/formulation.md` §8, *professionals' time*.
    """
    if group.payment.kind != "employer" or quantity == 0:
        return None
    price = group.payment.employer_price_per_hour
    if price is None:
        raise CannotPrice("no_employer_price", group=group.id)
    minutes = occasion.session.minutes
    return Cost(
        rule="employer_time",
        subject=(occasion.sitting_id, group.id, way),
        category=Category.PARTNER_TIME,
        item="Time of people paid by their employer",
        about=occasion.session.title,
        driver=f"people taking part {WAY_WORDS[way]}; {hours_words(minutes)} each",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(Fraction(price.amount_pence * minutes, 60), price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def induction(pricing: Pricing, group: Group, quantity: int) -> Cost | None:
    """Paid induction, once for each person of a card group ever present, at the card's rate at the programme's start.

    Source: `docs/formulation.md` §8, *induction*.
    """
    if group.payment.kind != "card" or group.induction_minutes == 0 or quantity == 0:
        return None
    return Cost(
        rule="induction",
        subject=(group.id,),
        category=Category.INVOLVEMENT_PAYMENT,
        item="Payment for induction",
        driver=f"people who ever take part; {hours_words(group.induction_minutes)} each, once",
        quantity=quantity,
        unit="person",
        rate=payment_rate(pricing, group.induction_minutes, pricing.programme.calendar.starts_on),
        financial_year=pricing.first_year,
    )
