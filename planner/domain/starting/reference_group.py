"""A reference group: the same people with lived experience meet every month, decide together and see it through."""

from datetime import date
from typing import Any

from planner.domain.starting import cards, meetings, people, places, team
from planner.domain.starting.prices import Part, published
from planner.domain.starting.targets import sensible_targets, target
from planner.domain.starting.whole import budget, calendar, other_costs, programme

EVERYONE, SIZE = ["people-who-use-it", "carers", "staff"], 15
MINUTES = 120
PERIOD_DAYS = 300
BUDGET_PENCE = 2_300_000
STARTS = [("tuesday", "10:30"), ("wednesday", "10:30"), ("thursday", "10:30"), ("thursday", "17:30")]


def document(starts_on: date) -> Part:
    """The starting document of a reference group from a day on."""
    when = calendar(starts_on, PERIOD_DAYS, STARTS, avoid_school_holidays=True)
    parts: Part = {
        "calendar": when,
        "areas": [places.area("area", "The area")],
        "travel": [places.journey("area", "area", 20, 4, 250)],
        "groups": [
            _people_who_use_it(),
            _carers(),
            people.professionals("staff", "Staff of the service", 3, "area"),
        ],
        "sessions": _sessions(),
        "venues": [
            places.venue("library", "Library", "area", 30, places.library_tariff(is_statutory=False)),
            places.venue("centre", "Community centre", "area", 40, places.centre_tariff()),
        ],
        "tools": [places.online_tool(40)],
        "equipment": places.equipment(),
        "staff": [team.coordinator("area"), *team.facilitators(3, "area")],
        "suppliers": [team.bsl_interpreters("West Midlands"), team.speech_to_text()],
        "rate_card": cards.nihr_card(starts_on),
        "coordination": team.coordination(MINUTES),
        "other_costs": other_costs(when["ends_on"]),
        "budget": budget(BUDGET_PENCE),
        "targets": [
            *sensible_targets(),
            target("continuity", "Every group comes at least three times", times=3),
        ],
    }
    return programme(
        "reference-group",
        "Reference group",
        "People who use a service, unpaid carers and staff meet every month and shape it together.",
        parts,
    )


def _people_who_use_it() -> Part:
    return people.group(
        "people-who-use-it",
        "People who use the service",
        8,
        "area",
        online_count=4,
        prefer_online_count=1,
        availability={"preset": "any_time", "earliest": "10:00", "latest": "20:00"},
        digital=people.digital_needs(4),
        requirements=[
            people.step_free(2),
            people.needs_support("bsl_interpreter", 1),
            people.needs_support("speech_to_text", 1),
        ],
        induction_minutes=60,
    )


def _carers() -> Part:
    care = {"count": 2, "price_per_hour": published("Replacement care", "commissioned average (Devon)")}
    return people.group(
        "carers",
        "Unpaid carers",
        4,
        "area",
        online_count=3,
        prefer_online_count=1,
        availability={
            "preset": "weekdays_10_to_3",
            "cells": [{"weekday": "thursday", "part": "evening", "free_count": 2}],
            "latest": "20:00",
        },
        care=care,
        induction_minutes=60,
    )


def _sessions() -> list[Part]:
    return [
        _meeting("welcome", "Welcome", stage="plan", priority=8, modes=["in_person"]),
        _meeting(
            "meeting",
            "Monthly meeting",
            repeats={"count": 4, "least_days_apart": 21, "most_days_apart": 49},
            follows=[{"session": "welcome", "least_days": 7}],
            papers_days=5,
        ),
        _meeting(
            "deciding",
            "Deciding together",
            priority=10,
            follows=[{"session": "meeting", "least_days": 14}],
            papers_days=7,
            decision=meetings.decision("What changes first in the service"),
            chaired_by="lived_experience",
        ),
        meetings.feedback("feedback", "deciding", 90, EVERYONE, SIZE, modes=["hybrid", "online"]),
        meetings.looking_back(MINUTES, EVERYONE, SIZE, modes=["in_person", "hybrid"]),
    ]


def _meeting(key: str, title: str, **more: Any) -> Part:
    """A meeting of everyone, in person or hybrid unless it says otherwise."""
    return meetings.session(key, title, MINUTES, EVERYONE, SIZE, **{"modes": ["in_person", "hybrid"], **more})
