"""Pages in a real browser: nothing from elsewhere, paper, keyboard. Skipped where Chromium is absent."""

from __future__ import annotations

import itertools

import pytest

from tests.web.browsing import Site, findings_of

PLAN = "/projects/respite-care/plans/1"
PARTS = ("schedule", "costs", "targets", "proof", "downloads")
PATHS = {
    "home": "/",
    "plan": "/projects/respite-care/plan",
    **{part: f"{PLAN}/{part}" for part in PARTS},
    "plans": "/projects/respite-care/plans",
    "by hand": "/projects/respite-care/by-hand",
    "error": "/nothing",
}

pytestmark = pytest.mark.browser


def test_axe_does_find_what_is_wrong(site: Site) -> None:
    page = site.open("/", 1280)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/favicon.ico\">'")
    assert any(line.startswith("image-alt") for line in findings_of(page))


@pytest.mark.parametrize("name", PATHS)
def test_no_request_leaves_the_site_and_the_policy_is_kept(site: Site, name: str) -> None:
    page = site.context().new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda failure: said.append(str(failure)))
    page.goto(PATHS[name], wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(site.address + "/")] == []
    assert [words for words in said if "404" not in words] == []


def test_the_page_is_set_in_its_own_typeface(site: Site) -> None:
    page = site.context().new_page()
    page.goto(PATHS["plan"], wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible\"')")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
        '"Atkinson Hyperlegible"'
    )


def test_the_costs_open_by_keyboard_alone_and_without_javascript(site: Site) -> None:
    page = site.context(java_script_enabled=False).new_page()
    page.goto(PATHS["costs"])
    summary = page.locator("details.planner-section > summary").first
    table = page.locator("details.planner-section table").first
    assert not table.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert table.is_visible()


def test_pictures_fit_their_screen(site: Site) -> None:
    sizes = ((320, "narrow"), (768, "narrow"), (1280, "wide"))
    for part, (width, kind) in itertools.product(("schedule", "costs", "targets"), sizes):
        page = site.open(PATHS[part], width)
        page.wait_for_load_state("networkidle")
        chosen = page.eval_on_selector_all(
            "img", "all => all.map(one => [one.currentSrc, one.naturalWidth, one.width])"
        )
        assert len(chosen) == 1
        for source, natural_width, shown_width in chosen:
            assert source.endswith(f"-{kind}.svg")
            assert natural_width > 0
            assert 0 < shown_width <= width


def test_on_paper_a_plan_has_its_words_and_tables_and_nothing_to_click(site: Site) -> None:
    for part in ("", *(f"/{part}" for part in PARTS)):
        page = site.open(f"{PLAN}{part}", 1280)
        page.emulate_media(media="print")
        for hidden in (".planner-parts", ".govuk-back-link", ".planner-footer", ".planner-actions"):
            assert not any(each.is_visible() for each in page.locator(hidden).all()), (part, hidden)
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), part


def test_a_session_is_placed_and_priced_by_keyboard_alone_and_without_javascript(site: Site) -> None:
    page = site.context(java_script_enabled=False).new_page()
    page.goto(f"{PATHS['by hand']}?from=pins")
    page.get_by_label("Date ").first.focus()
    page.keyboard.type("12 1 2027")
    page.keyboard.press("Tab")
    page.keyboard.type("2pm")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What it comes to").wait_for()
    assert page.locator(".govuk-error-summary").is_visible()
    page.locator(".govuk-error-summary a").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("-on") or page.url.endswith("#whole")
