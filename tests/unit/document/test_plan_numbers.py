"""Numbers of a plan document are bounded before anything is reckoned with them."""

import json
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.domain.programme.reading import DocumentRefused, read_plan
from tests.unit.reports.plan_for_tests import plan as small_plan

FAR = ("1e99999999", "-1e99999999", "1e-99999999", "1e1000000", "NaN", "Infinity", "-Infinity")
FIELDS = (
    ("lines", 0, "quantity"),
    ("targets", 0, "level"),
    ("targets", 0, "achieved"),
    ("targets", 0, "shortfall"),
    ("proof", "bound"),
    ("proof", "gap"),
    ("proof", "seconds"),
    ("proof", "stages", 0, "value"),
)


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: ".".join(map(str, field)))
def test_a_number_far_out_is_refused_at_once_with_its_path(field: tuple[Any, ...], far: str) -> None:
    document = json.loads(small_plan().model_dump_json())
    part = document
    for step in field[:-1]:
        part = part[step]
    assert field[-1] in part
    part[field[-1]] = far
    with pytest.raises(DocumentRefused) as refused:
        read_plan(json.dumps(document))
    assert any(str(field[-1]) in problem.path for problem in refused.value.problems)


def test_the_numbers_of_a_real_plan_are_read() -> None:
    text = small_plan().model_dump_json()
    assert isinstance(read_plan(text), Plan)
