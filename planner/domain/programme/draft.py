"""A programme still being written: plain JSON values in the schema's order, whole or with parts still missing.

A draft is a `dict` with the keys of `Programme`. Every entry in it fits its own schema; what may be missing are the parts that
have no default (`REQUIRED_PARTS`), and names may lead nowhere yet. A draft that is whole is the document that `programme_json`
writes, and has the same digest.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any, Final, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from planner.domain.errors import PlannerError
from planner.domain.programme.document import SCHEMA_VERSION, Programme
from planner.domain.programme.json_text import read_text
from planner.domain.programme.problems import problems_of_sense
from planner.domain.programme.problems.dates import sittings_past_the_most
from planner.domain.programme.problems.found import Check, DocumentRefused, Problem
from planner.domain.programme.problems.ids import ids_are_given_once
from planner.domain.programme.schema_words import problems_of_schema

Draft = dict[str, Any]
Body = dict[str, Any]
Address = tuple[str, ...]
"""Where an entry stands: ("budget",), ("groups", "carers"), ("venues", "town-hall", "rooms", "hall"); () is the whole draft."""

REQUIRED_PARTS: Final[Mapping[str, str]] = {
    "calendar": "Say when sessions may take place: first and last day, and the times at which they may start",
    "areas": "Add the areas in which people live and venues stand",
    "groups": "Add the people who take part",
    "sessions": "Add the sessions to be held",
    "rate_card": "Say how people are paid for taking part",
    "budget": "Say how much money there is",
}
"""What a programme cannot do without, and what to do where it is missing."""

REQUIRED_LISTS: Final = ("areas", "groups", "sessions")
"""Those of them that are lists: empty in a blank draft, so that entries can be added."""

KEY_FIELDS: Final = ("id", "sitting")
"""The field by which an entry of a list is found: its id, or the session occurrence it fixes."""

LONGEST_ID = 40

CHECKS_OF_DRAFTS: Final[tuple[Check, ...]] = (ids_are_given_once, sittings_past_the_most)
"""The checks of sense that even a draft has to pass: the second of two entries with one id could never be reached by its address,
and more sessions than these would hold up every page."""


class NotThere(PlannerError):
    """The entry that was asked for is not in the draft (any more)."""


def blank_draft(key: str, title: str) -> Draft:
    """A draft with nothing in it but its id, its title and the schema's defaults."""
    defaults: Draft = {}
    for name, field in Programme.model_fields.items():
        if not field.is_required():
            defaults[name] = _plain(field.get_default(call_default_factory=True))
        elif name in REQUIRED_LISTS:
            defaults[name] = []
    return in_order({**defaults, "schema_version": SCHEMA_VERSION, "id": key, "title": title})


def in_order(draft: Mapping[str, Any]) -> Draft:
    """The draft with its keys in the schema's order."""
    return {name: draft[name] for name in Programme.model_fields if name in draft}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return json.loads(TypeAdapter(type(value)).dump_json(value)) if value is not None else None


def draft_text(draft: Mapping[str, Any]) -> str:
    """The draft as JSON for people, in the same form as `programme_json`."""
    return json.dumps(in_order(draft), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def digest_of(value: Any) -> str:
    """SHA-256 of plain JSON values in one form only, as 64 hexadecimal digits; for a whole draft the programme's digest."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_draft(text: str | bytes) -> Draft:
    """The draft that a JSON document holds: a whole programme, or one with parts still missing.

    Raises `DocumentRefused` with every problem of the text and of the schema. Problems of sense are allowed in a draft, but for
    those with which no page could handle it (`CHECKS_OF_DRAFTS`).
    """
    read = read_text(text)
    if read.problems:
        raise DocumentRefused(read.problems)
    given = read.value if isinstance(read.value, dict) else {}
    placed = {**placeholders(), **given}
    try:
        programme = Programme.model_validate_json(json.dumps(placed), strict=True)
    except ValidationError as error:
        raise DocumentRefused(problems_of_schema(error, Programme, placed)) from None
    unfit = tuple(problem for check in CHECKS_OF_DRAFTS for problem in check(programme))
    if unfit:
        raise DocumentRefused(unfit)
    whole = programme.model_dump(mode="json")
    return {
        name: value
        for name, value in whole.items()
        if name in given or name in REQUIRED_LISTS or name not in placeholders()
    }


@cache
def _placeholders_text() -> str:
    return json.dumps(
        {
            "calendar": {"starts_on": "2000-01-01", "ends_on": "2100-12-31", "weekly_starts": []},
            "areas": [],
            "groups": [],
            "sessions": [],
            "rate_card": {"name": "Not chosen yet", "rates": []},
            "budget": {"total_pence": 0},
        }
    )


def placeholders() -> Draft:
    """Values that stand for the parts a draft may lack, so that the rest of it can be read; a fresh copy each time."""
    return cast(Draft, json.loads(_placeholders_text()))


def missing_parts(draft: Mapping[str, Any]) -> tuple[str, ...]:
    """The required parts that are not there yet, or are empty lists."""
    return tuple(name for name in REQUIRED_PARTS if not draft.get(name))


def problems_of_draft(draft: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything that keeps the draft from being planned: parts still missing, and problems of sense in the rest."""
    missing = missing_parts(draft)
    told = tuple(Problem(name, REQUIRED_PARTS[name]) for name in missing)
    placed = {**placeholders(), **draft}
    try:
        programme = Programme.model_validate_json(json.dumps(placed), strict=True)
    except ValidationError as error:
        return (*told, *problems_of_schema(error, Programme, placed))
    sense = problems_of_sense(programme)
    return (*told, *(each for each in sense if not _rests_on_missing(each.path, missing)))


def _rests_on_missing(path: str, missing: Sequence[str]) -> bool:
    """Whether a problem is only there because a placeholder stands for a missing part."""
    if any(path == name or path.startswith((f"{name}.", f"{name}[")) for name in missing):
        return True
    follows = {
        "calendar": (".starts", "wanted_starts"),
        "areas": (".area", "home_area", "from_area", "to_area"),
        "rate_card": ("rate_card",),
    }
    return any(ending in path for name in missing for ending in follows.get(name, ()))


def part_at(draft: Mapping[str, Any], address: Address) -> Any:
    """The value at an address; raises `NotThere`. The value is the draft's own: copy before changing."""
    node: Any = draft
    for step in address:
        node = _step(node, step, address)
    return node


def _step(node: Any, step: str, address: Address) -> Any:
    if isinstance(node, list):
        found = next((entry for entry in node if key_of(entry) == step), None)
    else:
        found = node.get(step) if isinstance(node, Mapping) else None
    if found is None:
        raise NotThere("not_there", address="/".join(address))
    return found


def key_of(entry: Mapping[str, Any]) -> str:
    """The key by which an entry of a list is found; empty where it has none."""
    return next((str(entry[name]) for name in KEY_FIELDS if name in entry), "")


def with_part(draft: Mapping[str, Any], address: Address, body: Any, position: int | None = None) -> Draft:
    """The draft with the value at an address set: replaced where it is, else added (to a list at `position`, or at its end).

    Raises `NotThere` where what should hold it is not there.
    """
    if not address:
        return in_order(body)
    changed = deepcopy(dict(draft))
    holder = part_at(changed, address[:-1]) if len(address) > 1 else changed
    if not isinstance(holder, list):
        holder[address[-1]] = body
        return in_order(changed)
    for index, entry in enumerate(holder):
        if key_of(entry) == address[-1]:
            holder[index] = body
            break
    else:
        holder.insert(len(holder) if position is None else position, body)
    return in_order(changed)


def without_part(draft: Mapping[str, Any], address: Address) -> tuple[Draft, Any, int | None]:
    """The draft without the value at an address, the value, and its position in its list; raises `NotThere`."""
    changed = deepcopy(dict(draft))
    removed = part_at(changed, address)
    holder = part_at(changed, address[:-1]) if len(address) > 1 else changed
    if not isinstance(holder, list):
        del holder[address[-1]]
        return changed, removed, None
    position = next(index for index, entry in enumerate(holder) if entry is removed)
    del holder[position]
    return changed, removed, position


def new_key(title: str, taken: Sequence[str]) -> str:
    """A key made of a title ("Carers' evening" is "carers-evening"), with a number where it is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "").replace("’", "")).strip("-")
    base = re.sub(r"^[^a-z]+", "", words)[: LONGEST_ID - 4].rstrip("-") or "entry"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def fitted(model: Any, body: Body) -> tuple[Any, tuple[Problem, ...]]:
    """A body as its schema writes it, with defaults filled in, and no problems; or None, and every problem with its path."""
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    try:
        value = adapter.validate_json(json.dumps(body), strict=True)
    except ValidationError as error:
        return None, problems_of_schema(error, model if isinstance(model, type) else Programme, body)
    return adapter.dump_python(value, mode="json"), ()


def occasion_count(draft: Mapping[str, Any]) -> int:
    """How many sessions a draft has, each repeat as one."""
    return sum(session["repeats"]["count"] for session in draft.get("sessions") or [])


def uses_of(draft: Mapping[str, Any], address: Address) -> tuple[str, ...]:
    """Titles of what names the entry at an address (a session that invites a group ...), for a warning before it goes."""
    kind, key = address[-2], address[-1]
    wanted = f"{address[1]}/{key}" if kind == "rooms" else key
    named_by = NAMED_BY.get(kind, frozenset())
    found: list[str] = []
    for name, value in draft.items():
        for entry in value if isinstance(value, list) else []:
            is_itself = name == address[0] and key_of(entry) == address[1]
            if not is_itself and wanted in _names_in(entry, named_by):
                found.append(str(entry.get("title") or entry.get("name") or entry.get("sitting") or name))
    return tuple(dict.fromkeys(found))


NAMED_BY: Final[Mapping[str, frozenset[str]]] = {
    "areas": frozenset({"area", "home_area", "from_area", "to_area", "areas"}),
    "groups": frozenset({"invited", "group"}),
    "sessions": frozenset({"session", "sessions", "feeds_back_on", "sitting"}),
    "venues": frozenset({"venues", "place"}),
    "rooms": frozenset({"place"}),
    "tools": frozenset({"tools", "place"}),
    "staff": frozenset({"staff"}),
    "suppliers": frozenset({"supplier"}),
    "milestones": frozenset({"milestone"}),
}
"""The fields by which other entries name an entry of each list."""


def _names_in(entry: Any, named_by: frozenset[str], key: str = "") -> Iterator[str]:
    if isinstance(entry, str) and key in named_by:
        yield entry
        if key == "place":
            yield from entry.split("+")
            yield entry.partition("/")[0]
        if key == "sitting":
            yield entry.rpartition("-")[0]
    elif isinstance(entry, Mapping):
        for name, value in entry.items():
            yield from _names_in(value, named_by, name)
    elif isinstance(entry, list):
        for value in entry:
            yield from _names_in(value, named_by, key)
