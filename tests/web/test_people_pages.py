"""What administrators do: accounts made, stopped, given links; the last administrator stays."""

from __future__ import annotations

import re
import threading
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import select

from planner.extensions import db
from planner.models import Membership, Project, User
from planner.services import accounts, members
from planner.services.addresses import find_by_email
from planner.services.refusals import Refused
from tests.web import people
from tests.web.conftest import Page, read_strictly
from tests.web.test_stored_plans import statements

ADMINISTRATOR, OTHER = "administrator@planner.example", "other@planner.example"


@pytest.fixture
def client(stored_app: Flask) -> FlaskClient:
    """Give a client signed in as the only administrator; there is one more account."""
    with stored_app.app_context():
        people.make_user(ADMINISTRATOR, is_administrator=True)
        people.make_user(OTHER, password=people.PASSWORD)
        db.session.commit()
    return people.signed_in(stored_app, ADMINISTRATOR)


def page_of(app: Flask, email: str) -> str:
    with app.app_context():
        user = find_by_email(email)
        assert user is not None
        return f"/people/{user.id}"


def link_on(page: Page) -> str:
    (found,) = ["".join(each.itertext()) for each in page.all("code") if each.get("id") == "link"]
    return urlsplit(found.strip()).path


def test_a_new_account_gets_a_link_that_chooses_its_password_and_signs_in(
    stored_app: Flask, client: FlaskClient
) -> None:
    form = {"email": "New@Planner.example", "name": "New person"}
    page = read_strictly(people.post_form(client, "/people", form).text)
    assert "works once, for 7 days" in page.text
    assert "No password chosen yet" in read_strictly(client.get("/people").text).text
    theirs = stored_app.test_client()
    answer = people.post_form(theirs, link_on(page), {"name": "Nu", "password": people.PASSWORD})
    assert answer.headers["Location"] == "/"
    assert theirs.get("/people").status_code == 404
    assert "There are no projects for you yet" in read_strictly(theirs.get("/").text).text
    assert re.search(r"Nu\s+new@planner.example", read_strictly(client.get("/people").text).text)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"email": OTHER, "name": "Again"}, "There is already an account"),
        ({"email": OTHER.upper(), "name": "Again"}, "There is already an account"),
        ({"email": "no address", "name": "Name"}, "Enter an email address"),
        ({"email": "a@planner.example", "name": ""}, "Enter a name"),
    ],
)
def test_what_cannot_be_an_account_is_said(client: FlaskClient, form: dict, words: str) -> None:
    answer = people.post_form(client, "/people", form)
    assert answer.status_code == 400
    assert words in read_strictly(answer.text).text


def test_a_new_link_is_shown_once_and_ends_the_one_before(stored_app: Flask, client: FlaskClient) -> None:
    page = page_of(stored_app, OTHER)
    first, second = (
        link_on(read_strictly(people.post_form(client, page, to=f"{page}/link").text)) for _ in range(2)
    )
    assert stored_app.test_client().get(first).status_code == 410
    assert stored_app.test_client().get(second).status_code == 200
    assert second not in client.get(page).text


def test_a_stopped_account_gets_no_link_until_it_may_be_used_again(
    stored_app: Flask, client: FlaskClient
) -> None:
    page = page_of(stored_app, OTHER)
    theirs = people.signed_in(stored_app, OTHER)
    people.post_form(client, page, to=f"{page}/stop")
    assert theirs.get("/account").status_code == 302
    answer = people.post_form(client, page, to=f"{page}/link")
    assert answer.status_code == 400
    assert "This account is stopped" in read_strictly(answer.text).text
    people.post_form(client, page, to=f"{page}/start")
    form = {"email": OTHER, "password": people.PASSWORD}
    assert people.post_form(stored_app.test_client(), "/sign-in", form).status_code == 302


@pytest.mark.parametrize("what", ["stop", "demote"])
def test_the_last_administrator_stays_until_there_is_another(
    stored_app: Flask, client: FlaskClient, what: str
) -> None:
    mine, theirs = page_of(stored_app, ADMINISTRATOR), page_of(stored_app, OTHER)
    answer = people.post_form(client, mine, to=f"{mine}/{what}")
    assert answer.status_code == 400
    assert "This is the last administrator" in read_strictly(answer.text).text
    people.post_form(client, theirs, to=f"{theirs}/promote")
    people.post_form(client, theirs, to=f"{theirs}/stop")
    assert people.post_form(client, mine, to=f"{mine}/{what}").status_code == 400
    people.post_form(client, theirs, to=f"{theirs}/start")
    assert people.post_form(client, mine, to=f"{mine}/{what}").status_code == 302
    assert client.get("/people").status_code in (302, 404)
    assert people.signed_in(stored_app, OTHER).get("/people").status_code == 200


def test_a_project_without_a_lead_is_given_one(stored_app: Flask, client: FlaskClient) -> None:
    page = page_of(stored_app, OTHER)
    assert "Respite <care> & carers (has no lead)" in read_strictly(client.get(page).text).text
    with stored_app.app_context():
        project_id = db.session.scalars(select(Project.id).where(Project.slug == "respite-care")).one()
    form = {"project": str(project_id), "role": "lead"}
    assert people.post_form(client, page, form, to=f"{page}/projects").status_code == 302
    assert people.signed_in(stored_app, OTHER).get("/projects/respite-care/members").status_code == 200
    text = read_strictly(client.get(page).text).text
    assert "Respite <care> & carers: Project lead" in text
    answer = people.post_form(client, page, {**form, "role": "reader"}, to=f"{page}/projects")
    assert "This is the last project lead" in read_strictly(answer.text).text


@pytest.mark.parametrize(
    "form", [{}, {"project": "999", "role": "lead"}, {"project": "x", "role": "lead"}, {"project": "1"}]
)
def test_nobody_is_put_into_what_is_not_there(stored_app: Flask, client: FlaskClient, form: dict) -> None:
    page = page_of(stored_app, OTHER)
    answer = people.post_form(client, page, form, to=f"{page}/projects")
    assert answer.status_code == 400
    assert "There is a problem" in read_strictly(answer.text).text
    with stored_app.app_context():
        assert db.session.scalars(select(Membership.id)).all() == []


def test_an_administrator_sees_no_project_that_they_take_no_part_in(client: FlaskClient) -> None:
    assert client.get("/projects/respite-care/plan").status_code == 404
    assert "Respite" not in client.get("/").text


def test_accounts_that_are_not_there_are_not_found(client: FlaskClient) -> None:
    assert client.get("/people/999").status_code == 404
    for what in ("link", "stop", "promote", "second-factor-off", "projects"):
        assert people.post_form(client, "/people", to=f"/people/999/{what}").status_code == 404


def test_the_list_of_people_is_read_in_as_many_queries_however_many_there_are(stored_app: Flask) -> None:
    counts = []
    with stored_app.app_context():
        for number in range(4):
            people.make_user(f"person-{number}@planner.example")
            db.session.commit()
            with statements() as said:
                assert len(accounts.list_accounts()) == number + 1
            counts.append(len(said))
    assert len(set(counts)) == 1


def test_a_worked_example_goes_to_the_administrators_and_one_with_members_does_not(stored_app: Flask) -> None:
    with stored_app.app_context():
        administrator = people.make_user(ADMINISTRATOR, is_administrator=True)
        other = people.make_user(OTHER)
        lone, taken = db.session.scalars(select(Project).order_by(Project.slug.desc()))
        members.put_into_project(other, taken.id, members.ProjectRole.LEAD)
        for project in (lone, taken):
            members.hand_to_administrators(project)
        rows = db.session.execute(select(Membership.user_id, Membership.project_id)).all()
        assert set(rows) == {(other.id, taken.id), (administrator.id, lone.id)}


def test_two_administrators_who_demote_each_other_at_once_leave_one(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        ids = [people.make_user(email, is_administrator=True).id for email in (ADMINISTRATOR, OTHER)]
        db.session.commit()
    start = threading.Barrier(2)
    refused: list[str] = []

    def demote(user_id: int) -> None:
        with bare_app.app_context():
            start.wait()
            try:
                user = accounts.get_account(user_id)
                assert user is not None
                accounts.set_administrator(user, False)
                db.session.commit()
            except Refused as refusal:
                db.session.rollback()
                refused.append(refusal.words)

    threads = [threading.Thread(target=demote, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with bare_app.app_context():
        assert [len(user.roles) for user in db.session.scalars(select(User))].count(1) == 1
