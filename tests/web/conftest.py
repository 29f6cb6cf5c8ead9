"""A client that reads every page strictly, and applications with and without something stored."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.services import planning
from tests.unit.by_hand.placing import mixed_programme
from tests.web import people, stored
from tests.web.browsing import browser_type_launch_args, site  # noqa: F401 -- fixtures

STAND_ABOVE = {"govuk-error-summary__title", "govuk-notification-banner__title"}
"""Titles of the summary of errors and of messages, which GOV.UK's pattern puts above the page's own heading."""
FIELDS = {"input", "select", "textarea"}


@dataclass(frozen=True)
class Page:
    """A page that was read strictly, and its text with single spaces."""

    root: Element
    html: str

    @property
    def text(self) -> str:
        body = self.root.find("body")
        assert body is not None
        return " ".join(" ".join(body.itertext()).split())

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))


def read_strictly(html: str) -> Page:
    """Parse a page and check what holds for every page; any slip in its HTML raises `html5lib.html5parser.ParseError`."""
    builder = html5lib.getTreeBuilder("etree")
    root = html5lib.HTMLParser(tree=builder, strict=True, namespaceHTMLElements=False).parse(html)
    page = Page(root, html)
    check_structure(page)
    check_names(page)
    check_nothing_runs_inline(page)
    return page


def check_structure(page: Page) -> None:
    assert page.root.get("lang") == "en-GB"
    assert len(page.all("h1")) == 1
    heading = " ".join("".join(page.all("h1")[0].itertext()).split())
    title = "".join(page.all("title")[0].itertext())
    assert heading
    assert title.endswith(" – Co-production planner")
    assert len(title) > len(" – Co-production planner")
    levels = [
        int(element.tag[1])
        for element in page.root.iter()
        if element.tag in {"h1", "h2", "h3", "h4"} and element.get("class") not in STAND_ABOVE
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    assert next(element.get("href") for element in page.all("a")) == "#main-content"


def check_names(page: Page) -> None:
    ids = Counter(element.get("id") for element in page.root.iter() if element.get("id") is not None)
    assert [name for name, count in ids.items() if count > 1 or not name] == []
    for element in page.root.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby"):
            assert set((element.get(attribute) or "").split()) <= set(ids), element.attrib
    labelled = {element.get("for") for element in page.all("label")} - {None}
    fields = [
        field
        for field in page.root.iter()
        if field.tag in FIELDS and field.get("type") not in ("hidden", "submit")
    ]
    assert [field.attrib for field in fields if field.get("id") not in labelled] == []
    assert [picture.attrib for picture in page.all("img") if not picture.get("alt")] == []
    inner = [link.get("href", "")[1:] for link in page.all("a") if link.get("href", "").startswith("#")]
    assert set(inner) <= set(ids)


def check_nothing_runs_inline(page: Page) -> None:
    assert page.all("style") == []
    assert [script.attrib for script in page.all("script") if not script.get("src") or script.text] == []
    inline = [
        e.attrib
        for e in page.root.iter()
        if any(name == "style" or name.startswith("on") for name in e.attrib)
    ]
    assert inline == []


class Pages:
    """Gets pages and reads each one strictly."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Page:
        answer = self.client.get(path, follow_redirects=status == 200)
        assert answer.status_code == status, answer.text
        assert answer.content_type == "text/html; charset=utf-8"
        return read_strictly(answer.text)


@pytest.fixture
def pages(app: Flask) -> Pages:
    return Pages(people.lead_of_everything(app))


@pytest.fixture
def lead(stored_app: Flask) -> FlaskClient:
    """Give a client signed in as the lead of every project there is."""
    return people.lead_of_everything(stored_app)


@pytest.fixture
def stored_app(app: Flask) -> Flask:
    """Give an application with two projects: one with a plan, one without."""
    with app.app_context():
        programme = stored.example_programme()
        stored.store_plan(
            stored.store_project("Respite <care> & carers", "respite-care", programme),
            stored.example_plan(programme),
        )
        stored.store_project("Another project", "another", programme)
        db.session.commit()
    return app


@pytest.fixture
def mixed(app: Flask) -> Flask:
    """Give an application with one project that has something of everything, nothing placed yet."""
    with app.app_context():
        programme = mixed_programme()
        project = stored.store_project("Mixed", "mixed", programme)
        project.programme_json = planning.programme_json(programme)
        project.programme_digest = planning.programme_digest(programme)
        db.session.commit()
    return app


def links_of(page: Page) -> dict[str, str]:
    """Give the links of a page by their words."""
    return {" ".join("".join(link.itertext()).split()): link.get("href", "") for link in page.all("a")}
