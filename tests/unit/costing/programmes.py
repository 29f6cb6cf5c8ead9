"""A programme with nearly every kind of cost in it, and plans drawn for it at random with fixed seeds."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from planner.domain.attendance import able_to_come, expected
from planner.domain.places import find_place
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from tests.builders import (
    Document,
    group,
    plan_of,
    planned,
    price,
    professionals,
    programme_of,
    rate_card,
    room,
    session,
    staff,
    supplier,
    team,
    terms,
    tiny_document,
    tool,
    venue,
)

PLACES = ("hall/main", "hall/side", "lodge/main", "meet", "hall/main+meet", "lodge/main+meet")


def full_programme(**changes: Any) -> Programme:
    """Standing and open groups, a series and alternatives, three modes, two areas and two financial years."""
    rich: Document = {
        "calendar": {
            "starts_on": "2027-02-01",
            "ends_on": "2027-05-31",
            "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}],
        },
        "groups": [_residents(), _carers(), _public(), professionals("officers", 3, online_count=2)],
        "sessions": [
            _session(
                "design", ["residents", "carers", "officers"], repeats={"count": 4}, preparation_minutes=30
            ),
            _session(
                "choice", ["residents", "public"], repeats={"kind": "alternatives", "count": 2}, minutes=95
            ),
            _session("open", ["public", "officers"], repeats={"count": 2}, minutes=180),
        ],
        "venues": [
            venue("hall", [_room("main"), _room("side", is_hybrid_ready="yes")]),
            venue("lodge", [_room("main", is_hybrid_ready="yes")], area="south"),
        ],
        "tools": [tool("meet", licence={"month": price(1201), "year": price(3000), "event": price(299)})],
        "equipment": {key: price(pence) for key, pence in _EQUIPMENT.items()},
        "staff": [
            staff("first", is_paid_mileage=True),
            staff("second", home_area="south", is_paid_mileage=True, pay=_pay("salary", 3_211_100)),
            staff("third", pay=_pay("day_rate", 33_333)),
        ],
        "suppliers": [
            supplier(
                "bsl", "bsl", two_over_room_minutes=60, evening_multiplier=1.5, terms=terms(vat="standard")
            ),
            supplier("stt", "stt", serves="people", people_per_unit=2, weekend_multiplier=1.333),
        ],
        "rate_card": rate_card(
            floor={"hour_pence": 2399},
            pays_travel_time=True,
            mile=price(45),
            catering_per_person=price(651, vat="standard"),
            subsistence_per_person=price(490),
            subsistence_over_minutes=180,
        ),
        "coordination": {
            "staff": "second",
            "minutes_per_programme": 1001,
            "minutes_per_sitting": 50,
            "minutes_per_person": 7,
        },
        "other_costs": [_other(per, number) for number, per in enumerate(_PER)],
        "budget": {"total_pence": 10_000_000, "contingency_percent": 7.5, "vat": {"recovery_share": 0.33}},
        "amount_pins": [
            {"sitting": "design-1", "category": "venue", "amount_pence": 1111, "reason": "agreed"},
            {
                "sitting": "design-2",
                "category": "involvement_payment",
                "amount_pence": 2222,
                "reason": "agreed",
            },
            {"sitting": "choice-1", "category": "facilitation", "amount_pence": 3333, "reason": "agreed"},
            {"sitting": "open-1", "category": "access_support", "amount_pence": 4444, "reason": "agreed"},
        ],
    }
    return programme_of({**tiny_document(), **rich, **changes})


_PER = ("once", "sitting", "place", "person_invited", "month")
_EQUIPMENT = {"device": 14_999, "data_per_sitting": 501, "setup_help": 1999, "hybrid_kit_per_sitting": 8999}


def _residents() -> Document:
    requirement = {"id": "bsl", "title": "BSL", "count": 2, "all_of": [["support:bsl"]]}
    return group(
        "residents",
        7,
        home_area="south",
        online_count=3,
        prefer_online_count=1,
        requirements=[requirement],
        induction_minutes=75,
        digital={"device_count": 2, "data_count": 3, "setup_help_count": 1},
        recruitment={"stay_share": 0.85, "price_per_person": price(2500)},
    )


def _carers() -> Document:
    requirement = {
        "id": "stt",
        "title": "Speech to text",
        "count": 3,
        "all_of": [["tool:auto_captions", "support:stt"]],
    }
    return group(
        "carers",
        5,
        online_count=4,
        care={"count": 4, "price_per_hour": price(1451), "also_online": True},
        travel={"by": "car"},
        requirements=[requirement],
        digital={"device_count": 1, "data_count": 1, "setup_help_count": 1},
    )


def _public() -> Document:
    young = {"count": 4, "travel_home_price": price(1201), "guardian_consent": "yes"}
    recruitment = {"stay_share": 0.5, "price_per_person": price(399)}
    return group("public", 20, membership="open", online_count=9, young_people=young, recruitment=recruitment)


def _session(key: str, invited: list[str], **changes: Any) -> Document:
    modes = ["in_person", "online", "hybrid"]
    return session(key, invited, modes=modes, has_catering=True, **changes)


def _room(key: str, **changes: Any) -> Document:
    prices = {"hour_pence": 1999, "half_day_pence": 6001, "day_pence": 9999, "weekend_percent": 12.5}
    return room(key, tariff={"terms": terms(vat="reduced"), **prices}, **changes)


def _pay(kind: str, pence: int) -> Document:
    return {"kind": kind, "amount_pence": pence, "on_cost_percent": 27.3, "terms": terms()}


def _other(per: str, number: int) -> Document:
    return {
        "id": f"other-{number}",
        "title": f"Other {per}",
        "category": "materials",
        "per": per,
        "price": price(101 + number),
        "quantity": number + 1,
    }


def random_plan(programme: Programme, seed: int) -> Plan:
    """A plan of some of the sittings, at random places and starts, often sharing days; not a plan that keeps every rule."""
    random = Random(seed)
    sittings = []
    for each in programme.sessions:
        for number in range(1, each.repeats.count + 1):
            if random.random() < 0.75:
                sittings.append(_random_sitting(programme, f"{each.id}-{number}", random))
    return plan_of(programme, sittings)


def _random_sitting(programme: Programme, key: str, random: Random) -> Document:
    session_ = next(each for each in programme.sessions if each.id == key.rpartition("-")[0])
    place = find_place(programme, session_, random.choice(PLACES))
    assert place is not None
    day = datetime(2027, 3, 27) + timedelta(days=random.randrange(8))
    start = day + timedelta(hours=random.choice((10, 14, 17)))
    places, online_places = {}, {}
    for group_id in session_.invited:
        group_ = next(each for each in programme.groups if each.id == group_id)
        able = able_to_come(programme, group_, place, start, session_.minutes)
        if group_.membership == "open" or session_.repeats.kind == "alternatives":
            room_, online = random.randint(0, able.room), random.randint(0, able.online)
        else:
            coming = expected(group_, able, place.mode)
            room_, online = coming.room, coming.online
        places[group_id], online_places[group_id] = room_ + online, online
    roles = ["lead", "room_facilitator" if place.room else "online_host"]
    members = random.sample(["first", "second", "third"], 2)
    support = [{"supplier": key, "workers": random.randint(0, 3)} for key in ("bsl", "stt")]
    return planned(
        key,
        start.strftime("%Y-%m-%dT%H:%M"),
        place.id,
        places,
        online_places=online_places,
        team=team(*zip(members, roles, strict=True)),
        support=support,
    )
