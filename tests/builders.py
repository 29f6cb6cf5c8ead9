"""Small programmes and plans for tests: documents as plain dictionaries, read by the one schema.

`tiny_document()` gives a fresh dictionary that keeps every rule with `tiny_plan`; the part builders (`group`, `session`,
`venue`, `room`, `tool`, `staff`, `supplier`, `target`) give dictionaries to put into it. All dates are in January 2027;
the 11th is a Monday.
"""

import copy
import json
from typing import Any

from planner.domain.plan import Plan
from planner.domain.programme import Programme

Document = dict[str, Any]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def terms(**changes: Any) -> Document:
    """Price terms: a quote of April 2026, new money, without VAT."""
    return {"evidence": "quote", "priced_on": "2026-04-01", "source": "Illustrative quote", **changes}


def price(pence: int, **changes: Any) -> Document:
    """A price of so many pence."""
    return terms(amount_pence=pence, **changes)


def group(key: str, size: int, **changes: Any) -> Document:
    """A standing lived-experience group in the area "north", free at any time."""
    return {
        "id": key,
        "name": key.title(),
        "is_lived_experience": True,
        "size": size,
        "home_area": "north",
        **changes,
    }


def professionals(key: str, size: int, **changes: Any) -> Document:
    """A standing group paid by its employer, its time in kind."""
    payment = {"kind": "employer", "employer_price_per_hour": price(3000, basis="in_kind")}
    return group(key, size, is_lived_experience=False, payment=payment, **changes)


def session(key: str, invited: list[str], **changes: Any) -> Document:
    """A two-hour session in person without catering."""
    return {
        "id": key,
        "title": key.title(),
        "minutes": 120,
        "break_minutes": 15,
        "modes": ["in_person"],
        "invited": invited,
        "wanted_people": 8,
        "has_catering": False,
        **changes,
    }


def room(key: str, capacity: int = 20, **changes: Any) -> Document:
    """A room in cabaret layout at £10 an hour, with half an hour before and a quarter after."""
    return {
        "id": key,
        "name": key.title(),
        "layouts": [{"kind": "cabaret", "capacity": capacity, "wheelchair_places": 2}],
        "tariff": {"terms": terms(), "hour_pence": 1000},
        **changes,
    }


def venue(key: str, rooms: list[Document], **changes: Any) -> Document:
    """A venue in "north", open every day from 08:00 to 22:00."""
    openings = [{"weekday": day, "opens": "08:00", "closes": "22:00"} for day in WEEKDAYS]
    return {"id": key, "name": key.title(), "area": "north", "openings": openings, "rooms": rooms, **changes}


def tool(key: str, capacity: int = 30, **changes: Any) -> Document:
    """An online tool licensed by the month."""
    return {
        "id": key,
        "name": key.title(),
        "capacity": capacity,
        "licence": {"month": price(1200)},
        **changes,
    }


def staff(key: str, **changes: Any) -> Document:
    """A member of staff who may lead and host, at £25 an hour, in "north"."""
    return {
        "id": key,
        "title": key.title(),
        "can_lead": True,
        "can_host_online": True,
        "home_area": "north",
        "pay": {"kind": "hourly", "amount_pence": 2500, "terms": terms()},
        **changes,
    }


def supplier(key: str, support: str, **changes: Any) -> Document:
    """A supplier in every mode: £60 up to an hour, £110 up to three, then £20 for each half hour."""
    return {
        "id": key,
        "name": key.title(),
        "support": support,
        "modes": ["in_person", "online", "hybrid"],
        "bands": [{"up_to_minutes": 60, "amount_pence": 6000}, {"up_to_minutes": 180, "amount_pence": 11000}],
        "further_pence": 2000,
        "terms": terms(),
        **changes,
    }


def target(kind: str, **changes: Any) -> Document:
    """An aim of a kind, its id and title the kind's words."""
    return {
        "id": kind.replace("_", "-"),
        "title": kind.replace("_", " ").capitalize(),
        "kind": kind,
        **changes,
    }


def rate_card(**changes: Any) -> Document:
    """£25 up to an hour, £50 up to two hours, £75 up to four; £15 an hour beyond; floor £12.60 an hour."""
    rungs = [(60, 2500), (120, 5000), (240, 7500)]
    return {
        "name": "Card",
        "rates": [
            {
                "valid_from": "2026-04-01",
                "rungs": [{"up_to_minutes": up_to, "amount_pence": pence} for up_to, pence in rungs],
                "further_hour_pence": 1500,
                "terms": terms(),
            }
        ],
        "floor": {"hour_pence": 1260},
        **changes,
    }


def tiny_document(**changes: Any) -> Document:
    """Two sittings of one series for six residents and two officers, one room, one tool, two members of staff."""
    document: Document = {
        "schema_version": 1,
        "id": "tiny",
        "title": "Tiny programme",
        "calendar": {
            "starts_on": "2027-01-11",
            "ends_on": "2027-01-31",
            "weekly_starts": [{"weekday": "tuesday", "at": "10:00"}, {"weekday": "thursday", "at": "14:00"}],
        },
        "areas": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
        "travel": [{"from_area": "north", "to_area": "south", "minutes": 40, "miles": 12, "fare_pence": 450}],
        "groups": [group("residents", 6), professionals("officers", 2)],
        "sessions": [
            session("design", ["residents", "officers"], repeats={"count": 2, "least_days_apart": 7})
        ],
        "venues": [venue("hall", [room("main")])],
        "tools": [tool("meet")],
        "staff": [staff("first"), staff("second", can_lead=False)],
        "rate_card": rate_card(),
        "budget": {"total_pence": 1_000_000},
    }
    return {**document, **copy.deepcopy(changes)}


def programme_of(document: Document) -> Programme:
    """The document read by the schema, as from JSON."""
    return Programme.model_validate_json(json.dumps(document))


def document_of(programme: Programme) -> Document:
    """The programme as a fresh dictionary."""
    document: Document = json.loads(programme.model_dump_json())
    return document


def tiny_programme(**changes: Any) -> Programme:
    """`tiny_document` with top-level keys replaced, read."""
    return programme_of(tiny_document(**changes))


def changed(document: Document, *path_and_value: Any) -> Document:
    """A copy in which the value at the path is the last argument; `"+"` as the last step appends to a list."""
    *path, last, value = path_and_value
    copied = copy.deepcopy(document)
    part: Any = copied
    for step in path:
        part = part.setdefault(step, {}) if isinstance(part, dict) else part[step]
    if last == "+":
        part.append(value)
    else:
        part[last] = value
    return copied


def with_changes(programme: Programme, *path_and_value: Any) -> Programme:
    """A programme with one value changed: `with_changes(programme, "groups", 0, "size", 5)`."""
    return programme_of(changed(document_of(programme), *path_and_value))


def planned(key: str, start: str, place: str, places: dict[str, int], **changes: Any) -> Document:
    """A sitting that runs: the mode follows from the place, "first" leads unless a team is given."""
    mode = "hybrid" if "+" in place else "in_person" if "/" in place else "online"
    return {
        "id": key,
        "session": key.rpartition("-")[0],
        "start": f"{start}:00",
        "place": place,
        "mode": mode,
        "places": places,
        "online_places": places if mode == "online" else {},
        "team": team(("first", "lead")),
        **changes,
    }


def team(*members: tuple[str, str]) -> list[Document]:
    """A team of (staff, role) pairs."""
    return [{"staff": key, "role": role} for key, role in members]


def plan_of(programme: Programme, sittings: list[Document], **changes: Any) -> Plan:
    """A plan made by hand of these sittings."""
    document = {"schema_version": 1, "programme": programme.id, "sittings": sittings, **changes}
    return Plan.model_validate_json(json.dumps(document))


def tiny_sittings() -> list[Document]:
    """The two sittings of `tiny_document`, a week apart on Tuesday mornings."""
    places = {"residents": 6, "officers": 2}
    return [
        planned("design-1", "2027-01-12T10:00", "hall/main", places),
        planned("design-2", "2027-01-19T10:00", "hall/main", places),
    ]


def tiny_plan(programme: Programme | None = None, **changes: Any) -> Plan:
    """A plan for `tiny_programme()` that keeps every rule; without lines until it is priced."""
    return plan_of(programme or tiny_programme(), tiny_sittings(), **changes)
