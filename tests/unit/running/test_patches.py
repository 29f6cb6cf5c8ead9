"""Changes to a document fit it as its author wrote it."""

from typing import Any

import pytest

from planner.optimiser.outcome import Change
from planner.optimiser.relax.patches import Edit, applied, changes_for


def changed(document: dict[str, Any], *edits: Edit) -> dict[str, Any]:
    return applied(document, changes_for(document, edits))


def test_a_value_that_is_there_is_replaced():
    document = {"budget": {"total_pence": 5}}
    assert changes_for(document, (Edit("set", ("budget", "total_pence"), 7),)) == (
        Change("replace", "/budget/total_pence", 7),
    )
    assert changed(document, Edit("set", ("budget", "total_pence"), 7)) == {"budget": {"total_pence": 7}}
    assert document == {"budget": {"total_pence": 5}}, "the document itself stays as it is"


def test_a_value_left_out_is_added_with_the_part_it_belongs_to():
    document: dict[str, Any] = {"sessions": [{"id": "one"}]}
    edit = Edit("set", ("sessions", 0, "repeats", "required_count"), 0)
    assert changes_for(document, (edit,)) == (Change("add", "/sessions/0/repeats", {"required_count": 0}),)
    assert changed(document, edit) == {"sessions": [{"id": "one", "repeats": {"required_count": 0}}]}


def test_two_values_of_a_part_left_out_both_arrive():
    document: dict[str, Any] = {"sessions": [{}]}
    made = changed(
        document,
        Edit("set", ("sessions", 0, "repeats", "least_days_apart"), 1),
        Edit("set", ("sessions", 0, "repeats", "most_days_apart"), 9),
    )
    assert made == {"sessions": [{"repeats": {"least_days_apart": 1, "most_days_apart": 9}}]}


def test_something_is_appended_to_a_list_there_or_not():
    assert changed({"staff": [1]}, Edit("append", ("staff",), 2)) == {"staff": [1, 2]}
    assert changed({}, Edit("append", ("staff",), 2)) == {"staff": [2]}


def test_several_are_removed_from_a_list_from_its_end():
    document = {"pins": ["a", "b", "c"]}
    assert changed(document, Edit("remove", ("pins", 0)), Edit("remove", ("pins", 2))) == {"pins": ["b"]}


def test_keys_with_slashes_and_tildes_are_escaped():
    assert changed({"a/b": {"~": 1}}, Edit("set", ("a/b", "~"), 2)) == {"a/b": {"~": 2}}


def test_a_change_that_does_not_fit_is_refused():
    with pytest.raises(LookupError):
        applied({}, (Change("replace", "/budget", 1),))
