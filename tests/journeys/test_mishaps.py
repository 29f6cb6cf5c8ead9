"""What happens to people: going back, two tabs, a double click, a session that ends, somebody else who was quicker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from sqlalchemy import func, select

from planner.domain.programme.draft import Draft
from planner.extensions import db
from planner.models import Project, ProjectRole, Run
from tests.journeys.conftest import EMAIL, Place
from tests.journeys.filling import SAVE
from tests.journeys.hands import Hands, Mouse
from tests.journeys.walking import sign_in
from tests.web import people
from tests.web.forms.round_trip import example, store, stored

pytestmark = pytest.mark.browser

INPUTS = "/projects/project/inputs"
NAME = "What is the group called?"
HAPPENS = "What happens on this date?"
BOTH = ("mouse", "no_javascript")


@pytest.fixture(params=BOTH)
def hands(request: pytest.FixtureRequest, place: Place) -> Hands:
    """Give somebody who leads the worked example, with JavaScript and without."""
    with place.app.app_context():
        store("project", example("respite-care"))
        db.session.commit()
    people.member_of_everything(place.app, ProjectRole.LEAD, EMAIL)
    found = place.hands(request.param)
    sign_in(found)
    return found


def in_another_tab(hands: Hands, path: str) -> Hands:
    """The same person in another tab of the same browser."""
    other = Mouse(hands.page.context.new_page())
    other.page.goto(path)
    return other


def names(place: Place, part: str = "groups", name: str = "name") -> list[str]:
    return [str(each[name]) for each in stored(place.app, "project")[part]]


def pressed_twice(page: Page, words: str, then: str) -> None:
    """Click twice on a button, as people do everywhere, and wait for the page that it leads to."""
    page.get_by_role("button", name=words, exact=True).dblclick()
    page.wait_for_url(f"**{then}", wait_until="load")


def type_milestone(hands: Hands, title: str) -> None:
    hands.type(hands.labelled(HAPPENS), title)
    for label, text in (("Day", "4"), ("Month", "6"), ("Year", "2027")):
        hands.type(hands.labelled(label), text)


def test_a_double_click_adds_one_entry_and_saves_once(place: Place, hands: Hands) -> None:
    hands.page.goto(f"{INPUTS}/milestones/_add")
    type_milestone(hands, "Launch")
    pressed_twice(hands.page, SAVE, "/inputs/milestones")
    assert names(place, "milestones", "title").count("Launch") == 1
    assert "Added: Launch." in hands.page.inner_text("main")
    hands.page.goto(f"{INPUTS}/groups/carers/about")
    hands.type(hands.labelled(NAME), "Carers of adults")
    pressed_twice(hands.page, SAVE, "/inputs/groups/carers")
    assert names(place).count("Carers of adults") == 1
    assert "Saved: Carers of adults." in hands.page.inner_text("main")


def test_a_double_click_asks_for_one_plan(place: Place, hands: Hands) -> None:
    hands.page.goto("/projects/project/build")
    pressed_twice(hands.page, "Build the plan", "/runs/1")
    with place.app.app_context():
        assert db.session.scalar(select(func.count(Run.id))) == 1
    assert "Waiting to be built" in hands.page.inner_text("h1")


def test_going_back_and_saving_again_adds_nothing_twice(place: Place, hands: Hands) -> None:
    hands.page.goto(f"{INPUTS}/milestones/_add")
    type_milestone(hands, "Launch")
    hands.press(SAVE)
    there = names(place, "milestones", "title")
    hands.page.go_back()
    hands.press(SAVE)
    assert names(place, "milestones", "title") == there
    assert "Enter what happens" in hands.page.locator(".govuk-error-summary").inner_text()


def test_going_back_and_changing_what_was_saved_needs_no_second_try(place: Place, hands: Hands) -> None:
    hands.page.goto(f"{INPUTS}/groups/carers/about")
    for name in ("Carers", "Unpaid carers"):
        hands.type(hands.labelled(NAME), name)
        hands.press(SAVE)
        assert f"Saved: {name}." in hands.page.inner_text("main")
        hands.page.go_back()
    assert "Unpaid carers" in names(place)


def test_two_tabs_never_overwrite_each_other_without_words(place: Place, hands: Hands) -> None:
    path = f"{INPUTS}/groups/carers/about"
    hands.page.goto(path)
    other = in_another_tab(hands, path)
    hands.type(hands.labelled(NAME), "Carers of adults")
    hands.press(SAVE)
    other.type(other.labelled(NAME), "Unpaid carers")
    other.press(SAVE)
    words = other.page.inner_text("main")
    assert "You saved other answers, perhaps in another tab." in words
    assert "Carers of adults" in words
    assert other.labelled(NAME).value == "Unpaid carers"
    assert "Carers of adults" in names(place)
    other.press(SAVE)
    assert "Unpaid carers" in names(place)


def test_what_was_removed_in_another_tab_can_be_put_back_with_what_was_typed(
    place: Place, hands: Hands
) -> None:
    before = names(place)
    path = f"{INPUTS}/groups/carers"
    hands.page.goto(f"{path}/about")
    other = in_another_tab(hands, f"{path}/_remove")
    other.press("Remove")
    assert len(names(place)) == len(before) - 1
    hands.type(hands.labelled("How many people?"), "11")
    hands.press(SAVE)
    words = hands.page.inner_text("main")
    assert "You removed it, perhaps in another tab." in words
    assert hands.labelled("How many people?").value == "11"
    assert len(names(place)) == len(before) - 1
    hands.press(SAVE)
    assert names(place) == before
    assert (
        next(each for each in stored(place.app, "project")["groups"] if each["id"] == "carers")["size"] == 11
    )


def test_a_row_removed_in_another_tab_is_told_before_it_comes_back(place: Place, hands: Hands) -> None:
    path = f"{INPUTS}/areas"
    before: Draft = stored(place.app, "project")
    hands.page.goto(path)
    other = in_another_tab(hands, path)
    other.go(other.page.locator('button[value="remove:travel-0"]'))
    other.press(SAVE)
    assert len(stored(place.app, "project")["travel"]) == len(before["travel"]) - 1
    first = next(each for each in hands.controls() if each.name == "areas-0-name")
    hands.type(first, "The city centre")
    hands.press(SAVE)
    assert "saved other answers" in hands.page.inner_text("main")
    assert len(stored(place.app, "project")["travel"]) == len(before["travel"]) - 1
    hands.press(SAVE)
    after = stored(place.app, "project")
    assert (after["areas"][0]["name"], after["travel"]) == ("The city centre", before["travel"])


def test_what_was_typed_outlives_the_session(place: Place, hands: Hands) -> None:
    hands.page.goto(f"{INPUTS}/groups/carers/about")
    hands.type(hands.labelled(NAME), "Carers “of” <adults> & others")
    hands.page.context.clear_cookies()
    hands.press(SAVE)
    assert "Nothing was saved yet, and nothing that you typed is lost" in hands.page.inner_text("main")
    other = in_another_tab(hands, "/")
    sign_in(other)
    hands.press("I have signed in: send it again")
    assert "Saved: Carers “of” <adults> & others." in hands.page.inner_text("main")
    assert "Carers “of” <adults> & others" in names(place)


def test_what_was_typed_outlives_signing_out_everywhere(place: Place, hands: Hands) -> None:
    hands.page.goto(f"{INPUTS}/groups/carers/about")
    hands.type(hands.labelled(NAME), "Carers of adults")
    other = in_another_tab(hands, "/")
    other.press("Sign out")
    sign_in(other)
    hands.press(SAVE)
    assert "You were signed out before this was sent" in hands.page.inner_text("h1")
    hands.press("Send it again")
    assert "Carers of adults" in names(place)


def test_a_form_that_another_site_sends_is_not_made_a_valid_one(place: Place, hands: Hands) -> None:
    answer = hands.page.request.post(
        f"{INPUTS}/groups/carers/about",
        form={"name": "Taken over", "size": "1"},
        headers={"Origin": "https://elsewhere.example"},
    )
    assert answer.status == 400
    assert "csrf_token" not in answer.text().partition("<main")[2].partition("</main>")[0]
    assert "Taken over" not in answer.text()
    with place.app.app_context():
        assert db.session.scalar(select(func.count(Project.id))) == 1
