"""The pages about accounts in a real browser: the whole way in by keyboard alone, and the picture of a key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from planner.extensions import db
from planner.services.addresses import find_by_email
from planner.services.links import Purpose, make_link
from tests.web import people
from tests.web.browsing import Site

READER = "reader@planner.example"

pytestmark = pytest.mark.browser


def press(words: str) -> Callable[[Page], None]:
    """Press a button, as a form is sent empty or a page is led on."""
    return lambda page: page.get_by_role("button", name=words, exact=True).click()


def one_time_link(site: Site, purpose: Purpose) -> str:
    with site.app.app_context():
        user = None if purpose is Purpose.FIRST else find_by_email(READER)
        path = make_link(purpose, user).split("/links/")[1]
        db.session.commit()
    return f"/links/{path}"


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
