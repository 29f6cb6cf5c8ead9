"""A programme in the order of its content, so that neither names nor the order of lists change which plan is found.

Everything that others refer to by id is given a colour: a digest of its content and of everything that mentions it, with ids
replaced by colours, round after round until no more things are told apart. Things that still look alike are then told apart
one at a time. Ids stay as they are: only lists are put in order.

What people need in order to take part counts last: so it cannot change the order among groups, which settles the last ties,
but that of two groups alike in all else the one that needs more comes first.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from planner.domain.programme import Programme

Node = tuple[str, str]
"""What can be referred to: its kind and its id, a room's id with its venue's before it."""
Colours = dict[Node, str]
Document = dict[str, Any]
Place = Callable[[Any, str, str], tuple[str, int, str]]
"""Where an entry of a list comes, by its content, the list's key and the venue it stands in."""

WORDS_ONLY: Final = frozenset(
    {
        *("title", "name", "note", "purpose", "source", "url", "because", "contingency_because"),
        *("reason", "evidence", "cost_code", "benchmark", "agreed_with", "agreed_on", "id"),
    }
)
"""What a part is called and where it comes from: it changes no plan."""
NEEDS: Final = frozenset({"requirements", "care", "wheelchair_count", "digital"})
"""What people of a group need in order to take part."""
IN_ORDER: Final = frozenset({"rungs", "rates", "bands", "cancellation"})
"""Lists whose order says something; so do the lists of alternatives inside `all_of`. Of all others it says nothing."""
KINDS: Final = {
    **{"areas": "area", "groups": "group", "sessions": "session", "venues": "venue", "tools": "tool"},
    **{"staff": "staff", "suppliers": "supplier", "milestones": "milestone"},
}
"""Kinds of things that are referred to, by the list of the document that holds them; rooms are held by venues."""
REFERS_TO: Final = {
    **{"home_area": "area", "area": "area", "from_area": "area", "to_area": "area", "areas": "area"},
    **{"session": "session", "sessions": "session", "feeds_back_on": "session", "milestone": "milestone"},
    **{"group": "group", "invited": "group", "venues": "venue", "tools": "tool"},
    **{"staff": "staff", "supplier": "supplier"},
}
"""What kind of thing the text, or list of texts, at a key refers to; texts at any other key refer to nothing."""
MOST_TOLD_APART = 200
"""Things that look alike are told apart so often at most: counted work, the same everywhere."""


def canonical(programme: Programme) -> Programme:
    """The same programme with its lists in the order of their content."""
    document = programme.model_dump(mode="json")
    bare = _without_needs(document)
    plain = _refined(bare, dict(_nodes(bare)), dict.fromkeys(dict(_nodes(bare)), ""))
    colours = _colours(document, plain)

    def place(part: Any, key: str, venue: str) -> tuple[str, int, str]:
        return (
            _digest(_without_needs(part), plain, key, venue),
            -_needs(part),
            _digest(part, colours, key, venue),
        )

    return Programme.model_validate_json(json.dumps(_sorted(document, place)))


def _without_needs(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _without_needs(each) for name, each in part.items() if name not in NEEDS}
    return [_without_needs(each) for each in part] if isinstance(part, list) else part


def _needs(part: Any) -> int:
    """How many needs the people of a group have in all; nought of anything else."""
    needs = part.get("requirements", ()) if isinstance(part, dict) else ()
    return sum(each["count"] for each in needs)


def _colours(document: Document, plain: Colours) -> Colours:
    """A colour for each thing referred to, no two alike (but for more than can be told apart)."""
    nodes = dict(_nodes(document))
    colours = _refined(document, nodes, plain)
    for number in range(MOST_TOLD_APART):
        counts = Counter(colours[node] for node in nodes)
        alike = sorted(colour for colour, count in counts.items() if count > 1)
        if not alike:
            break
        first = next(node for node in nodes if colours[node] == alike[0])
        colours = _refined(document, nodes, {**colours, first: f"first of {number}"})
    return colours


def _nodes(document: Document) -> Iterator[tuple[Node, Any]]:
    for key, kind in KINDS.items():
        for part in document[key]:
            yield (kind, part["id"]), part
            for room in part.get("rooms", ()):
                yield ("room", f"{part['id']}/{room['id']}"), room


def _refined(document: Document, nodes: dict[Node, Any], colours: Colours) -> Colours:
    """Colours told apart further by content and by what mentions them, until a round tells no more apart."""
    mentions = _mentions(document)
    count = len(set(colours.values()))
    while True:
        content = {node: _digest(part, colours) for node, part in nodes.items()}
        colours = {
            node: _hash([colours[node], content[node], *_said_of(node, mentions.get(node, []), colours)])
            for node in nodes
        }
        before, count = count, len(set(colours.values()))
        if count <= before:
            return colours


def _mentions(document: Document) -> dict[Node, list[tuple[str, Any]]]:
    """The parts of the document, each with the name of what holds it, that mention a thing."""
    found: dict[Node, list[tuple[str, Any]]] = {}
    for name, held in document.items():
        for part in held if isinstance(held, list) else [held]:
            for node in dict.fromkeys(_mentioned(name, part, "")):
                found.setdefault(node, []).append((name, part))
    return found


def _mentioned(key: str, part: Any, venue: str) -> Iterator[Node]:
    if isinstance(part, dict):
        venue = str(part.get("id", "")) if key == "venues" else venue
        for name, each in part.items():
            yield from _mentioned(name, each, venue)
        if key == "rooms":
            yield "room", f"{venue}/{part['id']}"
    elif isinstance(part, list):
        for each in part:
            yield from _mentioned(key, each, venue)
    elif isinstance(part, str):
        yield from (piece for piece in _pieces(key, part) if isinstance(piece, tuple))


def _said_of(node: Node, mentions: list[tuple[str, Any]], colours: Colours) -> list[str]:
    """Digests of what mentions a thing, with the thing itself marked."""
    marked = {**colours, node: "own"}
    return sorted(name + _digest(part, marked, key=name) for name, part in mentions)


def _pieces(key: str, text: str) -> list[Node | str]:
    """A text taken apart into what it refers to and the rest: a sitting, a place, an id, or nothing."""
    if key == "sitting":
        session, _, number = text.rpartition("-")
        return [("session", session), number]
    if key == "place" and text:
        room, plus, tool = text.partition("+")
        if "/" not in room:
            return [("tool", room)]
        return [("room", room), *([("tool", tool)] if plus else [])]
    return [(REFERS_TO[key], text)] if key in REFERS_TO else [text]


def _digest(part: Any, colours: Colours, key: str = "", venue: str = "") -> str:
    return _hash(_plain(part, colours, key, venue))


def _plain(part: Any, colours: Colours, key: str, venue: str) -> Any:
    """A part without words, ids replaced by colours, lists in the order of their content."""
    if isinstance(part, str):
        pieces = _pieces(key, part)
        return [colours.get(piece, "") if isinstance(piece, tuple) else piece for piece in pieces]
    if isinstance(part, dict):
        venue = str(part.get("id", "")) if key == "venues" else venue
        plain = {
            name: _plain(each, colours, name, venue) for name, each in part.items() if name not in WORDS_ONLY
        }
        own = _own_node(key, part, venue)
        return {**plain, "id": colours.get(own, "")} if own is not None else plain
    if isinstance(part, list):
        listed = [_plain(each, colours, _inside(key), venue) for each in part]
        return listed if key in IN_ORDER or key == "any_of" else sorted(listed, key=_hash)
    return part


def _own_node(key: str, part: Any, venue: str) -> Node | None:
    if key == "rooms":
        return "room", f"{venue}/{part['id']}"
    return (KINDS[key], str(part["id"])) if key in KINDS and "id" in part else None


def _inside(key: str) -> str:
    """The key that stands for the entries of a list: those of `all_of` are lists whose order counts."""
    return "any_of" if key == "all_of" else key


def _sorted(part: Any, place: Place, key: str = "", venue: str = "") -> Any:
    """A part with every list whose order says nothing in the order of its content."""
    if isinstance(part, dict):
        venue = str(part.get("id", "")) if key == "venues" else venue
        return {name: _sorted(each, place, name, venue) for name, each in part.items()}
    if isinstance(part, list):
        inner = _inside(key)
        listed = [_sorted(each, place, inner, venue) for each in part]
        if key in IN_ORDER or key == "any_of":
            return listed
        return sorted(listed, key=lambda each: place(each, inner, venue))
    return part


def _hash(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()
