"""The pages about accounts in a real browser: accessibility, reflow, the whole way in by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from planner.extensions import db
from planner.services.addresses import find_by_email
from planner.services.links import Purpose, make_link
from tests.web import people
from tests.web.browsing import WIDTHS, Site, findings_of

READER = "reader@planner.example"
OUTSIDE = {
    "sign in": "/sign-in",
    "forgotten password": "/forgotten-password",
    "lost device": "/sign-in/lost-device",
}
INSIDE = {
    "account": "/account",
    "password": "/account/password",
    "second factor": "/account/second-factor",
    "recovery codes": "/account/recovery-codes",
    "confirm password": "/confirm-password",
    "people": "/people",
    "person": "/people/2",
    "members": "/projects/respite-care/members",
}

pytestmark = pytest.mark.browser


def press(words: str) -> Callable[[Page], None]:
    """Press a button, as a form is sent empty or a page is led on."""
    return lambda page: page.get_by_role("button", name=words, exact=True).click()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "wrong password": ("/account/password", press("Change password")),
    "key shown": ("/account/second-factor", press("Set it up")),
    "codes shown": ("/account/recovery-codes", press("Make new codes")),
    "nobody added": ("/people", press("Add and make a link")),
    "link shown": ("/people/2", press("Make a link")),
    "last administrator": ("/people/1", press("No longer an administrator")),
    "no member added": ("/projects/respite-care/members", press("Add")),
}


def one_time_link(site: Site, purpose: Purpose) -> str:
    with site.app.app_context():
        user = None if purpose is Purpose.FIRST else find_by_email(READER)
        path = make_link(purpose, user).split("/links/")[1]
        db.session.commit()
    return f"/links/{path}"


def nothing_is_wrong_with(page: Page) -> None:
    assert findings_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", OUTSIDE)
def test_axe_finds_nothing_before_signing_in(site: Site, name: str, width: int) -> None:
    nothing_is_wrong_with(site.open(OUTSIDE[name], width, is_signed_in=False))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("purpose", Purpose)
def test_axe_finds_nothing_on_a_one_time_link_filled_in_wrongly(
    site: Site, purpose: Purpose, width: int
) -> None:
    page = site.open(one_time_link(site, purpose), width, is_signed_in=False)
    nothing_is_wrong_with(page)
    page.locator("main form button[type=submit]").click()
    assert page.locator(".govuk-error-summary").is_visible()
    nothing_is_wrong_with(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", INSIDE)
def test_axe_finds_nothing_once_signed_in(site: Site, name: str, width: int) -> None:
    nothing_is_wrong_with(site.open(INSIDE[name], width))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_after_a_button_was_pressed(site: Site, name: str, width: int) -> None:
    path, act = STATES[name]
    page = site.open(path, width)
    act(page)
    nothing_is_wrong_with(page)


def test_somebody_chooses_a_password_and_signs_out_and_in_by_keyboard_without_javascript(site: Site) -> None:
    context = site.context(java_script_enabled=False)
    context.clear_cookies()
    page = context.new_page()
    page.goto(one_time_link(site, Purpose.RESET))
    page.get_by_label("New password").focus()
    page.keyboard.type(people.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    page.get_by_label("Email address").focus()
    page.keyboard.type(READER)
    page.keyboard.press("Tab")
    page.keyboard.type(people.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/")
    assert page.get_by_role("heading", level=1).inner_text() == "Projects"
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")


def test_the_picture_of_the_key_is_shown_under_the_strict_policy(site: Site) -> None:
    page = site.context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/account/second-factor")
    press("Set it up")(page)
    page.wait_for_load_state("networkidle")
    assert page.locator("img.planner-code").evaluate("picture => picture.naturalWidth") > 100
    assert said == []
