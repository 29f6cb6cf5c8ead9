"""Schema, examples, refusals and wrong use: promised output on standard output, promised exit codes, never a traceback."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planner.examples import example_names, example_text
from tests.builders import tiny_document


def test_the_schema_is_a_json_schema_that_the_examples_keep(plan):
    ran = plan("schema")
    assert ran.code == 0
    schema = ran.document()
    Draft202012Validator.check_schema(schema)
    for name in example_names():
        assert list(Draft202012Validator(schema).iter_errors(json.loads(example_text(name)))) == []


def test_examples_are_listed_one_a_line_and_printed(plan):
    listed = plan("examples")
    assert (listed.code, listed.out.splitlines()) == (0, list(example_names()))
    printed = plan("example", example_names()[0])
    assert printed.code == 0
    assert printed.document() == json.loads(example_text(example_names()[0]))


def test_a_refused_document_ends_a_real_process_with_2(plan, write):
    ran = plan("solve", write("programme.json", "{}"))
    assert ran.code == 2
    assert ran.document()["problems"]


@pytest.mark.parametrize("command", ["solve", "check", "price"])
def test_a_document_with_problems_is_refused_with_paths_and_messages(quick_plan, write, command: str):
    document = tiny_document(budget={"total_pence": -1})
    document["groups"][0]["size"] = "six"
    file = write("programme.json", document)
    ran = quick_plan(command, file) if command == "solve" else quick_plan(command, file, file)
    assert ran.code == 2
    problems = ran.document()["problems"]
    assert {"budget.total_pence", "groups[0].size"} <= {each["path"] for each in problems}
    assert all(each["message"] for each in problems)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b'{"a": 1' + b"0" * 400 + b"}",
        b"[" * 100_000,
        b"\xff\xfe\x00{",
        b"\xef\xbb\xbf{}",
        b'{"title": "\\ud800"}',
        b'{"id": "a", "id": "b"}',
        b" " * (10 * 1024 * 1024 + 1),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_document_is_refused_in_words(quick_plan, write, content: bytes):
    ran = quick_plan("solve", write("programme.json", content))
    assert ran.code == 2
    assert ran.document()["problems"]


def test_a_plan_that_is_none_is_refused(quick_plan, write):
    ran = quick_plan("check", write("programme.json", tiny_document()), write("plan.json", {"sittings": 7}))
    assert ran.code == 2
    assert {each["path"] for each in ran.document()["problems"]} >= {"programme", "sittings"}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("--nonsense",),
        ("example",),
        ("example", "nonsense"),
        ("schema", "too", "many"),
        ("solve",),
        ("solve", "no-such-file.json"),
        ("solve", "."),
        ("solve", "pyproject.toml", "--strategy", "dearest"),
        ("solve", "pyproject.toml", "--time-limit", "soon"),
        ("solve", "pyproject.toml", "--time-limit", "0"),
        ("solve", "pyproject.toml", "--time-limit", "-1"),
        ("solve", "pyproject.toml", "--time-limit", "nan"),
        ("solve", "pyproject.toml", "--time-limit", "inf"),
        ("solve", "pyproject.toml", "--gap", "nan"),
        ("solve", "pyproject.toml", "--gap", "2"),
        ("solve", "pyproject.toml", "--nonsense"),
        ("solve", "pyproject.toml", "--out", "no/such/folder/plan.json"),
        ("check", "pyproject.toml"),
        ("check", "no-such-file.json", "pyproject.toml"),
        ("price", "no-such-file.json", "pyproject.toml"),
        ("build-example", "nonsense"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_64_and_words(quick_plan, arguments: tuple[str, ...]):
    ran = quick_plan(*arguments)
    assert ran.code == 64
    assert ran.out == ""
    assert ran.err


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("solve", "no-such-file.json"), ("solve", "--nonsense")]
)
def test_wrong_use_ends_a_real_process_with_64(plan, arguments: tuple[str, ...]):
    assert plan(*arguments).code == 64


def test_planning_needs_no_database(plan, tmp_path: Path):
    ran = plan("examples", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert ran.code == 0
