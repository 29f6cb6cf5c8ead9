"""Problems of the schema in words: every error of pydantic becomes a path and an instruction, with an example."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from planner.domain.programme.problems.found import MOST_PROBLEMS, Problem, join, printable

_BY_KEY = {
    "id": 'a short key of lower-case letters, digits and hyphens, for example "town-hall"',
    "sitting": 'the id of a session, a hyphen and a number, for example "welcome-1"',
    "size": "the number of people, for example 12",
    "count": "a whole number, for example 12",
    "capacity": "the number of people it holds, for example 30",
    "quantity": "a whole number, for example 4",
    "priority": "a whole number from 1 to 10, for example 5",
    "weight": "a whole number from 1 to 100, for example 1",
    "minutes": "a number of minutes, for example 90",
    "miles": "whole miles, for example 14",
    "level": "a share from 0 to 1, for example 0.5",
    "floor": "a share from 0 to 1, for example 0.25",
    "url": 'an address, for example "https://example.org/prices"',
    "opens": 'a time, for example "09:00"',
    "closes": 'a time, for example "17:30"',
    "at": 'a time, for example "10:30"',
    "on": 'a date, for example "2027-03-15"',
    "start": 'a date and time without zone, for example "2027-03-15T10:30"',
    "valid_from": 'a date, for example "2027-03-15"',
    "evening_from": 'a time, for example "18:00"',
    "financial_year": 'a financial year from April to March, for example "2026-27"',
    "title": "a title of 1 to 200 characters",
    "name": "a name of 1 to 200 characters",
}
_BY_ENDING = {
    "_pence": "an amount in whole pence, for example 12550 for £125.50",
    "_minutes": "a number of minutes, for example 30",
    "_count": "the number of people, for example 12",
    "_share": "a share from 0 to 1, for example 0.8",
    "_percent": "a percentage, for example 15",
    "_on": 'a date, for example "2027-03-15"',
    "_people": "the number of people, for example 12",
    "_days": "a number of days, for example 14",
    "_area": "the id of one of the areas",
    "_multiplier": "a multiplier from 1 to 10, for example 1.5",
}
_TYPES = {
    "int": "a whole number",
    "decimal": "a number",
    "float": "a number",
    "finite_number": "a number",
    "string": "a text in double quotes",
    "bool": "true or false",
    "tuple": "a list in [ ]",
    "list": "a list in [ ]",
    "dict": "an object in { }",
    "model": "an object in { }",
    "date": 'a date, for example "2027-03-15"',
    "datetime": 'a date and time without zone, for example "2027-03-15T10:30"',
    "timezone": 'a local date and time without zone, for example "2027-03-15T10:30"',
}
_AFTER_CHOICES = {
    "strategy": " (the fewest changes to a plan can be asked for only where there is a plan, never in a programme)",
}
"""What is said after the choices of a key, where something that looks like one of them is missing."""
_MEMBER = re.compile(r"<\w+\.\w+: ('[^']*')>")
"""A member of a closed list as pydantic tells it: of "<Strategy.MOST: 'most'>" people read "most"."""


def problems_of_schema(error: ValidationError, root: type[BaseModel], value: object) -> tuple[Problem, ...]:
    """Every error of a validation of `value` against `root` as a problem, in the order of the document.

    Of more than twice as many errors as anybody is shown the rest is left out.
    """
    found: dict[str, Problem] = {}
    for each in error.errors(include_url=False, include_input=False)[: 2 * MOST_PROBLEMS]:
        steps = _steps(each["loc"], value)
        path = _path(steps)
        message = _message(each["type"], each.get("ctx", {}), steps, root)
        if each["type"].startswith("union_tag"):
            path = join(path, "kind")
        found.setdefault(path, Problem(path, message))
    return tuple(found.values())


def _steps(loc: Sequence[int | str], value: object) -> tuple[int | str, ...]:
    """The location as steps into the document: what pydantic adds (the kind of a union) is left out."""
    steps: list[int | str] = []
    node = value
    for step in loc:
        if (
            isinstance(node, dict)
            and step not in node
            and node.get("kind") == step
            and steps[:1] == ["targets"]
        ):
            continue
        steps.append(step)
        if isinstance(node, dict):
            node = node.get(str(step))
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            node = None
    return tuple(steps)


def _path(steps: Sequence[int | str]) -> str:
    path = ""
    for step in steps:
        path = join(path, step)
    return path or "$"


def _wanted(key: str) -> str:
    """What belongs under a key, in words with an example; empty where the key says nothing of it."""
    if key in _BY_KEY:
        return _BY_KEY[key]
    return next((words for ending, words in _BY_ENDING.items() if key.endswith(ending)), "")


def _message(kind: str, context: Mapping[str, Any], steps: Sequence[int | str], root: type[BaseModel]) -> str:
    if kind == "value_error" and "error" in context:
        return str(context["error"])
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    is_entry = bool(steps) and isinstance(steps[-1], int)
    wanted = "" if is_entry else _wanted(key)
    if kind == "missing":
        return f'Add "{key}": {wanted}' if wanted else f'Add "{key}"'
    if kind == "extra_forbidden":
        return _unknown_key(key, steps, root)
    if kind in ("enum", "literal_error", "union_tag_invalid", "union_tag_not_found"):
        return _choices(kind, context) + _AFTER_CHOICES.get(key, "")
    bounds = _bounds(kind, context)
    if bounds:
        return f"Enter {wanted or 'a value'}: {bounds}"
    return f"Enter {_typed(kind, wanted)}"


def _typed(kind: str, wanted: str) -> str:
    if wanted:
        return wanted
    start = kind.split("_")[0]
    return _TYPES.get(kind, _TYPES.get(start, "a value that fits this field"))


def _bounds(kind: str, context: Mapping[str, Any]) -> str:
    words = {
        "greater_than_equal": ("ge", "no less than {}"),
        "less_than_equal": ("le", "no more than {}"),
        "greater_than": ("gt", "more than {}"),
        "less_than": ("lt", "less than {}"),
        "decimal_max_places": ("decimal_places", "at most {} decimal places"),
        "string_too_short": ("min_length", "{} or more characters"),
        "string_too_long": ("max_length", "at most {} characters"),
        "too_short": ("min_length", "{} or more entries"),
        "too_long": ("max_length", "at most {} entries"),
    }
    if kind not in words:
        return ""
    name, sentence = words[kind]
    return sentence.format(_plain(context.get(name)))


def _plain(value: object) -> str:
    if isinstance(value, int) or (isinstance(value, Decimal) and value == int(value)):
        return f"{int(value):,}"
    return str(value)


def _choices(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "union_tag_not_found":
        return 'Add "kind": the kind of the target, for example "equal_footing"'
    listed = context.get("expected") or context.get("expected_tags") or ""
    names = _MEMBER.sub(r"\1", str(listed)).replace("'", "").replace(" or ", ", ")
    return f"Choose one of: {names}" if ", " in names else f"Enter {names}"


def _unknown_key(key: str, steps: Sequence[int | str], root: type[BaseModel]) -> str:
    known = _keys_at(root, steps[:-1])
    nearest = difflib.get_close_matches(key[:80], known, n=1, cutoff=0.6)
    shown = printable(key)
    if nearest:
        return f'Correct or remove "{shown}": did you mean "{nearest[0]}"?'
    if known:
        return f'Remove "{shown}": the keys known here are {", ".join(known)}'
    return f'Remove "{shown}": it is not known here'


def _keys_at(root: type[BaseModel], steps: Sequence[int | str]) -> tuple[str, ...]:
    """The keys of the part that the steps lead to; for a list of several kinds, the keys of all of them."""
    parts: tuple[type[BaseModel], ...] = (root,)
    for step in steps:
        if isinstance(step, int):
            continue
        annotations = [part.model_fields[step].annotation for part in parts if step in part.model_fields]
        parts = tuple(model for annotation in annotations for model in _models_in(annotation))
    return tuple(dict.fromkeys(name for part in parts for name in part.model_fields))


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
