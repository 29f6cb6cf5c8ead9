from datetime import date
from typing import Any

import pytest

from planner.costing.context import Pricing
from planner.costing.warnings import weekly_limit_warnings, weekly_pay
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from tests.builders import Document, group, plan_of, planned, session, tiny_programme

MONDAY, NEXT_MONDAY = date(2027, 1, 11), date(2027, 1, 18)


def limited(pence: int, **changes: Any) -> Programme:
    residents = group("residents", 6, limits={"weekly_earnings_pence": pence}, **changes)
    sessions = [
        session("design", ["residents"], repeats={"count": 4}),
        session("choice", ["residents"], repeats={"kind": "alternatives", "count": 2}, minutes=180),
    ]
    return tiny_programme(groups=[residents], sessions=sessions)


def week(programme: Programme) -> Plan:
    """Two design sessions and both alternatives in one week, Sunday included, and a design session the Monday after."""
    return plan_of(
        programme,
        [
            at("design-1", "2027-01-12T10:00"),
            at("design-2", "2027-01-17T10:00"),
            at("choice-1", "2027-01-13T10:00"),
            at("choice-2", "2027-01-14T10:00"),
            at("design-3", "2027-01-18T10:00"),
        ],
    )


def at(key: str, start: str, residents: int = 6) -> Document:
    return planned(key, start, "hall/main", {"residents": residents})


def test_pay_of_a_week_counts_every_session_but_one_of_the_alternatives() -> None:
    programme = limited(1)
    # two sessions of two hours 2 × 5000, one alternative of three hours 7500: 17500; the Monday after 5000
    found = weekly_pay(Pricing(programme), week(programme), programme.groups[0])
    assert found == {MONDAY: 17500, NEXT_MONDAY: 5000}


def test_induction_counts_in_the_first_week() -> None:
    programme = limited(1, induction_minutes=60)
    found = weekly_pay(Pricing(programme), week(programme), programme.groups[0])
    assert found[MONDAY] == 17500 + 2500


@pytest.mark.parametrize(("limit", "count"), [(17500, 0), (17499, 1), (4999, 2)])
def test_a_week_over_the_limit_is_warned_about_and_one_at_the_limit_is_not(limit: int, count: int) -> None:
    programme = limited(limit)
    assert len(weekly_limit_warnings(programme, week(programme))) == count


def test_the_words_offer_choices_and_advice_and_never_leave_anybody_out() -> None:
    programme = limited(17499)
    (words,) = weekly_limit_warnings(programme, week(programme))
    assert "£175.00" in words
    assert "£174.99" in words
    assert "11 January 2027" in words
    for choice in (
        "spread",
        "lower payment",
        "decline",
        "donate",
        "independent adviser",
        "Everybody stays invited",
    ):
        assert choice in words


def test_a_session_nobody_of_the_group_comes_to_pays_nothing() -> None:
    programme = limited(0)
    plan = plan_of(programme, [at("design-1", "2027-01-12T10:00", residents=0)])
    assert weekly_limit_warnings(programme, plan) == ()


def test_people_paid_by_their_employer_are_not_warned_about() -> None:
    employer = {"kind": "employer", "employer_price_per_hour": {"amount_pence": 3000}}
    programme = limited(1, payment=employer)
    assert weekly_limit_warnings(programme, week(programme)) == ()
