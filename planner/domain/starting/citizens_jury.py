"""A citizens' jury: thirty people of the area learn, weigh up and decide in five days, and hear what became of it."""

from datetime import date
from typing import Any

from planner.domain.starting import cards, meetings, people, places, team
from planner.domain.starting.prices import Part, people_of, standard
from planner.domain.starting.targets import sensible_targets
from planner.domain.starting.whole import budget, calendar, other_costs, programme

JURORS, EXPERTS = 30, 4
DAYS, DAY_MINUTES = 5, 450
"""Five days of seven and a half hours with an hour and a half of breaks: thirty hours of deliberation in all."""
WHOLE_DAYS = [("saturday", "09:30"), ("sunday", "09:30")]
EVENINGS = [("tuesday", "18:00"), ("thursday", "18:00")]
PERIOD_DAYS = 270
BUDGET_PENCE = 6_600_000


def document(starts_on: date) -> Part:
    """The starting document of a jury from a day on."""
    when = calendar(starts_on, PERIOD_DAYS, [*WHOLE_DAYS, *EVENINGS])
    parts: Part = {
        "calendar": when,
        "areas": [places.area("area", "The area")],
        "travel": [places.journey("area", "area", 25, 5, 300)],
        "groups": [_jurors(), _experts()],
        "sessions": _sessions(),
        "venues": [
            places.venue("civic-hall", "Civic hall", "area", 60, places.hall_tariff(), 4),
            places.venue("college", "College", "area", 50, places.centre_tariff(), 3),
        ],
        "staff": [team.coordinator("area"), team.lead("area"), *team.facilitators(5, "area")],
        "suppliers": [team.bsl_interpreters("West Midlands"), team.speech_to_text()],
        "rate_card": cards.jury_card(starts_on),
        "coordination": team.coordination(DAY_MINUTES, programme_minutes=18_000),
        "other_costs": other_costs(when["ends_on"]),
        "budget": budget(BUDGET_PENCE),
        "targets": sensible_targets(),
    }
    return programme(
        "citizens-jury",
        "Citizens’ jury",
        "A jury of thirty people, picked to be like the area, learns about a question, weighs it up and recommends what to do.",
        parts,
    )


def _jurors() -> Part:
    turnout = standard("turnout", "people who stay")
    return people.group(
        "jurors",
        "Members of the jury",
        JURORS,
        "area",
        note=f"Assumed: 34 are picked so that 30 take part; {turnout.value} stayed to the end of a jury ({turnout.source}). "
        "Counts follow the census.",
        recruitment=people.recruitment(15_000, "a lottery by post, for one person who stays"),
        availability={"preset": "any_time", "earliest": "09:00", "latest": "21:00"},
        requirements=[
            people.step_free(people_of(JURORS, "5")),
            people.needs_support("bsl_interpreter", 2),
            people.needs_support("speech_to_text", 2),
        ],
    )


def _experts() -> Part:
    return people.professionals("experts", "People who give evidence", EXPERTS, "area")


def _sessions() -> list[Part]:
    repeats = {"count": 2, "least_days_apart": 7, "most_days_apart": 35}
    everybody = JURORS + EXPERTS
    return [
        _day(
            "learning",
            "Learning about the question",
            ["jurors", "experts"],
            everybody,
            stage="plan",
            purpose="Hear evidence from several sides and ask those who give it.",
            repeats=repeats,
        ),
        _day(
            "weighing-up",
            "Weighing up",
            ["jurors"],
            JURORS,
            purpose="Talk through what was heard in small groups, find what matters.",
            repeats=repeats,
            follows=[{"session": "learning", "least_days": 7}],
        ),
        _day(
            "deciding",
            "Deciding what to recommend",
            ["jurors"],
            JURORS,
            priority=10,
            follows=[{"session": "weighing-up", "least_days": 7}],
            papers_days=7,
            decision=meetings.decision("What the jury recommends, and why"),
            chaired_by="lived_experience",
        ),
        meetings.feedback("feedback", "deciding", 120, ["jurors", "experts"], everybody, has_catering=False),
        meetings.looking_back(120, ["jurors"], JURORS, has_catering=False),
    ]


def _day(key: str, title: str, invited: list[str], wanted: int, **more: Any) -> Part:
    """A whole day at a weekend."""
    starts = [{"weekday": weekday, "at": at} for weekday, at in WHOLE_DAYS]
    return meetings.session(
        key, title, DAY_MINUTES, invited, wanted, preparation_minutes=30, starts=starts, **more
    )
