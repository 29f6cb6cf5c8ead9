"""A series of design workshops: one team of people who use a service and of staff goes from what is to what could be."""

from datetime import date
from typing import Any

from planner.domain.starting import cards, meetings, people, places, team
from planner.domain.starting.prices import Part
from planner.domain.starting.targets import sensible_targets
from planner.domain.starting.whole import budget, calendar, other_costs, programme

EVERYONE, SIZE = ["people-who-use-it", "staff"], 16
MINUTES = 180
PERIOD_DAYS = 210
BUDGET_PENCE = 2_000_000
STARTS = [("tuesday", "10:00"), ("wednesday", "13:00"), ("thursday", "10:00")]


def document(starts_on: date) -> Part:
    """The starting document of a workshop series from a day on."""
    when = calendar(starts_on, PERIOD_DAYS, STARTS)
    parts: Part = {
        "calendar": when,
        "areas": [places.area("area", "The area")],
        "travel": [places.journey("area", "area", 20, 4, 250)],
        "groups": [_people_who_use_it(), people.professionals("staff", "Staff of the service", 4, "area")],
        "sessions": _sessions(),
        "venues": [
            places.venue("centre", "Community centre", "area", 40, places.centre_tariff()),
            places.venue("library", "Library", "area", 30, places.library_tariff(is_statutory=False)),
        ],
        "staff": [team.coordinator("area"), *team.facilitators(3, "area")],
        "suppliers": [team.bsl_interpreters("North West"), team.speech_to_text()],
        "rate_card": cards.nihr_card(starts_on),
        "coordination": team.coordination(MINUTES),
        "other_costs": other_costs(when["ends_on"]),
        "budget": budget(BUDGET_PENCE),
        "targets": sensible_targets(),
    }
    return programme(
        "workshop-series",
        "Design workshops",
        "People who use a service and its staff find out how it is, design something better, try it out and decide.",
        parts,
    )


def _people_who_use_it() -> Part:
    return people.group(
        "people-who-use-it",
        "People who use the service",
        12,
        "area",
        availability={"preset": "any_time", "earliest": "09:30", "latest": "17:30"},
        requirements=[
            people.step_free(2),
            people.needs_support("bsl_interpreter", 1),
            people.needs_support("speech_to_text", 1),
        ],
    )


def _sessions() -> list[Part]:
    return [
        _workshop(
            "finding-out",
            "How it is now",
            stage="plan",
            purpose="Tell and hear what works and what does not.",
        ),
        _workshop(
            "designing",
            "Design workshop",
            repeats={"count": 3, "least_days_apart": 7, "most_days_apart": 28},
            follows=[{"session": "finding-out", "least_days": 7}],
        ),
        _workshop(
            "deciding",
            "Deciding together",
            priority=10,
            follows=[{"session": "designing", "least_days": 7}],
            papers_days=5,
            decision=meetings.decision("Which design is tried out first"),
            chaired_by="lived_experience",
        ),
        meetings.feedback("feedback", "deciding", 90, EVERYONE, SIZE),
        meetings.session(
            "trying-out",
            "Trying it out",
            120,
            EVERYONE,
            SIZE,
            stage="deliver",
            purpose="Try out what was decided, and say what grates.",
            priority=6,
            follows=[{"session": "feedback", "least_days": 7}],
            shares_in="delivery",
        ),
    ]


def _workshop(key: str, title: str, **more: Any) -> Part:
    """Three hours of everybody."""
    return meetings.session(key, title, MINUTES, EVERYONE, SIZE, **more)
