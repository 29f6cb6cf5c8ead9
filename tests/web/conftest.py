"""A client that reads every page strictly, and applications with and without something stored."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from planner import create_app
from planner.domain.programme.draft import blank_draft, digest_of, draft_text
from planner.extensions import db
from planner.models import Project
from planner.services import planning
from tests.conftest import emptied_postgres, settings
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either_app(request: pytest.FixtureRequest) -> Flask:
    """Give an application on a database without rows: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        ready: Flask = request.getfixturevalue("app")
        return ready
    return request.getfixturevalue("postgres_app")


@pytest.fixture
def postgres_app(tmp_path: Path) -> Iterator[Flask]:
    """Give an application on PostgreSQL with every table and no rows."""
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=emptied_postgres()))
    with made.app_context():
        upgrade()
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def drafted(either_app: Flask) -> Flask:
    """Give an application with one blank project, on either database."""
    with either_app.app_context():
        draft = blank_draft("mine", "Mine")
        db.session.add(
            Project(
                name="Mine",
                slug="mine",
                programme_json=draft_text(draft),
                programme_digest=digest_of(draft),
                schema_version=1,
            )
        )
        db.session.commit()
    return either_app


@pytest.fixture
def mixed(app: Flask) -> Flask:
    """Give an application with one project that has something of everything, nothing placed yet."""
    return with_mixed(app)


@pytest.fixture
def mixed_on_either(either_app: Flask) -> Flask:
    """Give the same, on either database."""
    return with_mixed(either_app)


def with_mixed(app: Flask) -> Flask:
    """Store a project that has something of everything."""
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
