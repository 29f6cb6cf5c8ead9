"""Programmes to measure the optimiser on: realistic, of any size, the same for the same seed; none of them is anybody's.

Groups stand (whole groups invited, an open event in ten sessions) or are open (how many of each come is decided). Every
programme has availability, access requirements, tariffs, support, funding by source and year, nine targets, sessions in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from benchmarks.parts import (
    Document,
    budget,
    member,
    price,
    rate_card,
    suppliers,
    targets,
    tools,
    travel,
    venue,
)

Attendance = Literal["standing", "open"]

FIRST_DAY = date(2027, 1, 11)
AREAS = ("city", "coast", "hills", "valley")
PRESETS = ("any_time", "working_hours", "evenings", "working_hours", "any_time")
CHARACTERISTICS = ("disabled", "minority_ethnic", "under_25", "unpaid_carer")
STARTS = (("tuesday", "10:30"), ("wednesday", "10:30"), ("wednesday", "13:00"), ("thursday", "10:30"), ("tuesday", "18:00"),
          ("thursday", "18:00"), ("saturday", "10:30"))  # fmt: skip
SERIES_LENGTH = 4
EMPLOYED = {"kind": "employer", "employer_price_per_hour": price(3_000, basis="in_kind")}
OPEN_EVENT_EVERY = 10
PEOPLE_PER_FACILITATOR = 10
NEVER_TOGETHER = {"evenings", "working_hours"}
"""Availability of groups that have no hour in common: nobody would invite both to one session."""


@dataclass(frozen=True)
class Size:
    """How large a programme is; source of the named sizes: the table of goals in the formulation."""

    name: str
    sitting_count: int
    week_count: int
    venue_count: int
    group_count: int
    staff_count: int


SIZES = (
    Size("small", 12, 13, 5, 8, 3),
    Size("medium", 24, 26, 10, 12, 5),
    Size("large", 60, 52, 15, 14, 10),
    Size("portfolio", 200, 52, 40, 30, 25),
    Size("organisation", 1000, 52, 120, 60, 110),
)


def programme_document(size: Size, attendance: Attendance, seed: int) -> Document:
    """Give the document of a programme of this size; the same seed gives the same one."""
    chance = Random(f"{size.name}-{attendance}-{seed}")  # noqa: S311
    areas = AREAS[: min(len(AREAS), max(2, size.venue_count // 3))]
    groups = _groups(chance, size, attendance, areas)
    last_day = FIRST_DAY + timedelta(weeks=size.week_count) - timedelta(days=1)
    return {
        "schema_version": 1,
        "id": f"{size.name}-{attendance}-{seed}",
        "title": f"{size.name.title()}, {attendance} groups, number {seed}",
        "calendar": {
            "starts_on": FIRST_DAY.isoformat(),
            "ends_on": last_day.isoformat(),
            "nation": "england",
            "avoid_bank_holidays": True,
            "weekly_starts": [{"weekday": weekday, "at": at} for weekday, at in STARTS],
        },
        "areas": [{"id": area, "name": area.title()} for area in areas],
        "travel": travel(chance, areas),
        "groups": groups,
        "sessions": _sessions(chance, size, attendance, groups, areas),
        "venues": [venue(chance, number, areas) for number in range(size.venue_count)],
        "tools": tools(size.sitting_count),
        "equipment": {"device": price(18_000), "data_per_sitting": price(500), "setup_help": price(2_500),
                      "hybrid_kit_per_sitting": price(6_000)},
        "staff": [member(chance, number, areas) for number in range(size.staff_count)],
        "suppliers": suppliers(),
        "rate_card": rate_card(),
        "budget": budget(size.sitting_count, last_day),
        "targets": targets(areas),
    }  # fmt: skip


def _groups(chance: Random, size: Size, attendance: Attendance, areas: Sequence[str]) -> list[Document]:
    """Groups with lived experience, each in an area; one in six are professionals, invited everywhere."""
    made = []
    for number in range(size.group_count):
        is_lived = number % 6 != 5
        people = chance.randint(5, 9) if attendance == "standing" else chance.randint(8, 16)
        group: Document = {
            "id": f"group-{number}",
            "name": f"Group {number}",
            "is_lived_experience": is_lived,
            "membership": attendance,
            "size": people if is_lived else 4,
            "home_area": areas[number % len(areas)],
            "online_count": people // 2 if is_lived else 4,
            "availability": {
                "preset": chance.choice(PRESETS) if is_lived else "any_time",
                "earliest": "09:30",
                "latest": "21:00",
            },
            "payment": {"kind": "card"} if is_lived else EMPLOYED,
            "travel": {"by": "fare", "most_minutes": 90},
        }
        if is_lived:
            group |= _needs(chance, group["size"])
        made.append(group)
    made.append(_passers_by(chance, areas))
    return made


def _needs(chance: Random, people: int) -> Document:
    """Characteristics, access requirements and care of a group."""
    keys = chance.sample(CHARACTERISTICS, 2)
    requirements = []
    if chance.random() < 0.6:
        requirements.append(
            {
                "id": "step-free",
                "title": "Step-free way in",
                "count": 2,
                "all_of": [["venue:step_free_route"]],
            }
        )
    if chance.random() < 0.25:
        requirements.append(
            {"id": "bsl", "title": "Sign language", "count": 1, "all_of": [["support:bsl_interpreter"]]}
        )
    found: Document = {
        "characteristics": [
            {"key": key, "count": max(1, people * chance.randint(3, 8) // 10)} for key in keys
        ],
        "requirements": requirements,
        "limits": {"minutes_per_week": 420},
    }
    if chance.random() < 0.3:
        found["care"] = {"count": 1, "price_per_hour": price(1_400)}
    return found


def _passers_by(chance: Random, areas: Sequence[str]) -> Document:
    """Whoever comes to the open events."""
    return {
        "id": "passers-by",
        "name": "Whoever comes",
        "is_lived_experience": True,
        "membership": "open",
        "size": 30,
        "home_area": areas[0],
        "online_count": 10,
        "availability": {"preset": "any_time", "earliest": "09:30", "latest": "21:00"},
        "characteristics": [{"key": key, "count": chance.randint(6, 14)} for key in CHARACTERISTICS],
        "payment": {"kind": "card"},
        "travel": {"by": "fare", "most_minutes": 90},
    }


def _sessions(
    chance: Random, size: Size, attendance: Attendance, groups: Sequence[Document], areas: Sequence[str]
) -> list[Document]:
    """Series of four, one after another within an area's line of work, and an open event in ten sessions."""
    lived = [each["id"] for each in groups if each["is_lived_experience"] and each["id"] != "passers-by"]
    professionals = [each["id"] for each in groups if not each["is_lived_experience"]]
    people = {each["id"]: each["size"] for each in groups}
    by_id = {each["id"]: each for each in groups}
    left, sessions = size.sitting_count, list[Document]()
    lines: dict[str, str] = {}
    while left:
        number = len(sessions)
        held = size.sitting_count - left
        if attendance == "standing" and (held + OPEN_EVENT_EVERY // 2) // OPEN_EVENT_EVERY > sum(
            each["id"].startswith("open") for each in sessions
        ):
            sessions.append(_session(f"open-{number}", chance, ["passers-by", *professionals[:1]], 20, 1))
            left -= 1
            continue
        area = areas[number % len(areas)]
        drawn = chance.sample(lived, min(len(lived), chance.randint(2, 4)))
        most = PEOPLE_PER_FACILITATOR * (size.staff_count - 1)
        invited = [*_who_can_meet([by_id[key] for key in drawn], most - 4), *professionals[:1]]
        wanted = min(24, sum(people[key] for key in invited))
        count = min(left, SERIES_LENGTH)
        made = _session(f"series-{number}", chance, invited, wanted, count)
        before = lines.get(area)
        if before and size.week_count >= 26 and number < 3 * len(areas):
            made["follows"] = [{"session": before, "least_days": 7}]
        lines[area] = made["id"]
        sessions.append(made)
        left -= count
    _decide_and_feed_back(sessions)
    return sessions


def _who_can_meet(drawn: Sequence[Document], most: int) -> list[str]:
    """Of the groups drawn, those that can meet the first and that the team is enough for."""
    found: list[Document] = []
    for group in drawn:
        presets = {group["availability"]["preset"], *(each["availability"]["preset"] for each in found)}
        people = group["size"] + sum(each["size"] for each in found)
        if not found or (people <= most and not presets >= NEVER_TOGETHER):
            found.append(group)
    return [group["id"] for group in found]


def _session(key: str, chance: Random, invited: Sequence[str], wanted: int, count: int) -> Document:
    return {
        "id": key,
        "title": key.replace("-", " ").capitalize(),
        "stage": chance.choice(["plan", "design", "design", "deliver"]),
        "minutes": chance.choice([90, 120, 150]),
        "break_minutes": 15,
        "preparation_minutes": 30,
        "modes": chance.choice([["in_person"], ["in_person", "hybrid"], ["online"], ["in_person", "hybrid"]]),
        "invited": list(invited),
        "least_people": 4,
        "wanted_people": wanted,
        "priority": chance.randint(4, 9),
        "repeats": {"kind": "series", "count": count, "least_days_apart": 7},
        "team": {"people_per_facilitator": PEOPLE_PER_FACILITATOR},
    }


def _decide_and_feed_back(sessions: list[Document]) -> None:
    """The first series in person decides something, the last one tells what became of it."""
    first, last = sessions[0], sessions[-1]
    first["decision"] = {"what": "What changes first", "not_open": "The budget"}
    if (last is not first and last["repeats"]["count"] == 1) or len(sessions) > 1:
        last["feeds_back_on"] = first["id"]
        last["follows"] = [{"session": first["id"], "least_days": 14}]
        last["shares_in"] = "evaluation"
