"""Areas, venues, online tools and what lets people join: invented, step-free as far as anybody knows, and marked so."""

from planner.domain.starting.prices import Part, estimated, newest, published, published_terms

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LOOK = "Assumed: it is there; look at it with a member of the group before people come."
FEATURES = (
    *(
        "step_free_route",
        "accessible_toilet",
        "public_transport",
        "hearing_loop",
        "quiet_room",
        "neutral_place",
    ),
    *("wifi_and_power", "seating_choice"),
)
TOOL_FEATURES = (
    "auto_captions",
    "human_captions",
    "phone_dial_in",
    "pin_interpreter",
    "screen_reader",
    "breakouts",
)
LAYOUTS = ("cabaret", "circle", "open_floor", "theatre")


def area(key: str, name: str) -> Part:
    """A part of the map."""
    return {"id": key, "name": name}


def journey(first: str, second: str, minutes: int, miles: int, fare_pence: int) -> Part:
    """A way between two areas that nobody has looked up yet."""
    return {
        "from_area": first,
        "to_area": second,
        "minutes": minutes,
        "miles": miles,
        "fare_pence": fare_pence,
        "source": "Assumed: look the journey and the fare up before use.",
        "evidence": "our_estimate",
    }


def tariff(scheme_item: str, which: int, *, has_day: bool = False) -> Part:
    """A published tariff of room hire by the hour, with the day's price as its second alternative where there is one."""
    rate = newest("Room hire", scheme_item)
    found: Part = {"terms": published_terms(rate), "hour_pence": rate.amounts_pence[which]}
    return {**found, "day_pence": rate.amounts_pence[1]} if has_day else found


def library_tariff(*, is_statutory: bool) -> Part:
    """A library's rate by the hour, for community groups or for statutory bodies."""
    return tariff("library: community / statutory", 1 if is_statutory else 0)


def centre_tariff() -> Part:
    """A community centre's dearer rate by the hour."""
    return tariff("community centre by member and day", 1)


def hall_tariff() -> Part:
    """A hall's rate by the hour and the day."""
    return tariff("hall: hour / day", 0, has_day=True)


def venue(
    key: str, name: str, area_id: str, capacity: int, tariff_of_room: Part, wheelchair_count: int = 3
) -> Part:
    """A venue with one room for so many people in any layout, open every day; its access is not known until somebody looks."""
    layouts = [
        {"kind": kind, "capacity": capacity, "wheelchair_places": min(capacity, wheelchair_count)}
        for kind in LAYOUTS
    ]
    room = {
        "id": "room",
        "name": "Large room",
        "layouts": layouts,
        "tariff": tariff_of_room,
        "is_hybrid_ready": "unknown",
        "note": "Assumed: as many people as are wanted, with their supporters and the team.",
    }
    return {
        "id": key,
        "name": name,
        "area": area_id,
        "note": "Assumed: put your own venue in its place.",
        "openings": [{"weekday": day, "opens": "08:00", "closes": "22:00"} for day in WEEKDAYS],
        "features": [{"key": feature, "is_there": "unknown", "note": LOOK} for feature in FEATURES],
        "rooms": [room],
        "is_illustrative": True,
    }


def online_tool(capacity: int) -> Part:
    """A video meeting under one host licence by the month."""
    licence = published("Online meeting tool", "Zoom Pro per host (2020 price ex VAT)", vat="standard")
    return {
        "id": "video-meeting",
        "name": "Video meeting tool",
        "note": "Assumed: put the tool that your organisation has in its place.",
        "capacity": capacity,
        "features": [{"key": key, "is_there": "unknown", "note": LOOK} for key in TOOL_FEATURES],
        "licence": {"month": licence},
        "is_illustrative": True,
    }


def equipment() -> Part:
    """What people lack for joining online, and a kit for rooms that are not ready for it."""
    return {
        "device": estimated(18000, "a tablet with a keyboard", vat="standard", is_capital=True),
        "data_per_sitting": estimated(500, "mobile data for one session"),
        "setup_help": estimated(2500, "an hour’s visit to set up a device"),
        "hybrid_kit_per_sitting": estimated(6000, "hire of a room camera and microphones", vat="standard"),
    }
