"""Beginning a project and the pages of a project as a whole: blank, filled, with contradictions, changed, refused."""

from __future__ import annotations

import io
import json

from flask import Flask

from planner.domain.programme.draft import blank_draft
from planner.extensions import db
from planner.models import ProjectRole
from tests.web import people
from tests.web.forms.round_trip import example, store
from tests.web.states.visiting import Visitor

ANSWERS = {
    "people_count": "16",
    "sessions_count": "6",
    "hours": "2.5",
    "where": "hybrid",
    "region": "London",
    "organisation": "council",
    "pay_card": "nihr",
    "access": "typical",
}


def refused_document() -> tuple[io.BytesIO, str]:
    """A file with a document that has three things wrong with it."""
    draft = {**example("respite-care"), "budget": {"total_pence": "much"}, "unheard_of": 1}
    draft["groups"][0]["size"] = -1
    return io.BytesIO(json.dumps(draft).encode()), "document.json"


def states_of_beginning(app: Flask) -> Visitor:
    """Every state of beginning a project; nobody has one yet."""
    with app.app_context():
        people.make_user("new@planner.example")
        db.session.commit()
    visitor = Visitor(app, people.signed_in(app, "new@planner.example"))
    for path in ("/", "/new", "/new/blank", "/new/template", "/new/example", "/new/document"):
        visitor.see(path)
    visitor.send("/new/blank", {}, "left empty")
    visitor.send("/new/template", {"starts_on-day": "32"}, "spoilt")
    visitor.send("/new/example", {}, "left empty")
    visitor.send("/new/document", {}, "left empty")
    visitor.send("/new/document", {"file": refused_document()}, "refused")
    visitor.see("/first-estimate")
    visitor.send("/first-estimate", {"people_count": "1", "hours": "?!"}, "spoilt")
    visitor.send("/first-estimate", ANSWERS, "answered")
    visitor.send("/first-estimate", {**ANSWERS, "button": "open"}, "opened")
    for client, who in ((visitor.client, "signed in again"), (app.test_client(), "signed out")):
        answer = client.post("/first-estimate", data=ANSWERS, headers={"Origin": "http://localhost"})
        visitor.keep(answer, f"what was typed, by somebody {who}", 400)
    return visitor


def states_of_projects(app: Flask) -> Visitor:
    """Every state of a project's home, its check, its document and its end."""
    with app.app_context():
        store("blank", blank_draft("blank", "Blank"))
        for name in ("respite-care", "cannot-be-met", "county-wide"):
            store(name, example(name))
        db.session.commit()
    visitor = Visitor(app, people.lead_of_everything(app))
    for slug in ("blank", "respite-care", "cannot-be-met"):
        visitor.see(f"/projects/{slug}/")
        visitor.see(f"/projects/{slug}/check")
        visitor.see(f"/projects/{slug}/build")
        visitor.see(f"/projects/{slug}/by-hand")
    visitor.see("/")
    visitor.see("/projects/blank/plans")
    visitor.see("/projects/blank/document")
    visitor.send("/projects/blank/document", {"file": refused_document()}, "refused")
    visitor.see("/projects/blank/remove")
    visitor.send("/projects/blank/remove", {}, "removed")
    reader = Visitor(
        app, people.member_of_everything(app, ProjectRole.READER), visitor.states, visitor.endpoints
    )
    reader.see("/", "to a reader")
    reader.see("/projects/respite-care/check", "to a reader", 403)
    reader.see("/projects/respite-care/plans", "to a reader")
    return visitor
