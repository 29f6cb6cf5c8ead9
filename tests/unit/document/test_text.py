"""The text of a document: what is wrong with it as JSON is told with line and column or a path, never a traceback."""

import json
import time

import pytest

from planner.domain.programme.json_text import MOST_BYTES
from planner.domain.programme.problems.found import MOST_PROBLEMS
from planner.domain.programme.reading import (
    DocumentRefused,
    Problem,
    json_schema,
    read_plan,
    read_programme,
)
from tests.unit.document.documents import example, problems_of


def _only(text: str | bytes) -> Problem:
    (problem,) = problems_of(text)
    return problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1, column 1"),
        ('{"id": 1,\n "title" 2}', "line 2, column 10: a colon"),
        ('{"id": 1', "line 1, column 9: a comma"),
        ('{"id": "x', "closing quote"),
        ('{"id": "a\nb"}', "line break"),
        ("{} {}", "line 1, column 4: remove"),
        ("[]", "an object in { }"),
        ("null", "an object in { }"),
        ("3", "an object in { }"),
        ('"programme"', "an object in { }"),
        ("[" * 100_000, "deep"),
        ('{"a":' * 100_000, "deep"),
        ('{"a":' * 40 + "1" + "}" * 40, "deep"),
        (b'{"id": "\xff"}', "UTF-8: byte 9"),
        (" " * (MOST_BYTES + 1), "10 MB"),
        (b" " * (MOST_BYTES + 1), "10 MB"),
        ('{"a": [' + f"[{'0,' * 4_000}0]," * 60 + "0]}", "smaller programme"),
        ("{" + ",".join(f'"k{n}": 1' for n in range(600)) + "}", "at most 500 keys"),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, str | bytes) else None,
)
def test_what_is_not_json_is_told_for_the_whole(text: str | bytes, words: str) -> None:
    problem = _only(text)
    assert problem.path == "$"
    assert words in problem.message


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_python_takes_for_a_number_is_refused(word: str) -> None:
    assert json.loads(word) is not None, "Python's own reader accepts it"
    paths = {each.path: each.message for each in problems_of(f'{{"budget": {{"total_pence": {word}}}}}')}
    assert word in paths["budget.total_pence"]


def test_a_number_without_end_is_refused_at_once() -> None:
    began = time.perf_counter()
    paths = {each.path for each in problems_of('{"budget": {"total_pence": 1' + "0" * 1_000_000 + "}}")}
    assert "budget.total_pence" in paths
    assert time.perf_counter() - began < 1


def test_a_key_given_twice_is_told_with_the_other_problems() -> None:
    problems = problems_of('{"calendar": {"starts_on": "2027-01-01", "starts_on": "2027-02-01"}}')
    told = {each.path: each.message for each in problems}
    assert "more than once" in told["calendar.starts_on"]
    assert "budget" in told
    assert "calendar.ends_on" in told


@pytest.mark.parametrize("text", ["a\\u0000b", "a\\ud800b", "\\udc00", "a\\u0007b"])
def test_a_text_that_cannot_be_kept_is_refused(text: str) -> None:
    document = json.dumps(example("small-grant")).replace("Better repairs: a small grant", text)
    problem = _only(document)
    assert problem.path == "title"


def test_a_key_that_cannot_be_kept_is_refused() -> None:
    document = json.dumps(example("small-grant")).replace('"title":', '"ti\\u0000tle":', 1)
    paths = [each.path for each in problems_of(document)]
    assert "ti\ufffdtle" in paths
    assert "title" in paths


def test_a_byte_order_mark_is_overlooked() -> None:
    text = json.dumps(example("small-grant"))
    assert problems_of("\ufeff" + text) == ()
    assert problems_of(text.encode("utf-8-sig")) == ()


def test_problems_beyond_counting_are_cut_short() -> None:
    document = example("small-grant")
    document["areas"] = list(range(5 * MOST_PROBLEMS))
    problems = problems_of(document)
    assert len(problems) == MOST_PROBLEMS + 1
    assert "more follow" in problems[-1].message


def test_the_schema_is_told_before_sense_and_all_at_once() -> None:
    document = example("small-grant")
    document["groups"][0]["size"] = -1
    document["staff"][0]["home_area"] = "nowhere"
    document["calendar"]["starts_on"] = "soon"
    assert {each.path for each in problems_of(document)} == {"groups[0].size", "calendar.starts_on"}
    document["groups"][0]["size"] = 1
    document["calendar"]["starts_on"] = "2028-01-01"
    assert {"calendar.ends_on", "staff[0].home_area", "groups[0].wheelchair_count"} >= {
        each.path for each in problems_of(document) if each.path in ("calendar.ends_on", "staff[0].home_area")
    }
    assert len(problems_of(document)) > 3


def test_refused_problems_read_one_a_line() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_programme('{"schema_version": 1}')
    lines = str(refused.value).splitlines()
    assert len(lines) == len(refused.value.problems)
    assert "title: Add" in "\n".join(lines)


def test_a_plan_document_comes_through_the_same_door() -> None:
    assert read_plan('{"programme": "small-grant", "sittings": []}').programme == "small-grant"
    with pytest.raises(DocumentRefused) as refused:
        read_plan('{"programme": "small-grant", "sittings": [{"id": 3, "places": {"x": -1}}], "total": NaN}')
    told = {each.path for each in refused.value.problems}
    assert {"total", "sittings[0].id", "sittings[0].places.x", "sittings[0].session"} <= told


def test_the_fewest_changes_cannot_be_asked_for_in_a_programme() -> None:
    document = example("small-grant")
    document["strategy"] = "change"
    (problem,) = problems_of(document)
    assert problem.path == "strategy"
    assert problem.message.startswith("Choose one of: fairest, cheapest, most (")
    assert "only where there is a plan" in problem.message
    for strategy in ("fairest", "cheapest", "most"):
        document["strategy"] = strategy
        assert problems_of(document) == ()
    assert json_schema()["properties"]["strategy"]["enum"] == ["fairest", "cheapest", "most"]


def test_a_list_without_end_is_refused_where_it_stands_and_at_once() -> None:
    began = time.perf_counter()
    problem = _only('{"areas": [' + "0," * 1_000_000 + "0]}")
    assert problem.path == "areas"
    assert "at most 5,000 entries" in problem.message
    assert time.perf_counter() - began < 5


def test_as_many_problems_as_fit_are_told_soon() -> None:
    document = example("small-grant")
    document["areas"] = [1] * 5_000
    document["groups"] = [{str(key): [] for key in range(30)} for _ in range(4_000)]
    began = time.perf_counter()
    assert len(problems_of(document)) == MOST_PROBLEMS + 1
    assert time.perf_counter() - began < 10


def test_ten_megabytes_of_small_objects_are_refused_before_they_are_read() -> None:
    assert "smaller programme" in _only('{"a":[' + "{}," * 3_000_000 + "not JSON").message
