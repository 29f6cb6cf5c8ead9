"""From untrusted text to plain JSON values: everything that is wrong with the text itself, found at once, never a traceback.

Python's own reader is kept from what JSON does not know (NaN, Infinity, a key given twice) and from what would overwhelm
it (ten megabytes, numbers without end, brackets without end).
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from planner.domain.programme.problems.found import DocumentRefused, Problem

MOST_BYTES = 10 * 1024 * 1024
MOST_DIGITS = 30
DEEPEST = 32
MOST_VALUES = 200_000
LONGEST_SHOWN = 80
WHOLE = "$"
"""The path of the document as a whole."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
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
    too deep, or not an object at the top. Everything else is returned beside the values.
    """
    source = _as_text(text)
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
        if depth > DEEPEST:
            raise _too_deep()
        if isinstance(node, _Object):
            problems += [
                Problem(join(path, key), f'Give "{key}" once: it is here more than once') for key in node.repeated
            ]
        seen += len(node)
        if seen > MOST_VALUES:
            raise _refused(f"Send a smaller programme: at most {MOST_VALUES:,} values")
        for key, child, put in _children(node):
            place = join(path, key)
            if isinstance(key, str) and (unfit := _unfit(key)):
                problems.append(Problem(place, f"Correct this key: {unfit}"))
                continue
            if isinstance(child, _NotANumber):
                problems.append(Problem(place, child.message))
                put(None)
            elif isinstance(child, str):
                if unfit := _unfit(child):
                    problems.append(Problem(place, f"Correct this text: {unfit}"))
                    put(None)
            elif isinstance(child, dict | list):
                waiting.append((place, depth + 1, child))
    return ReadText(root, tuple(problems))


def _children(node: object) -> Iterator[tuple[str | int, object, Callable[[None], None]]]:
    if isinstance(node, dict):
        for key in list(node):
            yield key, node[key], lambda value, key=key: node.__setitem__(key, value)  # type: ignore[misc]
    elif isinstance(node, list):
        for index in range(len(node)):
            yield index, node[index], lambda value, index=index: node.__setitem__(index, value)  # type: ignore[misc]


def _unfit(text: str) -> str:
    """Why a text cannot be kept, or nothing."""
    found = _UNFIT.search(text)
    if found is None:
        return ""
    if found[0] == "\0":
        return "it holds a NUL character"
    return "it holds a control character" if found[0] < " " else "it holds half of a character (a lone surrogate)"


def printable(text: str) -> str:
    """The text with unfit characters shown as a replacement mark and cut short, for paths and messages."""
    return _UNFIT.sub("\ufffd", text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def join(path: str, key: str | int) -> str:
    """A path one step further: "groups" and 2 are "groups[2]", then "size" makes "groups[2].size"."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    shown = printable(key)
    return f"{path}.{shown}" if path else shown
