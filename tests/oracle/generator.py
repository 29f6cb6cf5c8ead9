"""Random tiny programmes, the same for the same seed: every rule and every kind of target has its turn.

Each part has its own chance, so that most programmes have a few surprises and few have none. Whether a programme is small
enough for exhaustive search is the search's to say; see `tests.oracle.search`.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.builders import Document, price, session, target, tiny_document, tool
from tests.oracle.parts import (
    some_features,
    some_groups,
    some_licence,
    some_rate_card,
    some_staff,
    some_suppliers,
    some_venues,
)

LEVELS = (0.25, 0.5, 0.6, 0.75, 1)
PERIODS = (("2027-01-11", 14), ("2027-01-25", 14), ("2027-03-22", 21), ("2027-06-07", 10))
"""First day and length in days: plain, across a month's end, across the financial year with Easter, a short one."""
PATTERN = (
    ("tuesday", "10:00"),
    ("thursday", "14:00"),
    ("wednesday", "18:00"),
    ("saturday", "11:00"),
    ("tuesday", "13:00"),
)


def random_document(seed: str) -> Document:
    """A tiny programme's document for a seed; its budget is ample, to be made tighter by `tighten`."""
    chance = Random(f"tiny-{seed}")
    first, days = chance.choice(PERIODS)
    document = tiny_document(
        level=chance.choice(["estimate", "estimate", "estimate", "ready_to_sign"]),
        calendar=_calendar(chance, first, days),
        groups=some_groups(chance),
        venues=some_venues(chance),
        staff=some_staff(chance),
        suppliers=some_suppliers(chance),
        equipment={"device": price(9_000), "data_per_sitting": price(150), "setup_help": price(2_500)},
        rate_card=some_rate_card(chance),
    )
    document["tools"] = [
        tool(
            "meet",
            chance.choice([6, 9, 30]),
            licence=some_licence(chance),
            features=some_features(chance, "auto_captions"),
        )
    ]
    if chance.random() < 0.2:
        document["equipment"]["hybrid_kit_per_sitting"] = price(4_000)
    document["sessions"] = _sessions(chance, document)
    _money(chance, document)
    document["targets"] = _targets(chance)
    _pins(chance, document)
    return document


def _calendar(chance: Random, first: str, days: int) -> Document:
    last = date.fromisoformat(first) + timedelta(days=days - 1)
    pattern = chance.sample(PATTERN, 2 if days < 20 else 1)
    starts = [{"weekday": weekday, "at": at} for weekday, at in pattern]
    return {"starts_on": first, "ends_on": last.isoformat(), "weekly_starts": starts}


def _sessions(chance: Random, document: Document) -> list[Document]:
    keys = [each["id"] for each in document["groups"]]
    shape = chance.choice([[1], [2], [2], [1, 1], [1, 1], [2, 1], [1, 2]])
    sessions = []
    for number, count in enumerate(shape):
        invited = keys if chance.random() < 0.7 else keys[:1] + chance.sample(keys[1:], len(keys[1:]) // 2)
        modes = chance.choice(
            [
                ["in_person"],
                ["in_person"],
                ["online"],
                ["in_person", "online"],
                ["hybrid"],
                ["in_person", "hybrid"],
            ]
        )
        made = session(
            ("workshop", "review")[number], invited, modes=modes, wanted_people=chance.randint(2, 6)
        )
        made |= {
            "minutes": chance.choice([60, 90, 120]),
            "priority": chance.randint(1, 10),
            "has_catering": chance.random() < 0.4,
        }
        made |= {"preparation_minutes": chance.choice([0, 30]), "break_minutes": chance.choice([0, 15])}
        made |= {"observer_count": chance.choice([0, 0, 1]), "stage": chance.choice(["plan", "design"])}
        made["repeats"] = _repeats(chance, count)
        made |= _extras(chance, document, number, sessions)
        sessions.append(made)
    return sessions


def _repeats(chance: Random, count: int) -> Document:
    kind = "alternatives" if count > 1 and chance.random() < 0.3 else "series"
    repeats: Document = {"kind": kind, "count": count, "required_count": chance.choice([count, count, 0, 1])}
    if kind == "series" and count > 1:
        repeats |= {"least_days_apart": chance.choice([0, 1, 7]), "most_days_apart": chance.choice([None, 7])}
    return repeats


def _extras(chance: Random, document: Document, number: int, sessions: list[Document]) -> Document:
    more: Document = {}
    if chance.random() < 0.25:
        more["most_people"] = chance.randint(7, 9)
        more["least_people"] = chance.randint(1, 3)
    if chance.random() < 0.5:
        more["wanted_starts"] = [document["calendar"]["weekly_starts"][number - 1]]
    if chance.random() < 0.25:
        more["team"] = {
            "people_per_facilitator": chance.choice([3, 5]),
            "least_facilitators": chance.choice([1, 1, 2]),
        }
    skills = [
        *document["staff"][0]["skills"],
        *(each["gives"] for each in document["staff"][-1].get("training", [])),
    ]
    if "easy_read" in skills and chance.random() < 0.4:
        more.setdefault("team", {})["skill"] = "easy_read"
    if chance.random() < 0.1:
        more["sharing"] = "by_target"
    if number == 0 and chance.random() < 0.5:
        more["decision"] = {
            "what": "The plan",
            "who_else_decides": "The board",
            "not_open": chance.choice(["", "The budget"]),
        }
    if number == 1 and "decision" in sessions[0]:
        more |= {
            "feeds_back_on": "workshop",
            "feedback_within_days": chance.choice([None, 7]),
            "shares_in": "evaluation",
        }
    elif number == 1:
        links: list[Document] = [
            {},
            {"follows": [{"session": "workshop", "least_days": 1, "most_days": chance.choice([None, 7])}]},
            {"papers_days": 2, "follows": [{"session": "workshop", "least_days": 0}]},
        ]
        more |= chance.choice(links)
    return more


def _money(chance: Random, document: Document) -> None:
    budget: Document = {"total_pence": 9_000_000, "contingency_percent": chance.choice([0, 5, 7.5])}
    budget["vat"] = {"recovery_share": chance.choice([0, 0.5])}
    if chance.random() < 0.25:
        categories = chance.sample(["venue", "travel", "facilitation", "access_support"], 2)
        budget["caps"] = [
            {
                "id": "cap",
                "title": "Cap",
                "categories": categories,
                "most_pence": chance.choice([6_000, 15_000]),
            }
        ]
    if chance.random() < 0.25:
        category = chance.choice(["travel", "catering", "facilitation"])
        budget["ring_fences"] = [
            {"id": "fence", "title": "Fence", "category": category, "least_pence": 7_000}
        ]
    document["budget"] = budget
    if chance.random() < 0.3:
        document["coordination"] = {"staff": "first", "minutes_per_sitting": 60, "minutes_per_person": 5}
    if chance.random() < 0.3:
        per = chance.choice(["once", "sitting", "place", "person_invited", "month"])
        basis = chance.choice(["new_money", "in_kind"])
        document["other_costs"] = [
            {
                "id": "pens",
                "title": "Pens",
                "category": chance.choice(["materials", "recognition"]),
                "per": per,
                "price": price(333, basis=basis),
            }
        ]


def _targets(chance: Random) -> list[Document]:
    def level() -> Any:
        return chance.choice(LEVELS)

    kinds: list[Document] = [
        target("equal_footing", level=level(), scope=chance.choice(["every", "deciding"])),
        target(
            "representation",
            characteristic="disabled",
            level=level(),
            direction=chance.choice(["at_least", "at_most"]),
        ),
        target("continuity", times=chance.choice([1, 2])),
        target("times_people_can_make", level=level()),
        target("familiar"),
        target("spread_of_places", area=chance.choice(["north", "south"]), level=level()),
        target("travel_within", minutes=chance.choice([10, 25])),
        target("choice_of_mode", way=chance.choice(["in_person", "online"]), level=level()),
        target("nobody_is_the_only_one", characteristics=["disabled"]),
        target("facilitator_ratio", people_per_facilitator=chance.choice([2, 3])),
        target("wanted_size", level=level()),
        target("money_reaching_people", level=level()),
        target("process"),
    ]
    chosen = chance.sample(kinds, chance.choice([0, 1, 2, 3, 4]))
    for each in chosen:
        each["weight"] = chance.randint(1, 3)
        if chance.random() < 0.12:
            each["strength"] = "must"
        elif "level" in each and chance.random() < 0.15:
            each["floor"] = round(each["level"] / 2, 4)
    return chosen


def _pins(chance: Random, document: Document) -> None:
    first = document["sessions"][0]
    start = document["calendar"]["weekly_starts"][0]
    reason = {"sitting": f"{first['id']}-1", "reason": "It was promised."}
    pins: list[Document] = [
        {"runs": True},
        {"runs": False},
        {"at": start["at"]},
        {"team": [{"staff": "first", "role": "lead"}]},
        {"support": [{"supplier": "signs", "units": 1}]},
        {"place": "hall/main"},
    ]
    if chance.random() < 0.3:
        document["pins"] = [{**reason, **chance.choice(pins)}]
    if chance.random() < 0.15:
        category = chance.choice(["venue", "travel", "facilitation", "access_support", "catering"])
        document["amount_pins"] = [
            {**reason, "category": category, "amount_pence": chance.choice([0, 4_000])}
        ]


def tighten(document: Document, seed: str, totals: list[int]) -> Document:
    """The programme with a budget, and sometimes funding, about what some of its plans cost; `totals` are those of a few."""
    chance = Random(f"money-{seed}")
    if not totals or chance.random() < 0.3:
        return document
    total = chance.choice(totals)
    budget = {**document["budget"], "total_pence": max(0, total + chance.choice([-1, 0, 0, 1, 500]))}
    if chance.random() < 0.35:
        years = [{"financial_year": year, "amount_pence": total // 2} for year in ("2026-27", "2027-28")]
        large = [{"financial_year": year, "amount_pence": total} for year in ("2026-27", "2027-28")]
        narrow = chance.choice([["involvement_payment", "travel"], ["venue", "facilitation"], []])
        budget["funding"] = [
            {"id": "trust", "name": "Trust", "years": years, "pays_for": narrow},
            {"id": "council", "name": "Council", "years": large},
        ]
    return {**document, "budget": budget}
