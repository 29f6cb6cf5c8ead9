import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.costing.payments import (
    card_amount,
    employer_time,
    induction,
    paid_minutes,
    pay_rate_on,
    payment_rate,
    place_payment,
)
from planner.domain.errors import CannotPrice
from tests.builders import group, professionals, rate_card, session, terms
from tests.unit.costing.occasions import TUESDAY_AT_TEN, occasion_of, pricing_of

ON = date(2027, 1, 12)
# The card: £25 up to an hour, £50 up to two hours, £75 up to four; £15 an hour beyond; floor £12.60 an hour.


def south(**changes: Any) -> dict[str, Any]:
    """One group in the south (40 minutes away), one design session of two hours with an hour to prepare."""
    return {
        "groups": [group("residents", 6, home_area="south")],
        "sessions": [session("design", ["residents"], preparation_minutes=60)],
        **changes,
    }


@pytest.mark.parametrize(
    ("minutes", "pence"),
    [
        (30, 2500),
        (60, 2500),
        (61, 5000),
        (120, 5000),
        (240, 7500),
        (300, 9000),  # 7500 + 1500 × 60/60
        (250, 7750),  # 7500 + 1500 × 10/60
    ],
)
def test_the_smallest_rung_that_covers_the_time_is_paid(minutes: int, pence: int) -> None:
    assert card_amount(pay_rate_on(pricing_of(), ON), minutes) == pence


def test_a_payment_under_the_floor_is_topped_up_to_the_next_penny() -> None:
    # floor £12.61: 1261 × 245 / 60 = 5149.08… -> 5150; the card would pay 5000 up to 300 minutes
    card = rate_card(floor={"hour_pence": 1261, "source": "Real Living Wage"})
    card["rates"][0]["rungs"] = [{"up_to_minutes": 300, "amount_pence": 5000}]
    pricing = pricing_of(rate_card=card)
    assert payment_rate(pricing, 245, ON).pence == 5150
    long = pricing_of(rate_card=card, sessions=[session("design", ["residents"], minutes=245)])
    cost = place_payment(long, occasion_of(long), long.groups["residents"], "room", 6)
    assert cost is not None
    assert (cost.value_pence, cost.note) == (6 * 5150, "Topped up to Real Living Wage.")


def test_preparation_and_travel_time_are_paid_where_the_card_says_so() -> None:
    pricing = pricing_of(**south(rate_card=rate_card(pays_travel_time=True)))
    residents = pricing.groups["residents"]
    # 120 + 60 preparation + 2 × 40 travel = 260 -> 7500 + 1500 × 20/60 = 8000; six people 48000
    cost = place_payment(pricing, occasion_of(pricing), residents, "room", 6)
    assert cost is not None
    assert (cost.rate.pence, cost.value_pence, cost.financial_year) == (8000, 48000, "2026-27")
    unpaid = pricing_of(**south(rate_card=rate_card(pays_preparation=False)))
    assert paid_minutes(unpaid, occasion_of(unpaid), residents, "room") == 120


def test_travel_time_is_paid_only_in_the_room() -> None:
    online = session("design", ["residents"], modes=["hybrid"], preparation_minutes=60)
    venue_ready = {"hybrid_kit_per_sitting": {"amount_pence": 0}}
    pricing = pricing_of(
        groups=[group("residents", 6, home_area="south", online_count=6)],
        sessions=[online],
        equipment=venue_ready,
        rate_card=rate_card(pays_travel_time=True),
    )
    occasion = occasion_of(pricing, "hall/main+meet")
    assert paid_minutes(pricing, occasion, pricing.groups["residents"], "room") == 260
    assert paid_minutes(pricing, occasion, pricing.groups["residents"], "online") == 180


def test_the_latest_rate_valid_on_the_day_applies() -> None:
    card = rate_card()
    later = {
        **card["rates"][0],
        "valid_from": "2027-01-13",
        "rungs": [{"up_to_minutes": 120, "amount_pence": 6000}],
    }
    pricing = pricing_of(rate_card={**card, "rates": [later, card["rates"][0]]})
    assert payment_rate(pricing, 120, date(2027, 1, 12)).pence == 5000
    assert payment_rate(pricing, 120, date(2027, 1, 13)).pence == 6000
    assert payment_rate(pricing, 120, date(2027, 1, 13)).price_base == date(2026, 4, 1)


def test_a_day_before_any_rate_cannot_be_priced() -> None:
    card = rate_card()
    card["rates"][0]["valid_from"] = "2027-01-13"
    pricing = pricing_of(rate_card=card)
    with pytest.raises(CannotPrice, match="no_pay_rate"):
        payment_rate(pricing, 120, ON)


def test_the_rate_shows_the_day_it_was_valid_from_where_nothing_else_is_said() -> None:
    card = rate_card()
    card["rates"][0]["terms"] = terms(priced_on=None)
    assert payment_rate(pricing_of(rate_card=card), 120, ON).price_base == date(2026, 4, 1)


def test_an_employer_pays_session_time_only() -> None:
    pricing = pricing_of()
    # 3000 × 120/60 = 6000 a person, two officers, in kind
    cost = employer_time(pricing, occasion_of(pricing), pricing.groups["officers"], "room", 2)
    assert cost is not None
    assert (cost.value_pence, cost.new_pence) == (12000, 0)
    assert place_payment(pricing, occasion_of(pricing), pricing.groups["officers"], "room", 2) is None
    assert employer_time(pricing, occasion_of(pricing), pricing.groups["residents"], "room", 2) is None


def test_employers_time_by_the_third_of_an_hour_is_rounded_once_for_a_person() -> None:
    # 2999 × 70/60 = 3498.8333… -> 3499 a person
    officers = professionals("officers", 2)
    officers["payment"]["employer_price_per_hour"]["amount_pence"] = 2999
    pricing = pricing_of(groups=[officers], sessions=[session("design", ["officers"], minutes=70)])
    cost = employer_time(pricing, occasion_of(pricing), pricing.groups["officers"], "room", 2)
    assert cost is not None
    assert cost.value_pence == 2 * 3499


def test_employers_time_without_a_price_cannot_be_priced() -> None:
    officers = group("officers", 2, is_lived_experience=False, payment={"kind": "employer"})
    pricing = pricing_of(groups=[officers], sessions=[session("design", ["officers"])])
    with pytest.raises(CannotPrice, match="no_employer_price"):
        employer_time(pricing, occasion_of(pricing), pricing.groups["officers"], "room", 2)


def test_induction_is_paid_once_a_person_in_the_first_year() -> None:
    pricing = pricing_of(
        groups=[group("residents", 6, induction_minutes=90)], sessions=[session("design", ["residents"])]
    )
    cost = induction(pricing, pricing.groups["residents"], 6)
    assert cost is not None
    # 90 minutes: the rung up to two hours, 5000
    assert (cost.value_pence, cost.financial_year) == (30000, "2026-27")
    assert induction(pricing_of(), pricing_of().groups["residents"], 6) is None


@given(minutes=st.integers(1, 24 * 60), hour_pence=st.integers(0, 5000))
def test_effective_hourly_pay_is_never_under_the_floor(minutes: int, hour_pence: int) -> None:
    pricing = pricing_of(rate_card=rate_card(floor={"hour_pence": hour_pence}))
    pence = payment_rate(pricing, minutes, ON).pence
    assert pence * 60 >= hour_pence * minutes
    exact = card_amount(pay_rate_on(pricing, ON), minutes)
    assert pence - 1 < max(exact + 0.5, math.ceil(hour_pence * minutes / 60))


def test_the_line_speaks_of_the_session_and_not_of_the_group() -> None:
    pricing = pricing_of()
    cost = place_payment(
        pricing, occasion_of(pricing, start=TUESDAY_AT_TEN), pricing.groups["residents"], "room", 6
    )
    assert cost is not None
    assert "esidents" not in cost.title + cost.driver
    assert cost.title == "Payment for taking part: Design"
