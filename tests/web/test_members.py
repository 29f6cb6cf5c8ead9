"""Who takes part in a project: added, changed, removed by its leads; a project keeps a lead."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import select

from planner.extensions import db
from planner.models import Membership, Project, ProjectRole, User
from planner.services import accounts, members
from planner.services.refusals import Refused
from tests.web import people
from tests.web.conftest import read_strictly
from tests.web.stored import example_programme, store_project

PAGE = "/projects/respite-care/members"
LEAD, OTHER = "lead@planner.example", "other@planner.example"


@pytest.fixture
def client(stored_app: Flask) -> FlaskClient:
    """Give a client signed in as the lead of both projects; another account takes part in neither."""
    with stored_app.app_context():
        people.make_user(OTHER)
        db.session.commit()
    return people.lead_of_everything(stored_app)


def member_id(app: Flask, email: str, slug: str = "respite-care") -> int:
    with app.app_context():
        found = db.session.scalars(
            select(Membership.id).join(User).join(Project).where(User.email == email, Project.slug == slug)
        )
        return found.one()


def roles(app: Flask) -> dict[str, str]:
    with app.app_context():
        rows = db.session.execute(
            select(User.email, Membership.role)
            .join(Membership)
            .join(Project)
            .where(Project.slug == "respite-care")
        )
        return dict(rows.all())


def test_somebody_with_an_account_is_added_changed_and_removed(
    stored_app: Flask, client: FlaskClient
) -> None:
    form = {"email": OTHER.upper(), "role": "reader"}
    assert people.post_form(client, PAGE, form).headers["Location"] == PAGE
    theirs = people.signed_in(stored_app, OTHER)
    assert theirs.get("/projects/respite-care/plans").status_code == 200
    assert theirs.get("/projects/respite-care/plan.json").status_code == 403
    one = member_id(stored_app, OTHER)
    answer = people.post_form(client, PAGE, {"role": "contributor"}, to=f"{PAGE}/{one}/role")
    assert answer.headers["Location"] == PAGE
    assert theirs.get("/projects/respite-care/plan.json").status_code == 200
    assert "Contributor" in read_strictly(client.get(PAGE).text).text
    people.post_form(client, PAGE, to=f"{PAGE}/{one}/remove")
    assert theirs.get("/projects/respite-care/plan").status_code == 404
    assert roles(stored_app) == {LEAD: "lead"}
    assert people.post_form(client, PAGE, to=f"{PAGE}/{one}/remove").status_code == 404


def test_a_double_click_adds_once(stored_app: Flask, client: FlaskClient) -> None:
    token = people.token_on(client.get(PAGE).text)
    form = {"email": OTHER, "role": "reader", "csrf_token": token}
    assert [client.post(PAGE, data=form).status_code for _ in range(2)] == [302, 400]
    assert roles(stored_app) == {LEAD: "lead", OTHER: "reader"}


def test_accounts_that_are_stopped_or_not_there_are_answered_alike(
    stored_app: Flask, client: FlaskClient
) -> None:
    with stored_app.app_context():
        user = db.session.scalars(select(User).where(User.email == OTHER)).one()
        accounts.set_active(user, False)
        db.session.commit()
    pages = []
    for email in (OTHER, "nobody@planner.example"):
        answer = people.post_form(client, PAGE, {"email": email, "role": "reader"})
        assert answer.status_code == 400
        pages.append(read_strictly(answer.text).text.replace(email, "EMAIL"))
    assert pages[0] == pages[1]
    assert "ask an administrator to make one" in pages[0]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"email": "", "role": "reader"}, "Enter an email address"),
        ({"email": OTHER}, "Choose what this person is in the project"),
        ({"email": OTHER, "role": "administrator"}, "There is a problem"),
        ({"email": LEAD, "role": "reader"}, "takes part already"),
    ],
)
def test_what_cannot_be_is_said(stored_app: Flask, client: FlaskClient, form: dict, words: str) -> None:
    answer = people.post_form(client, PAGE, form)
    assert answer.status_code == 400
    assert words in read_strictly(answer.text).text
    assert roles(stored_app) == {LEAD: "lead"}


@pytest.mark.parametrize(("what", "form"), [("role", {"role": "reader"}), ("remove", {})])
def test_the_last_lead_stays_lead(stored_app: Flask, client: FlaskClient, what: str, form: dict) -> None:
    one = member_id(stored_app, LEAD)
    answer = people.post_form(client, PAGE, form, to=f"{PAGE}/{one}/{what}")
    assert answer.status_code == 400
    assert "This is the last project lead" in read_strictly(answer.text).text
    assert roles(stored_app) == {LEAD: "lead"}


def test_a_lead_whose_account_is_stopped_does_not_count(stored_app: Flask, client: FlaskClient) -> None:
    people.post_form(client, PAGE, {"email": OTHER, "role": "lead"})
    with stored_app.app_context():
        user = db.session.scalars(select(User).where(User.email == OTHER)).one()
        accounts.set_active(user, False)
        db.session.commit()
    answer = people.post_form(client, PAGE, to=f"{PAGE}/{member_id(stored_app, LEAD)}/remove")
    assert answer.status_code == 400
    assert "This account is stopped" in read_strictly(answer.text).text


def test_a_lead_who_leaves_goes_back_to_their_projects(stored_app: Flask, client: FlaskClient) -> None:
    people.post_form(client, PAGE, {"email": OTHER, "role": "lead"})
    answer = people.post_form(client, PAGE, to=f"{PAGE}/{member_id(stored_app, LEAD)}/remove")
    assert answer.headers["Location"] == "/"
    assert "takes no part any more" in read_strictly(client.get("/").text).text
    assert client.get(PAGE).status_code == 404


def test_members_of_another_project_are_not_there(stored_app: Flask, client: FlaskClient) -> None:
    with stored_app.app_context():
        other = db.session.scalars(select(Project).where(Project.slug == "another")).one()
        user = db.session.scalars(select(User).where(User.email == OTHER)).one()
        people.join(user, other, ProjectRole.READER)
        db.session.commit()
    elsewhere = member_id(stored_app, OTHER, "another")
    for what, form in (("role", {"role": "lead"}), ("remove", {})):
        assert people.post_form(client, PAGE, form, to=f"{PAGE}/{elsewhere}/{what}").status_code == 404
    assert member_id(stored_app, OTHER, "another") == elsewhere


def test_two_leads_who_remove_each_other_at_once_leave_one(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        project = store_project("P", "p", example_programme())
        for email in (LEAD, OTHER):
            people.join(people.make_user(email), project, ProjectRole.LEAD)
        db.session.commit()
        ids = db.session.scalars(select(Membership.id).order_by(Membership.id)).all()
        project_id = project.id
    start = threading.Barrier(2)
    refused: list[str] = []

    def remove(one: int) -> None:
        with bare_app.app_context():
            start.wait()
            try:
                members.remove_member(project_id, one)
                db.session.commit()
            except Refused as refusal:
                db.session.rollback()
                refused.append(refusal.words)

    threads = [threading.Thread(target=remove, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [members.LAST_LEAD]
    with bare_app.app_context():
        assert len(db.session.scalars(select(Membership.id)).all()) == 1
