"""Every list of inputs: each example comes through its pages unchanged, can be entered from nothing, and no field is left out."""

from __future__ import annotations

import pytest
from flask import Flask
from pydantic import BaseModel

from planner.domain.programme.draft import Draft
from planner.forms.pages import Kind
from planner.forms.registry import ITEMS
from tests.web.forms.round_trip import (
    EXAMPLES,
    addresses,
    check_entered,
    check_unchanged,
    example,
    uncovered,
)

KINDS = tuple(item for item in ITEMS.values() if isinstance(item, Kind))
WITH_ENTRIES = [(kind, name) for kind in KINDS for name in EXAMPLES if any(addresses(kind, example(name)))]
ELSEWHERE = {"venues": {"rooms"}}
"""Fields that have pages of their own: what an entry holds."""

each_with_entries = pytest.mark.parametrize(
    ("kind", "name"), WITH_ENTRIES, ids=[f"{kind.name}-{name}" for kind, name in WITH_ENTRIES]
)


@each_with_entries
def test_saving_every_page_unchanged_leaves_the_document_as_it_was(app: Flask, kind: Kind, name: str) -> None:
    check_unchanged(app, kind, name)


@each_with_entries
def test_everything_can_be_entered_from_nothing(
    app: Flask, kind: Kind, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tuple(each.name for each in KINDS if each.holder == kind.name)
    monkeypatch.setattr(
        "tests.web.forms.round_trip.example", lambda name: without(example(name), kind.name, held)
    )
    check_entered(app, kind, name)


def without(draft: Draft, name: str, held: tuple[str, ...]) -> Draft:
    """Give the draft with entries that hold nothing yet."""
    return (
        {**draft, name: [{**entry, **{key: [] for key in held}} for entry in draft[name]]} if held else draft
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_has_a_page(kind: Kind) -> None:
    if isinstance(kind.model, type) and issubclass(kind.model, BaseModel):
        assert uncovered(kind) == ELSEWHERE.get(kind.name, set())
    else:
        assert {name for name, form in kind.forms_by_choice.items() if not form.covers()} == set()
