"""Every field of the document spoilt in every way: refused with a path and an instruction, or read; never anything else."""

import json
from typing import Any

import pytest

from planner.domain.programme import Programme
from planner.domain.programme.reading import json_schema
from tests.unit.document.documents import (
    assert_can_be_acted_on,
    changed,
    example,
    full_document,
    one_of_each,
    parent_of,
    paths_of,
    problems_of,
    without,
)

FULL = full_document()
PATHS = one_of_each(paths_of(FULL))
HUGE_INTEGER = 10**29
FREE_TEXT_KEYS = (
    "title",
    "name",
    "purpose",
    "note",
    "reason",
    "because",
    "source",
    "url",
    "benchmark",
    "evidence",
)


def _value(path: str) -> Any:
    parent, last = parent_of(FULL, path)
    return parent[last]


def _refused_here(document: dict[str, Any], path: str) -> None:
    problems = problems_of(document)
    assert problems, f"{path} was read"
    assert_can_be_acted_on(document, problems)
    assert any(each.path.startswith(path) or path.startswith(each.path) for each in problems), (
        path,
        problems,
    )


def test_the_full_document_is_valid_and_has_every_field_of_the_schema() -> None:
    assert problems_of(FULL) == ()
    keys = {path.rsplit(".", 1)[-1].split("[")[0] for path in paths_of(FULL)}
    known = set(Programme.model_fields)
    for part in json_schema()["$defs"].values():
        known |= set(part.get("properties", {}))
    assert known - keys == set()
    assert len(PATHS) > 400


@pytest.mark.parametrize("path", PATHS)
def test_a_field_left_out_is_read_or_told(path: str) -> None:
    spoilt = without(FULL, path)
    assert_can_be_acted_on(spoilt, problems_of(spoilt))


@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_type_is_told_where_it_stands(path: str) -> None:
    value = _value(path)
    wrong: list[Any] = [{"a": 1}, [[[1]]]] if not isinstance(value, dict | list) else [7, "text", True]
    if isinstance(value, dict):
        wrong.append([])
    if isinstance(value, list):
        wrong.append({})
    if isinstance(value, str):
        wrong += [7, 1.5, False]
    if isinstance(value, bool):
        wrong += ["yes", 7]
    elif isinstance(value, int | float):
        wrong += ["a lot", True]
    for each in wrong:
        _refused_here(changed(FULL, path, each), path)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_in_place_of_a_value_is_read_or_told(path: str) -> None:
    spoilt = changed(FULL, path, None)
    assert_can_be_acted_on(spoilt, problems_of(spoilt))


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(_value(path), int | float)])
def test_a_number_out_of_bounds_is_told(path: str) -> None:
    if isinstance(_value(path), bool):
        return
    for each in (-1, -0.5, HUGE_INTEGER, 1e300):
        _refused_here(changed(FULL, path, each), path)


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(_value(path), int | float)])
def test_what_is_no_number_is_told(path: str) -> None:
    spoilt = changed(FULL, path, "@@")
    for words in ("NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400):
        problems = problems_of(json.dumps(spoilt).replace('"@@"', words))
        assert path in [each.path for each in problems], (path, words)
        assert_can_be_acted_on(spoilt, problems)


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(_value(path), dict)])
def test_an_unknown_key_is_told_with_the_nearest_known(path: str) -> None:
    known = next(iter(_value(path)))
    misspelt = f"{known}x"
    _refused_here(changed(FULL, f"{path}.{misspelt}", 1), f"{path}.{misspelt}")
    problems = problems_of(changed(FULL, f"{path}.{misspelt}", 1))
    assert any(known in each.message for each in problems), problems


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(_value(path), str)])
def test_an_odd_text_is_read_or_told(path: str) -> None:
    for each in ("", "x" * 10_000, "\u202e<=🙂", "9999-12-31", "2027-02-29"):
        spoilt = changed(FULL, path, each)
        problems = problems_of(spoilt)
        assert_can_be_acted_on(spoilt, problems)
        if not path.rsplit(".", 1)[-1].startswith(FREE_TEXT_KEYS) and len(each) > 2000:
            assert problems, path
    for each in ("a\0b", "a\ud800b"):
        spoilt = changed(FULL, path, each)
        assert path in [problem.path for problem in problems_of(spoilt)]


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(_value(path), list)])
def test_an_empty_or_doubled_list_is_read_or_told(path: str) -> None:
    for each in ([], _value(path) * 2):
        spoilt = changed(FULL, path, each)
        assert_can_be_acted_on(spoilt, problems_of(spoilt))


@pytest.mark.parametrize("name", ["respite-care", "county-wide", "small-grant", "cannot-be-met"])
def test_an_example_spoilt_anywhere_never_breaks_the_reader(name: str) -> None:
    document = example(name)
    for path in list(paths_of(document))[:: 41 if name == "county-wide" else 19]:
        for spoilt in (
            without(document, path),
            changed(document, path, -1),
            changed(document, path, "nobody"),
        ):
            assert_can_be_acted_on(spoilt, problems_of(spoilt))
