"""What narrows a programme, so that what was proven of it still holds, and what does not."""

import copy
from collections.abc import Callable

import pytest

from benchmarks.programmes import SIZES, programme_document
from planner.domain.programme import Programme
from planner.optimiser.again.narrowed import is_narrowed
from tests.builders import Document, programme_of

DOCUMENT = programme_document(SIZES[0], "standing", 1)
PIN = {"sitting": "series-0-1", "reason": "The hall is free", "on": "2027-02-02"}


def changed(change: Callable[[Document], object]) -> Programme:
    """The programme after a change of its document."""
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return programme_of(document)


def less_money(document: Document) -> None:
    """Take a thousand pounds away."""
    document["budget"]["total_pence"] -= 100_000


NARROWS: dict[str, Callable[[Document], object]] = {
    "less money, though a target is measured against it": less_money,
    "nothing": lambda document: None,
    "a venue withdrawn": lambda document: document["venues"].pop(),
    "a date pinned": lambda document: document.setdefault("pins", []).append(PIN),
    "a place pinned": lambda document: document.setdefault("pins", []).append(
        {"sitting": "series-0-1", "reason": "Known to all", "place": "venue-0/main"}
    ),
}
WIDENS: dict[str, Callable[[Document], object]] = {
    "a venue dearer": lambda document: document["venues"][0]["rooms"][0]["tariff"].update(hour_pence=9_999),
    "more money": lambda document: document["budget"].update(total_pence=99_999_999),
    "another target": lambda document: document["targets"].pop(),
    "a group larger": lambda document: document["groups"][0].update(size=document["groups"][0]["size"] + 1),
    "support pinned": lambda document: document.setdefault("pins", []).append(
        {"sitting": "series-0-1", "reason": "Asked for", "support": [{"supplier": "bsl", "units": 3}]}
    ),
    "a session shorter": lambda document: document["sessions"][0].update(minutes=60),
}


@pytest.mark.parametrize("name", NARROWS)
def test_what_only_forbids_narrows(name: str) -> None:
    assert is_narrowed(programme_of(DOCUMENT), changed(NARROWS[name]))


@pytest.mark.parametrize("name", WIDENS)
def test_what_allows_or_counts_otherwise_does_not(name: str) -> None:
    assert not is_narrowed(programme_of(DOCUMENT), changed(WIDENS[name]))


def test_a_pin_taken_away_widens() -> None:
    assert not is_narrowed(changed(NARROWS["a date pinned"]), programme_of(DOCUMENT))
