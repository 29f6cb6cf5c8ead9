from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.costing.support import band_amount, hire, premium, workers_for
from planner.domain.errors import CannotPrice
from planner.domain.programme.base import PriceTerms
from planner.domain.programme.team import Supplier, SupportBand
from planner.domain.terms import Mode
from tests.builders import planned, session, supplier, terms
from tests.unit.costing.occasions import lines_of, occasion_of, pence_by_key, priced, pricing_of

TUESDAY, SATURDAY = date(2027, 1, 12), date(2027, 1, 16)
# The builder's supplier: £60 up to an hour, £110 up to three, then £20 for each half hour begun.


def interpreter(**changes: Any) -> Supplier:
    bands = tuple(
        SupportBand(up_to_minutes=up_to, amount_pence=pence) for up_to, pence in ((180, 11000), (60, 6000))
    )
    values: dict[str, Any] = {"further_pence": 2000, "further_minutes": 30, **changes}
    return Supplier(
        id="bsl", name="Bsl", support="bsl", modes=tuple(Mode), bands=bands, terms=PriceTerms(), **values
    )


@pytest.mark.parametrize(
    ("minutes", "pence"),
    [(60, 6000), (61, 11000), (180, 11000), (181, 13000), (210, 13000), (211, 15000), (300, 19000)],
)
def test_the_smallest_band_that_covers_the_booking_and_then_further_time(minutes: int, pence: int) -> None:
    assert band_amount(interpreter(), minutes) == pence


def test_beyond_the_last_band_without_further_time_there_is_no_price() -> None:
    assert band_amount(interpreter(further_pence=None), 181) is None


@pytest.mark.parametrize(
    ("day", "to_minute", "factor"),
    [
        (TUESDAY, 18 * 60, 1),  # ends as the evening begins
        (TUESDAY, 18 * 60 + 1, Decimal("1.25")),
        (SATURDAY, 12 * 60, Decimal("1.5")),
        (SATURDAY, 20 * 60, Decimal("1.5")),  # both touched: the higher
    ],
)
def test_the_highest_premium_touched_applies(day: date, to_minute: int, factor: Decimal | int) -> None:
    dear = interpreter(evening_multiplier=Decimal("1.25"), weekend_multiplier=Decimal("1.5"))
    assert premium(dear, day, to_minute) == factor


def test_an_evening_premium_above_the_weekends_applies_at_a_weekend_too() -> None:
    dear = interpreter(evening_multiplier=Decimal(2), weekend_multiplier=Decimal("1.5"))
    assert premium(dear, SATURDAY, 20 * 60) == 2


@pytest.mark.parametrize(
    ("serves", "people", "units"), [("sitting", 7, 1), ("people", 7, 3), ("people", 6, 2), ("person", 7, 7)]
)
def test_units_follow_what_a_unit_serves(serves: str, people: int, units: int) -> None:
    assert workers_for(interpreter(serves=serves, people_per_unit=3), people, Mode.IN_PERSON, 120) == units


@pytest.mark.parametrize(
    ("mode", "minutes", "workers"),
    [
        (Mode.IN_PERSON, 60, 1),
        (Mode.IN_PERSON, 61, 2),  # two interpreters over an hour in the room
        (Mode.ONLINE, 40, 1),
        (Mode.ONLINE, 41, 2),
        (Mode.HYBRID, 41, 2),  # hybrid: the lesser threshold
        (Mode.HYBRID, 40, 1),
    ],
)
def test_two_workers_over_the_threshold(mode: Mode, minutes: int, workers: int) -> None:
    both = interpreter(two_over_room_minutes=60, two_over_online_minutes=40)
    assert workers_for(both, 1, mode, minutes) == workers


def test_a_threshold_that_is_not_given_asks_for_one_worker() -> None:
    assert workers_for(interpreter(two_over_online_minutes=40), 1, Mode.IN_PERSON, 600) == 1
    assert workers_for(interpreter(two_over_room_minutes=60), 1, Mode.HYBRID, 61) == 2


def test_a_booking_is_workers_by_the_rate_rounded_a_worker() -> None:
    # 11000 × 1.333 = 14663; with VAT of 20 % 17595.6 -> 17596 a worker; two workers 35192
    pricing = pricing_of(
        suppliers=[supplier("bsl", "bsl", weekend_multiplier=1.333, terms=terms(vat="standard"))]
    )
    place = occasion_of(pricing).place
    cost = hire(pricing, pricing.suppliers["bsl"], place, SATURDAY, 600, 720, 2)
    assert (cost.rate.pence, cost.value_pence) == (17596, 35192)


def test_a_booking_beyond_the_bands_cannot_be_priced() -> None:
    pricing = pricing_of(suppliers=[supplier("bsl", "bsl", further_pence=None)])
    with pytest.raises(CannotPrice, match="support_has_no_price"):
        hire(pricing, pricing.suppliers["bsl"], occasion_of(pricing).place, TUESDAY, 600, 800, 1)


def booked(number: int, start: str, workers: int, place: str = "hall/main") -> dict[str, Any]:
    support = [{"supplier": "bsl", "workers": workers}]
    return planned(f"design-{number}", start, place, {}, support=support)


CHANGES: dict[str, Any] = {
    "sessions": [
        session("design", ["residents"], repeats={"count": 3}, minutes=60, modes=["in_person", "online"])
    ],
    "suppliers": [supplier("bsl", "bsl")],
}


def test_bookings_of_a_supplier_at_one_place_on_one_day_are_merged() -> None:
    sittings = [
        booked(1, "2027-01-12T10:00", 2),
        booked(2, "2027-01-12T14:00", 1),
        booked(3, "2027-01-12T16:00", 1, "meet"),
    ]
    plan = priced(sittings, **CHANGES)
    # in the room 10:00 to 15:00 is 300 minutes: 11000 + ⌈120/30⌉ × 2000 = 19000, two workers; online alone 6000
    assert pence_by_key(plan, "support_hire") == {
        "bsl:hall/main:2027-01-12": 38000,
        "bsl:meet:2027-01-12": 6000,
    }
    assert lines_of(plan, "support_hire")[0].sittings == ("design-1", "design-2")


def test_a_sitting_whose_support_is_fixed_leaves_its_booking() -> None:
    pins = [{"sitting": "design-1", "category": "access_support", "amount_pence": 5000, "reason": "agreed"}]
    plan = priced(
        [booked(1, "2027-01-12T10:00", 2), booked(2, "2027-01-12T14:00", 1)], amount_pins=pins, **CHANGES
    )
    assert pence_by_key(plan, "support_hire") == {"bsl:hall/main:2027-01-12": 6000}
    assert pence_by_key(plan, "fixed_amount") == {"design-1:access_support:1": 5000}


def test_a_supplier_nobody_knows_cannot_be_priced() -> None:
    with pytest.raises(CannotPrice, match="unknown_supplier"):
        priced([booked(1, "2027-01-12T10:00", 2)], **{**CHANGES, "suppliers": []})
