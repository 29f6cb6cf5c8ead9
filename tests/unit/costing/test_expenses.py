from typing import Any

import pytest

from planner.costing import expenses
from planner.costing.context import Pricing
from planner.costing.lines import Cost
from planner.domain.errors import CannotPrice
from planner.domain.terms import Evidence
from tests.builders import group, price, rate_card, session
from tests.unit.costing.occasions import occasion_of, pricing_of

# North to south: 40 minutes, 12 miles, £4.50 one way.


def southerners(card: dict[str, Any] | None = None, minutes: int = 120, **terms: Any) -> Pricing:
    return pricing_of(
        groups=[group("residents", 6, home_area="south", online_count=4, **terms)],
        sessions=[
            session(
                "design", ["residents"], minutes=minutes, has_catering=True, modes=["in_person", "online"]
            )
        ],
        rate_card=rate_card(**(card or {})),
    )


def travel(pricing: Pricing, quantity: int = 6) -> Cost | None:
    return expenses.travel(pricing, occasion_of(pricing), pricing.groups["residents"], quantity)


def test_the_fare_is_paid_there_and_back() -> None:
    cost = travel(southerners())
    assert cost is not None
    # 2 × 450 = 900 a person, six people
    assert (cost.rate.pence, cost.value_pence) == (900, 5400)
    assert cost.rate.terms.evidence is Evidence.OUR_ESTIMATE


@pytest.mark.parametrize(
    ("said", "evidence"),
    [({}, Evidence.OUR_ESTIMATE), ({"evidence": "published"}, Evidence.PUBLISHED)],
)
def test_a_fare_is_known_as_well_as_its_link_says_whatever_its_source(
    said: dict[str, str], evidence: Evidence
) -> None:
    link = {
        "from_area": "south",
        "to_area": "north",
        "minutes": 40,
        "miles": 12,
        "fare_pence": 450,
        "source": "Bus 7",
        **said,
    }
    pricing = pricing_of(
        groups=[group("residents", 6, home_area="south")],
        sessions=[session("design", ["residents"])],
        travel=[link],
    )
    cost = travel(pricing)
    assert cost is not None
    assert (cost.rate.terms.evidence, cost.rate.terms.source) == (evidence, "Bus 7")


def test_miles_by_car_are_paid_there_and_back() -> None:
    cost = travel(southerners({"mile": price(45)}, travel={"by": "car"}))
    assert cost is not None
    # 2 × 12 × 45 = 1080 a person
    assert cost.value_pence == 6 * 1080


def test_miles_without_a_rate_cannot_be_priced() -> None:
    with pytest.raises(CannotPrice, match="no_mileage_rate"):
        travel(southerners(travel={"by": "car"}))


def test_a_way_that_no_link_tells_cannot_be_priced() -> None:
    pricing = pricing_of(
        groups=[group("residents", 6, home_area="south")],
        sessions=[session("design", ["residents"])],
        travel=[],
    )
    with pytest.raises(CannotPrice, match="no_travel_link"):
        travel(pricing)


def test_nothing_is_paid_for_travel_within_an_area_without_a_link_nor_to_people_paid_by_their_employer() -> (
    None
):
    pricing = pricing_of()
    assert travel(pricing) is None
    assert expenses.travel(pricing, occasion_of(pricing), pricing.groups["officers"], 2) is None


def test_care_is_paid_for_session_and_travel_by_the_hour() -> None:
    pricing = southerners(care={"count": 2, "price_per_hour": price(1451)})
    cost = expenses.care(pricing, occasion_of(pricing), pricing.groups["residents"])
    assert cost is not None
    # 1451 × (120 + 2 × 40) / 60 = 4836.67 -> 4837 a person, two people
    assert cost.value_pence == 2 * 4837


def test_care_online_is_paid_only_where_it_is_asked_for_and_without_travel() -> None:
    at_home = southerners(care={"count": 2, "price_per_hour": price(1450)})
    assert expenses.care(at_home, occasion_of(at_home, "meet"), at_home.groups["residents"]) is None
    online = southerners(care={"count": 2, "price_per_hour": price(1450), "also_online": True})
    cost = expenses.care(online, occasion_of(online, "meet"), online.groups["residents"])
    assert cost is not None
    # 1450 × 120/60 = 2900 a person
    assert cost.value_pence == 2 * 2900


def test_care_is_for_those_who_may_come_and_no_more() -> None:
    pricing = southerners(care={"count": 5, "price_per_hour": price(1500)}, in_person_count=3)
    cost = expenses.care(pricing, occasion_of(pricing), pricing.groups["residents"])
    assert cost is not None
    assert cost.quantity == 3


def test_care_without_a_price_cannot_be_priced() -> None:
    pricing = southerners(care={"count": 2})
    with pytest.raises(CannotPrice, match="no_care_price"):
        expenses.care(pricing, occasion_of(pricing), pricing.groups["residents"])


def test_a_safe_journey_home_is_paid_on_top_of_the_fare_for_those_who_may_come_to_the_room() -> None:
    young = {"count": 4, "travel_home_price": price(1200), "guardian_consent": "yes"}
    pricing = southerners(young_people=young, in_person_count=3)
    residents = pricing.groups["residents"]
    cost = expenses.travel_home(pricing, occasion_of(pricing), residents)
    assert cost is not None
    assert cost.value_pence == 3 * 1200
    assert cost.title == f"Safe journey home, on top of the fare: {cost.about}"
    # the ordinary fare there and back is paid beside it: 3 × 2 × 450
    fare = travel(pricing, 3)
    assert fare is not None
    assert fare.value_pence == 3 * 900
    assert expenses.travel_home(pricing, occasion_of(pricing, "meet"), residents) is None


def test_a_journey_home_without_a_price_cannot_be_priced() -> None:
    pricing = southerners(young_people={"count": 4})
    with pytest.raises(CannotPrice, match="no_travel_home_price"):
        expenses.travel_home(pricing, occasion_of(pricing), pricing.groups["residents"])


def test_catering_is_for_people_in_the_room_of_sessions_that_have_it() -> None:
    pricing = southerners({"catering_per_person": price(650)})
    residents = pricing.groups["residents"]
    cost = expenses.catering(pricing, occasion_of(pricing), residents, 6)
    assert cost is not None
    assert cost.value_pence == 3900
    assert expenses.catering(pricing, occasion_of(pricing, "meet"), residents, 4) is None
    plain = pricing_of(rate_card=rate_card(catering_per_person=price(650)))
    assert expenses.catering(plain, occasion_of(plain), plain.groups["residents"], 6) is None


def test_catering_without_a_price_cannot_be_priced() -> None:
    pricing = southerners()
    with pytest.raises(CannotPrice, match="no_catering_price"):
        expenses.catering(pricing, occasion_of(pricing), pricing.groups["residents"], 6)


@pytest.mark.parametrize(("minutes", "pence"), [(220, None), (221, 6 * 490)])
def test_subsistence_is_paid_when_session_and_travel_pass_the_threshold(
    minutes: int, pence: int | None
) -> None:
    # threshold 300 minutes; 220 + 2 × 40 = 300 is not over it, 221 is
    pricing = southerners({"subsistence_per_person": price(490)}, minutes=minutes)
    cost = expenses.subsistence(pricing, occasion_of(pricing), pricing.groups["residents"], 6)
    assert (cost.value_pence if cost else None) == pence


def test_no_subsistence_where_the_card_gives_none() -> None:
    pricing = southerners(minutes=400)
    assert expenses.subsistence(pricing, occasion_of(pricing), pricing.groups["residents"], 6) is None
