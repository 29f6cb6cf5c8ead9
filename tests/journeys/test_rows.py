"""Rows added and removed: the page comes back to where somebody was, with everything they typed."""

from __future__ import annotations

import pytest

from planner.extensions import db
from planner.models import ProjectRole
from tests.journeys.conftest import EMAIL, WAYS, Place
from tests.journeys.filling import set_to
from tests.journeys.hands import Control, Hands
from tests.journeys.walking import sign_in, start_blank
from tests.web import people
from tests.web.forms.round_trip import example, store, stored

pytestmark = pytest.mark.browser


def named(hands: Hands, name: str) -> Control:
    return next(each for each in hands.controls() if each.name == name)


@pytest.mark.parametrize("way", WAYS)
def test_rows_are_added_and_removed(place: Place, way: str) -> None:
    hands = place.hands(way)
    sign_in(hands)
    slug = start_blank(hands, "Rows")
    hands.follow("Areas and travel")
    for number, name in enumerate(("Riverside", "Moor", "Coast")):
        if number:
            hands.press("Add another area")
        hands.type(named(hands, f"areas-{number}-name"), name)
    hands.go(hands.page.locator('button[value="remove:areas-1"]'))
    assert [each.value for each in hands.controls() if each.name.endswith("-name")] == ["Riverside", "Coast"]
    hands.press("Save and continue")
    assert [each["id"] for each in stored(place.app, slug)["areas"]] == ["riverside", "coast"]


@pytest.mark.parametrize("way", ["keyboard", "no_javascript"])
def test_a_new_row_is_the_next_thing_that_the_tab_key_comes_to(place: Place, way: str) -> None:
    hands = place.hands(way)
    sign_in(hands)
    start_blank(hands, "Rows")
    hands.follow("Areas and travel")
    hands.press("Add another area")
    hands.page.keyboard.press("Tab")
    assert hands.page.evaluate("document.activeElement.name") == "areas-1-name"
    set_to(hands, named(hands, "areas-1-id"), "No such key")
    hands.press("Save and continue")
    assert "#" not in hands.page.url
    assert hands.page.locator(".govuk-error-summary").is_visible()


@pytest.mark.parametrize("way", WAYS)
def test_a_row_added_behind_more_can_be_seen(place: Place, way: str) -> None:
    with place.app.app_context():
        store("project", example("respite-care"))
        db.session.commit()
    people.member_of_everything(place.app, ProjectRole.LEAD, EMAIL)
    hands = place.hands(way)
    sign_in(hands)
    for path, rows, field in (
        ("pins/_add", "support", "supplier"),
        ("venues/library/access", "features", "key"),
    ):
        hands.page.goto(f"/projects/project/inputs/{path}")
        hands.go(hands.page.locator(f'button[value="add:{rows}"]'))
        last = [
            each for each in hands.controls() if each.name.endswith(f"-{field}") and each.kind != "hidden"
        ][-1]
        assert hands.of(last).is_visible()
        assert last.value == ""
