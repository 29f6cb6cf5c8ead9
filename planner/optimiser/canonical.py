"""A programme in the order of its content, so that neither names nor the order of lists change which plan is found.

Each part with an id is given a digest of its content in which every id is replaced by what is known of its part so far; a few
rounds tell parts apart by what they refer to and by what refers to them. Ids stay as they are: only lists are put in order.
"""

import hashlib
import json
from typing import Any

from planner.domain.programme import Programme

ROUNDS = 4
WORDS_ONLY = frozenset(
    {
        "title",
        "name",
        "note",
        "purpose",
        "source",
        "url",
        "because",
        "contingency_because",
        "reason",
        "evidence",
        "cost_code",
    }
)
"""What a part is called and where it comes from: it changes no plan."""
LISTS_WITH_IDS = (
    "milestones",
    "areas",
    "groups",
    "sessions",
    "venues",
    "tools",
    "staff",
    "suppliers",
    "other_costs",
    "targets",
)
LISTS_WITHOUT_IDS = ("travel", "pins", "amount_pins", "item_answers")
INNER_LISTS = {
    "calendar": ("weekly_starts", "blocked"),
    "venues": ("rooms", "openings", "closures", "features"),
    "sessions": (
        "invited",
        "follows",
        "milestones",
        "venues",
        "tools",
        "starts",
        "wanted_starts",
        "modes",
        "sittings",
    ),
    "groups": ("characteristics", "requirements"),
    "staff": ("training", "away", "skills"),
    "suppliers": ("modes", "areas"),
    "tools": ("features",),
    "budget": ("caps", "ring_fences", "funding"),
}
"""Lists whose order says nothing, by the part they stand in; all others keep their order."""

Colours = dict[str, str]


def canonical(programme: Programme) -> Programme:
    """The same programme with its lists in the order of their content."""
    document = programme.model_dump(mode="json")
    colours = _colours(document)

    def order(part: Any) -> str:
        return _digest(part, colours)

    for key, inner in INNER_LISTS.items():
        parts = document[key] if isinstance(document[key], list) else [document[key]]
        for part in parts:
            for name in inner:
                part[name] = sorted(part[name], key=order)
            if key == "venues":
                for room in part["rooms"]:
                    room["layouts"] = sorted(room["layouts"], key=order)
                    room["features"] = sorted(room["features"], key=order)
    for key in (*LISTS_WITH_IDS, *LISTS_WITHOUT_IDS):
        document[key] = sorted(document[key], key=order)
    return Programme.model_validate_json(json.dumps(document))


def _colours(document: dict[str, Any]) -> Colours:
    """A digest for each id of the document, of its part's content and of what the document says about it."""
    parts: dict[str, list[Any]] = {}
    _collect(document, parts)
    mentions: dict[str, list[tuple[str, Any]]] = {key: [] for key in parts}
    for name, group in document.items():
        if isinstance(group, list):
            for part in group:
                for mentioned in _mentioned(part, parts):
                    mentions[mentioned].append((name, part))
    colours = dict.fromkeys(parts, "")
    for _ in range(ROUNDS):
        colours = {
            key: _hash(
                [
                    sorted(_digest(part, colours, own=key) for part in found),
                    sorted(name + _digest(part, colours, own=key) for name, part in mentions[key]),
                ]
            )
            for key, found in parts.items()
        }
    return colours


def _collect(part: Any, parts: dict[str, list[Any]]) -> None:
    if isinstance(part, dict):
        if isinstance(part.get("id"), str):
            parts.setdefault(part["id"], []).append(part)
        for each in part.values():
            _collect(each, parts)
    elif isinstance(part, list):
        for each in part:
            _collect(each, parts)


def _mentioned(part: Any, parts: dict[str, list[Any]]) -> set[str]:
    """Ids that a part refers to, "SESSION-2" and "VENUE/ROOM+TOOL" taken apart."""
    if isinstance(part, str):
        return {piece for piece in _pieces(part, parts) if piece in parts}
    if isinstance(part, dict):
        return {found for each in part.values() for found in _mentioned(each, parts)}
    if isinstance(part, list):
        return {found for each in part for found in _mentioned(each, parts)}
    return set()


def _pieces(text: str, known: dict[str, Any]) -> list[str]:
    if text in known:
        return [text]
    session, dash, number = text.rpartition("-")
    if dash and number.isdigit() and session in known:
        return [session, dash + number]
    pieces = text.replace("+", "/").split("/")
    return pieces if len(pieces) > 1 and all(piece in known for piece in pieces) else [text]


def _digest(part: Any, colours: Colours, own: str = "") -> str:
    return _hash(_plain(part, colours, own))


def _plain(part: Any, colours: Colours, own: str) -> Any:
    if isinstance(part, str):
        return ["own" if piece == own else colours.get(piece, piece) for piece in _pieces(part, colours)]
    if isinstance(part, dict):
        return {
            key: _plain(each, colours, own) for key, each in sorted(part.items()) if key not in WORDS_ONLY
        }
    if isinstance(part, list):
        plain = [_plain(each, colours, own) for each in part]
        return sorted(plain, key=_hash) if all(isinstance(each, str) for each in part) else plain
    return part


def _hash(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()
