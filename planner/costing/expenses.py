"""What it costs people to come: travel, care, food. Never out of their own pocket.

Source: `docs/formulation.md` §8.
"""

from fractions import Fraction

from planner.costing.context import Occasion, Pricing
from planner.costing.lines import Cost, hours_words
from planner.costing.payments import travel_minutes
from planner.costing.rates import UnitRate
from planner.domain.dates import financial_year_of
from planner.domain.errors import CannotPrice
from planner.domain.programme.base import Price, PriceTerms
from planner.domain.programme.groups import Group
from planner.domain.terms import Category


def travel(pricing: Pricing, occasion: Occasion, group: Group, quantity: int) -> Cost | None:
    """Travel there and back of a card group's places in the room: the card's mileage by car, or the fare of the area link.

    None where the way is free. Source: `docs/formulation.md` §8, *travel*.
    """
    area = occasion.place.area
    if group.payment.kind != "card" or area is None or quantity == 0:
        return None
    journey = pricing.journey(group.home_area, area)
    if group.travel.by == "car":
        mile = pricing.programme.rate_card.mile
        if journey.miles and mile is None:
            raise CannotPrice("no_mileage_rate", group=group.id)
        distance, driver = journey.miles, f"people coming by car; {journey.miles} miles each way"
        rate = pricing.unit_rate(2 * journey.miles * mile.amount_pence, mile) if mile is not None else None
    else:
        distance, driver = journey.fare_pence, "people in the room; the fare there and back"
        rate = fare_rate(pricing, group.home_area, area, journey.fare_pence)
    if not distance or rate is None:
        return None
    return Cost(
        rule="travel",
        subject=(occasion.sitting_id, group.id),
        category=Category.TRAVEL,
        item="Travel there and back",
        about=occasion.session.title,
        driver=driver,
        quantity=quantity,
        unit="person",
        rate=rate,
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def fare_rate(pricing: Pricing, from_area: str, to_area: str, fare_pence: int) -> UnitRate:
    """Twice the one-way fare of an area link, with the source and evidence that the link states; new money."""
    areas = {from_area, to_area}
    link = next((each for each in pricing.programme.travel if {each.from_area, each.to_area} == areas), None)
    terms = PriceTerms() if link is None else PriceTerms(source=link.source, evidence=link.evidence)
    return pricing.unit_rate(2 * fare_pence, terms)


def travel_home(pricing: Pricing, occasion: Occasion, group: Group) -> Cost | None:
    """What a safe journey home costs on top of the ordinary way there and back, for each under-18 who may come in the room.

    Source: `docs/formulation.md` §6 and §8, *travel home*.
    """
    quantity = min(group.young_people.count, pricing.may_come(group, occasion).room)
    if quantity == 0:
        return None
    price = group.young_people.travel_home_price
    if price is None:
        raise CannotPrice("no_travel_home_price", group=group.id)
    return Cost(
        rule="travel_home",
        subject=(occasion.sitting_id, group.id),
        category=Category.TRAVEL,
        item="Safe journey home, on top of the fare",
        about=occasion.session.title,
        driver="under-18s who may come to the room",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def care(pricing: Pricing, occasion: Occasion, group: Group) -> Cost | None:
    """Childcare or replacement care for those who may come: each hour of the session and, unless it is online, of travel
    there and back.

    Source: `docs/formulation.md` §8, *care*.
    """
    if group.care.count == 0:
        return None
    may_come = pricing.may_come(group, occasion)
    quantity = min(group.care.count, may_come.room + (may_come.online if group.care.also_online else 0))
    if quantity == 0:
        return None
    price = group.care.price_per_hour
    if price is None:
        raise CannotPrice("no_care_price", group=group.id)
    minutes = occasion.session.minutes + 2 * travel_minutes(pricing, occasion, group)
    return Cost(
        rule="care",
        subject=(occasion.sitting_id, group.id),
        category=Category.CARE,
        item="Care that lets people come",
        about=occasion.session.title,
        driver=f"people who may come and need care; {hours_words(minutes)} each with travel",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(Fraction(price.amount_pence * minutes, 60), price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )


def catering(pricing: Pricing, occasion: Occasion, group: Group, quantity: int) -> Cost | None:
    """Food and drink for each place in the room of a session with catering.

    Source: `docs/formulation.md` §8, *catering*.
    """
    if not occasion.session.has_catering or occasion.place.room is None or quantity == 0:
        return None
    price = pricing.programme.rate_card.catering_per_person
    if price is None:
        raise CannotPrice("no_catering_price", session=occasion.session.id)
    return _in_the_room(pricing, occasion, group, quantity, price, "catering")


def subsistence(pricing: Pricing, occasion: Occasion, group: Group, quantity: int) -> Cost | None:
    """Subsistence for a card group's places in the room where session and travel take longer than the card's threshold.

    None where the card gives none. Source: `docs/formulation.md` §8, *subsistence*.
    """
    card = pricing.programme.rate_card
    price = card.subsistence_per_person
    if group.payment.kind != "card" or occasion.place.room is None or quantity == 0 or price is None:
        return None
    away_minutes = occasion.session.minutes + 2 * travel_minutes(pricing, occasion, group)
    if away_minutes <= card.subsistence_over_minutes:
        return None
    return _in_the_room(pricing, occasion, group, quantity, price, "subsistence")


def _in_the_room(
    pricing: Pricing, occasion: Occasion, group: Group, quantity: int, price: Price, rule: str
) -> Cost:
    is_catering = rule == "catering"
    return Cost(
        rule=rule,
        subject=(occasion.sitting_id, group.id),
        category=Category.CATERING if is_catering else Category.SUBSISTENCE,
        item="Food and drink" if is_catering else "Subsistence on a long day",
        about=occasion.session.title,
        driver="people in the room" if is_catering else "people in the room whose day, with travel, is long",
        quantity=quantity,
        unit="person",
        rate=pricing.unit_rate(price.amount_pence, price),
        financial_year=financial_year_of(occasion.day),
        sittings=(occasion.sitting_id,),
    )
