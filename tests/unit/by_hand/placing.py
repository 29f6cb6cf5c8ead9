"""What the tests of plans made by hand place, and a programme with something of everything to place it in."""

from datetime import date, time
from typing import Any

from planner.domain.plan import TeamMember
from planner.domain.programme import Programme
from planner.domain.terms import Role
from planner.optimiser.by_hand import Finding, Judged, PlacedByHand
from tests.builders import (
    group,
    price,
    professionals,
    room,
    session,
    staff,
    supplier,
    tiny_programme,
    tool,
    venue,
)

TUESDAY, NEXT_TUESDAY = date(2027, 1, 12), date(2027, 1, 19)
THURSDAY, NEXT_THURSDAY = date(2027, 1, 14), date(2027, 1, 21)
TEN, TWO = time(10), time(14)


def at(
    sitting: str,
    on: date | None = TUESDAY,
    clock: time | None = TEN,
    place: str = "hall/main",
    **changes: Any,
) -> PlacedByHand:
    """A sitting in the hall on Tuesday at ten, unless told otherwise."""
    return PlacedByHand(sitting, place=place, on=on, at=clock, **changes)


def two_weeks() -> tuple[PlacedByHand, ...]:
    """The two sittings of the tiny programme, a week apart."""
    return at("design-1"), at("design-2", NEXT_TUESDAY)


def member(staff_id: str, role: Role = Role.LEAD) -> TeamMember:
    return TeamMember(staff=staff_id, role=role)


def findings_of(judged: Judged, sitting: str) -> list[Finding]:
    """What is wrong with a sitting; of an empty text, with the plan as a whole."""
    return [each for each in judged.findings if each.sitting == sitting]


def rules_of(judged: Judged, sitting: str) -> set[str]:
    """The rules that are broken at a sitting; of an empty text, by the plan as a whole."""
    return {each.rule for each in findings_of(judged, sitting)}


def mixed_programme(**changes: Any) -> Programme:
    """Standing and open groups, three ways to join, a choice of dates, an optional walk, interpreters, under-18s."""
    online = {"online_count": 4, "prefer_online_count": 1}
    signing = {"id": "bsl", "title": "Sign language", "count": 1, "all_of": [["support:bsl"]]}
    young = {"count": 2, "guardian_consent": "yes", "travel_home_price": price(500)}
    parts: dict[str, Any] = {
        "groups": [
            group("residents", 6, requirements=[signing], **online),
            group("young", 4, young_people=young),
            group("public", 12, membership="open", **online),
            group("tenants", 6, membership="open", home_area="south"),
            professionals("officers", 2, online_count=2),
        ],
        "sessions": [
            session(
                "open", ["public", "tenants", "officers"], wanted_people=11, modes=["in_person", "hybrid"]
            ),
            session("youth", ["young", "residents"], repeats={"count": 2, "required_count": 1}),
            session("choice", ["residents", "public"], repeats={"kind": "alternatives", "count": 2}),
            session(
                "call", ["public", "officers"], modes=["online"], minutes=60, follows=[{"session": "open"}]
            ),
        ],
        "venues": [
            venue("hall", [room("main", 24, is_hybrid_ready="yes"), room("side", 9)]),
            venue("barn", [room("loft", 16)], area="south"),
        ],
        "tools": [tool("meet", 8)],
        "staff": [
            staff("first", is_checked_adult=True),
            staff("second", can_lead=False, is_checked_adult=True),
            staff("third", skills=["easy_read"], pay={**staff("x")["pay"], "amount_pence": 4000}),
        ],
        "suppliers": [supplier("hands", "bsl")],
        **changes,
    }
    return tiny_programme(**parts)


def mixed_placing() -> tuple[PlacedByHand, ...]:
    """A placing of the mixed programme that keeps every rule."""
    return (
        at("open-1", place="hall/main+meet"),
        at("youth-1", THURSDAY, TWO),
        at("choice-1", NEXT_TUESDAY),
        at("choice-2", NEXT_THURSDAY, TWO),
        at("call-1", date(2027, 1, 26), place="meet"),
    )
