"""The registry of pages covers the whole programme, and every part has an address of its own."""

from __future__ import annotations

from planner.domain.programme.document import Programme
from planner.forms.pages import Kind, Single
from planner.forms.registry import ITEMS, TASKS

SET_BY_THE_PLANNER = {"schema_version", "id"}


def test_every_key_of_the_programme_is_asked_for_on_some_page() -> None:
    asked: set[str] = set()
    for item in ITEMS.values():
        if isinstance(item, Single):
            asked |= {item.address[0]} if item.address else set(item.page.form.covers())
        elif not item.holder:
            asked.add(item.name)
    assert asked == set(Programme.model_fields) - SET_BY_THE_PLANNER


def test_no_two_parts_share_an_address() -> None:
    names = [item.name for task in TASKS for item in task.items]
    assert len(names) == len(set(names))
    assert all(
        item.title and (item.empty if isinstance(item, Kind) else item.page.title) for item in ITEMS.values()
    )


def test_every_kind_inside_another_names_one_that_is_there() -> None:
    holders = {item.holder for item in ITEMS.values() if isinstance(item, Kind) and item.holder}
    assert holders
    assert all(isinstance(ITEMS[name], Kind) for name in holders)
