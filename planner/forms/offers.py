"""What there is to choose from in a project: its own areas, groups, sessions ..., and the lists of the packaged facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from planner.domain.facts import access_features, festivals
from planner.domain.terms import WEEKDAYS, Weekday
from planner.forms.fields import Choice, Offers
from planner.forms.values import show_clock

SUPPORT_KINDS: Mapping[str, str] = {
    "bsl_interpreter": "British Sign Language interpreter",
    "speech_to_text": "Speech-to-text reporter",
    "spoken_language_interpreter": "Spoken-language interpreter",
    "personal_assistant": "Personal assistant",
    "childcare": "Childcare at the session",
    "advocate": "Advocate",
    "lipspeaker": "Lipspeaker",
    "notetaker": "Notetaker",
    "communication_support_worker": "Communication support worker",
    "deafblind_support": "Deafblind communicator guide",
}
"""Support that can be booked, as requirements and suppliers name it; a project may name others."""

COUNTED_ON = ("step_free_route", "accessible_toilet", "hearing_loop", "quiet_room")
"""The access features of a venue that are always asked for first."""


CHARACTERISTICS: Mapping[str, str] = {
    "disabled": "Disabled",
    "deaf": "Deaf",
    "wheelchair_user": "Wheelchair users",
    "learning_disability": "With a learning disability",
    "mental_health": "With experience of mental ill health",
    "long_term_condition": "With a long-term condition",
    "neurodivergent": "Neurodivergent",
    "unpaid_carer": "Unpaid carers",
    "under_25": "Under 25",
    "over_65": "Over 65",
    "over_75": "Over 75",
    "women": "Women",
    "men": "Men",
    "minority_ethnic": "From minority ethnic communities",
    "lgbtq": "LGBTQ+",
    "low_income": "On a low income",
    "lone_parent": "Lone parents",
    "care_experienced": "Care-experienced",
    "other_first_language": "With a first language other than English",
    "new_to_involvement": "New to being involved",
}
"""Characteristics that many projects count; a project may name others."""

SKILLS: Mapping[str, str] = {
    "plain_language": "Plain language",
    "easy_read": "Easy read",
    "youth_work": "Youth work",
    "digital_support": "Helping people get online",
    "conflict": "Handling conflict",
    "trauma_informed": "Trauma-informed practice",
}
"""Skills of a team that sessions may ask for; a project may name others."""


def offers_of(draft: Mapping[str, Any]) -> Offers:
    """Give every list there is to choose from in a draft, by name."""
    found: Offers = {
        name: [
            (str(entry["id"]), str(entry.get("name") or entry.get("title"))) for entry in draft.get(name, [])
        ]
        for name in ("areas", "groups", "sessions", "venues", "tools", "staff", "suppliers", "milestones")
    }
    budget = draft.get("budget") or {}
    found["funding"] = [(str(each["id"]), str(each["name"])) for each in budget.get("funding", [])]
    found["places"] = places_of(draft)
    found["occasions"] = list(occasions_of(draft))
    found["support_kinds"] = _support_kinds(draft)
    found["requirement_items"] = requirement_items(found["support_kinds"])
    found["venue_features"], found["tool_features"] = features_of("venue"), features_of("tool")
    found["venue_features_first"] = features_first(draft, "venue")
    found["tool_features_first"] = features_first(draft, "tool")
    found["weekly_starts"] = weekly_starts_of(draft)
    found["characteristics"] = [
        (key, key.replace("_", " ").replace("+", " and "))
        for key in dict.fromkeys(
            str(each["key"]) for group in draft.get("groups", []) for each in group.get("characteristics", [])
        )
    ]
    found["skills"] = [
        (skill, skill.replace("_", " "))
        for skill in dict.fromkeys(
            str(each) for member in draft.get("staff", []) for each in member.get("skills", [])
        )
    ]
    found["shared"] = _known_and_own(
        CHARACTERISTICS, (part for key, _ in found["characteristics"] for part in key.split("+"))
    )
    found["known_skills"] = _known_and_own(SKILLS, (skill for skill, _ in found["skills"]))
    found["training"] = [*TRAINING, *found["known_skills"]]
    found["faiths"] = [(faith, faith) for faith in sorted({each.faith for each in festivals()})]
    return found


TRAINING: Sequence[Choice] = (("lead", "Leading sessions"), ("host", "Hosting online"))
"""What training can give besides a skill."""


def _known_and_own(known: Mapping[str, str], own: Iterable[str]) -> list[Choice]:
    """A list of the field, then what the project names besides."""
    rest = (key for key in dict.fromkeys(own) if key.strip() and key not in known)
    return [*known.items(), *((key, key.replace("_", " ")) for key in rest)]


def places_of(draft: Mapping[str, Any]) -> list[Choice]:
    """Every place by its id: rooms, tools, and rooms with a tool."""
    rooms = [
        (f"{venue['id']}/{room['id']}", f"{venue['name']}, {room['name']}")
        for venue in draft.get("venues", [])
        for room in venue.get("rooms", [])
    ]
    tools = [(str(tool["id"]), str(tool["name"])) for tool in draft.get("tools", [])]
    hybrid = [(f"{room}+{tool}", f"{words} with {name}") for room, words in rooms for tool, name in tools]
    return [*rooms, *tools, *hybrid]


def occasions_of(draft: Mapping[str, Any]) -> Iterable[Choice]:
    """Every single session by its id ("SESSION-NUMBER"), repeats counted."""
    for session in draft.get("sessions", []):
        count = int(session.get("repeats", {}).get("count", 1))
        for number in range(1, count + 1):
            yield (
                f"{session['id']}-{number}",
                str(session["title"]) + (f" ({number} of {count})" if count > 1 else ""),
            )


def _support_kinds(draft: Mapping[str, Any]) -> list[Choice]:
    own = [str(each["support"]) for each in draft.get("suppliers", [])]
    return [
        *SUPPORT_KINDS.items(),
        *((key, key.replace("_", " ")) for key in dict.fromkeys(own) if key not in SUPPORT_KINDS),
    ]


@cache
def _features(kind: str) -> tuple[Choice, ...]:
    return tuple((feature.key, feature.label) for feature in access_features() if feature.kind == kind)


def features_of(kind: str) -> list[Choice]:
    """The access features that are recorded of a venue or a tool."""
    return list(_features(kind))


def features_first(draft: Mapping[str, Any], kind: str) -> list[Choice]:
    """The access features to ask for first: those that somebody taking part needs, and those that everybody counts on."""
    needed = {
        str(item).partition(":")[2]
        for group in draft.get("groups", [])
        for requirement in group.get("requirements", [])
        for any_of in requirement.get("all_of", [])
        for item in any_of
        if str(item).startswith(f"{kind}:")
    }
    return [each for each in _features(kind) if each[0] in needed or each[0] in COUNTED_ON]


def weekly_starts_of(draft: Mapping[str, Any]) -> list[Choice]:
    """The weekdays and times at which sessions may start, by "WEEKDAY HH:MM", through the week."""
    starts = {
        (WEEKDAYS.index(Weekday(each["weekday"])), str(each["at"]))
        for each in (draft.get("calendar") or {}).get("weekly_starts", [])
    }
    return [
        (f"{WEEKDAYS[day]} {at}", f"{WEEKDAYS[day].capitalize()} {show_clock(at)}")
        for day, at in sorted(starts)
    ]


def requirement_items(support: Sequence[Choice]) -> list[Choice]:
    """What can meet an access requirement: features of venues and tools, and support that is booked."""
    return [
        *((f"venue:{key}", f"Venue: {label}") for key, label in _features("venue")),
        *((f"tool:{key}", f"Online tool: {label}") for key, label in _features("tool")),
        *((f"support:{key}", f"Booked: {label}") for key, label in support),
    ]
