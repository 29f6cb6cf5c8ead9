from datetime import date
from typing import Any

import pytest

from planner.costing import digital
from planner.costing.bought import bought_for
from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.plan import Bought
from tests.builders import Document, group, planned, price, room, session, terms, tool, venue
from tests.unit.costing.occasions import (
    TUESDAY_AT_TEN,
    lines_of,
    occasion_of,
    pence_by_key,
    priced,
    pricing_of,
)

EQUIPMENT = {
    "device": price(15000),
    "data_per_sitting": price(500),
    "setup_help": price(2000),
    "hybrid_kit_per_sitting": price(9000),
}


def online_changes(**changes: Any) -> dict[str, Any]:
    """Two groups of six; four of each can join online, of whom three lack data and devices and two want help."""
    digital_need = {"device_count": 3, "data_count": 3, "setup_help_count": 2}
    return {
        "groups": [group(key, 6, online_count=4, digital=digital_need) for key in ("residents", "carers")],
        "sessions": [
            session("design", ["residents"], modes=["online", "hybrid"], repeats={"count": 3}),
            session("build", ["residents", "carers"], modes=["online"], minutes=90),
        ],
        "tools": [tool("meet"), tool("call")],
        "equipment": EQUIPMENT,
        **changes,
    }


def online(key: str, start: str, place: str = "meet", **places: int) -> Document:
    return planned(key, start, place, places or {"residents": 4})


def test_data_is_for_those_who_may_join_online_and_lack_it() -> None:
    pricing = pricing_of(**online_changes())
    cost = digital.data(pricing, occasion_of(pricing, "meet", sitting="build-1"))
    assert cost is not None
    # three of each of two groups, £5 each
    assert (cost.quantity, cost.value_pence) == (6, 3000)


def test_data_is_never_for_more_than_can_join() -> None:
    changes = online_changes()
    changes["groups"][0]["online_count"] = 2
    pricing = pricing_of(**changes)
    cost = digital.data(pricing, occasion_of(pricing, "meet"))
    assert cost is not None
    assert cost.quantity == 2


def test_data_without_a_price_cannot_be_priced() -> None:
    pricing = pricing_of(**online_changes(equipment={}))
    with pytest.raises(CannotPrice, match="no_data_price"):
        digital.data(pricing, occasion_of(pricing, "meet"))


def test_devices_are_bought_for_the_most_in_use_at_one_time() -> None:
    # design-1 10:00 to 12:00 (3 devices); build-1 from 11:00 (6): nine at once. From 12:00 a sitting hands its devices on.
    together = priced(
        [online("design-1", TUESDAY_AT_TEN), online("build-1", "2027-01-12T11:00", "call")],
        **online_changes(),
    )
    assert pence_by_key(together, "device") == {"": 9 * 15000}
    after = priced(
        [online("design-1", TUESDAY_AT_TEN), online("build-1", "2027-01-12T12:00", "call")],
        **online_changes(),
    )
    assert pence_by_key(after, "device") == {"": 6 * 15000}


def test_set_up_help_is_once_for_each_person_of_a_group() -> None:
    # residents: two at both sittings, once each; carers: two
    plan = priced(
        [online("design-1", TUESDAY_AT_TEN), online("build-1", "2027-01-13T10:00")], **online_changes()
    )
    assert plan.bought.setup_help == {"carers": 2, "residents": 2}
    assert pence_by_key(plan, "setup_help") == {"": 4 * 2000}


def test_set_up_help_is_for_the_most_at_any_one_sitting() -> None:
    # on Tuesday both who want help can come, on Wednesday one of them
    changes = online_changes()
    changes["groups"][0]["availability"] = {
        "cells": [{"weekday": "wednesday", "part": "morning", "free_count": 1}],
    }
    plan = priced([online("design-1", TUESDAY_AT_TEN), online("design-2", "2027-01-13T10:00")], **changes)
    assert plan.bought.setup_help == {"residents": 2}


def hybrid(ready: str, kit: bool = True) -> Pricing:
    equipment = EQUIPMENT if kit else {**EQUIPMENT, "hybrid_kit_per_sitting": None}
    return pricing_of(
        **online_changes(equipment=equipment, venues=[venue("hall", [room("main", is_hybrid_ready=ready)])])
    )


@pytest.mark.parametrize(("ready", "pence"), [("yes", None), ("unknown", 9000), ("no", 9000)])
def test_a_hybrid_kit_is_hired_where_the_room_is_not_ready(ready: str, pence: int | None) -> None:
    pricing = hybrid(ready)
    cost = digital.hybrid_kit(pricing, occasion_of(pricing, "hall/main+meet"))
    assert (cost.value_pence if cost else None) == pence


def test_an_estimate_without_a_kit_lists_the_room_to_be_visited() -> None:
    changes = online_changes(
        equipment={**EQUIPMENT, "hybrid_kit_per_sitting": None},
        venues=[venue("hall", [room("main", is_hybrid_ready="unknown")])],
    )
    plan = priced([online("design-1", TUESDAY_AT_TEN, "hall/main+meet")], **changes)
    assert lines_of(plan, "hybrid_kit") == []
    found = [each for each in plan.to_find if each.kind == "visit_by"]
    assert [(each.what, each.where, each.by) for each in found] == [
        ("is_hybrid_ready", "hall/main", date(2027, 1, 12))
    ]


@pytest.mark.parametrize(
    ("month", "year", "months", "years"),
    [
        (1200, 3600, 3, 0),  # 3 × 12 = 36: not dearer than the year, so months
        (1201, 3600, 0, 1),  # 36.03 against 36
        (None, 9000, 0, 1),
        (1200, None, 3, 0),
    ],
)
def test_the_cheaper_of_months_and_a_year_is_bought(
    month: int | None, year: int | None, months: int, years: int
) -> None:
    licence = {"month": price(month) if month else None, "year": price(year) if year else None}
    changes = online_changes(tools=[tool("meet", licence=licence)])
    changes["calendar"] = {
        "starts_on": "2027-01-11",
        "ends_on": "2027-05-31",
        "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}],
    }
    days = ("2027-01-12T10:00", "2027-03-02T10:00", "2027-04-06T10:00")
    plan = priced([online(f"design-{number}", day) for number, day in enumerate(days, 1)], **changes)
    assert len(plan.bought.licence_months) == months
    assert len(plan.bought.licence_years) == years
    if months:
        assert plan.bought.licence_months == ("meet:2027-01", "meet:2027-03", "meet:2027-04")
        # a month is paid in its own financial year
        assert [line.financial_year for line in lines_of(plan, "licence_month")] == [
            "2026-27",
            "2026-27",
            "2027-28",
        ]
    else:
        assert plan.bought.licence_years == ("meet:2027-01",)


def test_each_twelve_months_are_judged_apart() -> None:
    licence = {"month": price(1000), "year": price(1500)}
    changes = online_changes(tools=[tool("meet", licence=licence)])
    changes["calendar"] = {
        "starts_on": "2027-01-11",
        "ends_on": "2028-03-31",
        "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}],
    }
    days = ("2027-01-12T10:00", "2027-02-02T10:00", "2028-01-04T10:00")
    plan = priced([online(f"design-{number}", day) for number, day in enumerate(days, 1)], **changes)
    # two months of the first twelve cost 20, the year 15; one month of the second costs 10
    assert plan.bought.licence_years == ("meet:2027-01",)
    assert plan.bought.licence_months == ("meet:2028-01",)


def test_what_a_plan_says_it_buys_is_kept_and_what_is_missing_is_added() -> None:
    pricing = pricing_of(**online_changes())
    session_, place = pricing.sessions["design"], "meet"
    assert pricing.place(session_, place).id == "meet"
    said = {"device_count": 7, "licence_months": ["call:2027-01"], "setup_help": {"residents": 5}}
    plan = priced([online("design-1", TUESDAY_AT_TEN)], bought=said, **online_changes())
    assert plan.bought.device_count == 7
    assert plan.bought.licence_months == ("call:2027-01", "meet:2027-01")
    assert plan.bought.setup_help == {"residents": 5}


def test_a_licence_by_the_event_is_paid_for_each_sitting() -> None:
    changes = online_changes(tools=[tool("meet", licence={"event": price(700)})])
    plan = priced([online("design-1", TUESDAY_AT_TEN), online("build-1", "2027-01-13T10:00")], **changes)
    assert pence_by_key(plan, "licence_event") == {"design-1": 700, "build-1": 700}
    assert plan.bought.licence_months == ()


def test_a_tool_without_any_price_cannot_be_priced_and_a_free_one_costs_nothing() -> None:
    with pytest.raises(CannotPrice, match="no_licence_price"):
        priced([online("design-1", TUESDAY_AT_TEN)], **online_changes(tools=[tool("meet", licence={})]))
    free = priced(
        [online("design-1", TUESDAY_AT_TEN)],
        **online_changes(tools=[tool("meet", licence={"month": price(0)})]),
    )
    assert pence_by_key(free, "licence_month") == {"meet:2027-01": 0}


def test_a_licence_that_is_not_one_cannot_be_priced() -> None:
    for label in ("zoom:2027-01", "meet:2027-13", "meet"):
        with pytest.raises(CannotPrice, match="unknown_licence"):
            priced([], bought={"licence_months": [label]}, **online_changes())


def test_already_funded_licences_are_the_cheaper_way_in_new_money() -> None:
    licence = {"month": price(10, **terms()), "year": price(9900, basis="already_funded")}
    plan = priced(
        [online("design-1", TUESDAY_AT_TEN)], **online_changes(tools=[tool("meet", licence=licence)])
    )
    assert plan.bought.licence_years == ("meet:2027-01",)
    assert plan.funded_pence == 9900


def test_a_plan_without_sittings_needs_nothing() -> None:
    pricing = pricing_of(**online_changes())
    assert bought_for(pricing, (), Bought()) == Bought()
