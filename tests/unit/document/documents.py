"""Documents to be spoilt: one with every field of the schema in it, and ways to look into and change plain JSON."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from planner.domain.programme.base import PriceTerms
from planner.domain.programme.reading import DocumentRefused, Problem, programme_json, read_programme
from planner.domain.programme.targets import TargetTerms
from planner.examples import example_text

JARGON = re.compile(
    r"input should|field required|extra inputs|pydantic|validation error|type=|traceback|tuple|dictionary|instance|"
    r"unable to|value error|assertion|decimal input|model_",
    re.IGNORECASE,
)
ALIKE = ("amount_pence", "weekday", "key", "is_there", "starts_on", "ends_on", "reason", "is_illustrative")
"""Keys that mean the same wherever they stand."""
PRICE = {"amount_pence": 1200, "evidence": "quote", "source": "A quote", "priced_on": "2026-11-01"}


def example(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(example_text(name))
    return loaded


def full_document() -> dict[str, Any]:
    """A valid document in which every field of the schema stands, every list has an entry and no value is null."""
    document = example("respite-care")
    document["sessions"] = [
        each for each in document["sessions"] if each["id"] in ("welcome", "decide", "feedback")
    ]
    document["groups"] = document["groups"][:1] + document["groups"][4:]
    document["groups"].append(
        {**copy.deepcopy(document["groups"][1]), "id": "visitors", "membership": "open"}
    )
    document["venues"], document["suppliers"] = document["venues"][:2], document["suppliers"][:1]
    document["staff"] = document["staff"][:2]
    for place in (*document["venues"], *document["tools"]):
        place["features"] = place["features"][:2]
    requirement = document["groups"][0]["requirements"][1]
    document["groups"][0]["requirements"] = [requirement]
    document["other_costs"] = document["other_costs"][:1]
    names = [group["id"] for group in document["groups"]]
    document["targets"] = [
        target for target in document["targets"] if target.get("characteristic") != "minority_ethnic"
    ]
    document["other_costs"][0]["sessions"] = ["decide"]
    document["other_costs"].append(_evaluation())
    for session in document["sessions"]:
        session["invited"] = list(names)
        session["follows"] = []
        session["team"] = {"skill": "plain_language"}
    _fill_calendar(document)
    _fill_groups(document)
    _fill_sessions(document)
    _fill_places(document)
    _fill_team(document)
    _fill_money(document)
    _fill_pins(document)
    return _with_defaults(document)


def _evaluation() -> dict[str, Any]:
    """A cost once, of which alone a financial year is asked."""
    year = {"per": "once", "financial_year": "2026-27"}
    return {"id": "looking-back", "title": "Evaluation", "category": "evaluation", "price": PRICE, **year}


def _fill_calendar(document: dict[str, Any]) -> None:
    document["calendar"]["avoid_faiths"] = ["jewish"]


def _fill_groups(document: dict[str, Any]) -> None:
    group = document["groups"][0]
    group["in_person_count"] = group["size"]
    group["availability"]["earliest"] = "10:00"
    group["availability"]["latest"] = "19:00"
    group["care"] = {"count": 1, "price_per_hour": PRICE}
    group["young_people"] = {"count": 1, "guardian_consent": "yes", "travel_home_price": PRICE}
    group["recruitment"] = {"stay_share": 0.8, "price_per_person": PRICE}
    group["limits"] = {"minutes_per_week": 300, "minutes_per_month": 900, "weekly_earnings_pence": 20400}


def _fill_sessions(document: dict[str, Any]) -> None:
    welcome, decide, feedback = document["sessions"]
    welcome["repeats"] = {
        "kind": "series",
        "count": 2,
        "required_count": 1,
        "least_days_apart": 7,
        "most_days_apart": 30,
    }
    welcome["earliest_on"] = "2027-01-12"
    welcome["most_people"] = 40
    welcome["starts"] = [{"weekday": "tuesday", "at": "10:30"}]
    welcome["wanted_starts"] = [{"weekday": "tuesday", "at": "10:30"}]
    welcome["venues"] = ["library"]
    welcome["tools"] = ["video-meetings"]
    welcome["sittings"] = [
        {"number": 1, "status": "announced", "place": "library/learning-room", "start": "2027-01-19T10:30:00"}
    ]
    decide["follows"] = [{"session": "welcome", "least_days": 3, "most_days": 200}]
    feedback["feedback_within_days"] = 42


def _fill_places(document: dict[str, Any]) -> None:
    tool = document["tools"][0]
    tool["licence"] = {"month": PRICE, "year": PRICE, "event": PRICE}
    venue = document["venues"][0]
    venue["features"][0]["checked_on"] = "2026-10-06"
    venue["rooms"][0]["features"] = [{"key": "hearing_loop", "is_there": "yes", "checked_on": "2026-10-06"}]
    venue["rooms"][0]["tariff"] |= {"half_day_pence": 4000, "day_pence": 8000, "evening_pence": 5000}


def _fill_team(document: dict[str, Any]) -> None:
    document["suppliers"][0]["areas"] = ["town"]
    document["suppliers"][0]["further_pence"] = 900


def _fill_money(document: dict[str, Any]) -> None:
    document["item_answers"] = [{"category": "venue", "answer": "not_known", "because": "Not asked yet"}]
    document["budget"]["ring_fences"] = [
        {"id": "access", "title": "Access", "category": "access_support", "least_pence": 1000}
    ]
    document["budget"]["funding"] = [
        {
            "id": "fund",
            "name": "A fund",
            "years": [{"financial_year": "2026-27", "amount_pence": 900}],
            "pays_for": ["venue"],
        }
    ]
    terms = document["rate_card"]["rates"][0]["terms"]
    terms |= {"vat_recovery_share": 0.5, "priced_on": "2025-12-16"}
    document["budget"]["uplift"] = {"percent_a_year": 3, "index": "An index", "source": "Its publisher"}
    document["rate_card"]["floor"]["valid_from"] = "2025-10-01"
    document["coordination"]["staff"] = "project-lead"


def _fill_pins(document: dict[str, Any]) -> None:
    document["pins"] = [
        {
            "sitting": "decide-1",
            "reason": "Agreed with the group",
            "runs": True,
            "place": "community-centre/main-hall",
            "on": "2027-05-11",
            "at": "10:30",
            "team": [{"staff": "project-lead", "role": "lead"}],
            "places": [{"group": "visitors", "room_count": 2, "online_count": 1}],
            "support": [{"supplier": "bsl", "units": 1}],
        }
    ]
    document["amount_pins"] = [
        {"sitting": "decide-1", "category": "catering", "amount_pence": 900, "reason": "A gift in part"}
    ]


def _with_defaults(document: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(programme_json(read_programme(json.dumps(document))))
    return written


def paths_of(node: Any, path: str = "") -> Iterator[str]:
    """Every path below the root, objects, lists and values alike."""
    if isinstance(node, dict):
        for key, child in node.items():
            here = f"{path}.{key}" if path else key
            yield here
            yield from paths_of(child, here)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield f"{path}[{index}]"
            yield from paths_of(child, f"{path}[{index}]")


def one_of_each(paths: Iterator[str]) -> list[str]:
    """The first path of each shape: entries of one list stand for each other, and so do the terms of prices and targets."""
    kept: dict[str, str] = {}
    for path in paths:
        shape = path if path.startswith("targets") else re.sub(r"\[\d+\]", "[]", path)
        key = path.rsplit(".", 1)[-1]
        if (
            key in ALIKE
            or key in PriceTerms.model_fields
            or (path.startswith("targets") and key in TargetTerms.model_fields)
        ):
            shape = key
        kept.setdefault(shape, path)
    return list(kept.values())


def steps_of(path: str) -> list[str | int]:
    return (
        [int(index) if index else key for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)]
        if path != "$"
        else []
    )


def parent_of(document: Any, path: str) -> tuple[Any, str | int]:
    *before, last = steps_of(path)
    node = document
    for step in before:
        node = node[step]
    return node, last


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at a path."""
    spoilt = json.loads(json.dumps(document))
    parent, last = parent_of(spoilt, path)
    parent[last] = value
    return spoilt


def without(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The document without what stands at a path."""
    spoilt = json.loads(json.dumps(document))
    parent, last = parent_of(spoilt, path)
    del parent[last]
    return spoilt


def leads_somewhere(document: Any, path: str) -> bool:
    """Whether a path exists in a document, or names a key that is missing in an object that does."""
    steps = steps_of(path)
    node = document
    for index, step in enumerate(steps):
        if isinstance(node, dict) and isinstance(step, str):
            if step not in node:
                return index == len(steps) - 1
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return False
    return True


def problems_of(document: Any) -> tuple[Problem, ...]:
    """The problems for which a document (or its text) is refused; none if it is read."""
    text = document if isinstance(document, str | bytes) else json.dumps(document)
    try:
        read_programme(text)
    except DocumentRefused as refused:
        return refused.problems
    return ()


def assert_can_be_acted_on(document: Any, problems: tuple[Problem, ...]) -> None:
    """Each problem leads to a place in the document and tells a person in plain words what to do there."""
    for problem in problems:
        assert leads_somewhere(document, problem.path), problem
        assert problem.message, problem
        assert problem.message[0].isupper(), problem
        assert not JARGON.search(problem.message), problem
