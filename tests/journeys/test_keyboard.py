"""With the keys alone: signing in, every kind of field there is, rows added and removed, a plan asked for and stopped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.domain.programme.draft import Draft, fitted, part_at
from planner.domain.programme.reading import programme_json
from planner.domain.programme.sessions import Pin
from planner.extensions import db
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm, only
from planner.forms.pages import Kind, Single
from planner.forms.parts import PartField, offer_to
from planner.forms.registry import ITEMS
from planner.forms.rows import RowsField
from planner.models import Project, ProjectRole, User
from planner.services import planning
from tests.builders import tiny_programme
from tests.journeys.building import a_worker, ask_to_build, is_plan
from tests.journeys.conftest import EMAIL, Place
from tests.journeys.walking import Walk, filled_already, sign_in, start_blank
from tests.runs.trials import Takes
from tests.web import people
from tests.web.forms.round_trip import addresses, example

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

VISITED = ("project", "areas", "milestones", "dates", "groups", "venues", "staff", "sessions", "pins")
PIN = {"sitting": "welcome-1", "runs": True, "reason": "Announced already"}


def small() -> Draft:
    """The worked example with one entry in each list, and something fixed."""
    draft = example("respite-care")
    for name in ("milestones", "groups", "sessions", "venues", "staff"):
        draft[name] = draft[name][:1]
    draft["sessions"][0]["invited"] = [draft["groups"][0]["id"]]
    draft["venues"][0]["rooms"] = draft["venues"][0]["rooms"][:1]
    body, problems = fitted(Pin, PIN)
    assert not problems
    draft["pins"] = [body]
    return draft


def forms_of(app: Flask, item: Single | Kind, draft: Draft) -> Iterator[PartForm]:
    """The forms of every page of a part, filled from a document."""
    with app.test_request_context():
        if isinstance(item, Single):
            yield _form(item.page.form, part_at(draft, item.address), draft)
            return
        for address in addresses(item, draft):
            value = part_at(draft, address)
            yield from (_form(item.form_of(page, value), value, draft) for page in item.pages)


def _form(form_class: type[PartForm], value: Any, draft: Draft) -> PartForm:
    form = form_class(formdata=None, data=only(value, form_class.covers()))
    offer_to(form, offers_of(draft))
    return form


def kinds_in(form: Any) -> Iterator[str]:
    """In which ways the fields of a form are drawn, those inside others too."""
    for each in form._fields.values():
        if hasattr(each, "drawn_as"):
            yield each.drawn_as
        if isinstance(each, PartField) or each.__class__.__name__ == "FillField":
            yield from kinds_in(each.form)
        elif isinstance(each, RowsField):
            for entry in each.entries:
                yield from kinds_in(entry.form)


def test_every_kind_of_field_can_be_filled_in(place: Place) -> None:
    draft = small()
    drawn = {
        name: {kind for form in forms_of(place.app, item, draft) for kind in kinds_in(form)}
        for name, item in ITEMS.items()
    }
    assert set().union(*(drawn[name] for name in VISITED)) == set().union(*drawn.values())
    hands = place.hands("keyboard")
    model = filled_already(place, draft)
    sign_in(hands)
    walk = Walk(place, hands, start_blank(hands, draft["title"]), draft, model)
    for name in VISITED:
        walk.part(ITEMS[name])
    walk.come_back()
    found = walk.so_far
    for name in ("calendar" if name == "dates" else name for name in VISITED if name != "project"):
        assert found[name] == draft[name]
    assert found["purpose"] == draft["purpose"]


@pytest.mark.parametrize("way", ["keyboard", "no_javascript"])
def test_a_plan_is_asked_for_and_stopped(place: Place, way: str) -> None:
    with place.app.app_context():
        project = planning.keep_example("tiny", programme_json(tiny_programme()))
        people.join(
            db.session.scalars(select(User).where(User.email == EMAIL)).one(), project, ProjectRole.LEAD
        )
        name = db.session.get_one(Project, project.id).name
        db.session.commit()
    hands = place.hands(way)
    sign_in(hands)
    hands.follow(name)
    with a_worker(place.app, Takes(600)):
        ask_to_build(hands)
        page = hands.page
        stop = page.get_by_role("button", name="Stop and keep this plan")
        while not stop.count():
            page.wait_for_timeout(200)
            page.reload()
        hands.go(stop)
        page.wait_for_url(is_plan, timeout=30_000)
