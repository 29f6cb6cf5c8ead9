"""Parts of programmes to measure on: places, tools, team, suppliers, pay, money, targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

Document = dict[str, Any]

POUNDS_A_SITTING = 3_200
QUOTE = {"evidence": "our_estimate", "source": "Made up for measuring", "priced_on": "2026-11-01"}


def price(pence: int, **more: Any) -> Document:
    """Give a price."""
    return {"amount_pence": pence, **QUOTE, **more}


def travel(chance: Random, areas: Sequence[str]) -> list[Document]:
    """Give the ways between all areas."""
    links = []
    for number, one in enumerate(areas):
        for other in areas[number:]:
            minutes = chance.randint(12, 25) if one == other else chance.randint(30, 55)
            links.append(
                {"from_area": one, "to_area": other, "minutes": minutes, "miles": minutes // 3, "fare_pence": 40 * (minutes // 5),
                 "source": "Made up for measuring"}
            )  # fmt: skip
    return links


def venue(chance: Random, number: int, areas: Sequence[str]) -> Document:
    """Give a venue with one room; the first is large and open late, so that everybody invited finds room somewhere."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    closes = chance.choice(["17:30", "21:30", "22:00"]) if number else "22:00"
    capacity = chance.choice([24, 34, 50]) if number else 50
    features = ["step_free_route", "accessible_toilet", "hearing_loop", "quiet_room"]
    room = {
        "id": "main",
        "name": "Main room",
        "layouts": [{"kind": "cabaret", "capacity": capacity, "wheelchair_places": 4}],
        "tariff": {"terms": QUOTE, "hour_pence": chance.randint(10, 40) * 100},
        "is_hybrid_ready": "yes" if chance.random() < 0.7 else "no",
    }
    return {
        "id": f"venue-{number}",
        "name": f"Venue {number}",
        "area": areas[number % len(areas)],
        "openings": [{"weekday": day, "opens": "09:00", "closes": closes} for day in days],
        "features": [
            {"key": key, "is_there": "yes"}
            for key in features
            if key == "step_free_route" or chance.random() < 0.7
        ],
        "rooms": [room],
    }


def tools(sitting_count: int) -> list[Document]:
    """Give host licences: each holds one session at a time, and larger programmes have more of them."""
    return [
        {"id": f"meet-{number}", "name": f"Video meetings {number}", "capacity": 60,
         "features": [{"key": "auto_captions", "is_there": "yes"}], "licence": {"month": price(1_199)}}
        for number in range(1 + sitting_count // 100)
    ]  # fmt: skip


def member(chance: Random, number: int, areas: Sequence[str]) -> Document:
    """Give a member of the team."""
    pay = {
        "kind": "salary",
        "amount_pence": 100_000 * chance.randint(28, 42),
        "terms": QUOTE,
        "on_cost_percent": 15,
    }
    return {
        "id": f"worker-{number}",
        "title": f"Worker {number}",
        "home_area": areas[number % len(areas)],
        "availability": {"preset": "any_time", "earliest": "08:30", "latest": "21:30"},
        "pay": pay,
        "can_lead": True,
        "can_host_online": True,
        "minutes_per_week": 1200,
    }


def suppliers() -> list[Document]:
    """Give who interprets."""
    bands = [{"up_to_minutes": 120, "amount_pence": 10_000}, {"up_to_minutes": 240, "amount_pence": 14_000}]
    modes = ["in_person", "online", "hybrid"]
    return [
        {"id": "bsl", "name": "Interpreters", "support": "bsl_interpreter", "modes": modes, "bands": bands, "terms": QUOTE,
         "further_pence": 3_700, "two_over_room_minutes": 60, "two_over_online_minutes": 40}
    ]  # fmt: skip


def rate_card() -> Document:
    """Give what people are paid."""
    rungs = [
        {"up_to_minutes": minutes, "amount_pence": pence}
        for minutes, pence in ((60, 2750), (120, 5500), (240, 8250))
    ]
    return {
        "name": "Made up for measuring",
        "rates": [{"valid_from": "2026-01-01", "rungs": rungs, "further_hour_pence": 2750, "terms": QUOTE}],
        "mile": price(45),
        "catering_per_person": price(650),
    }


def budget(sitting_count: int, last_day: date) -> Document:
    """Give the money there is, from two sources in the years it runs in."""
    total = sitting_count * POUNDS_A_SITTING * 100
    years = ["2026-27", "2027-28"] if last_day > date(2027, 3, 31) else ["2026-27"]
    shares = [total * 4 // 10 // len(years)] * len(years)
    return {
        "total_pence": total,
        "contingency_percent": 5,
        "funding": [
            {"id": source, "name": source.title(), "years": [
                {"financial_year": year, "amount_pence": share * 2} for year, share in zip(years, shares, strict=True)]}
            for source in ("health", "council")
        ],
    }  # fmt: skip


def targets(areas: Sequence[str]) -> list[Document]:
    """Give nine aims of as many kinds."""
    return [
        {"kind": "equal_footing", "id": "footing", "title": "Six in ten have lived experience", "scope": "every", "level": 0.6},
        {"kind": "representation", "id": "disabled", "title": "Four in ten disabled", "characteristic": "disabled", "level": 0.4},
        {"kind": "representation", "id": "young", "title": "One in five is under 25", "characteristic": "under_25", "level": 0.2},
        {"kind": "continuity", "id": "continuity", "title": "Every group comes twice", "times": 2},
        {"kind": "times_people_can_make", "id": "times", "title": "Six in ten can make it", "level": 0.6, "floor": 0.25},
        {"kind": "familiar", "id": "familiar", "title": "Repeats keep time and place", "level": 1},
        {"kind": "spread_of_places", "id": "spread", "title": "Three in ten elsewhere", "area": areas[-1], "level": 0.3},
        {"kind": "choice_of_mode", "id": "online", "title": "Half can be joined online", "way": "online", "level": 0.5},
        {"kind": "money_reaching_people", "id": "money", "title": "A third reaches people", "level": 0.33},
    ]  # fmt: skip
