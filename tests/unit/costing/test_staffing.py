from fractions import Fraction
from typing import Any

import pytest

from planner.costing import staffing
from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.terms import Role
from tests.builders import Document, planned, price, rate_card, room, session, staff, team, terms, venue
from tests.unit.costing.occasions import lines_of, occasion_of, pence_by_key, priced, pricing_of


def paid(pay: Document, minutes: int = 120) -> Pricing:
    """One member of staff with this pay; sessions with an hour of preparation and half an hour of writing up."""
    return pricing_of(
        staff=[staff("first", pay={"terms": terms(), **pay})],
        sessions=[session("design", ["residents", "officers"], minutes=minutes)],
    )


def pence(pricing: Pricing, role: Role = Role.LEAD) -> int:
    return staffing.staff_time(pricing, pricing.staff["first"], role, occasion_of(pricing)).value_pence


def test_a_salaried_hour_is_the_salary_with_on_costs_over_the_hours_of_a_year() -> None:
    # 32,000.00 × 1.25 / 1607 = 24.8911… -> 2489 pence; lead: 120 + 60 + 30 = 210 minutes = 3.5 hours: 8711.5 -> 8712
    pricing = paid({"kind": "salary", "amount_pence": 3_200_000, "on_cost_percent": 25})
    assert staffing.hour_rate(pricing, pricing.staff["first"]).pence == 2489
    assert pence(pricing) == 8712


def test_an_hourly_rate_has_on_costs_too() -> None:
    # 2010 × 1.05 = 2110.5 -> 2111; 3.5 hours 7388.5 -> 7389
    assert pence(paid({"kind": "hourly", "amount_pence": 2010, "on_cost_percent": 5})) == 7389


@pytest.mark.parametrize("role", [Role.ONLINE_HOST, Role.CHECKED_ADULT])
def test_hosts_and_checked_adults_work_the_session_only(role: Role) -> None:
    assert pence(paid({"kind": "hourly", "amount_pence": 2000}), role) == 4000


@pytest.mark.parametrize("role", [Role.LEAD, Role.ROOM_FACILITATOR, Role.ONLINE_FACILITATOR])
def test_leads_and_facilitators_prepare_and_write_up(role: Role) -> None:
    assert pence(paid({"kind": "hourly", "amount_pence": 2000}), role) == 7000


@pytest.mark.parametrize(("minutes", "half_days"), [(225, 1), (226, 2), (450, 2), (451, 3)])
def test_a_day_rate_is_billed_in_half_days_begun(minutes: int, half_days: int) -> None:
    # a day of 450 minutes at 401.01 with 10 % on-costs: 44111.1 -> 44111; half of it 22055.5 -> 22056
    pricing = paid({"kind": "day_rate", "amount_pence": 40101, "on_cost_percent": 10}, minutes)
    assert pence(pricing) == half_days * 22056


def test_minutes_that_are_no_whole_quarter_of_an_hour_are_rounded_once() -> None:
    # 2500 × (100 + 90) / 60 = 7916.67 -> 7917
    assert pence(paid({"kind": "hourly", "amount_pence": 2500}, 100)) == 7917


def travelling(**changes: Any) -> Pricing:
    members = [staff("first", home_area="south", is_paid_mileage=True), staff("second", home_area="south")]
    return pricing_of(**{"staff": members, "rate_card": rate_card(mile=price(45)), **changes})


def test_mileage_is_paid_there_and_back_at_sittings_with_a_room() -> None:
    pricing = travelling(sessions=[session("design", ["residents"], modes=["in_person", "online"])])
    first, second = pricing.staff["first"], pricing.staff["second"]
    cost = staffing.staff_mileage(pricing, first, Role.ONLINE_HOST, occasion_of(pricing))
    assert cost is not None
    assert cost.value_pence == 2 * 12 * 45
    assert staffing.staff_mileage(pricing, first, Role.LEAD, occasion_of(pricing, "meet")) is None
    assert staffing.staff_mileage(pricing, second, Role.LEAD, occasion_of(pricing)) is None


def test_mileage_without_a_rate_cannot_be_priced_unless_there_is_no_way_to_go() -> None:
    pricing = travelling(rate_card=rate_card())
    with pytest.raises(CannotPrice, match="no_mileage_rate"):
        staffing.staff_mileage(pricing, pricing.staff["first"], Role.LEAD, occasion_of(pricing))
    near = travelling(rate_card=rate_card(), venues=[venue("hall", [room("main")], area="south")])
    assert staffing.staff_mileage(near, near.staff["first"], Role.LEAD, occasion_of(near)) is None


def trainee(**changes: Any) -> list[Document]:
    offered = [{"gives": gives, "price": price(pence)} for gives, pence in (("lead", 30000), ("maths", 9000))]
    return [
        staff("first", can_lead=False, training=offered),
        staff("second", training=[{"gives": "maths", "price": price(8000)}], **changes),
    ]


def sitting(*members: tuple[str, str]) -> list[Document]:
    return [planned("design-1", "2027-01-12T10:00", "hall/main", {}, team=team(*members))]


def test_training_that_a_plan_needs_is_bought_once() -> None:
    twice = [*sitting(("first", "lead")), planned("design-2", "2027-01-19T10:00", "hall/main", {})]
    plan = priced(twice, staff=trainee())
    assert [(each.staff, each.gives) for each in plan.bought.training] == [("first", "lead")]
    assert pence_by_key(plan, "training") == {"first:lead": 30000}


def test_the_cheapest_training_brings_a_skill_that_nobody_has() -> None:
    changes = {"sessions": [session("design", ["residents"], team={"skill": "maths"})]}
    both = sitting(("second", "lead"), ("first", "room_facilitator"))
    assert pence_by_key(priced(both, staff=trainee(), **changes), "training") == {"second:maths": 8000}
    skilled = priced(both, staff=trainee(skills=["maths"]), **changes)
    assert pence_by_key(skilled, "training") == {}
    said = priced(
        both, bought={"training": [{"staff": "first", "gives": "maths"}]}, staff=trainee(), **changes
    )
    assert pence_by_key(said, "training") == {"first:maths": 9000}


def test_training_that_nobody_offers_cannot_be_priced() -> None:
    with pytest.raises(CannotPrice, match="no_training"):
        priced([], bought={"training": [{"staff": "first", "gives": "host"}]}, staff=trainee())


def test_coordination_is_for_the_programme_people_invited_and_each_sitting() -> None:
    # an hour 25.00: programme 10 hours; 8 people × 20 minutes = 160 minutes: 6666.67 -> 6667; a sitting 50 minutes: 2083
    terms_ = {
        "staff": "first",
        "minutes_per_programme": 600,
        "minutes_per_sitting": 50,
        "minutes_per_person": 20,
    }
    plan = priced([planned("design-1", "2027-01-12T10:00", "hall/main", {})], coordination=terms_)
    assert pence_by_key(plan, "coordination") == {
        "programme:2026-27": 25000,
        "people": 6667,
        "sitting:design-1": 2083,
    }
    lines = {line.key: line for line in lines_of(plan, "coordination")}
    assert lines["coordination:sitting:design-1"].sittings == ("design-1",)
    assert Fraction(lines["coordination:people"].quantity).limit_denominator(60) == Fraction(160, 60)


@pytest.mark.parametrize(
    ("minutes", "split"),
    [(600, {"2026-27": 360, "2027-28": 240}), (1001, {"2026-27": 601, "2027-28": 400}), (1, {"2026-27": 1})],
)
def test_coordination_of_the_programme_is_split_by_the_months_of_each_financial_year(
    minutes: int, split: dict[str, int]
) -> None:
    # 31 January to 1 May touches three months of the first year and two of the second: 600 × 3/5 = 360 and 240;
    # 1001 × 3/5 = 600.6 and 400.4, the minute left over to the larger remainder; 1 × 3/5 = 0.6 and 0.4: nothing in the second
    starts = [{"weekday": "tuesday", "at": "10:00"}]
    calendar = {"starts_on": "2027-01-31", "ends_on": "2027-05-01", "weekly_starts": starts}
    terms_ = {"staff": "first", "minutes_per_programme": minutes}
    plan = priced([], coordination=terms_, calendar=calendar)
    lines = lines_of(plan, "coordination")
    assert {line.key: line.financial_year for line in lines} == {
        f"coordination:programme:{year}": year for year in split
    }
    hours = {line.financial_year: Fraction(line.quantity).limit_denominator(60) for line in lines}
    assert hours == {year: Fraction(part, 60) for year, part in split.items()}


def test_a_day_rate_coordinates_by_the_hour() -> None:
    # 450.00 a day of 450 minutes is 60.00 an hour
    pricing = paid({"kind": "day_rate", "amount_pence": 45000})
    assert staffing.hour_rate(pricing, pricing.staff["first"]).pence == 6000


def test_nobody_coordinates_where_no_terms_are_given() -> None:
    assert pence_by_key(priced([]), "coordination") == {}
    with pytest.raises(CannotPrice, match="unknown_staff"):
        priced([], coordination={"staff": "nobody", "minutes_per_programme": 60})
