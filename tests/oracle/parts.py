"""Random parts of tiny programmes: groups, venues, staff, suppliers, a rate card. Each part has its own chance."""

from random import Random

from tests.builders import (
    Document,
    group,
    price,
    professionals,
    rate_card,
    room,
    staff,
    supplier,
    terms,
    venue,
)

AVAILABILITY: tuple[Document, ...] = (
    {},
    {},
    {"preset": "working_hours"},
    {"preset": "weekdays_10_to_3"},
    {"cells": [{"weekday": "tuesday", "part": "morning", "free_count": 1}]},
    {"cells": [{"weekday": "thursday", "part": "afternoon", "free_count": 1}]},
)
CHARACTERISTICS = ("disabled", "under_25")


def some_features(chance: Random, *keys: str) -> list[Document]:
    """Some features of a tiny programme."""
    answers = ["yes", "yes", "no", "unknown"]
    return [{"key": key, "is_there": chance.choice(answers)} for key in keys if chance.random() < 0.6]


def some_licence(chance: Random) -> Document:
    """Some licence of a tiny programme."""
    licences: list[Document] = [
        {"month": price(1_200)},
        {"month": price(1_200), "year": price(2_000)},
        {"event": price(700)},
        {"month": price(500), "event": price(300)},
    ]
    return chance.choice(licences)


def some_groups(chance: Random) -> list[Document]:
    """Some groups of a tiny programme."""
    groups = [group("residents", chance.randint(2, 4), **_person(chance))]
    if chance.random() < 0.7:
        groups.append(
            professionals(
                "officers", chance.randint(1, 3), online_count=1, availability=chance.choice(AVAILABILITY)
            )
        )
    for key in ("public", "tenants"):
        if chance.random() < 0.45:
            groups.append(group(key, chance.randint(2, 3), **{**_person(chance), "membership": "open"}))
    return groups


def _person(chance: Random) -> Document:
    """What a lived-experience group says of itself; counts fit a group of two."""
    said: Document = {
        "home_area": chance.choice(["north", "north", "south"]),
        "online_count": chance.choice([0, 1, 2]),
        "availability": chance.choice(AVAILABILITY),
        "travel": {"by": chance.choice(["car", "fare"]), "most_minutes": chance.choice([60, 60, 30])},
        "characteristics": [
            {"key": key, "count": chance.choice([1, 2])} for key in CHARACTERISTICS if chance.random() < 0.5
        ],
        "induction_minutes": chance.choice([0, 0, 60]),
        "wheelchair_count": chance.choice([0, 0, 0, 0, 1, 2]),
    }
    if said["online_count"]:
        said["prefer_online_count"] = chance.choice([0, 1])
    if chance.random() < 0.3:
        said["in_person_count"] = 1
    if chance.random() < 0.45:
        said["requirements"] = [
            {"id": "need", "title": "Need", "count": chance.choice([1, 2]), "all_of": _any_of(chance)}
        ]
    if chance.random() < 0.25:
        said["care"] = {"count": 1, "price_per_hour": price(1_150), "also_online": chance.random() < 0.5}
    if said["online_count"] and chance.random() < 0.4:
        said["digital"] = {"device_count": 1, "data_count": chance.choice([0, 1]), "setup_help_count": 1}
    if chance.random() < 0.25:
        said["recruitment"] = {"stay_share": chance.choice([0.6, 0.75]), "price_per_person": price(1_500)}
    if chance.random() < 0.15:
        said["young_people"] = {"count": 1, "guardian_consent": "yes", "travel_home_price": price(600)}
    if chance.random() < 0.35:
        said["limits"] = chance.choice([{"minutes_per_week": 150}, {"minutes_per_month": 180}])
    return said


def _any_of(chance: Random) -> list[list[str]]:
    lists = [
        [["support:bsl"]],
        [["venue:step_free_route"]],
        [["venue:step_free_route", "support:assistant"]],
        [["tool:auto_captions", "support:bsl"], ["venue:step_free_route"]],
        [["support:bsl", "tool:auto_captions", "venue:step_free_route"]],
    ]
    return chance.choice(lists)


def some_venues(chance: Random) -> list[Document]:
    """Some venues of a tiny programme."""

    def one(key: str) -> Document:
        layout = {
            "kind": "cabaret",
            "capacity": chance.choice([5, 8, 20]),
            "wheelchair_places": chance.choice([1, 4]),
        }
        tariff = {
            "terms": terms(vat=chance.choice(["none", "standard"])),
            "hour_pence": chance.choice([800, 1_250]),
        }
        if chance.random() < 0.5:
            tariff |= {
                "half_day_pence": 3_000,
                "evening_pence": 2_000,
                "day_pence": 4_500,
                "weekend_percent": 25,
            }
        ready = chance.choice(["yes", "no", "unknown"])
        return room(
            key,
            layouts=[layout],
            tariff=tariff,
            is_hybrid_ready=ready,
            features=some_features(chance, "step_free_route"),
        )

    venues = [venue("hall", [one("main")], features=some_features(chance, "step_free_route"))]
    if chance.random() < 0.25:
        venues[0]["rooms"].append(one("side"))
    elif chance.random() < 0.35:
        venues.append(venue("mill", [one("loft")], area=chance.choice(["north", "south"])))
    if chance.random() < 0.15:
        venues[0]["closures"] = [{"starts_on": "2027-01-19", "ends_on": "2027-01-28"}]
    return venues


def some_staff(chance: Random) -> list[Document]:
    """Some staff of a tiny programme."""
    members = [staff("first", skills=["easy_read"] if chance.random() < 0.5 else [], is_checked_adult=True)]
    if chance.random() < 0.9:
        second = staff("second", can_lead=chance.random() < 0.3, is_checked_adult=chance.random() < 0.6)
        second |= {"can_host_online": chance.random() < 0.8, "home_area": chance.choice(["north", "south"])}
        second["is_paid_mileage"] = chance.random() < 0.5
        second["pay"] = {
            "kind": chance.choice(["hourly", "day_rate"]),
            "amount_pence": 9_000,
            "terms": terms(),
        }
        if chance.random() < 0.4:
            gives = chance.choice(["lead", "host", "easy_read"])
            second["training"] = [{"gives": gives, "price": price(chance.choice([500, 6_000]))}]
        members.append(second)
    if len(members) == 2 and chance.random() < 0.5:
        members.append(staff("third", can_lead=False, can_facilitate=chance.random() < 0.8))
    if chance.random() < 0.2:
        members[0]["availability"] = chance.choice(AVAILABILITY[2:4])
    if chance.random() < 0.35:
        members[0] |= chance.choice([{"minutes_per_week": 250}, {"minutes_per_day": 150}])
    return members


def some_suppliers(chance: Random) -> list[Document]:
    """Some suppliers of a tiny programme."""
    serves: Document = {"serves": chance.choice(["sitting", "person", "people"]), "people_per_unit": 2}
    found = [supplier("signs", "bsl", two_over_room_minutes=chance.choice([None, 60]), **serves)]
    if chance.random() < 0.3:
        found.append(
            supplier(
                "hands", "bsl", modes=["online", "in_person"], weekend_multiplier=1.5, further_pence=1_000
            )
        )
        found[1]["bands"] = [{"up_to_minutes": 120, "amount_pence": 10_500}]
    if chance.random() < 0.6:
        found.append(
            supplier("helpers", "assistant", areas=chance.choice([[], ["north"]]), takes_places=False)
        )
    return found


def some_rate_card(chance: Random) -> Document:
    """Some rate card of a tiny programme."""
    return rate_card(
        floor={"hour_pence": chance.choice([0, 1_260, 2_700])},
        pays_preparation=chance.random() < 0.6,
        pays_travel_time=chance.random() < 0.4,
        mile=price(45),
        catering_per_person=price(450),
        subsistence_per_person=price(700),
        subsistence_over_minutes=chance.choice([150, 300]),
    )
