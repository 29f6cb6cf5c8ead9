"""A whole programme document made of eight answers, on the same blocks as the templates; all else is assumed and marked."""

from datetime import date
from typing import Any

from planner.domain.starting import cards, meetings, people, places, team
from planner.domain.starting.answers import (
    CHOICE_WORDS,
    Access,
    Answers,
    Organisation,
    PayCard,
    Region,
    Where,
)
from planner.domain.starting.prices import Part, people_of
from planner.domain.starting.targets import sensible_targets
from planner.domain.starting.whole import budget, calendar, other_costs, programme

DAYS_BETWEEN = 14
DAYS_BESIDE = 90
"""Before the first session, and between the decision and what became of it."""
LARGE_GROUP = 60
"""More people than this meet in a hall."""
HIGHER_SHARE, WHEELCHAIR_SHARE = "10", "3"
"""People of a hundred who ask for a personal assistant, and who come in a wheelchair: our own assumption."""
STARTS = [("tuesday", "10:00"), ("wednesday", "10:00"), ("thursday", "10:00"), ("thursday", "13:00")]
MONEY = {
    Organisation.COUNCIL: (
        "the council’s revenue budget",
        1.0,
        "Assumed: a council recovers the VAT on what it buys; ask finance.",
    ),
    Organisation.NHS_TRUST: (
        "the trust’s budget",
        0.0,
        "Assumed: none. A trust recovers VAT under some headings only; ask finance which apply.",
    ),
    Organisation.CHARITY: (
        "a grant",
        0.0,
        "Assumed: a charity without VAT registration recovers none; ask finance.",
    ),
    Organisation.OTHER: ("a research or project grant", 0.0, "Assumed: none is recovered; ask finance."),
}
"""By kind of organisation: what the money is called, the share of VAT recovered, and why."""


def document(answers: Answers, starts_on: date, budget_pence: int) -> Part:
    """The programme document of eight answers from a day on, with so much new money in its budget."""
    when = calendar(
        starts_on,
        DAYS_BESIDE + DAYS_BETWEEN * answers.sessions_count,
        STARTS,
        nation=answers.nation.value,
    )
    money, recovery, because = MONEY[answers.organisation]
    note = f"Assumed: new money from {money}, a little more than the first estimate; put in what there is."
    parts: Part = {
        "calendar": when,
        "areas": [places.area("area", "The area")],
        "travel": [places.journey("area", "area", 20, 4, 250)],
        "groups": [_group(answers)],
        "sessions": _sessions(answers),
        **_places(answers),
        "staff": [team.coordinator("area"), *team.facilitators(_facilitators_count(answers), "area")],
        "suppliers": _suppliers(answers),
        "rate_card": _card(answers, starts_on),
        "coordination": team.coordination(answers.minutes),
        "other_costs": _other_costs(answers, when["ends_on"]),
        "item_answers": _item_answers(answers),
        "budget": budget(budget_pence, recovery=recovery, because=because, note=note),
        "targets": _targets(answers),
    }
    return programme("first-estimate", "A first estimate", _in_words(answers), parts)


def _in_words(answers: Answers) -> str:
    sessions = "1 session" if answers.sessions_count == 1 else f"{answers.sessions_count} sessions"
    return (
        f"{answers.people_count} people, {sessions} of {answers.hours.normalize():f} hours, "
        f"{CHOICE_WORDS[answers.where].lower()}, {answers.region.value}."
    )


def _group(answers: Answers) -> Part:
    size = answers.people_count
    kinds = [] if answers.access is Access.NONE_KNOWN else ["bsl_interpreter", "speech_to_text"]
    requirements = [people.step_free(people_of(size, WHEELCHAIR_SHARE))]
    requirements += [people.needs_support(kind, 2) for kind in kinds]
    if answers.access is Access.HIGHER:
        requirements.append(people.needs_support("personal_assistant", people_of(size, HIGHER_SHARE)))
    joining: Part = {}
    if answers.where is not Where.IN_PERSON:
        joining = {"online_count": size, "digital": people.digital_needs(size)}
    if answers.where is Where.HYBRID:
        joining["prefer_online_count"] = size // 3
    return people.group(
        "people",
        "People who take part",
        size,
        "area",
        wheelchair_count=people_of(size, WHEELCHAIR_SHARE),
        requirements=requirements,
        **joining,
    )


def _sessions(answers: Answers) -> list[Part]:
    """As many sessions as asked for: workshops, then one that decides and one that says what became of it."""
    modes = {"modes": [answers.where.value], "has_catering": answers.where is not Where.ONLINE}
    common: dict[str, Any] = {
        **modes,
        "note": "Assumed: the last but one decides, the last says what became of it.",
    }
    workshops = answers.sessions_count - 2 if answers.sessions_count > 1 else 1
    found = []
    if workshops:
        repeats = {"count": workshops, "least_days_apart": 7}
        found.append(_session("workshop", "Workshop", answers, {**common, "repeats": repeats}))
    if answers.sessions_count > 1:
        follows = [{"session": "workshop", "least_days": 7}] if workshops else []
        decision = meetings.decision("What is recommended")
        found += [
            _session(
                "deciding", "Deciding together", answers, {**common, "follows": follows, "decision": decision}
            ),
            meetings.feedback(
                "feedback", "deciding", answers.minutes, ["people"], answers.people_count, **modes
            ),
        ]
    return found


def _session(key: str, title: str, answers: Answers, more: Part) -> Part:
    return meetings.session(key, title, answers.minutes, ["people"], answers.people_count, **more)


def _facilitators_count(answers: Answers) -> int:
    """Beside the coordinator, who leads: as many as the standard asks for, and one who hosts online."""
    return -(-answers.people_count // meetings.ESSENTIAL_PER_FACILITATOR) + (
        answers.where is not Where.IN_PERSON
    )


def _places(answers: Answers) -> Part:
    """A venue with room for everybody, their supporters and the team; a tool and equipment where people join online."""
    found: Part = {}
    room_for = 2 * answers.people_count + 10
    if answers.where is not Where.ONLINE:
        is_statutory = answers.organisation in (Organisation.COUNCIL, Organisation.NHS_TRUST)
        if answers.people_count > LARGE_GROUP:
            name, tariff = "Hall", places.hall_tariff()
        else:
            name, tariff = "Library", places.library_tariff(is_statutory=is_statutory)
        wheelchairs = people_of(answers.people_count, WHEELCHAIR_SHARE)
        found["venues"] = [places.venue("venue", name, "area", room_for, tariff, wheelchairs)]
    if answers.where is not Where.IN_PERSON:
        found |= {"tools": [places.online_tool(room_for)], "equipment": places.equipment()}
    return found


def _suppliers(answers: Answers) -> list[Part]:
    if answers.access is Access.NONE_KNOWN:
        return []
    found = [team.bsl_interpreters(answers.region.value), team.speech_to_text()]
    return [*found, team.personal_assistants()] if answers.access is Access.HIGHER else found


def _card(answers: Answers, starts_on: date) -> Part:
    is_london = answers.region is Region.LONDON
    if answers.pay_card is PayCard.NIHR:
        return cards.nihr_card(starts_on, is_london=is_london)
    return cards.hourly_card(answers.pay_card.value, starts_on, is_london=is_london)


def _other_costs(answers: Answers, ends_on: str) -> list[Part]:
    """What every project has; Easy Read papers only where the higher allowance is asked for."""
    return [
        cost for cost in other_costs(ends_on) if cost["id"] != "easy-read" or answers.access is Access.HIGHER
    ]


def _item_answers(answers: Answers) -> list[Part]:
    if answers.access is not Access.NONE_KNOWN:
        return []
    because = "Assumed: nobody has been asked yet what they need; ask, then add the support."
    return [{"category": "access_support", "answer": "not_known", "because": because}]


def _targets(answers: Answers) -> list[Part]:
    """The sensible ones, without equal footing where nothing is decided."""
    decides = answers.sessions_count > 1
    return [each for each in sensible_targets() if decides or each["kind"] != "equal_footing"]
