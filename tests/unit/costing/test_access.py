from datetime import datetime
from typing import Any

import pytest

from planner.costing.access import Access, AccessNotMet, access_at, support_needs
from planner.costing.context import Pricing
from tests.builders import Document, group, planned, room, session, supplier, terms, tool, venue
from tests.unit.costing.occasions import (
    SATURDAY_AT_TEN,
    TUESDAY_AT_TEN,
    occasion_of,
    priced,
    pricing_of,
    sitting_of,
)


def requirement(key: str, count: int, *all_of: list[str]) -> Document:
    return {"id": key, "title": key.title(), "count": count, "all_of": list(all_of)}


def needing(*requirements: Document, **changes: Any) -> Pricing:
    """Six residents, three of whom can join online; the requirements are theirs."""
    features = changes.pop("features", [])
    room_features = changes.pop("room_features", [])
    residents = group("residents", 6, online_count=3, requirements=list(requirements))
    return pricing_of(
        **{
            "groups": [residents],
            "sessions": [session("design", ["residents"], modes=["in_person", "online", "hybrid"])],
            "venues": [
                venue(
                    "hall", [room("main", is_hybrid_ready="yes", features=room_features)], features=features
                )
            ],
            "tools": [tool("meet", features=[{"key": "auto_captions", "is_there": "yes"}])],
            **changes,
        }
    )


def access(pricing: Pricing, place: str = "hall/main", start: str = TUESDAY_AT_TEN) -> Access:
    occasion = occasion_of(pricing, place, start)
    return access_at(pricing, sitting_of(pricing), occasion.place, occasion.start)


def booked(found: Access) -> dict[str, int]:
    return {need.supplier.id: need.workers for need in found.needs}


def feature(key: str, is_there: str) -> Document:
    return {"key": key, "is_there": is_there}


STEP_FREE = requirement("step-free", 1, ["venue:step_free_route"])
HEARING = requirement("hearing", 2, ["venue:hearing_loop", "tool:auto_captions", "support:stt"])


def test_a_feature_recorded_yes_meets_a_requirement() -> None:
    found = access(needing(STEP_FREE, features=[feature("step_free_route", "yes")]))
    assert found == Access((), (), ())


@pytest.mark.parametrize(("level", "gaps", "visits"), [("estimate", 0, 1), ("ready_to_sign", 1, 0)])
def test_a_feature_not_known_is_to_be_visited_in_an_estimate_and_a_gap_when_signing(
    level: str, gaps: int, visits: int
) -> None:
    found = access(needing(STEP_FREE, level=level))
    assert (len(found.gaps), len(found.to_visit)) == (gaps, visits)


def test_a_feature_recorded_no_is_a_gap_with_its_reason() -> None:
    pricing = needing(STEP_FREE, features=[feature("step_free_route", "no")])
    (gap,) = access(pricing).gaps
    assert (gap.group, gap.requirement, gap.way, gap.any_of) == (
        "residents",
        "step-free",
        "room",
        ("venue:step_free_route",),
    )
    with pytest.raises(AccessNotMet, match="Step-Free"):
        support_needs(pricing, sitting_of(pricing), occasion_of(pricing).place, datetime(2027, 1, 12, 10))


def test_a_rooms_record_takes_the_place_of_its_venues() -> None:
    pricing = needing(
        STEP_FREE,
        features=[feature("step_free_route", "yes")],
        room_features=[feature("step_free_route", "no")],
    )
    assert len(access(pricing).gaps) == 1


def test_support_goes_before_a_feature_not_known_and_after_one_that_is_there() -> None:
    stt = [supplier("reporter", "stt")]
    assert booked(access(needing(HEARING, suppliers=stt))) == {"reporter": 1}
    assert booked(access(needing(HEARING, suppliers=stt, features=[feature("hearing_loop", "yes")]))) == {}


def test_room_and_online_are_met_apart() -> None:
    # online the tool's captions serve; in the room of a hybrid sitting a reporter does
    pricing = needing(HEARING, suppliers=[supplier("reporter", "stt")])
    assert booked(access(pricing, "meet")) == {}
    assert booked(access(pricing, "hall/main+meet")) == {"reporter": 1}


def test_a_list_without_an_item_for_the_way_does_not_apply() -> None:
    pricing = needing(STEP_FREE, features=[feature("step_free_route", "no")])
    assert access(pricing, "meet").gaps == ()


def test_all_lists_have_to_be_met() -> None:
    both = requirement("both", 1, ["venue:hearing_loop"], ["venue:quiet_room"])
    pricing = needing(both, features=[feature("hearing_loop", "yes"), feature("quiet_room", "no")])
    assert [gap.any_of for gap in access(pricing).gaps] == [("venue:quiet_room",)]


def test_people_are_counted_over_requirements_room_and_online() -> None:
    # in person: 2 + 3 = 5 of one person each. Hybrid, nobody prefers online and all six can travel: the same five.
    pa = requirement("pa", 2, ["support:pa"])
    more = requirement("more", 3, ["support:pa"], ["support:pa"])
    pricing = needing(pa, more, suppliers=[supplier("helpers", "pa", serves="person")])
    assert booked(access(pricing)) == {"helpers": 5}
    # online three can come: min(2, 3) + min(3, 3) = 5
    assert booked(access(pricing, "meet")) == {"helpers": 5}


def test_needs_of_decided_groups_are_for_the_most_that_could_come_each_way() -> None:
    # an open group in a hybrid sitting: four could be in the room and three online; the room alone would be min(6, 4) = 4,
    # together they are min(6, 4 + 3) = 6
    pa = requirement("pa", 6, ["support:pa"])
    people = group("residents", 6, in_person_count=4, online_count=3, membership="open", requirements=[pa])
    pricing = needing(groups=[people], suppliers=[supplier("helpers", "pa", serves="person")])
    assert booked(access(pricing)) == {"helpers": 4}
    assert booked(access(pricing, "hall/main+meet")) == {"helpers": 6}


def test_support_that_serves_a_person_is_booked_once_whichever_way_they_come() -> None:
    # hybrid, three prefer online: three may come in the room and three online. Two of the six need an assistant, wherever they
    # are: min(2, 3 + 3) = 2, not min(2, 3) + min(2, 3) = 4
    pa = requirement("pa", 2, ["support:pa"])
    people = group("residents", 6, online_count=3, prefer_online_count=3, requirements=[pa])
    pricing = needing(groups=[people], suppliers=[supplier("helpers", "pa", serves="person")])
    assert booked(access(pricing, "hall/main+meet")) == {"helpers": 2}


def test_people_are_counted_only_in_the_parts_where_the_support_meets_their_requirement() -> None:
    # hybrid, two prefer online: four in the room, two online. Five need captions; online the tool gives them, so a reporter
    # for each is needed by min(5, 4) = 4 in the room only
    people = group(
        "residents", 6, online_count=3, prefer_online_count=2, requirements=[{**HEARING, "count": 5}]
    )
    reporter = supplier("reporter", "stt", serves="person")
    assert booked(access(needing(groups=[people], suppliers=[reporter]), "hall/main+meet")) == {"reporter": 4}


def test_nobody_who_comes_needs_nothing() -> None:
    pa = requirement("pa", 2, ["support:pa"])
    away = group("residents", 6, requirements=[pa], availability={"preset": "evenings"})
    assert access(needing(groups=[away])) == Access((), (), ())


def test_a_supplier_of_another_mode_area_or_length_does_not_serve() -> None:
    stt = requirement("stt", 1, ["support:stt"])
    online_only = supplier("remote", "stt", modes=["online"])
    southern = supplier("southern", "stt", areas=["south"])
    short = supplier("short", "stt", further_pence=None, bands=[{"up_to_minutes": 119, "amount_pence": 1}])
    pricing = needing(stt, suppliers=[online_only, southern, short])
    assert len(access(pricing).gaps) == 1
    # online the area does not matter; remote and southern cost the same, so the first id
    assert booked(access(pricing, "meet")) == {"remote": 1}


def test_the_cheapest_booking_for_this_sitting_alone_is_chosen_by_day() -> None:
    stt = requirement("stt", 1, ["support:stt"])
    weekday = supplier("weekday", "stt", weekend_multiplier=2, further_pence=2000)
    steady = supplier("steady", "stt", bands=[{"up_to_minutes": 180, "amount_pence": 15000}])
    pricing = needing(stt, suppliers=[weekday, steady])
    assert booked(access(pricing)) == {"weekday": 1}  # 110 against 150
    assert booked(access(pricing, start=SATURDAY_AT_TEN)) == {"steady": 1}  # 220 against 150


def test_a_cheaper_worker_of_whom_two_are_needed_can_be_dearer() -> None:
    stt = requirement("stt", 1, ["support:stt"])
    two = supplier("a-two", "stt", two_over_room_minutes=60)
    one = supplier("b-one", "stt", bands=[{"up_to_minutes": 180, "amount_pence": 21900}])
    assert booked(access(needing(stt, suppliers=[two, one]))) == {"b-one": 1}  # 2 × 110 against 219


def test_support_already_funded_is_the_cheapest_in_new_money() -> None:
    stt = requirement("stt", 1, ["support:stt"])
    ours = supplier("ours", "stt", terms=terms(basis="already_funded"), further_pence=90000)
    assert booked(access(needing(stt, suppliers=[supplier("theirs", "stt"), ours]))) == {"ours": 1}


def test_a_pin_raises_workers_and_books_even_if_nobody_needs_it() -> None:
    pins = [
        {
            "sitting": "design-1",
            "reason": "asked for",
            "support": [{"supplier": "bsl", "units": 3}, {"supplier": "spare", "units": 1}],
        }
    ]
    bsl = requirement("bsl", 1, ["support:bsl"])
    pricing = needing(
        bsl, suppliers=[supplier("bsl", "bsl"), supplier("spare", "notes", takes_places=False)], pins=pins
    )
    found = access(pricing)
    assert booked(found) == {"bsl": 3, "spare": 1}
    assert [need.takes_places for need in found.needs] == [True, False]


def test_starts_that_differ_in_who_comes_do_not_share_their_answer() -> None:
    stt = requirement("stt", 1, ["support:stt"])
    weekdays = group("residents", 6, requirements=[stt], availability={"preset": "weekdays_10_to_3"})
    pricing = needing(groups=[weekdays], suppliers=[supplier("reporter", "stt")])
    assert booked(access(pricing)) == {"reporter": 1}
    assert booked(access(pricing, start=SATURDAY_AT_TEN)) == {}


def test_features_relied_on_are_listed_to_be_visited_before_the_first_sitting_there() -> None:
    residents = group("residents", 6, requirements=[STEP_FREE])
    plan = priced(
        [
            planned("design-2", "2027-01-21T10:00", "hall/main", {}),
            planned("design-1", TUESDAY_AT_TEN, "hall/main", {}),
        ],
        groups=[residents],
        sessions=[session("design", ["residents"], repeats={"count": 2})],
    )
    (found,) = [each for each in plan.to_find if each.kind == "visit_by"]
    assert (found.what, found.where, str(found.by)) == ("venue:step_free_route", "hall", "2027-01-12")
