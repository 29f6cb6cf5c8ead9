"""A second factor by an authenticator app: turned on, asked for, replaced by recovery codes, turned off."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.extensions import db
from planner.models import User
from planner.services.links import Purpose, make_link
from planner.web.headers import CONTENT_SECURITY_POLICY
from tests.web import people
from tests.web.conftest import read_strictly

EMAIL = "a@planner.example"
RIGHT = {"email": EMAIL, "password": people.PASSWORD}
SETUP = "/account/second-factor"
CODES = re.compile(r"<code>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</code>")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    with app.app_context():
        people.make_user(EMAIL, password=people.PASSWORD)
        db.session.commit()
    made = app.test_client()
    assert people.post_form(made, "/sign-in", RIGHT).status_code == 302
    return made


def code(key: str, seconds_from_now: int = 0) -> str:
    """Give what an authenticator app shows for a key, as RFC 6238 has it."""
    plain = re.sub(r"[- ]", "", key)
    secret = base64.b32decode(plain + "=" * (-len(plain) % 8))
    counter = int(time.time() + seconds_from_now) // 30
    digest = hmac.digest(secret, struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def turned_on(client: FlaskClient) -> str:
    """Turn the second factor on and give its key."""
    page = people.post_form(client, SETUP, {"setup": "authenticator"}).text
    read_strictly(page)
    (key,) = re.findall(r"Key: <code>([^<]+)</code>", page)
    (action,) = re.findall(rf'action="({SETUP}/[^"]+)"', page)
    wrong = people.post_form(client, "/account", {"code": "000000"}, to=action)
    assert wrong.headers["Location"] == SETUP
    assert "Turned off" in client.get("/account").text
    page = people.post_form(client, SETUP, {"setup": "authenticator"}).text
    (key,) = re.findall(r"Key: <code>([^<]+)</code>", page)
    (action,) = re.findall(rf'action="({SETUP}/[^"]+)"', page)
    assert people.post_form(client, "/account", {"code": code(key)}, to=action).status_code == 302
    assert "Turned on" in client.get("/account").text
    return key


def test_once_turned_on_the_password_alone_does_not_sign_in(app: Flask, client: FlaskClient) -> None:
    key = turned_on(client)
    fresh = app.test_client()
    sent = people.post_form(fresh, "/sign-in", RIGHT).headers["Location"]
    assert sent.startswith("/sign-in/code")
    assert fresh.get("/account").status_code == 302
    wrong = people.post_form(fresh, sent, {"code": "123"})
    assert "Enter the six numbers" in read_strictly(wrong.text).text
    old = people.post_form(fresh, sent, {"code": code(key, -3600)})
    assert "Enter the six numbers" in read_strictly(old.text).text
    assert people.post_form(fresh, sent, {"code": code(key)}).status_code == 302
    assert fresh.get("/account").status_code == 200


def test_the_picture_of_the_key_is_there_only_while_it_is_set_up(app: Flask, client: FlaskClient) -> None:
    path = f"{SETUP}.svg"
    assert client.get(path).status_code == 404
    people.post_form(client, SETUP, {"setup": "authenticator"})
    picture = client.get(path)
    assert picture.mimetype == "image/svg+xml"
    assert b"<path" in picture.data
    assert b"style=" not in picture.data
    assert picture.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert picture.headers["Cache-Control"] == "no-store"
    assert people.signed_in(app, EMAIL).get(path).status_code == 404


def test_a_recovery_code_signs_in_once(app: Flask, client: FlaskClient) -> None:
    turned_on(client)
    page = people.post_form(client, "/account/recovery-codes").text
    codes = CODES.findall(page)
    assert len(codes) == 5
    with app.app_context():
        kept = db.session.scalars(select(User.mf_recovery_codes)).one()
        assert kept is not None
        assert not any(one in str(kept) for one in codes)
    for attempt, lets_in in ((codes[0], True), (codes[0], False), ("1234-1234-1234", False), ("\x00", False)):
        fresh = app.test_client()
        people.post_form(fresh, "/sign-in", RIGHT)
        answer = people.post_form(fresh, "/sign-in/recovery-code", {"code": attempt})
        assert (answer.status_code == 302) is lets_in
        assert (fresh.get("/account").status_code == 200) is lets_in
    assert "4 left" in client.get("/account").text


def test_codes_cannot_be_guessed_one_after_another_even_from_new_sessions(
    app: Flask, client: FlaskClient
) -> None:
    turned_on(client)
    tries = []
    for number in range(11):
        fresh = app.test_client()
        sent = people.post_form(fresh, "/sign-in", RIGHT).headers["Location"]
        tries.append(people.post_form(fresh, sent, {"code": f"{number:06}"}).status_code)
    assert tries == [200] * 10 + [429]


def test_an_administrator_turns_it_off_for_who_lost_their_device(app: Flask, client: FlaskClient) -> None:
    turned_on(client)
    with app.app_context():
        people.make_user("administrator@planner.example", is_administrator=True)
        db.session.commit()
        page = f"/people/{db.session.scalars(select(User.id).where(User.email == EMAIL)).one()}"
    administrator = people.signed_in(app, "administrator@planner.example")
    people.post_form(administrator, page, to=f"{page}/second-factor-off")
    assert client.get("/account").status_code == 302
    fresh = app.test_client()
    assert people.post_form(fresh, "/sign-in", RIGHT).headers["Location"] == "/"
    assert fresh.get("/account").status_code == 200


def test_it_is_turned_off_by_whoever_has_it(app: Flask, client: FlaskClient) -> None:
    turned_on(client)
    assert people.post_form(client, SETUP, {"setup": "disable"}).headers["Location"] == "/account"
    assert "Turned off" in client.get("/account").text
    assert people.post_form(app.test_client(), "/sign-in", RIGHT).headers["Location"] == "/"


def test_a_new_password_by_link_does_not_get_around_it(app: Flask, client: FlaskClient) -> None:
    turned_on(client)
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        path = make_link(Purpose.RESET, user).removeprefix("http://127.0.0.1:8000")
        db.session.commit()
    fresh = app.test_client()
    new = {"password": "a new one of four words"}
    assert people.post_form(fresh, path, new).headers["Location"] == "/sign-in"
    answer = people.post_form(fresh, "/sign-in", {**RIGHT, **new})
    assert answer.headers["Location"].startswith("/sign-in/code")
