"""Rate cards that the packaged rates support as a whole, with the floor and what is paid for expenses."""

from collections.abc import Mapping
from datetime import date

from planner.domain.starting.prices import Part, estimated, newest, published, published_terms

NIHR = "NIHR public contributor rates"
NIHR_RUNGS = (
    (30, "lowest rung (task of half an hour or less)"),
    (60, "one hour"),
    (120, "two hours"),
    (240, "half day"),
    (480, "day"),
)
HOURLY: Mapping[str, tuple[str, str]] = {
    "co-production-collective": ("Co-Production Collective (UCL)", "co-producing"),
    "skills-for-care": ("Skills for Care", "involvement"),
}
"""Cards of one hourly rate, by name: scheme and item of the packaged rate."""
JURY_DAY_MINUTES = 480


def nihr_card(starts_on: date, *, is_london: bool = False) -> Part:
    """The NIHR rates for public contributors: rungs by the length of the task."""
    rungs = [
        {"up_to_minutes": minutes, "amount_pence": newest(NIHR, item).amount_pence}
        for minutes, item in NIHR_RUNGS
    ]
    hour = newest(NIHR, "one hour")
    return _card(
        "NIHR public contributor rates", hour.amount_pence, rungs, published_terms(hour), starts_on, is_london
    )


def hourly_card(name: str, starts_on: date, *, is_london: bool = False) -> Part:
    """A card of one rate for each hour begun up to a day, in proportion beyond; `name` is one of `HOURLY`."""
    scheme, item = HOURLY[name]
    rate = newest(scheme, item)
    rungs = [
        {"up_to_minutes": 60 * hours, "amount_pence": hours * rate.amount_pence} for hours in range(1, 9)
    ]
    return _card(
        f"{scheme}: each hour", rate.amount_pence, rungs, published_terms(rate), starts_on, is_london
    )


def jury_card(starts_on: date) -> Part:
    """The gift that the standard for assemblies holds desirable for a day, topped up to the floor."""
    rate = newest("Involve standard for assemblies", "gift a day: desirable")
    rungs = [{"up_to_minutes": JURY_DAY_MINUTES, "amount_pence": rate.amount_pence}]
    hour_pence = -(-rate.amount_pence * 60 // JURY_DAY_MINUTES)
    card = _card("Gift for each day of a jury", hour_pence, rungs, published_terms(rate), starts_on, False)
    note = "Assumed: a gift for each day or part of a day, topped up so that no hour is worth less than the floor."
    return {**card, "note": note}


def _card(
    name: str, hour_pence: int, rungs: list[Part], terms: Part, starts_on: date, is_london: bool
) -> Part:
    """A card valid from its own day, or from the start where that is earlier, with the floor and the prices of expenses."""
    floor = newest("Pay floor", "Real Living Wage London" if is_london else "Real Living Wage UK")
    valid_from = min(terms.get("priced_on", starts_on.isoformat()), starts_on.isoformat())
    return {
        "name": name,
        "note": "Assumed: people are paid for the session and for preparing, not for the way there.",
        "rates": [
            {"valid_from": valid_from, "rungs": rungs, "further_hour_pence": hour_pence, "terms": terms}
        ],
        "floor": {
            "hour_pence": floor.amount_pence,
            "source": f"{floor.item} ({floor.source})",
            "url": floor.url,
            **({"valid_from": floor.valid_from.isoformat()} if floor.valid_from else {}),
        },
        "pays_preparation": True,
        "pays_travel_time": False,
        "mile": published("Mileage", "car first 10000 miles a year"),
        "catering_per_person": estimated(650, "hot drinks and a light lunch for one person", vat="standard"),
        "subsistence_per_person": published("Subsistence", "away over 5 hours"),
    }
