"""A project from a blank page to its plan, as a new user would: every task filled in for the worked example."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.domain.programme.draft import Draft, draft_text, read_draft
from planner.forms.standing import TaskStatus
from planner.services.documents import Solved, SolveSettings, example_text, plan_document
from tests.journeys.building import a_worker, build, plan_shown, what_is_where
from tests.journeys.conftest import Place
from tests.journeys.hands import Hands
from tests.journeys.walking import Walk, exported, filled_already, sign_in, start_blank
from tests.web.forms.round_trip import example

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]

TITLE = "Redesigning respite care together"
NAMES_WHAT_COMES_LATER = {
    "groups": "support that is needed is supplied under “Team and support”",
    "sessions": "places come after the sessions, and skills after those",
}
"""Parts of which something can only be put right in a later task; all others are done once they are filled in."""
SETTINGS = SolveSettings(time_limit_seconds=600.0, gap=0.005)


def test_without_javascript_everything_can_be_entered(place: Place, tmp_path: Path) -> None:
    hands = place.hands("no_javascript")
    assert_document_is(enter_everything(place, hands, tmp_path), example("respite-care"))


def test_with_the_mouse_a_plan_is_entered_and_built_and_is_the_one_that_solve_finds(
    place: Place, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as beside:
        solving = beside.submit(plan_document, example_text("respite-care"), SETTINGS)
        hands = place.hands("mouse")
        assert_document_is(enter_everything(place, hands, tmp_path), example("respite-care"))
        solved = solving.result()
    assert isinstance(solved, Solved)
    with a_worker(place.app):
        told = build(hands)
    assert len(told) >= 2, "the page of the run never changed"
    built = plan_shown(hands)
    assert built.total_pence == solved.plan.total_pence
    assert what_is_where(built) == what_is_where(solved.plan)


def enter_everything(place: Place, hands: Hands, folder: Path) -> Draft:
    """Sign in, start from a blank page, fill in every task in its order; gives the document as it is downloaded."""
    draft = example("respite-care")
    model = filled_already(place, draft)
    sign_in(hands)
    walk = Walk(place, hands, start_blank(hands, TITLE), draft, model)
    for item in walk.listed:
        walk.part(item)
        waits = item.name in NAMES_WHAT_COMES_LATER
        assert walk.status(item) == (TaskStatus.ATTENTION if waits else walk.done(item)), item.name
    walk.come_back()
    assert {item.name: walk.status(item) for item in walk.listed} == {
        item.name: walk.done(item) for item in walk.listed
    }
    return read_draft(exported(hands, folder))


def assert_document_is(found: Draft, wanted: Draft) -> None:
    """The documents are the same, in every order, but for the project's own reference."""
    assert draft_text({**found, "id": wanted["id"]}) == draft_text(wanted)
