"""Plans that make no sense are judged, never a traceback: every field of a plan in turn holds something odd."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from planner.domain.plan import Plan
from planner.optimiser.check import broken_rules, measure_targets, rung_of, stage_values
from planner.optimiser.witness import witness
from tests.builders import Document
from tests.unit.check.test_tampering import solved

ODD: dict[str, list[Any]] = {
    "str": ["", "x", "design-99", "hall/", "/", "+", "meet+hall/main", "hall/main+meet", "é\u202e"],
    "int": [0, -1, 10**30],
    "float": [-1, 0.1, 1e300],
    "bool": [True, False],
    "list": [[], "twice"],
    "dict": [{}, {"nobody": 3}, {"residents": 10**12}],
}
DATES = [
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "2027-01-12T10:00:30",
    "2027-01-12T10:00:00+05:00",
    "2027-01-12T10:00:00Z",
]


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path of a document, leaves and branches; of lists the last."""
    if path:
        yield path
    if isinstance(part, dict):
        for key, value in part.items():
            yield from paths(value, (*path, key))
    elif isinstance(part, list):
        for number, value in enumerate(part[:2]):
            yield from paths(value, (*path, number))


def odd_values(value: Any) -> list[Any]:
    """What to put in place of a value, of the same kind so that some pass the schema."""
    if isinstance(value, list):
        return [[], [*value, *value]]
    return [*ODD.get(type(value).__name__, []), *(DATES if isinstance(value, str) and "T" in value else [])]


def odd_plans() -> Iterator[tuple[str, Document]]:
    """The solved plan with one value changed, for each path and odd value."""
    document = json.loads(solved()[1].model_dump_json())
    for path in paths(document):
        *steps, last = path
        old: Any = document
        for step in path:
            old = old[step]
        for value in odd_values(old):
            changed = copy.deepcopy(document)
            part: Any = changed
            for step in steps:
                part = part[step]
            part[last] = value
            yield f"{path}: {value!r}", changed


@pytest.mark.slow
def test_no_plan_that_the_schema_takes_raises() -> None:
    programme, _ = solved()
    judged = 0
    for what, document in odd_plans():
        try:
            plan = Plan.model_validate_json(json.dumps(document))
        except ValidationError:
            continue
        judged += 1
        try:
            witness(programme, plan)
            broken_rules(programme, plan)
            measure_targets(programme, plan)
            stage_values(programme, plan)
            rung_of(programme, plan)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test has to say for which plan
            pytest.fail(f"{what}: {error!r}")
    assert judged > 300
