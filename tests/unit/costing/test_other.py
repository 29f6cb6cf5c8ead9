from typing import Any

import pytest

from planner.costing.other import contingency, people_recruited
from planner.domain.errors import CannotPrice
from tests.builders import Document, group, planned, price, session
from tests.unit.costing.occasions import lines_of, pence_by_key, priced, pricing_of

ONE = planned("design-1", "2027-01-12T10:00", "hall/main", {"residents": 5, "officers": 2})
ONLINE = planned("talk-1", "2027-01-14T14:00", "meet", {"residents": 3})
CALENDAR = {
    "starts_on": "2027-01-31",
    "ends_on": "2027-05-01",
    "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}],
}


def cost(per: str, pence: int = 333, **changes: Any) -> Document:
    return {
        "id": "extra",
        "title": "Extra",
        "category": "materials",
        "per": per,
        "price": price(pence),
        **changes,
    }


def extra(other: Document, *sittings: Document, **changes: Any) -> dict[str, int]:
    sessions = [
        session("design", ["residents", "officers"]),
        session("talk", ["residents"], modes=["online"]),
    ]
    return pence_by_key(
        priced(list(sittings), other_costs=[other], sessions=sessions, **changes), "other_cost"
    )


def test_a_cost_once() -> None:
    assert extra(cost("once", quantity=3)) == {"extra": 999}


def test_a_cost_once_or_by_the_person_falls_in_the_year_it_names_else_in_the_first() -> None:
    def year_of(per: str, **changes: Any) -> str:
        plan = priced([], other_costs=[cost(per, **changes)], calendar=CALENDAR)
        (line,) = lines_of(plan, "other_cost")
        return line.financial_year

    for per in ("once", "person_invited"):
        assert year_of(per) == "2026-27"
        assert year_of(per, financial_year="2027-28") == "2027-28"


def test_a_cost_for_each_sitting_of_its_sessions_and_modes() -> None:
    assert extra(cost("sitting", quantity=2), ONE, ONLINE) == {"extra:design-1": 666, "extra:talk-1": 666}
    assert extra(cost("sitting", sessions=["talk"]), ONE, ONLINE) == {"extra:talk-1": 333}
    assert extra(cost("sitting", modes=["in_person"]), ONE, ONLINE) == {"extra:design-1": 333}
    assert extra(cost("sitting", sessions=["talk"], modes=["in_person"]), ONE, ONLINE) == {}


def test_a_cost_for_each_place_at_its_sittings() -> None:
    # 2 × 333 for each of seven people, and for each of three
    assert extra(cost("place", quantity=2), ONE, ONLINE) == {
        "extra:design-1": 7 * 666,
        "extra:talk-1": 3 * 666,
    }


def test_a_cost_for_each_person_invited_to_any_session() -> None:
    # six residents and two officers, though nobody comes; the third group is invited nowhere
    groups = [group("residents", 6), group("officers", 2), group("others", 50)]
    assert extra(cost("person_invited"), groups=groups) == {"extra": 8 * 333}


def test_a_cost_for_each_calendar_month_by_financial_year() -> None:
    # 31 January to 1 May touches five months: January, February, March; April, May
    assert extra(cost("month", quantity=2), calendar=CALENDAR) == {
        "extra:2026-27": 3 * 666,
        "extra:2027-28": 2 * 666,
    }


def recruited(**terms: Any) -> dict[str, int]:
    standing = group("residents", 10, recruitment={"price_per_person": price(1000), **terms})
    people = group("officers", 30, membership="open", recruitment={"price_per_person": price(500), **terms})
    plan = priced([ONE], groups=[standing, people])
    assert plan.bought.recruited == {
        line.key.partition(":")[2]: int(line.quantity) for line in lines_of(plan, "recruitment")
    }
    return pence_by_key(plan, "recruitment")


def test_members_wanted_are_divided_by_the_share_who_stay() -> None:
    # standing: ⌈10 / 0.8⌉ = 13 whoever comes; open: largest places 2, ⌈2 / 0.8⌉ = 3
    assert recruited(stay_share=0.8) == {"residents": 13000, "officers": 1500}
    assert recruited() == {"residents": 10000, "officers": 1000}


def test_a_share_that_divides_evenly_recruits_nobody_more() -> None:
    residents = pricing_of(groups=[group("residents", 9, recruitment={"stay_share": 0.9})]).groups[
        "residents"
    ]
    assert people_recruited(residents, 9) == 10


def test_a_share_of_nought_cannot_be_priced() -> None:
    with pytest.raises(CannotPrice, match="nobody_stays"):
        recruited(stay_share=0)


def test_a_ring_fence_is_topped_up_from_what_its_category_costs() -> None:
    # materials cost 333 of 1000: 667 in the last year; venue 3000 of 2000: nothing
    fences = [
        {"id": "kit", "title": "Kit", "category": "materials", "least_pence": 1000},
        {"id": "rooms", "title": "Rooms", "category": "venue", "least_pence": 2000},
    ]
    budget = {"total_pence": 1_000_000, "ring_fences": fences}
    plan = priced([ONE], other_costs=[cost("once")], budget=budget)
    assert pence_by_key(plan, "top_up") == {"kit": 667}
    assert sum(line.amount_pence for line in plan.lines if line.category == "materials") == 1000


def test_money_already_there_does_not_fill_a_ring_fence() -> None:
    fences = [{"id": "kit", "title": "Kit", "category": "materials", "least_pence": 1000}]
    other = {**cost("once"), "price": price(900, basis="already_funded")}
    plan = priced([], other_costs=[other], budget={"total_pence": 1_000_000, "ring_fences": fences})
    assert pence_by_key(plan, "top_up") == {"kit": 1000}


@pytest.mark.parametrize(
    ("subtotal", "percent", "pence"), [(1010, 5, 51), (1009, 5, 50), (1000, 0, 0), (400, 12.5, 50)]
)
def test_contingency_is_a_percentage_of_the_subtotal_half_up(
    subtotal: int, percent: float, pence: int
) -> None:
    # 1010 × 5 % = 50.5 -> 51; 1009 × 5 % = 50.45 -> 50
    pricing = pricing_of(budget={"total_pence": 1, "contingency_percent": percent})
    found = contingency(pricing, subtotal)
    assert (found.value_pence if found else 0) == pence


def test_amounts_that_are_nobodys_price_are_decided_and_never_to_be_quoted() -> None:
    fences = [{"id": "kit", "title": "Kit", "category": "materials", "least_pence": 1000}]
    budget = {"total_pence": 1, "ring_fences": fences}
    pin = {"sitting": "design-1", "category": "venue", "amount_pence": 900, "reason": "agreed"}

    def terms_of(because: str) -> tuple[dict[str, tuple[str, str]], str]:
        plan = priced([ONE], amount_pins=[pin], budget={**budget, "contingency_because": because})
        assert [each for each in plan.to_find if each.kind == "quote_by"] == []
        found = {
            line.rule: (line.source, line.evidence)
            for line in plan.lines
            if line.rule in ("top_up", "fixed_amount", "contingency")
        }
        (note,) = [line.note for line in plan.lines if line.rule == "contingency"]
        return found, note

    decision = ("Decision of the project", "decided")
    assert terms_of("") == (
        {"top_up": decision, "fixed_amount": decision, "contingency": decision},
        "",
    )
    found, note = terms_of("The funder allows 5 %.")
    assert (found["contingency"], note) == (("The funder allows 5 %.", "decided"), "")
    # a basis longer than a source may be is cut at a word there, and stands whole in the note
    basis = "Prices rise. " * 40
    found, note = terms_of(basis)
    assert len(found["contingency"][0]) <= 200
    assert found["contingency"][0].endswith("…")
    assert note == basis.strip()


def test_the_last_year_pays_contingency_and_top_ups() -> None:
    fences = [{"id": "kit", "title": "Kit", "category": "materials", "least_pence": 1000}]
    plan = priced([], calendar=CALENDAR, budget={"total_pence": 1, "ring_fences": fences})
    assert {line.rule: line.financial_year for line in plan.lines} == {
        "top_up": "2027-28",
        "contingency": "2027-28",
    }
