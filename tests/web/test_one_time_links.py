"""Links that work once: the first administrator, first passwords, new passwords; what is kept of them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, update

from planner.extensions import db
from planner.models import OneTimeLink, User
from planner.models.base import now_utc
from planner.services import accounts
from planner.services.addresses import find_by_email
from planner.services.links import Purpose, make_link
from tests.web import people
from tests.web.conftest import read_strictly
from tests.web.drafting import at_once

FIRST = {"name": "First person", "email": "First@Planner.example", "password": people.PASSWORD}


def path_of(address: str) -> str:
    return urlsplit(address).path


def make(app: Flask, purpose: Purpose, email: str = "") -> str:
    """Make a link, for an account that has a password, and give its path."""
    with app.app_context():
        user = people.make_user(email, password="an old password of theirs") if email else None
        path = path_of(make_link(purpose, user))
        db.session.commit()
    return path


def first_link(app: Flask) -> list[str]:
    done = app.test_cli_runner().invoke(args=["accounts", "first-link"])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_the_first_administrator_is_made_by_the_link_that_the_terminal_shows(stored_app: Flask) -> None:
    said, address = first_link(stored_app)
    assert "works once, for 24 hours" in said
    client = stored_app.test_client()
    assert "Nobody has an account yet" in read_strictly(client.get("/sign-in").text).text
    page = read_strictly(client.get(path_of(address)).text)
    assert "Make the first account" in page.text
    answer = people.post_form(client, path_of(address), FIRST)
    assert answer.headers["Location"] == "/"
    home = read_strictly(client.get("/").text).text
    assert "sign in as first@planner.example" in home
    assert "Respite <care> & carers" in home
    assert "Another project" in home
    assert client.get("/people").status_code == 200
    assert "Nobody has an account yet" not in stored_app.test_client().get("/sign-in").text
    assert "Sign in at http://127.0.0.1:8000/sign-in" in first_link(stored_app)


def test_a_link_starts_with_the_address_that_is_set_and_never_with_what_a_request_says(app: Flask) -> None:
    app.config["PLANNER_ADDRESS"] = "https://planner.example"
    with app.test_request_context(headers={"Host": "evil.example"}):
        assert make_link(Purpose.FIRST).startswith("https://planner.example/links/")


def test_a_token_has_256_bits_and_only_its_hash_is_kept(app: Flask) -> None:
    tokens = {make(app, Purpose.FIRST).rsplit("/", 1)[1] for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}
    with app.app_context():
        kept = db.session.execute(OneTimeLink.__table__.select()).all()
    assert not any(token in str(line) for token in tokens for line in kept)


def test_reading_a_link_does_not_use_it_and_using_it_does(app: Flask) -> None:
    path = make(app, Purpose.FIRST)
    for _ in range(3):
        assert app.test_client().get(path).status_code == 200
    assert people.post_form(app.test_client(), path, {**FIRST, "password": "short"}).status_code == 400
    first, second = app.test_client(), app.test_client()
    token = people.token_for(app, second)
    assert people.post_form(first, path, FIRST).status_code == 302
    late = second.post(path, data={**FIRST, "email": "second@planner.example", "csrf_token": token})
    assert late.status_code == 410
    assert "It has been used" in read_strictly(late.text).text
    assert "You are signed in" in read_strictly(first.get(path).text).text
    with app.app_context():
        assert db.session.scalars(select(User.email)).all() == ["first@planner.example"]


def test_a_newer_link_ends_the_older_one(app: Flask) -> None:
    older, newer = make(app, Purpose.FIRST), make(app, Purpose.FIRST)
    client = app.test_client()
    assert client.get(older).status_code == 410
    assert "a newer one has been made" in read_strictly(client.get(older).text).text
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize(("purpose", "hours"), [(Purpose.FIRST, 24), (Purpose.RESET, 7 * 24)])
def test_a_link_stops_working_by_itself(app: Flask, purpose: Purpose, hours: int) -> None:
    path = make(app, purpose, "" if purpose is Purpose.FIRST else "a@planner.example")
    for earlier, status in ((hours - 1, 200), (hours + 1, 410)):
        with app.app_context():
            made = now_utc() - timedelta(hours=earlier)
            db.session.execute(update(OneTimeLink).values(expires_at=made + timedelta(hours=hours)))
            db.session.commit()
        assert app.test_client().get(path).status_code == status


@pytest.mark.parametrize("token", ["x", "%00", "..", "a" * 2_000, "%F0%9F%98%80"])
def test_a_link_that_never_was_is_not_found(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/links/{token}").status_code == 404


def test_a_reset_link_sets_the_password_and_ends_sessions_and_earlier_links(app: Flask) -> None:
    path = make(app, Purpose.RESET, "a@planner.example")
    session = people.signed_in(app, "a@planner.example")
    assert session.get("/account").status_code == 200
    client = app.test_client()
    assert people.post_form(client, path, {"password": people.PASSWORD}).headers["Location"] == "/sign-in"
    assert session.get("/account").status_code == 302
    assert client.get(path).status_code == 410
    form = {"email": "a@planner.example", "password": people.PASSWORD}
    assert people.post_form(client, "/sign-in", form).status_code == 302


def test_a_link_of_an_account_that_was_stopped_does_nothing(app: Flask) -> None:
    path = make(app, Purpose.RESET, "a@planner.example")
    with app.app_context():
        user = find_by_email("a@planner.example")
        assert user is not None
        accounts.set_active(user, False)
        db.session.commit()
    assert app.test_client().get(path).status_code == 410


def test_the_terminal_gives_a_way_in_to_who_is_locked_out(app: Flask) -> None:
    make(app, Purpose.RESET, "a@planner.example")
    run = app.test_cli_runner().invoke
    with app.app_context():
        user = find_by_email("a@planner.example")
        assert user is not None
        user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
        db.session.commit()
    done = run(args=["accounts", "reset-link", "A@planner.example", "--without-second-factor"])
    assert done.exit_code == 0
    assert app.test_client().get(path_of(done.output.strip())).status_code == 200
    with app.app_context():
        user = find_by_email("a@planner.example")
        assert user is not None
        assert user.tf_primary_method is None
    for wrong in ("nobody@planner.example", "no address"):
        refused = run(args=["accounts", "reset-link", wrong])
        assert refused.exit_code == 64
        assert "address" in refused.output


def test_of_eight_who_use_a_link_at_once_one_gets_through(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
    path = make(bare_app, Purpose.FIRST)
    clients = [bare_app.test_client() for _ in range(8)]
    tokens = [people.token_on(client.get(path).text) for client in clients]

    def send(number: int) -> int:
        form = {**FIRST, "email": f"person-{number}@planner.example", "csrf_token": tokens[number]}
        return clients[number].post(path, data=form).status_code

    assert sorted(at_once(send, 8)) == [302] + [410] * 7
    with bare_app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == 1
