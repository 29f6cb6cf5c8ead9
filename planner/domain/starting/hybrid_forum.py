"""A hybrid forum: open evenings and mornings that people join in a room of their part of the area, or online."""

from datetime import date
from typing import Any

from planner.domain.starting import cards, meetings, people, places, team
from planner.domain.starting.prices import Part
from planner.domain.starting.targets import sensible_targets, target
from planner.domain.starting.whole import budget, calendar, other_costs, programme

MINUTES = 150
PERIOD_DAYS = 270
BUDGET_PENCE = 3_500_000
STARTS = [("tuesday", "10:30"), ("tuesday", "18:00"), ("thursday", "13:00"), ("saturday", "10:30")]


def document(starts_on: date) -> Part:
    """The starting document of a hybrid forum from a day on."""
    when = calendar(starts_on, PERIOD_DAYS, STARTS)
    parts: Part = {
        "calendar": when,
        **_places(),
        "groups": [
            *_residents(),
            people.professionals("officers", "Officers and councillors", 4, "town", online_count=4),
        ],
        "sessions": _sessions(),
        "tools": [places.online_tool(100)],
        "equipment": places.equipment(),
        "staff": [team.coordinator("town"), team.lead("town"), *team.facilitators(5, "town")],
        "suppliers": [team.bsl_interpreters("South West"), team.speech_to_text()],
        "rate_card": cards.nihr_card(starts_on),
        "coordination": team.coordination(MINUTES),
        "other_costs": other_costs(when["ends_on"]),
        "budget": budget(BUDGET_PENCE),
        "targets": [
            *sensible_targets(times_level=0.5),
            target(
                "choice_of_mode", "At least half of sessions can be joined online", way="online", level=0.5
            ),
            target("spread_of_places", "A third of sessions in the villages", area="villages", level=0.33),
        ],
    }
    return programme(
        "hybrid-forum",
        "Hybrid forum",
        "Residents of the town and the villages meet in a room or online, as each can, and decide together what comes first.",
        parts,
    )


def _places() -> Part:
    return {
        "areas": [places.area("town", "The town"), places.area("villages", "The villages")],
        "travel": [
            places.journey("town", "town", 15, 3, 250),
            places.journey("villages", "villages", 20, 5, 250),
            places.journey("town", "villages", 45, 14, 450),
        ],
        "venues": [
            places.venue(
                "town-centre", "Community centre in the town", "town", 70, places.centre_tariff(), 4
            ),
            places.venue("village-hall", "Village hall", "villages", 70, places.hall_tariff(), 4),
        ],
    }


def _residents() -> list[Part]:
    return [
        people.group("town-residents", "Residents of the town", 18, "town", **_joining(18, 9)),
        people.group("village-residents", "Residents of the villages", 12, "villages", **_joining(12, 8)),
    ]


def _joining(size: int, online: int) -> dict[str, Any]:
    return {
        "online_count": online,
        "prefer_online_count": online // 3,
        "availability": {
            "preset": "any_time",
            "earliest": "09:30",
            "latest": "21:00",
            "cells": [
                {"weekday": "tuesday", "part": "morning", "free_count": size * 2 // 3},
                {"weekday": "thursday", "part": "afternoon", "free_count": size * 2 // 3},
            ],
        },
        "digital": people.digital_needs(online),
        "travel": {"by": "fare", "most_minutes": 60},
        "requirements": [
            people.step_free(2),
            people.needs_support("bsl_interpreter", 1),
            people.needs_support("speech_to_text", 1),
        ],
    }


def _sessions() -> list[Part]:
    everyone = ["town-residents", "village-residents", "officers"]
    modes, size = ["hybrid", "in_person"], 34
    return [
        meetings.session(
            "forum",
            "Forum",
            MINUTES,
            everyone,
            size,
            stage="plan",
            modes=modes,
            least_people=12,
            repeats={"count": 3, "least_days_apart": 21, "most_days_apart": 49},
            purpose="Say what matters, hear each other, sort it together.",
        ),
        meetings.session(
            "deciding",
            "Deciding what comes first",
            MINUTES,
            everyone,
            size,
            modes=modes,
            least_people=12,
            priority=10,
            follows=[{"session": "forum", "least_days": 14}],
            papers_days=7,
            decision=meetings.decision("What the area does first"),
            chaired_by="lived_experience",
        ),
        meetings.feedback(
            "feedback", "deciding", 90, everyone, size, modes=["hybrid", "online"], least_people=10
        ),
        meetings.looking_back(90, everyone, size, modes=modes, least_people=10),
    ]
