"""How often somebody may try, and whom the program believes about where they are."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import create_app
from planner.config import BadSetting
from planner.extensions import db
from planner.web import limits
from tests.conftest import settings
from tests.web import people
from tests.web.conftest import read_strictly

EMAIL = "a@planner.example"
WRONG = {"email": EMAIL, "password": "not the right one"}


@pytest.fixture
def with_account(app: Flask) -> Flask:
    with app.app_context():
        people.make_user(EMAIL, password=people.PASSWORD)
        db.session.commit()
    return app


def try_to_sign_in(client: FlaskClient, form: dict[str, str], came_from: str) -> int:
    token = people.token_on(client.get("/sign-in").text)
    answer = client.post(
        "/sign-in", data={**form, "csrf_token": token}, environ_base={"REMOTE_ADDR": came_from}
    )
    if answer.status_code == 429:
        assert "You have tried too often" in read_strictly(answer.text).text
    return answer.status_code


def test_who_fails_too_often_from_one_address_has_to_wait_whatever_the_account(with_account: Flask) -> None:
    client = with_account.test_client()
    forms = [{**WRONG, "email": f"person-{number}@planner.example"} for number in range(21)]
    assert [try_to_sign_in(client, form, "192.0.2.1") for form in forms] == [200] * 20 + [429]
    assert try_to_sign_in(client, {**WRONG, "password": people.PASSWORD}, "192.0.2.1") == 429
    assert try_to_sign_in(client, {**WRONG, "password": people.PASSWORD}, "192.0.2.2") == 302


def test_an_account_that_is_tried_from_many_addresses_has_to_wait(with_account: Flask) -> None:
    client = with_account.test_client()
    tries = [try_to_sign_in(client, WRONG, f"192.0.2.{number}") for number in range(21)]
    assert tries == [200] * 20 + [429]
    other = {"email": "b@planner.example", "password": "x"}
    assert try_to_sign_in(client, other, "192.0.2.50") == 200


def test_signing_in_as_it_should_be_is_never_counted(with_account: Flask) -> None:
    right = {"email": EMAIL, "password": people.PASSWORD}
    assert {try_to_sign_in(with_account.test_client(), right, "192.0.2.1") for _ in range(25)} == {302}


def test_a_stolen_session_cannot_guess_the_password(with_account: Flask) -> None:
    client = people.signed_in(with_account, EMAIL)
    tries = [
        people.post_form(client, "/confirm-password", {"password": "guess"}).status_code for _ in range(11)
    ]
    assert tries == [200] * 10 + [429]


def test_links_cannot_be_guessed_one_after_another(app: Flask) -> None:
    client = app.test_client()
    tries = [client.get(f"/links/guess-{number}").status_code for number in range(31)]
    assert tries == [404] * 30 + [429]


def test_letters_are_limited_for_each_account(app: Flask) -> None:
    app.config["MAIL_SERVER"] = "mail.planner.example"
    client = app.test_client()
    path = "/forgotten-password"
    tries = [
        people.post_form(client, path, {"email": "nobody@planner.example"}).status_code for _ in range(6)
    ]
    assert tries == [200] * 5 + [429]
    assert people.post_form(client, path, {"email": "other@planner.example"}).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
    ],
)
def test_only_as_many_proxies_are_believed_as_are_set(tmp_path, proxies, forwarded, believed) -> None:
    app = create_app(settings(tmp_path, PLANNER_TRUSTED_PROXIES=proxies))
    app.add_url_rule("/who", "who", limits.by_address)
    answer = app.test_client().get(
        "/who", headers={"X-Forwarded-For": forwarded}, environ_base={"REMOTE_ADDR": "192.0.2.1"}
    )
    assert answer.text == believed


def test_one_network_of_ipv6_counts_as_one(app: Flask) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8::1"}):
        one = limits.by_address()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8::ffff:1"}):
        assert limits.by_address() == one
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:0:1::1"}):
        assert limits.by_address() != one


@pytest.mark.parametrize(
    ("name", "value"),
    [("PLANNER_TRUSTED_PROXIES", "one"), ("MAIL_PORT", "-1"), ("PLANNER_ADDRESS", "planner.example")],
)
def test_settings_that_cannot_be_are_refused(tmp_path, monkeypatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=f"{name} must"):
        create_app({"INSTANCE_PATH": str(tmp_path), "SECRET_KEY": "for tests only"})
