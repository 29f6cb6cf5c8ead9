"""Signing in and out: what ends a session, where people are sent, what is told to whom has no account."""

from __future__ import annotations

import re
import time
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from planner.extensions import accounts as datastore
from planner.extensions import db
from planner.services import accounts
from planner.services.addresses import find_by_email
from tests.web import people
from tests.web.conftest import read_strictly

EMAIL = "lead@planner.example"
NEW_PASSWORD = "another four plain words"
RIGHT = {"email": EMAIL, "password": people.PASSWORD}


@pytest.fixture
def with_account(app: Flask) -> Flask:
    with app.app_context():
        people.make_user(EMAIL, password=people.PASSWORD)
        db.session.commit()
    return app


def signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    assert people.post_form(client, "/sign-in", RIGHT).headers["Location"] == "/"
    assert client.get("/account").status_code == 200
    return client


def copy_of(app: Flask, client: FlaskClient) -> FlaskClient:
    """Give a client with a copy of another one's cookie, as a thief would have."""
    cookie = client.get_cookie("planner_session")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("planner_session", cookie.value)
    assert thief.get("/account").status_code == 200
    return thief


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_signing_out_ends_the_session_for_whoever_copied_its_cookie(with_account: Flask) -> None:
    client = signed_in(with_account)
    thief = copy_of(with_account, client)
    people.post_form(client, "/account", to="/sign-out")
    assert not is_signed_in(client)
    assert not is_signed_in(thief)


def test_a_page_never_signs_anybody_out_by_being_read(with_account: Flask) -> None:
    client = signed_in(with_account)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/sign-in/code").headers["Location"] == "/"
    assert is_signed_in(client)


def test_changing_the_password_ends_every_other_session(with_account: Flask) -> None:
    client, elsewhere = signed_in(with_account), signed_in(with_account)
    thief = copy_of(with_account, client)
    form = {
        "password": people.PASSWORD,
        "new_password": NEW_PASSWORD,
        "new_password_confirm": NEW_PASSWORD,
    }
    assert people.post_form(client, "/account/password", form).headers["Location"] == "/account"
    assert "Your password is changed" in client.get("/account").text
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(thief)
    fresh = with_account.test_client()
    assert people.post_form(fresh, "/sign-in", RIGHT).status_code == 200
    assert people.post_form(fresh, "/sign-in", {**RIGHT, "password": NEW_PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "not the present one"}, "Enter the password that you sign in with"),
        ({"new_password": "short", "new_password_confirm": "short"}, "at least 12 characters"),
        ({"new_password_confirm": "something else altogether"}, "Enter the same new password twice"),
        ({"new_password": people.PASSWORD, "new_password_confirm": people.PASSWORD}, "not your present one"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_what_to_do(
    with_account: Flask, change: dict[str, str], words: str
) -> None:
    form = {
        "password": people.PASSWORD,
        "new_password": NEW_PASSWORD,
        "new_password_confirm": NEW_PASSWORD,
    }
    answer = people.post_form(signed_in(with_account), "/account/password", {**form, **change})
    assert words in read_strictly(answer.text).text
    with with_account.app_context():
        user = find_by_email(EMAIL)
        assert user is not None
        assert user.verify_and_update_password(people.PASSWORD)


def test_stopping_an_account_ends_its_sessions_and_it_cannot_sign_in(with_account: Flask) -> None:
    client = signed_in(with_account)
    with with_account.app_context():
        user = find_by_email(EMAIL)
        assert user is not None
        accounts.set_active(user, False)
        db.session.commit()
    assert not is_signed_in(client)
    assert people.post_form(with_account.test_client(), "/sign-in", RIGHT).status_code == 200


def test_people_are_sent_to_sign_in_and_then_on_to_where_they_wanted(with_account: Flask) -> None:
    client = with_account.test_client()
    sent = client.get("/account/recovery-codes").headers["Location"]
    assert sent == "/sign-in?next=/account/recovery-codes"
    page = client.get(sent).text
    form = {**RIGHT, "next": "/account/recovery-codes", "csrf_token": people.token_on(page)}
    assert 'name="next"' in page
    assert client.post("/sign-in", data=form).headers["Location"] == "/account/recovery-codes"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/\t/evil.example",
        "https://localhost@evil.example/",
    ],
)
def test_nobody_is_sent_on_to_another_site(with_account: Flask, elsewhere: str) -> None:
    client = with_account.test_client()
    page = client.get("/sign-in", query_string={"next": elsewhere}).text
    form = {**RIGHT, "next": elsewhere, "csrf_token": people.token_on(page)}
    answer = client.post("/sign-in", data=form)
    assert answer.status_code == 302
    sent_to = answer.headers["Location"]
    assert urlsplit(urljoin("http://localhost/sign-in", sent_to)).netloc == "localhost"
    assert re.fullmatch(r"/?[\w.%]*", sent_to), "no browser takes this for another site"
    assert is_signed_in(client)


def test_an_account_that_is_not_there_is_answered_like_a_wrong_password(
    with_account: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    context = with_account.extensions["security"].pwd_context
    for name in ("hash", "verify"):
        real = getattr(context, name)
        monkeypatch.setattr(
            context, name, lambda *given, real=real, name=name: worked.append(name) or real(*given)
        )
    answers = []
    for email in (EMAIL, "nobody@planner.example"):
        worked.clear()
        client = with_account.test_client()
        answer = people.post_form(client, "/sign-in", {"email": email, "password": "not the right one"})
        text = read_strictly(answer.text).html.replace(email, "EMAIL")
        answers.append((answer.status_code, re.sub(r'name="csrf_token"\s+value="[^"]+"', "", text)))
        assert len(worked) == 1, "argon2 works once whether there is such an account or not"
    assert answers[0] == answers[1]
    assert "Check the email address and the password" in answers[0][1]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", ""),
        (EMAIL, ""),
        (EMAIL, "\x00"),
        (EMAIL, "x" * 10_000),
        ("\x00@planner.example", people.PASSWORD),
        ("x" * 10_000, people.PASSWORD),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}@\N{GRINNING FACE}", "{{ 7 * 7 }}"),
    ],
)
def test_whatever_is_typed_is_refused_in_words(with_account: Flask, email: str, password: str) -> None:
    answer = people.post_form(with_account.test_client(), "/sign-in", {"email": email, "password": password})
    assert answer.status_code == 200
    assert "There is a problem" in read_strictly(answer.text).text


def test_an_address_is_the_same_in_capitals(with_account: Flask) -> None:
    answer = people.post_form(with_account.test_client(), "/sign-in", {**RIGHT, "email": EMAIL.upper()})
    assert answer.status_code == 302


def test_nobody_gets_in_by_a_token_or_as_json(with_account: Flask) -> None:
    with with_account.app_context():
        user = find_by_email(EMAIL)
        assert user is not None
        token = user.get_auth_token()
    client = with_account.test_client()
    assert client.get("/account", headers={"Authentication-Token": token}).status_code == 302
    assert client.get("/account", query_string={"auth_token": token}).status_code == 302
    answer = client.get("/sign-in", headers={"Accept": "application/json"})
    assert answer.mimetype == "text/html"


def test_the_second_factor_asks_for_a_fresh_password(with_account: Flask) -> None:
    client = signed_in(with_account)
    with client.session_transaction() as session:
        session["fs_paa"] -= 3600
    sent = client.get("/account/second-factor").headers["Location"]
    assert sent == "/confirm-password?next=/account/second-factor"
    assert people.post_form(client, sent, {"password": "wrong"}).status_code == 200
    form = {"password": people.PASSWORD, "next": "/account/second-factor"}
    assert people.post_form(client, "/confirm-password", form).headers["Location"] == "/account/second-factor"
    assert client.get("/account/second-factor").status_code == 200


def test_a_session_ends_by_itself_after_twelve_hours(with_account: Flask, monkeypatch) -> None:
    client = signed_in(with_account)
    now = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 12 * 3600 - 60)
    assert is_signed_in(client)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 24 * 3600 + 60)
    assert not is_signed_in(client)


def test_a_name_is_kept_as_it_was_typed(with_account: Flask) -> None:
    client = signed_in(with_account)
    name = "<b>Lead</b> {{ 7 * 7 }} \N{GRINNING FACE} =1+1"
    assert people.post_form(client, "/account", {"name": f"  {name} "}).status_code == 302
    with with_account.app_context():
        user = find_by_email(EMAIL)
        assert user is not None
        assert user.name == name
    read_strictly(client.get("/account").text)
    for refused in ("", "  ", "x" * 201, "a\x00b", "two\nlines"):
        answer = people.post_form(client, "/account", {"name": refused})
        assert answer.status_code == 400
        assert "There is a problem" in read_strictly(answer.text).text


def test_an_error_page_is_shown_although_nobody_can_be_looked_up(
    with_account: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(with_account)

    def away(*_given: object, **_settings: object) -> None:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(type(datastore), "find_user", away)
    answer = client.get("/account")
    assert answer.status_code == 503
    assert "The planner is busy" in read_strictly(answer.text).text
