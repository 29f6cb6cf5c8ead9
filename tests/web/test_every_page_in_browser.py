"""Every page in every state in a real browser: axe finds nothing at three widths, and nothing has to be scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Response

from tests.web.browsing import AXE, WIDTHS, serving
from tests.web.conftest import read_strictly
from tests.web.states.groups import GROUPS, NO_PAGES, WITH_SECTIONS
from tests.web.states.visiting import Visitor

SHOWN = "/shown/"
"""Below this address a state is served as it was gathered; pictures, styles and scripts come from the application."""
CLOSED_AT = 768
"""Here sections are looked at closed, and open only for their width."""
COLOURS_AT = 1280
"""Colours are the same at every width: contrast, which takes longest, is measured once."""
LOOK = """async ([isClosed, hasColours]) => {
  const sections = [...document.querySelectorAll('details')]
  sections.forEach((section) => { section.open = true })
  const isWide = document.documentElement.scrollWidth > window.innerWidth
  sections.forEach((section) => { section.open = !isClosed })
  const rules = { 'color-contrast': { enabled: hasColours } }
  const found = (await axe.run(document, { rules, resultTypes: ['violations'] })).violations
  const lines = found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html} ${node.failureSummary}`))
  return [...(isWide ? ['it has to be scrolled sideways'] : []), ...lines]
}"""


def with_states(app: Flask, states: list[str]) -> Callable[..., Iterable[bytes]]:
    """Give the application, and the states beside it."""

    def answer(environ: dict[str, str], start: Callable[..., object]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.endswith("/state"):
            return Response("The run of this page is further on by now.", 503)(environ, start)
        if path.startswith(SHOWN):
            return Response(states[int(path.removeprefix(SHOWN))], mimetype="text/html")(environ, start)
        return app.wsgi_app(environ, start)

    return answer


def page_in(browser: Browser, address: str, visitor: Visitor) -> Page:
    """Give a window of a visitor with axe in every page."""
    context = browser.new_context(base_url=address)
    cookie = visitor.client.get_cookie("planner_session")
    if cookie is not None:
        context.add_cookies([{"name": "planner_session", "value": cookie.value, "url": address}])
    context.add_init_script(path=AXE)
    return context.new_page()


def found_on(page: Page) -> list[str]:
    """Look at a page at every width: with its sections open, at one of them closed."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [
            f"{width} pixels: {line}"
            for line in page.evaluate(LOOK, [width == CLOSED_AT, width == COLOURS_AT])
        ]
    return found


@pytest.mark.browser
@pytest.mark.parametrize("name", GROUPS)
def test_nothing_is_wrong_on_any_page_in_any_state(app: Flask, browser: Browser, name: str) -> None:
    visitor = GROUPS[name].gather(app)
    assert GROUPS[name].views <= visitor.endpoints
    for html in visitor.states.values():
        read_strictly(html)
    found = []
    with serving(with_states(app, list(visitor.states.values()))) as address:
        page = page_in(browser, address, visitor)
        for number, called in enumerate(visitor.states):
            page.goto(f"{SHOWN}{number}")
            found += [f"{called} at {line}" for line in found_on(page)]
        page.context.close()
    assert found == []


@pytest.mark.browser
def test_what_is_wrong_is_found_by_looking(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<details><p style='color: #ccc'>Pale</p></details><input><p style='width: 700px'>Long</p>"
    )
    page.add_script_tag(path=AXE)
    found = found_on(page)
    assert "320 pixels: it has to be scrolled sideways" in found
    assert "768 pixels: it has to be scrolled sideways" not in found
    rules = [line.split(": ")[:2] for line in found]
    assert [width for width, rule in rules if rule == "color-contrast"] == ["1280 pixels"]
    assert [width for width, rule in rules if rule == "label"] == [f"{width} pixels" for width in WIDTHS]


def test_every_page_is_in_a_group(app: Flask) -> None:
    views = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    seen = frozenset().union(*(group.views for group in GROUPS.values()))
    assert seen | WITH_SECTIONS == views - NO_PAGES
    assert views >= NO_PAGES
