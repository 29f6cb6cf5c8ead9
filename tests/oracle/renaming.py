"""The same programme with other ids and in another order: nothing a person would see is different."""

import copy
import json
from datetime import datetime
from typing import Any

from planner.domain.plan import Plan
from tests.builders import Document

ONE_ID = {
    "id", "home_area", "area", "from_area", "to_area", "session", "feeds_back_on", "staff", "supplier", "group", "milestone",
}  # fmt: skip
MANY_IDS = {"invited", "venues", "tools", "areas", "sessions"}
REORDERED = (
    "areas", "groups", "sessions", "venues", "staff", "suppliers", "targets", "other_costs", "pins", "amount_pins",
)  # fmt: skip


def renamed(document: Document) -> Document:
    """A copy in which every id is another and every list whose order means nothing is the other way round."""
    changed: Document = _renamed(copy.deepcopy(document), "")
    for key in REORDERED:
        changed[key] = list(reversed(changed.get(key, [])))
    for venue in changed["venues"]:
        venue["rooms"].reverse()
        venue["openings"].reverse()
    for session in changed["sessions"]:
        session["invited"].reverse()
    changed["calendar"]["weekly_starts"].reverse()
    return changed


def other_name(key: str) -> str:
    """Another id, whose place in the alphabet is another too."""
    return f"{chr(ord('a') + (7 * len(key) + ord(key[-1])) % 26)}x-{key[::-1]}" if key else key


def _renamed(part: Any, name: str) -> Any:
    if isinstance(part, dict):
        return {key: _value(key, value) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(each, name) for each in part]
    return part


def _value(name: str, value: Any) -> Any:
    if name in ONE_ID and isinstance(value, str):
        return other_name(value)
    if name in MANY_IDS and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [other_name(each) for each in value]
    if name == "sitting":
        session, _, number = value.rpartition("-")
        return f"{other_name(session)}-{number}"
    if name == "place":
        return "+".join("/".join(map(other_name, part.split("/"))) for part in value.split("+"))
    return _renamed(value, name)


def content_of(document: Document, plan: Plan) -> list[tuple[str, datetime, str]]:
    """Where and when as content: sessions, starts and places without what they are called, sorted.

    Things that differ in their names alone are identical, and may take each other's place.
    """
    areas = {area["id"]: area["name"] for area in document["areas"]}
    groups = {group["id"]: _text(group, areas) for group in document["groups"]}
    sessions = {session["id"]: _text(_session(session, groups), areas) for session in document["sessions"]}
    places = {tool["id"]: _text(tool, areas) for tool in document["tools"]}
    for venue in document["venues"]:
        outside = {key: value for key, value in venue.items() if key != "rooms"}
        for room in venue["rooms"]:
            places[f"{venue['id']}/{room['id']}"] = _text([outside, room], areas)
    return sorted(
        (sessions[held.session], held.start, "+".join(places[part] for part in held.place.split("+")))
        for held in plan.sittings
    )


def _session(session: Document, groups: dict[str, str]) -> Document:
    """A session with the content of those invited; the sessions it follows are counted, not named."""
    invited = sorted(groups[key] for key in session["invited"])
    follows = [{**link, "session": ""} for link in session.get("follows", [])]
    return {
        **session,
        "invited": invited,
        "follows": follows,
        "feeds_back_on": bool(session.get("feeds_back_on")),
    }


def _text(part: Any, areas: dict[str, str]) -> str:
    """Content as text, without ids and names; areas by the name they keep, lists of parts in the order of their text."""

    def plain(each: Any, key: str = "") -> Any:
        if isinstance(each, dict):
            return {
                name: plain(value, name)
                for name, value in each.items()
                if name not in ("id", "name", "title")
            }
        if isinstance(each, list):
            return sorted((plain(value) for value in each), key=str)
        return areas.get(each, each) if key in ("area", "home_area") else each

    return json.dumps(plain(part), sort_keys=True)
