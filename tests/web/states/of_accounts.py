"""Signing in, one's account, the second factor, people and who takes part."""

from __future__ import annotations

import re

from flask import Flask

from planner.extensions import db
from planner.services.addresses import find_by_email
from planner.services.links import Purpose, make_link
from tests.web import people, stored
from tests.web.states.visiting import Visitor
from tests.web.test_second_factor import turned_on

LEAD, READER = "lead@planner.example", "reader@planner.example"
RIGHT = {"email": READER, "password": people.PASSWORD}


def _accounts(app: Flask) -> None:
    with app.app_context():
        people.make_user(LEAD, is_administrator=True, password=people.PASSWORD)
        people.make_user(READER, password=people.PASSWORD)
        stored.store_project("Respite care", "respite-care", stored.example_programme())
        db.session.commit()


def states_before_signing_in(app: Flask) -> Visitor:
    """Every state of the pages that anybody may see."""
    _accounts(app)
    visitor = Visitor(app, app.test_client())
    visitor.see("/sign-in")
    visitor.send("/sign-in", {}, "left empty")
    visitor.send("/sign-in", {**RIGHT, "password": "wrong"}, "wrong password")
    visitor.see("/forgotten-password")
    app.config["MAIL_SERVER"] = "mail.example"
    visitor.see("/forgotten-password", "where letters are sent")
    visitor.send("/forgotten-password", {"email": ""}, "left empty", status=400)
    visitor.send("/forgotten-password", {"email": "nobody@planner.example"}, "sent")
    app.config["MAIL_SERVER"] = None
    visitor.see("/sign-in/lost-device")
    for purpose in Purpose:
        with app.app_context():
            path = make_link(purpose, None if purpose is Purpose.FIRST else find_by_email(READER))
            db.session.commit()
        path = "/links/" + path.split("/links/")[1]
        visitor.see(path, purpose)
        visitor.send(path, {}, f"{purpose} left empty", status=400)
    visitor.see("/links/none", status=404)
    _see_second_factor(app, visitor)
    return visitor


def _see_second_factor(app: Flask, visitor: Visitor) -> None:
    """Turn on the second factor of somebody, and come back to be asked for the code."""
    account = Visitor(app, people.signed_in(app, READER), visitor.states, visitor.endpoints)
    turned_on(account.client)
    account.see("/account", "with a second factor")
    account.see("/account/second-factor", "turned on")
    account.see("/account/recovery-codes", "turned on")
    path = visitor.client.post(
        "/sign-in", data={**RIGHT, "csrf_token": people.token_on(visitor.client.get("/sign-in").text)}
    ).headers["Location"]
    visitor.see(path)
    visitor.send(path, {"code": "123"}, "wrong code")
    visitor.see("/sign-in/recovery-code")
    visitor.send("/sign-in/recovery-code", {"code": "123"}, "wrong code")


def states_of_accounts(app: Flask) -> Visitor:
    """Every state of one's account, of the list of people and of who takes part in a project."""
    _accounts(app)
    visitor = Visitor(app, people.lead_of_everything(app))
    for path in ("/account", "/account/second-factor", "/account/recovery-codes", "/confirm-password"):
        visitor.see(path)
    visitor.send("/account", {"name": "Another name"}, "saved")
    visitor.see("/account/password")
    visitor.send("/account/password", {}, "left empty")
    visitor.send("/account/second-factor", {"setup": "authenticator"}, "key shown")
    visitor.send("/account/recovery-codes", {}, "made")
    visitor.send("/confirm-password", {"password": "wrong"}, "wrong password")
    visitor.see("/people")
    visitor.send("/people", {}, "left empty", status=400)
    visitor.send("/people", {"email": "new@planner.example", "name": "New"}, "added")
    html = visitor.see("/people/2")
    assert re.search(r'action="[^"]*/people/2/', html)
    visitor.send("/people/2", {}, "link made", to="/people/2/link")
    visitor.send("/people/1", {}, "the last administrator", to="/people/1/demote", status=400)
    members = "/projects/respite-care/members"
    visitor.see(members)
    visitor.send(members, {}, "left empty", status=400)
    visitor.send(members, {"email": READER, "role": "reader"}, "added")
    visitor.send("/people/2", {}, "stopped", to="/people/2/stop")
    visitor.send(members, {}, "the last lead", to=f"{members}/1/remove", status=400)
    return visitor
