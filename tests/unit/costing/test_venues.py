from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from planner.costing.venues import hire, tariff_amount
from planner.domain.errors import CannotPrice
from planner.domain.programme.base import PriceTerms
from planner.domain.programme.places import Tariff
from tests.builders import planned, room, session, terms, venue
from tests.unit.costing.occasions import lines_of, occasion_of, pence_by_key, priced, pricing_of

TUESDAY, SATURDAY = date(2027, 1, 12), date(2027, 1, 16)
TEN, HALF_PAST_FIVE = 600, 1050


def tariff(**prices: Any) -> Tariff:
    return Tariff(terms=PriceTerms(), **prices)


FULL = {"hour_pence": 1000, "half_day_pence": 3500, "day_pence": 6000, "evening_pence": 2500}


@pytest.mark.parametrize(
    ("prices", "from_minute", "minutes", "amount"),
    [
        ({"hour_pence": 1000}, TEN, 60, 1000),
        ({"hour_pence": 1000}, TEN, 61, 2000),  # the second hour has begun
        ({"hour_pence": 1000, "least_hire_minutes": 180}, TEN, 61, 3000),
        (FULL, TEN, 180, 3000),  # three hours are cheaper than half a day
        (FULL, TEN, 240, 3500),  # half a day against four hours
        (FULL, TEN, 241, 5000),  # five hours against a day
        (FULL, TEN, 421, 6000),  # a day against eight hours
        (FULL, TEN, 481, 7000),  # beyond a day: the day and one further hour begun
        (FULL, TEN, 541, 8000),
        (FULL, HALF_PAST_FIVE, 180, 2500),  # the evening
        (FULL, HALF_PAST_FIVE - 1, 180, 3000),  # a minute before the evening
        (FULL, HALF_PAST_FIVE, 60, 1000),
        ({"day_pence": 6000}, TEN, 60, 6000),
        ({"hour_pence": 0}, TEN, 60, 0),
    ],
)
def test_the_cheapest_price_that_covers_a_booking_on_a_weekday(
    prices: dict[str, int], from_minute: int, minutes: int, amount: int
) -> None:
    assert tariff_amount(tariff(**prices), TUESDAY, from_minute, from_minute + minutes) == amount


@pytest.mark.parametrize(
    ("prices", "minutes"),
    [({"half_day_pence": 3500}, 241), ({"day_pence": 6000}, 481), ({"evening_pence": 2500}, 60), ({}, 60)],
)
def test_a_tariff_without_a_price_for_the_length_has_none(prices: dict[str, int], minutes: int) -> None:
    assert tariff_amount(tariff(**prices), TUESDAY, TEN, TEN + minutes) is None


def test_weekends_are_dearer() -> None:
    # 2 hours at 1015 = 2030, plus 12.5 % = 2283.75, rounded once by the unit rate to 2284
    dear = tariff(hour_pence=1015, weekend_percent=Decimal("12.5"))
    assert tariff_amount(dear, TUESDAY, TEN, TEN + 120) == 2030
    assert tariff_amount(dear, SATURDAY, TEN, TEN + 120) == Fraction(913500, 400)
    main = room("main", tariff={"terms": terms(), "hour_pence": 1015, "weekend_percent": 12.5})
    pricing = pricing_of(venues=[venue("hall", [main])])
    place = occasion_of(pricing).place
    assert hire(pricing, place, SATURDAY, TEN, TEN + 120).value_pence == 2284
    assert hire(pricing, place, TUESDAY, TEN, TEN + 120).value_pence == 2030


def test_a_room_without_a_price_cannot_be_priced() -> None:
    main = room("main", tariff={"terms": terms(), "evening_pence": 2000})
    with pytest.raises(CannotPrice, match="room_has_no_price"):
        priced([planned("design-1", "2027-01-12T10:00", "hall/main", {})], venues=[venue("hall", [main])])


def three_a_day() -> list[dict[str, Any]]:
    """Two sittings in the main room on one Tuesday, one in the other room, one in the main room on Thursday."""
    return [
        planned("design-2", "2027-01-12T13:00", "hall/main", {}),
        planned("design-1", "2027-01-12T10:00", "hall/main", {}),
        planned("design-3", "2027-01-12T10:00", "hall/side", {}),
        planned("design-4", "2027-01-14T14:00", "hall/main", {}),
    ]


FOUR = {
    "sessions": [session("design", ["residents"], repeats={"count": 4})],
    "venues": [venue("hall", [room("main"), room("side")])],
}


def test_bookings_of_one_room_on_one_day_are_merged() -> None:
    plan = priced(three_a_day(), **FOUR)
    # main on the 12th: 09:30 to 15:15 is 345 minutes, six hours begun: 6000. Alone: 09:30 to 12:15, 165 minutes: 3000.
    assert pence_by_key(plan, "room_hire") == {
        "hall/main:2027-01-12": 6000,
        "hall/side:2027-01-12": 3000,
        "hall/main:2027-01-14": 3000,
    }
    assert lines_of(plan, "room_hire")[0].sittings == ("design-1", "design-2")


def test_a_sitting_whose_venue_is_fixed_leaves_its_booking() -> None:
    pins = [{"sitting": "design-2", "category": "venue", "amount_pence": 4321, "reason": "agreed by letter"}]
    plan = priced(three_a_day(), amount_pins=pins, **FOUR)
    assert pence_by_key(plan, "room_hire") == {
        "hall/main:2027-01-12": 3000,
        "hall/side:2027-01-12": 3000,
        "hall/main:2027-01-14": 3000,
    }
    (line,) = lines_of(plan, "fixed_amount")
    assert (line.amount_pence, line.category, line.sittings, line.note) == (
        4321,
        "venue",
        ("design-2",),
        "agreed by letter",
    )


def test_a_long_booking_is_charged_by_the_day_and_hours_beyond() -> None:
    # 9 hours with 45 minutes around: 585 minutes; a day of 480 and two hours begun beyond: 6000 + 2 × 1000
    main = room("main", tariff={"terms": terms(), "hour_pence": 1000, "day_pence": 6000})
    changes = {"sessions": [session("design", ["residents"], minutes=540)], "venues": [venue("hall", [main])]}
    plan = priced([planned("design-1", "2027-01-12T10:00", "hall/main", {})], **changes)
    assert pence_by_key(plan, "room_hire") == {"hall/main:2027-01-12": 8000}


@pytest.mark.parametrize(
    ("basis", "pence", "note"),
    [
        ("in_kind", 0, "Lent without charge; value not stated."),
        ("in_kind", 1500, ""),
        ("already_funded", 0, ""),
        ("new_money", 0, ""),
    ],
)
def test_a_room_lent_at_nought_says_that_its_value_is_not_stated(basis: str, pence: int, note: str) -> None:
    lent = room("main", tariff={"terms": terms(basis=basis), "hour_pence": pence})
    plan = priced([planned("design-1", "2027-01-12T10:00", "hall/main", {})], venues=[venue("hall", [lent])])
    (line,) = lines_of(plan, "room_hire")
    assert line.note == note
