"""From untrusted text to plain JSON values: everything that is wrong with the text itself, found at once, never a traceback.

Python's own reader is kept from what JSON does not know (NaN, Infinity, a key given twice) and from what would overwhelm
it (ten megabytes, numbers without end, brackets without end).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.programme.problems.found import UNFIT, DocumentRefused, Problem, join, printable

MOST_BYTES = 10 * 1024 * 1024
MOST_DIGITS = 30
DEEPEST = 32
MOST_VALUES = 200_000
MOST_SEPARATORS = 1_500_000
"""Commas and colons, counted before anything is read: more values than that take too long to refuse one by one."""
MOST_KEYS = 500
MOST_ENTRIES = 5_000
WHOLE = "$"
"""The path of the document as a whole."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


_JSON_WORDS = {
    "Expecting value": "a value is missing here",
    "Extra data": "remove what follows the end of the document",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Unterminated string starting at": "the text that starts here has no closing quote",
    "Invalid control character at": "write a line break inside a text as \\n",
}


class _Object(dict[str, "Json"]):
    """An object that remembers the keys its text gave more than once."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class _NotANumber:
    """What stands where the text has NaN, Infinity or a number too long to be meant."""

    message: str


@dataclass(frozen=True)
class ReadText:
    """Plain values (nothing where the text was wrong: None stands there) and the problems of the text with their paths."""

    value: Json
    problems: tuple[Problem, ...] = field(default=())


def read_text(text: str | bytes) -> ReadText:
    """The values of a JSON document.

    Raises `DocumentRefused` where nothing can be read at all: too large, not UTF-8, not JSON (with line and column), nested
    too deep, too many values, or not an object at the top. Everything else is returned beside the values.
    """
    source = _as_text(text)
    if source.count(",") + source.count(":") > MOST_SEPARATORS:
        raise _refused(f"Send a smaller programme: at most {MOST_VALUES:,} values")
    try:
        value = json.loads(
            source,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_fraction,
            parse_constant=lambda name: _NotANumber(f"Enter a number: {name} is not one"),
        )
    except json.JSONDecodeError as error:
        raise _refused(
            f"Correct the JSON at line {error.lineno}, column {error.colno}: {_JSON_WORDS.get(error.msg, error.msg.lower())}"
        ) from None
    except RecursionError:
        raise _too_deep() from None
    if not isinstance(value, _Object):
        raise _refused("Start the document with an object in { } that holds the programme")
    return _cleaned(value)


def _refused(message: str) -> DocumentRefused:
    return DocumentRefused((Problem(WHOLE, message),))


def _too_deep() -> DocumentRefused:
    return _refused(f"Nest brackets at most {DEEPEST} deep")


def _too_many(path: str, node: dict[str, Json] | list[Json]) -> DocumentRefused:
    most, what = (MOST_KEYS, "keys") if isinstance(node, dict) else (MOST_ENTRIES, "entries")
    return DocumentRefused(
        (Problem(path or WHOLE, f"Give at most {most:,} {what} here: there are {len(node):,}"),)
    )


def _as_text(text: str | bytes) -> str:
    if isinstance(text, str):
        if len(text) > MOST_BYTES:
            raise _refused("Send at most 10 MB")
        return text.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        raise _refused("Send at most 10 MB")
    try:
        return text.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refused(f"Save the document as UTF-8: byte {error.start + 1} is not") from None


def _object(pairs: list[tuple[str, Json]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        repeated = []
        for key, _ in pairs:
            if key in seen and key not in repeated:
                repeated.append(key)
            seen.add(key)
        made.repeated = tuple(repeated)
    return made


def _whole_number(digits: str) -> int | _NotANumber:
    if len(digits) > MOST_DIGITS:
        return _NotANumber(f"Enter a number of at most {MOST_DIGITS} digits")
    return int(digits)


def _fraction(digits: str) -> float | _NotANumber:
    value = float(digits)
    if value in (float("inf"), float("-inf")) or len(digits) > 4 * MOST_DIGITS:
        return _NotANumber(f"Enter a number of at most {MOST_DIGITS} digits")
    return value


def _cleaned(root: _Object) -> ReadText:
    """Walk the values without recursion, replace what is no value by None, and note it."""
    problems: list[Problem] = []
    waiting: list[tuple[str, int, dict[str, Json] | list[Json]]] = [("", 0, root)]
    seen = 0
    while waiting:
        path, depth, node = waiting.pop()
        seen += len(node)
        if depth > DEEPEST:
            raise _too_deep()
        if len(node) > (MOST_KEYS if isinstance(node, dict) else MOST_ENTRIES):
            raise _too_many(path, node)
        if seen > MOST_VALUES:
            raise _refused(f"Send a smaller programme: at most {MOST_VALUES:,} values")
        if isinstance(node, _Object):
            problems += _keys(path, node)
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            child = node[key]  # type: ignore[index]
            message = _wrong(child)
            if message:
                problems.append(Problem(join(path, key), message))
                node[key] = None  # type: ignore[index]
            elif isinstance(child, dict | list):
                waiting.append((join(path, key), depth + 1, child))
    return ReadText(root, tuple(problems))


def _keys(path: str, node: _Object) -> Iterator[Problem]:
    """Keys given more than once, and keys that cannot be kept."""
    for key in node.repeated:
        yield Problem(join(path, key), f'Give "{printable(key)}" once: it is here more than once')
    for key in node:
        if unfit := _unfit(key):
            yield Problem(join(path, key), f"Correct this key: {unfit}")


def _wrong(value: object) -> str:
    """What is wrong with a value in itself, or nothing."""
    if isinstance(value, _NotANumber):
        return value.message
    if isinstance(value, str) and (unfit := _unfit(value)):
        return f"Correct this text: {unfit}"
    return ""


def _unfit(text: str) -> str:
    """Why a text cannot be kept, or nothing."""
    found = UNFIT.search(text)
    if found is None:
        return ""
    if found[0] == "\0":
        return "it holds a NUL character"
    return (
        "it holds a control character"
        if found[0] < " "
        else "it holds half of a character (a lone surrogate)"
    )
