"""Who takes part: groups whose counts follow the census until local figures are known, and what they need to take part."""

from typing import Any

from planner.domain.starting.prices import Part, estimated, people_of, standard

CENSUS = standard("population", "disabled / 65+ / unpaid carers")
CENSUS_KEYS = ("disabled", "over_65", "unpaid_carer", "asian", "black_or_mixed", "other_ethnic")
MINORITY = ("asian", "black_or_mixed", "other_ethnic")
OFFLINE, LACKING_SKILLS = (value.rstrip(" %") for value in standard("digital", "adults offline").values)
STAY_SHARE = 0.8824
"""30 of 34: of those picked for a jury of 30, 28 stayed to the end (`planner/facts/standards.csv`), so 34 are picked."""
STEP_FREE: Part = {
    "id": "step-free",
    "title": "Step-free way in and accessible toilet",
    "all_of": [["venue:step_free_route"], ["venue:accessible_toilet"]],
}
SUPPORT = {
    "bsl_interpreter": "British Sign Language interpreting",
    "speech_to_text": "Live captions by a speech-to-text reporter",
    "personal_assistant": "A personal assistant",
}
NOT_ASKED = "Assumed: ask people what they need as soon as they join."


def percent_of_census(*keys: str) -> float:
    """The share of people in the census who have one of these characteristics, as a percentage."""
    shares = dict(zip(CENSUS_KEYS, map(float, CENSUS.values[: len(CENSUS_KEYS)]), strict=True))
    return round(sum(shares[key] for key in keys), 1)


def characteristics(size: int) -> list[Part]:
    """Counts by the census."""
    return [
        {"key": "disabled", "count": people_of(size, str(percent_of_census("disabled")))},
        {"key": "minority_ethnic", "count": people_of(size, str(percent_of_census(*MINORITY)))},
        {"key": "unpaid_carer", "count": people_of(size, str(percent_of_census("unpaid_carer")))},
    ]


def step_free(count: int) -> Part:
    """A requirement of a step-free venue."""
    return {**STEP_FREE, "count": count, "note": NOT_ASKED}


def needs_support(kind: str, count: int) -> Part:
    """A requirement of booked support."""
    key = kind.replace("_", "-")
    return {
        "id": key,
        "title": SUPPORT[kind],
        "count": count,
        "all_of": [[f"support:{kind}"]],
        "note": NOT_ASKED,
    }


def digital_needs(size: int) -> Part:
    """What people lack for joining online, by national shares."""
    offline = people_of(size, OFFLINE)
    return {
        "device_count": offline,
        "data_count": offline,
        "setup_help_count": people_of(size, LACKING_SKILLS),
    }


def group(key: str, name: str, size: int, home_area: str, **more: Any) -> Part:
    """A standing group of people with lived experience, paid under the card, who come by public transport."""
    return {
        "id": key,
        "name": name,
        "note": "Assumed: counts follow the census of England and Wales; put local figures in their place.",
        "is_lived_experience": True,
        "size": size,
        "home_area": home_area,
        "characteristics": characteristics(size),
        "wheelchair_count": 1 if size >= 10 else 0,
        "requirements": [step_free(min(size, 2))],
        "recruitment": recruitment(),
        **more,
    }


def recruitment(
    pence: int = 2500, what: str = "visits to local groups and a voucher to find one person"
) -> Part:
    """What finding somebody who stays costs."""
    price = estimated(pence, what)
    return {"stay_share": STAY_SHARE, "price_per_person": price}


def professionals(key: str, name: str, size: int, home_area: str, **more: Any) -> Part:
    """A standing group whose time is paid by their employer and given in kind."""
    price = estimated(2600, "an hour of a mid-grade officer with on-costs", basis="in_kind")
    return {
        "id": key,
        "name": name,
        "note": "Assumed: their employer gives their time.",
        "is_lived_experience": False,
        "size": size,
        "home_area": home_area,
        "availability": {"preset": "any_time", "earliest": "09:00", "latest": "20:30"},
        "payment": {"kind": "employer", "employer_price_per_hour": price},
        **more,
    }
