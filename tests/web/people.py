"""Accounts for tests, and clients that are signed in as one of them."""

from __future__ import annotations

import re
import time

from flask import Flask
from flask.testing import FlaskClient
from flask_security.utils import hash_password
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner.extensions import accounts, db
from planner.models import Membership, Project, ProjectRole, User

PASSWORD = "correct horse battery staple"
RAW_TOKEN = "0" * 40


def make_user(email: str, *, is_administrator: bool = False, password: str = "") -> User:
    """Make an account, without a usable password unless one is given; flushed, not committed."""
    roles = [accounts.find_or_create_role("administrator")] if is_administrator else []
    user = accounts.create_user(
        email=email, password=hash_password(password) if password else "!", roles=roles
    )
    db.session.flush()
    return user


def join(user: User, project: Project, role: ProjectRole) -> None:
    db.session.add(Membership(user=user, project=project, role=role.value))
    db.session.flush()


def signed_in(app: Flask, email: str) -> FlaskClient:
    """Give a client with the session of an account, as signing in leaves it."""
    client = app.test_client()
    with app.app_context():
        identity = db.session.scalars(select(User.fs_uniquifier).where(User.email == email)).one()
    with client.session_transaction() as session:
        session.update(
            _user_id=identity, _fresh=True, fs_cc="set", fs_paa=time.time(), identity_provider="session"
        )
    return client


def token_for(app: Flask, client: FlaskClient) -> str:
    """Put a form token into a client's session and give it as a form would send it."""
    with client.session_transaction() as session:
        session["csrf_token"] = RAW_TOKEN
    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(RAW_TOKEN))


def token_on(html: str) -> str:
    """Give the form token that a page carries."""
    found = re.search(r'name="csrf_token"\s+value="([^"]+)"', html)
    assert found, "There is no form with a token on this page."
    return found[1]


def post_form(
    client: FlaskClient, page: str, data: dict[str, str] | None = None, *, to: str = ""
) -> TestResponse:
    """Send a form as somebody would who has `page` open, with the token that stands there; to `to` where it goes elsewhere."""
    token = token_on(client.get(page).text)
    return client.post(to or page, data={"csrf_token": token, **(data or {})})


def member_of_everything(app: Flask, role: ProjectRole, email: str = "") -> FlaskClient:
    """Give one account, made if new, this role in every project there is, and a client signed in as them."""
    email = email or f"{role}@planner.example"
    with app.app_context():
        user = db.session.scalar(select(User).where(User.email == email)) or make_user(email)
        joined = {each.project_id for each in user.memberships}
        for project in db.session.scalars(select(Project).where(Project.id.not_in(joined))):
            join(user, project, role)
        db.session.commit()
    return signed_in(app, email)


def lead_of_everything(app: Flask) -> FlaskClient:
    """Make one account the lead of every project there is, and give a client signed in as them."""
    return member_of_everything(app, ProjectRole.LEAD)
