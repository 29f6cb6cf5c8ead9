"""A project from a blank page to its plan, as a new user would: every task filled in for the worked example."""

from __future__ import annotations

import pytest

from planner.forms.registry import TASKS
from tests.journeys.conftest import Place
from tests.journeys.walking import Walk, filled_already, sign_in, start_blank
from tests.web.forms.round_trip import example

pytestmark = pytest.mark.browser

TITLE = "Redesigning respite care together"


@pytest.mark.parametrize("way", ["mouse", "no_javascript"])
def test_everything_can_be_entered(place: Place, way: str) -> None:
    import time

    draft = example("respite-care")
    hands = place.hands(way)
    model = filled_already(place, draft)
    sign_in(hands)
    walk = Walk(place, hands, start_blank(hands, TITLE), draft, model)
    t = time.time()
    for task in TASKS:
        for item in task.items:
            if getattr(item, "holder", ""):
                continue
            walk.part(item)
            st = hands.page.locator(f'[id="{item.name}-status"]').inner_text()
            print(item.name, st, round(time.time() - t, 1), hands.acts, len(walk.to_revisit), flush=True)
    walk.come_back()
    print(round(time.time() - t, 1), hands.acts)
    for n in draft:
        if walk.so_far.get(n) != draft[n]:
            print(n, walk.so_far.get(n), draft[n])
    assert {**walk.so_far, "id": draft["id"]} == draft
