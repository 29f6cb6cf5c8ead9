"""The price of a whole plan: parts sum to the whole, and the optimiser's charges come to the same pennies."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from time import perf_counter
from typing import Any

import pytest

from planner.costing import charges
from planner.costing.charges import Charge
from planner.costing.context import Pricing
from planner.costing.price import PricedPlan, price_plan
from planner.domain.attendance import is_decided
from planner.domain.errors import CannotPrice
from planner.domain.money import round_half_up
from planner.domain.places import Place, room_interval
from planner.domain.plan import Bought, Plan, PlannedSitting
from planner.domain.programme import Programme
from planner.domain.sittings import Sitting
from planner.domain.terms import SECTION_OF, Basis, Category
from tests.builders import group, planned, price, rate_card, terms, tiny_plan, tiny_programme
from tests.unit.costing.occasions import lines_of, pence_by_key, priced, sitting_of
from tests.unit.costing.programmes import full_programme, random_plan

SEEDS = range(40)


def test_the_tiny_plan_costs_what_is_worked_out_by_hand() -> None:
    plan = price_plan(tiny_programme(), tiny_plan())
    # each sitting: six residents for two hours 6 × 5000; the lead 210 minutes at 2500 an hour 8750; the room three hours
    # begun 3000; together 41750, twice: 83500. Contingency 5 %: 4175. Officers' time 2 × 2 × 6000 in kind.
    assert plan.subtotal_pence == 83500
    assert plan.contingency_pence == 4175
    assert plan.total_pence == 87675
    assert plan.in_kind_pence == 24000
    assert plan.funded_pence == 0


@pytest.fixture(scope="module")
def full() -> Programme:
    return full_programme()


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_sum_to_the_whole(full: Programme, seed: int) -> None:
    plan = price_plan(full, random_plan(full, seed))
    new = [line.amount_pence for line in plan.lines]
    assert sum(new) == plan.total_pence == plan.subtotal_pence + plan.contingency_pence
    assert plan.contingency_pence == round_half_up(Fraction(plan.subtotal_pence * 75, 1000))
    by_basis = Counter[Basis]()
    for line in plan.lines:
        by_basis[line.basis] += line.value_pence
        quantity = Fraction(line.quantity).limit_denominator(60)
        assert line.value_pence == round_half_up(quantity * line.rate_pence), line.key
        assert line.amount_pence == (line.value_pence if line.basis is Basis.NEW_MONEY else 0)
        assert line.section is SECTION_OF[line.category]
        assert line.value_pence >= 0
        assert line.driver, line.key
    assert by_basis[Basis.NEW_MONEY] == plan.total_pence
    assert by_basis[Basis.ALREADY_FUNDED] == plan.funded_pence
    assert by_basis[Basis.IN_KIND] == plan.in_kind_pence
    keys = [line.key for line in plan.lines]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_optimisers_charges_come_to_the_same_pennies(full: Programme, seed: int) -> None:
    plan = random_plan(full, seed)
    found = price_plan(full, plan)
    expected = _as_sums(
        (line.category, line.basis, line.financial_year, line.value_pence)
        for line in found.lines
        if line.rule != "contingency"
    )
    charged = _as_sums(
        (charge.category, charge.basis, charge.financial_year, charge.pence)
        for charge in _charges(full, plan, found.bought)
    )
    assert charged == expected


def _as_sums(parts: Iterable[tuple[Category, Basis, str, int]]) -> dict[tuple[Category, Basis, str], int]:
    sums: dict[tuple[Category, Basis, str], int] = {}
    for category, basis, year, pence in parts:
        if pence:
            sums[category, basis, year] = sums.get((category, basis, year), 0) + pence
    return sums


def _charges(programme: Programme, plan: Plan, bought: Bought) -> Iterator[Charge]:
    """Every charge of a plan, put together the way the optimiser does."""
    pricing = Pricing(programme)
    held = [
        (sitting_of(pricing, each.id), each, pricing.place(pricing.sessions[each.session], each.place))
        for each in plan.sittings
    ]
    for sitting, each, place in held:
        yield from charges.sitting_charges(pricing, sitting, place, each.start)
        for group_id in each.places:
            if is_decided(pricing.groups[group_id], sitting.session):
                online = each.online_places[group_id]
                for way, count in (("room", each.places[group_id] - online), ("online", online)):
                    one = charges.place_charges(
                        pricing,
                        sitting,
                        place,
                        each.start,
                        pricing.groups[group_id],
                        "room" if way == "room" else "online",
                    )
                    yield from [charge for charge in one for _ in range(count)]
        for member in each.team:
            yield from charges.staff_charges(
                pricing, pricing.staff[member.staff], member.role, sitting, place, each.start
            )
    yield from _booked(pricing, held)
    yield from charges.constant_charges(pricing)
    yield from _bought_once(pricing, bought)


Held = list[tuple[Sitting, PlannedSitting, Place]]


def _booked(pricing: Pricing, held: Held) -> Iterator[Charge]:
    rooms: dict[Any, list[tuple[Place, int, int]]] = {}
    support: dict[Any, list[tuple[Place, int, int, int]]] = {}
    for sitting, each, place in held:
        minute = each.start.hour * 60 + each.start.minute
        if place.room is not None and not pricing.is_pinned(each.id, Category.VENUE):
            interval = room_interval(place, each.start, sitting.session.minutes)
            rooms.setdefault((place.room_key, each.start.date()), []).append((place, *interval))
        if not pricing.is_pinned(each.id, Category.ACCESS_SUPPORT):
            for booked in each.support:
                if booked.workers:
                    key = (booked.supplier, place.booking_key, each.start.date())
                    end = minute + sitting.session.minutes
                    support.setdefault(key, []).append((place, minute, end, booked.workers))
    for (_, day), times in rooms.items():
        yield charges.room_hire(pricing, times[0][0], day, min(t[1] for t in times), max(t[2] for t in times))
    for (supplier, _, day), jobs in support.items():
        first, last = min(job[1] for job in jobs), max(job[2] for job in jobs)
        workers = max(job[3] for job in jobs)
        yield charges.support_hire(
            pricing, pricing.suppliers[supplier], jobs[0][0], day, first, last, workers
        )


def _bought_once(pricing: Pricing, bought: Bought) -> Iterator[Charge]:
    tool = pricing.tools["meet"]
    yield from [charges.device_charge(pricing)] * bought.device_count
    yield from [charges.setup_help_charge(pricing)] * sum(bought.setup_help.values())
    for group_id, count in bought.inducted.items():
        yield from _times(charges.induction_charge(pricing, pricing.groups[group_id]), count)
    for group_id, count in bought.recruited.items():
        if pricing.groups[group_id].membership == "open":
            yield from _times(charges.recruit_charge(pricing, pricing.groups[group_id]), count)
    for label in bought.licence_months:
        month = datetime.fromisoformat(f"{label.partition(':')[2]}-01").date()
        yield from _times(charges.licence_month_charge(pricing, tool, month), 1)
    for label in bought.licence_years:
        assert f"meet:{pricing.licence_years[0]:%Y-%m}" == label
        yield from _times(charges.licence_year_charge(pricing, tool, pricing.licence_years[0]), 1)


def _times(charge: Charge | None, count: int) -> list[Charge]:
    assert charge is not None
    return [charge] * count


def test_the_random_plans_have_every_kind_of_line(full: Programme) -> None:
    rules = {line.rule for seed in SEEDS for line in price_plan(full, random_plan(full, seed)).lines}
    without = {"training", "top_up", "licence_month", "licence_year"}
    assert rules >= EVERY_RULE - without
    assert rules & {"licence_month", "licence_year"}


EVERY_RULE = {
    *(
        "place_payment",
        "employer_time",
        "induction",
        "travel",
        "travel_home",
        "care",
        "catering",
        "subsistence",
    ),
    *(
        "data",
        "device",
        "setup_help",
        "hybrid_kit",
        "licence_event",
        "licence_month",
        "licence_year",
        "room_hire",
    ),
    *("support_hire", "staff_time", "staff_mileage", "training", "coordination", "other_cost", "recruitment"),
    *("fixed_amount", "top_up", "contingency"),
}


def test_charges_of_one_place_and_start_kind_are_remembered_but_not_those_of_another() -> None:
    pricing = Pricing(full_programme())
    place = pricing.place(pricing.sessions["design"], "hall/main")
    monday = datetime(2027, 3, 29, 10)
    third, fourth = sitting_of(pricing, "design-3"), sitting_of(pricing, "design-4")
    first = charges.sitting_charges(pricing, third, place, monday)
    assert charges.sitting_charges(pricing, fourth, place, monday + timedelta(days=1)) == first
    next_year = charges.sitting_charges(pricing, fourth, place, monday + timedelta(days=7))
    assert {charge.financial_year for charge in first} == {"2026-27"}
    assert {charge.financial_year for charge in next_year} == {"2027-28"}
    assert sum(charge.pence for charge in next_year) == sum(charge.pence for charge in first)


def test_charges_follow_who_can_come_at_each_start() -> None:
    free = [{"weekday": "tuesday", "part": "afternoon", "free_count": 4}]
    pricing = Pricing(
        tiny_programme(groups=[group("residents", 6, availability={"cells": free}), group("officers", 1)])
    )
    sitting, place = sitting_of(pricing), pricing.place(pricing.sessions["design"], "hall/main")
    paid = [
        sum(
            each.pence
            for each in charges.sitting_charges(pricing, sitting, place, datetime(2027, 1, day, hour))
        )
        for day, hour in ((12, 10), (12, 14))
    ]
    # seven people at 5000, then five
    assert paid == [35000, 25000]


def test_charges_follow_the_rate_valid_on_the_day() -> None:
    card = rate_card()
    later = {
        **card["rates"][0],
        "valid_from": "2027-01-19",
        "rungs": [{"up_to_minutes": 120, "amount_pence": 6000}],
    }
    pricing = Pricing(tiny_programme(rate_card={**card, "rates": [*card["rates"], later]}))
    sitting, place = sitting_of(pricing), pricing.place(pricing.sessions["design"], "hall/main")
    paid = [
        sum(
            each.new_pence
            for each in charges.sitting_charges(pricing, sitting, place, datetime(2027, 1, day, 10))
        )
        for day in (12, 19)
    ]
    assert paid == [6 * 5000, 6 * 6000]


def one(**changes: Any) -> PricedPlan:
    return priced([planned("design-1", "2027-01-12T10:00", "hall/main", {"residents": 6})], **changes)


def test_a_fixed_amount_takes_the_place_of_every_cost_of_its_category_at_its_sitting() -> None:
    pin = {
        "sitting": "design-1",
        "category": "involvement_payment",
        "amount_pence": 12345,
        "reason": "agreed",
    }
    plan = one(amount_pins=[pin])
    assert lines_of(plan, "place_payment") == []
    assert pence_by_key(plan, "fixed_amount") == {"design-1:involvement_payment:1": 12345}
    assert plan.subtotal_pence == 12345 + 8750 + 3000
    elsewhere = one(amount_pins=[{**pin, "sitting": "design-2"}])
    assert pence_by_key(elsewhere, "place_payment") == {"design-1:residents:room": 30000}


def test_money_already_funded_and_in_kind_stands_apart_from_new_money() -> None:
    others = [
        {
            "id": basis.replace("_", "-"),
            "title": "Extra",
            "category": "other",
            "per": "once",
            "price": price(1000, basis=basis),
        }
        for basis in ("new_money", "already_funded", "in_kind")
    ]
    plan = priced([], other_costs=others)
    assert (plan.subtotal_pence, plan.funded_pence, plan.in_kind_pence) == (1000, 1000, 1000)


def test_the_line_carries_where_its_price_comes_from() -> None:
    card_terms = terms(
        source="NIHR", url="https://example.org", evidence="published", cost_code="X1", vat="standard"
    )
    other = {
        "id": "extra",
        "title": "Extra",
        "category": "materials",
        "per": "once",
        "note": "Ask first.",
        "price": {**card_terms, "amount_pence": 1000, "is_capital": True, "note": "By post."},
    }
    (line,) = lines_of(priced([], other_costs=[other]), "other_cost")
    assert (line.source, line.url, line.evidence, line.cost_code) == (
        "NIHR",
        "https://example.org",
        "published",
        "X1",
    )
    assert (line.rate_pence, line.vat, line.is_capital) == (1200, "VAT at 20%, 0% of it recovered", True)
    assert (str(line.price_base), line.note) == ("2026-04-01", "Ask first.\nBy post.")


def to_find(plan: PricedPlan, kind: str) -> list[tuple[str, int]]:
    return [(each.what, each.amount_pence) for each in plan.to_find if each.kind == kind]


def test_our_estimates_of_new_money_are_to_be_quoted() -> None:
    def guess(basis: str) -> list[dict[str, Any]]:
        guessed = price(1000, evidence="our_estimate", basis=basis)
        return [{"id": "extra", "title": "Extra", "category": "other", "per": "sitting", "price": guessed}]

    plan = one(other_costs=guess("new_money"))
    assert to_find(plan, "quote_by") == [("Extra", 1000)]
    assert [str(each.by) for each in plan.to_find] == ["2027-01-12"]
    assert to_find(one(other_costs=guess("in_kind")), "quote_by") == []
    assert to_find(one(), "quote_by") == []


def test_old_prices_without_an_index_are_flagged() -> None:
    old = price(1000, priced_on="2022-04-01")
    others = [{"id": "extra", "title": "Extra", "category": "other", "per": "once", "price": old}]
    assert to_find(one(other_costs=others), "price_is_old") == [("Extra", 1000)]
    indexed = {"total_pence": 1, "uplift": {"percent_a_year": 3, "index": "CPI"}}
    assert to_find(one(other_costs=others, budget=indexed), "price_is_old") == []


def test_answers_that_are_missing_are_listed() -> None:
    answers = [{"category": "evaluation", "answer": "not_known", "because": "Ask the university"}]
    young = {"count": 2, "travel_home_price": price(0), "guardian_consent": "unknown"}
    groups = [{**each.model_dump(mode="json"), "young_people": young} for each in tiny_programme().groups[:1]]
    plan = one(
        item_answers=answers,
        groups=[*groups, *[g.model_dump(mode="json") for g in tiny_programme().groups[1:]]],
    )
    assert [each for each, _ in to_find(plan, "answer_by")] == ["guardian_consent", "Ask the university"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"session": "nothing"}, "unknown_session"),
        ({"place": "hall/nowhere"}, "unknown_place"),
        ({"place": "meet"}, "unknown_place"),
        ({"places": {"nobody": 1}}, "unknown_group"),
        ({"online_places": {"residents": 7}}, "more_online_than_in_all"),
        ({"team": [{"staff": "nobody", "role": "lead"}]}, "unknown_staff"),
    ],
)
def test_what_the_programme_does_not_have_cannot_be_priced(changes: dict[str, Any], code: str) -> None:
    sitting = {**planned("design-1", "2027-01-12T10:00", "hall/main", {"residents": 6}), **changes}
    with pytest.raises(CannotPrice, match=code):
        priced([sitting])


def test_a_tiny_plan_is_priced_within_a_few_milliseconds() -> None:
    programme, plan = tiny_programme(), tiny_plan()
    pricing = Pricing(programme)
    price_plan(programme, plan, pricing)
    started = perf_counter()
    for _ in range(50):
        price_plan(programme, plan, pricing)
    assert perf_counter() - started < 50 * 0.02
