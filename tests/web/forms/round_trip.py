"""What every page of inputs owes: a document that is opened and saved stays the same, and can be entered from nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from pydantic import BaseModel

from planner.domain.programme.draft import (
    Address,
    Draft,
    blank_draft,
    digest_of,
    draft_text,
    part_at,
    read_draft,
)
from planner.extensions import db
from planner.forms.page_form import only
from planner.forms.pages import Kind, Page, Single
from planner.models import Project
from tests.web import people
from tests.web.browser_like import Browser, answers_of, problems_on

EXAMPLES_AT = Path(__file__).parents[3] / "planner/examples"
EXAMPLES = ("respite-care", "county-wide", "small-grant", "cannot-be-met")


def example(name: str) -> Draft:
    """Give an example document as a draft, the caller's own."""
    found: Draft = json.loads(_example_text(name))
    return found


@cache
def _example_text(name: str) -> str:
    return draft_text(read_draft((EXAMPLES_AT / f"{name}.json").read_text(encoding="utf-8")))


def store(slug: str, draft: Draft) -> None:
    """Store a project with these inputs; not committed."""
    db.session.add(
        Project(
            name=str(draft["title"]),
            slug=slug,
            programme_json=draft_text(draft),
            programme_digest=digest_of(draft),
            schema_version=1,
        )
    )


def stored(app: Flask, slug: str) -> Draft:
    """Give a project's inputs as they are stored now."""
    with app.app_context():
        text = db.session.query(Project.programme_json).filter_by(slug=slug).scalar()
    found: Draft = json.loads(text)
    return found


def browser_with(app: Flask, **drafts: Draft) -> Browser:
    """Give a browser of somebody who leads projects with these inputs, each by its address."""
    with app.app_context():
        for slug, draft in drafts.items():
            store(slug, draft)
        db.session.commit()
    return Browser(people.lead_of_everything(app))


def addresses(kind: Kind, draft: Draft) -> Iterator[Address]:
    """Where the entries of a kind stand in a draft, those inside others too."""
    if not kind.holder:
        yield from (
            (kind.name, str(entry.get("id") or entry.get("sitting"))) for entry in draft.get(kind.name, [])
        )
        return
    for holder in draft.get(kind.holder, []):
        for entry in holder[kind.name]:
            yield (kind.holder, str(holder["id"]), kind.name, str(entry["id"]))


def path_of(slug: str, name: str, address: Address = (), page: str = "") -> str:
    """The path of a page of a project's inputs."""
    return "/".join(
        part for part in (f"/projects/{slug}/inputs/{name}", ".".join(address[1::2]), page) if part
    )


def pages_of(item: Single | Kind, draft: Draft) -> Iterator[tuple[str, Any]]:
    """The end of the path of every page of a part, and its form class."""
    if isinstance(item, Single):
        yield path_of("SLUG", item.name), item.page.form
        return
    for address in addresses(item, draft):
        for page in item.pages:
            yield path_of("SLUG", item.name, address, page.name), item.form_of(page, part_at(draft, address))


def check_unchanged(app: Flask, item: Single | Kind, name: str) -> None:
    """Open every page of a part of an example and save it: the document stays what it was."""
    draft = example(name)
    browser = browser_with(app, project=draft)
    opened = 0
    for path, _ in pages_of(item, draft):
        answer = browser.send_unchanged(path.replace("SLUG", "project"))
        assert answer.status_code == 302, (path, problems_on(answer.text))
        assert stored(app, "project") == draft, path
        opened += 1
    assert digest_of(stored(app, "project")) == digest_of(draft)
    assert opened or not draft.get(item.name)


def check_entered(app: Flask, item: Single | Kind, name: str) -> None:
    """Enter a part of an example into a blank project, page by page: its values become the example's, in their order."""
    draft = example(name)
    blank = blank_draft("blank", "Blank")
    if isinstance(item, Kind) and item.holder:
        blank[item.holder] = [{**entry, item.name: []} for entry in draft[item.holder]]
    browser = browser_with(app, project=draft, blank=blank)
    if isinstance(item, Single):
        _enter_single(app, browser, item, draft)
        return
    for address in addresses(item, draft):
        _enter_entry(app, browser, item, draft, address)
    for address in addresses(item, draft):
        assert part_at(stored(app, "blank"), address) == part_at(draft, address)
    holder = item.holder or item.name
    assert stored(app, "blank").get(holder) == draft.get(holder)


def _enter_single(app: Flask, browser: Browser, item: Single, draft: Draft) -> None:
    path = path_of("project", item.name)
    answer = browser.enter(path_of("blank", item.name), answers_of(browser.open(path)))
    assert answer.status_code == 302, (path, problems_on(answer.text))
    names = item.page.form.covers()
    assert only(part_at(stored(app, "blank"), item.address), names) == only(
        part_at(draft, item.address), names
    )


def _enter_entry(app: Flask, browser: Browser, kind: Kind, draft: Draft, address: Address) -> None:
    value = part_at(draft, address)
    for number, page in enumerate(kind.pages):
        answers = answers_of(browser.open(path_of("project", kind.name, address, page.name)))
        path = (
            path_of("blank", kind.name, address, page.name) if number else _path_to_add(kind, value, address)
        )
        answer = browser.enter(path, answers)
        assert answer.status_code == 302, (path, problems_on(answer.text))


def _path_to_add(kind: Kind, value: Any, address: Address) -> str:
    asked = {
        "kind": str(value.get(kind.chosen_by, "")) if kind.chosen_by else "",
        "in": address[1] if kind.holder else "",
    }
    query = "&".join(f"{name}={word}" for name, word in asked.items() if word)
    return path_of("blank", kind.name) + "/_add" + (f"?{query}" if query else "")


def uncovered(item: Single | Kind) -> set[str]:
    """The fields of a part's schema that none of its pages asks for."""
    pages: tuple[Page, ...] = (item.page,) if isinstance(item, Single) else item.pages
    model = item.model
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    return set(model.model_fields) - {name for page in pages for name in page.form.covers()}
