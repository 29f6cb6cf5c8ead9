"""Letters with one-time links: sent only where a mail server is set; nobody learns who has an account."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask_mailman.backends.locmem import EmailBackend
from sqlalchemy import func, select, text

from planner.extensions import db
from planner.models import OneTimeLink
from planner.services import letters
from planner.web.later import THREAD_NAME
from tests.web import people
from tests.web.conftest import read_strictly

EMAIL = "a@planner.example"
PATH = "/forgotten-password"


@pytest.fixture
def with_mail(app: Flask) -> Flask:
    app.config["MAIL_SERVER"] = "mail.planner.example"
    with app.app_context():
        people.make_user(EMAIL, password=people.PASSWORD)
        people.make_user("administrator@planner.example", is_administrator=True)
        db.session.commit()
    return app


def sent(app: Flask) -> list[Any]:
    """Give what was sent, once whatever was left for later is done."""
    for thread in threading.enumerate():
        if thread.name == THREAD_NAME:
            thread.join()
    return list(getattr(app.extensions["mailman"], "outbox", []))


def test_a_forgotten_password_is_replaced_by_a_link_that_is_sent(with_mail: Flask) -> None:
    client = with_mail.test_client()
    answer = people.post_form(client, PATH, {"email": EMAIL.upper()})
    assert "is on its way" in read_strictly(answer.text).text
    (letter,) = sent(with_mail)
    assert letter.to == [EMAIL]
    (address,) = re.findall(r"http://\S+", letter.body)
    assert address.startswith("http://127.0.0.1:8000/links/")
    path = urlsplit(address).path
    assert people.post_form(client, path, {"password": "a new one of four words"}).status_code == 302
    form = {"email": EMAIL, "password": "a new one of four words"}
    assert people.post_form(client, "/sign-in", form).status_code == 302


def test_who_has_no_account_gets_the_same_answer_and_no_letter(with_mail: Flask) -> None:
    answers = []
    for email in (EMAIL, "nobody@planner.example"):
        answer = people.post_form(with_mail.test_client(), PATH, {"email": email})
        answers.append((answer.status_code, answer.text.replace(email, "EMAIL")))
    assert answers[0] == answers[1]
    assert len(sent(with_mail)) == 1


def test_no_account_is_looked_up_before_the_answer(with_mail: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = threading.Event()
    looked_up_in: list[str] = []
    real = letters.find_by_email

    def slow(email: str) -> Any:
        assert may_go_on.wait(20)
        looked_up_in.append(threading.current_thread().name)
        return real(email)

    monkeypatch.setattr(letters, "find_by_email", slow)
    assert people.post_form(with_mail.test_client(), PATH, {"email": EMAIL}).status_code == 200
    may_go_on.set()
    assert len(sent(with_mail)) == 1
    assert looked_up_in == [THREAD_NAME]


def test_without_a_mail_server_people_are_told_whom_to_ask(app: Flask) -> None:
    client = app.test_client()
    page = read_strictly(client.get(PATH).text)
    assert "Ask an administrator" in page.text
    assert page.all("form") == []
    token = people.token_on(client.get("/sign-in").text)
    assert client.post(PATH, data={"csrf_token": token, "email": EMAIL}).status_code == 200
    assert sent(app) == []


def test_what_is_no_address_is_refused(with_mail: Flask) -> None:
    for typed in ("", "nobody", "a@b@c", "\x00@planner.example", "x" * 10_000):
        answer = people.post_form(with_mail.test_client(), PATH, {"email": typed})
        assert answer.status_code == 400
        assert "Enter an email address" in read_strictly(answer.text).text


def test_an_account_that_an_administrator_makes_gets_its_link_by_letter_too(with_mail: Flask) -> None:
    client = people.signed_in(with_mail, "administrator@planner.example")
    answer = people.post_form(client, "/people", {"email": "new@planner.example", "name": "New person"})
    page = read_strictly(answer.text)
    (letter,) = sent(with_mail)
    assert letter.to == ["new@planner.example"]
    (shown,) = ["".join(each.itertext()) for each in page.all("code") if each.get("id") == "link"]
    assert shown.strip() in letter.body


def test_a_mail_server_that_is_away_is_written_down_and_nothing_else_happens(
    with_mail: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_given: object) -> None:
        raise ConnectionRefusedError("no such server")

    monkeypatch.setattr(EmailBackend, "send_messages", away)
    assert people.post_form(with_mail.test_client(), PATH, {"email": EMAIL}).status_code == 200
    sent(with_mail)
    assert "could not be sent: ConnectionRefusedError" in caplog.text
    assert EMAIL not in caplog.text


def forget_a_password(app: Flask) -> None:
    people.post_form(app.test_client(), PATH, {"email": EMAIL})


def add_an_account(app: Flask) -> None:
    client = people.signed_in(app, "administrator@planner.example")
    people.post_form(client, "/people", {"email": "new@planner.example", "name": "New person"})


@pytest.mark.parametrize("ask", [forget_a_password, add_an_account])
def test_while_a_mail_server_hangs_the_link_is_kept_and_others_can_write(
    with_mail: Flask, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Flask], None]
) -> None:
    hangs, may_go_on = threading.Event(), threading.Event()

    def hang(*_given: object) -> int:
        hangs.set()
        assert may_go_on.wait(20)
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", hang)
    ask(with_mail)
    try:
        assert hangs.wait(20)
        with with_mail.app_context(), db.engine.connect() as other:
            assert other.scalar(select(func.count(OneTimeLink.id))) == 1
            other.execute(text("UPDATE project SET name = 'Written meanwhile'"))
    finally:
        may_go_on.set()
        sent(with_mail)


def test_no_letter_leaves_with_a_link_that_could_not_be_kept(
    with_mail: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = people.signed_in(with_mail, "administrator@planner.example")
    page = people.token_on(client.get("/people").text)

    def away() -> None:
        raise OSError("disk is full")

    with_mail.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as broken:
        broken.setattr(db.session, "commit", away)
        answer = client.post(
            "/people", data={"csrf_token": page, "email": "new@planner.example", "name": "N"}
        )
    assert answer.status_code == 500
    assert sent(with_mail) == []
