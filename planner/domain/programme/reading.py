"""Reading and writing documents: text in, a frozen `Programme` out, or every problem at once.

The same door serves plan documents, whose schema is `planner.domain.plan`.
"""

import hashlib
import json
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.programme.json_text import read_text
from planner.domain.programme.problems import problems_of_sense
from planner.domain.programme.problems.found import DocumentRefused, Problem
from planner.domain.programme.schema_words import problems_of_schema

__all__ = [
    "DocumentRefused",
    "Problem",
    "canonical_json",
    "json_schema",
    "programme_digest",
    "programme_json",
    "read_plan",
    "read_programme",
]

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Document = TypeVar("Document", bound=BaseModel)


def read_programme(text: str | bytes) -> Programme:
    """The programme that a JSON document holds.

    Raises `DocumentRefused` with every problem of the text and the schema at once or, where those hold, with every problem
    of sense: unknown references, circles, counts that cannot be, prices that are missing.
    """
    programme = _read(Programme, text)
    problems = problems_of_sense(programme)
    if problems:
        raise DocumentRefused(problems)
    return programme


def read_plan(text: str | bytes) -> Plan:
    """The plan that a JSON document holds, made by the planner or by hand.

    Raises `DocumentRefused` with every problem of the text and the schema; whether the plan keeps the programme's rules is
    the check's to say.
    """
    return _read(Plan, text)


def _read(model: type[Document], text: str | bytes) -> Document:
    read = read_text(text)
    try:
        document = model.model_validate_json(json.dumps(read.value), strict=True)
    except ValidationError as error:
        told = {problem.path for problem in read.problems}
        schema = problems_of_schema(error, model, read.value)
        raise DocumentRefused((*read.problems, *(each for each in schema if each.path not in told))) from None
    if read.problems:
        raise DocumentRefused(read.problems)
    return document


def _plain(document: BaseModel) -> Any:
    return document.model_dump(mode="json")


def canonical_json(programme: Programme) -> str:
    """The programme as JSON in one way only: every field, keys sorted, no spaces, ASCII; for digests and comparison."""
    return json.dumps(_plain(programme), sort_keys=True, separators=(",", ":"), allow_nan=False)


def programme_digest(programme: Programme) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(programme).encode()).hexdigest()


def programme_json(programme: Programme) -> str:
    """The programme as JSON for people: every field in the schema's order, two spaces a level, a line break at the end."""
    return json.dumps(_plain(programme), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@cache
def _schema_text() -> str:
    schema = Programme.model_json_schema(mode="validation")
    return json.dumps({"$schema": SCHEMA_DIALECT, **schema})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a programme document, with titles and descriptions; a fresh copy each time."""
    schema: dict[str, Any] = json.loads(_schema_text())
    return schema
