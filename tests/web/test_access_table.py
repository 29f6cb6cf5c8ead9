"""Who may do what: every address and method, called for real by everybody; a guard that is missing is found."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner import create_app
from planner.domain.options import CostTable, Option
from planner.extensions import db, limiter
from planner.models import (
    ADMINISTRATOR,
    Change,
    Membership,
    Project,
    ProjectRole,
    User,
)
from planner.models import Option as StoredOption
from planner.services.access import Access
from planner.services.links import Purpose, make_link
from planner.services.permissions import Permission
from planner.web.guards import ANYBODY, guard_of, needs
from tests.conftest import settings
from tests.web import people
from tests.web.access_table import ROLES, ROWS, SIGN_IN, Row, Seen, Who
from tests.web.casing import keep_what_is_shared_and_issued
from tests.web.stored import example_plan, example_programme, store_plan, store_project

GUARDED_BY_THEMSELVES = {
    "static",
    *(
        f"security.{name}"
        for name in (
            "login",
            "logout",
            "verify",
            "change_password",
            "two_factor_setup",
            "two_factor_setup_validate",
            "two_factor_token_validation",
            "mf_recovery",
            "mf_recovery_codes",
        )
    ),
}
"""Flask's and Flask-Security's own views; the table holds them as it holds ours."""

SLUG = "respite-care"
GONE = {"id": "gone", "title": "A date that was removed", "on": "2027-03-01"}
TOKENS = re.compile(rb'name="csrf_token"\s+value="[^"]+"')
SAME_FOR_ALL = ("Set-Cookie", "Content-Length")


@dataclass(frozen=True)
class World:
    """An application with two projects and everybody who asks; each request finds it as it was, tries forgotten."""

    app: Flask
    folder: Path
    filled: dict[str, str]

    def restore(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
        for name in ("planner.sqlite-wal", "planner.sqlite-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "kept.sqlite", self.folder / "planner.sqlite")

    def ask(self, row: Row, who: Who, *, has_token: bool = True, slug: str = SLUG) -> TestResponse:
        """Send the request of a row as somebody."""
        limiter.reset()
        if row.method != "GET":
            self.restore()
        client = self.app.test_client() if who is Who.ANONYMOUS else people.signed_in(self.app, address(who))
        values = {**self.filled, "slug": slug}
        data = {name: value.format(**values) for name, value in row.data.items()}
        token = {"csrf_token": people.token_for(self.app, client)} if has_token else {}
        path = row.path.format(**values)
        return client.open(path, method=row.method, data={**data, **token} if row.method != "GET" else None)

    def differences(self, rows: list[Row]) -> list[str]:
        """Ask everything as everybody, and tell what is not as the table says."""
        found = []
        for row in rows:
            for who in Who:
                got = seen(self.ask(row, who))
                if got != row.expected(who):
                    found.append(f"{row} as {who}: {got}, not {row.expected(who)}")
        return found

    def endpoint(self, row: Row) -> str:
        path = row.path.format(**self.filled, slug=SLUG)
        found, _values = self.app.url_map.bind("localhost").match(path, method=row.method)
        return str(found)


def address(who: Who) -> str:
    return f"{who}@planner.example"


def seen(answer: TestResponse) -> Seen:
    if answer.status_code == 302 and answer.headers["Location"].split("?")[0] == "/sign-in":
        return SIGN_IN
    return answer.status_code


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    shutil.copy(empty_database, folder / "planner.sqlite")
    url = f"sqlite:///{folder / 'planner.sqlite'}"
    app = create_app(settings(folder, SQLALCHEMY_DATABASE_URI=url, PROPAGATE_EXCEPTIONS=False))
    with app.app_context():
        filled = populate()
        db.session.commit()
        db.engine.dispose()
    shutil.copy(folder / "planner.sqlite", folder / "kept.sqlite")
    yield World(app, folder, filled)
    with app.app_context():
        db.engine.dispose()


def populate() -> dict[str, str]:
    """Make two projects, everybody who asks, and somebody to whom things are done; give what paths are filled in with."""
    programme = example_programme()
    own = store_project("Own project", SLUG, programme)
    plan = store_plan(own, example_plan(programme))
    db.session.flush()
    gone = Change(project_id=own.id, kind="removed", part="milestones", key="gone", before=GONE, position=0)
    db.session.add(gone)
    db.session.flush()
    bid = Option(title="A bid", table=CostTable(is_nothing=True)).model_dump(mode="json")
    db.session.add(StoredOption(project_id=own.id, key="a-bid", kind="other", body=bid, position=0))
    token = keep_what_is_shared_and_issued(own, programme)
    other = store_project("Other project", "other", programme)
    for who, role in ROLES.items():
        people.join(people.make_user(address(who)), own, role)
    elsewhere = people.make_user(address(Who.LEAD_ELSEWHERE))
    people.join(elsewhere, other, ProjectRole.LEAD)
    people.make_user(address(Who.ADMINISTRATOR), is_administrator=True)
    spare = people.make_user("spare@planner.example")
    people.join(spare, own, ProjectRole.READER)
    spare_member = db.session.scalars(select(Membership.id).where(Membership.user_id == spare.id)).one()
    return {
        "person": str(spare.id),
        "member": str(spare_member),
        "project": str(own.id),
        "elsewhere": elsewhere.email,
        "plan": str(plan.id),
        "run": str(plan.run_id),
        "change": str(gone.id),
        "option": "a-bid",
        "token": token,
        "link": make_link(Purpose.WELCOME, spare).rsplit("/", 1)[1],
    }


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(world: World, row: Row) -> None:
    assert world.differences([row]) == []


def test_every_address_and_method_has_a_row(world: World) -> None:
    wanted = {
        (rule.endpoint, method)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(world.endpoint(row), row.method) for row in ROWS} == wanted


def test_every_view_has_a_guard_and_the_table_names_it(world: World) -> None:
    views = world.app.view_functions
    assert {name for name, view in views.items() if guard_of(view) is None} == GUARDED_BY_THEMSELVES
    named = {(world.endpoint(row), row.guard) for row in ROWS}
    assert {(n, g) for n, g in named if n not in GUARDED_BY_THEMSELVES} == {
        (name, guard_of(view)) for name, view in views.items() if name not in GUARDED_BY_THEMSELVES
    }


@pytest.mark.parametrize("row", [row for row in ROWS if "{slug}" in row.path], ids=str)
def test_others_projects_answer_like_projects_that_do_not_exist(world: World, row: Row) -> None:
    for who in (Who.LEAD_ELSEWHERE, Who.ADMINISTRATOR):
        theirs, nowhere = (world.ask(row, who, slug=slug) for slug in (SLUG, "no-such-project"))
        assert theirs.status_code == nowhere.status_code == 404
        assert TOKENS.sub(b"", theirs.data) == TOKENS.sub(b"", nowhere.data)
        assert headers_of(theirs) == headers_of(nowhere)


def headers_of(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in SAME_FOR_ALL}


@pytest.mark.parametrize("row", [row for row in ROWS if row.method != "GET"], ids=str)
def test_nothing_is_done_for_a_form_without_its_token(world: World, row: Row) -> None:
    for who in Who:
        before = contents(world)
        assert world.ask(row, who, has_token=False).status_code == 400
        assert contents(world) == before


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
def test_no_get_changes_anything(world: World, row: Row) -> None:
    before = contents(world)
    for who in Who:
        world.ask(row, who)
    assert contents(world) == before


def contents(world: World) -> dict[str, list[Any]]:
    with world.app.app_context():
        return {
            table.name: [tuple(line) for line in db.session.execute(table.select())]
            for table in db.metadata.sorted_tables
        }


def endpoints_that_need_somebody() -> list[str]:
    app = create_app({"SECRET_KEY": "for tests only", "SQLALCHEMY_DATABASE_URI": "sqlite://"})
    match = app.url_map.bind("localhost").match
    filled = dict.fromkeys(("person", "member", "plan", "run", "change"), "1") | {
        "slug": SLUG,
        "link": "x",
        "token": "x",
        "option": "a-bid",
    }
    found = {match(row.path.format(**filled), method=row.method)[0] for row in ROWS if row.guard != ANYBODY}
    return sorted(found - {"security.two_factor_setup"})


def unguarded(view: Callable[..., Any], guard: str | None) -> Callable[..., Any]:
    """Give a view without whatever stands before it; where it wants to know who asks in which project, a lead does."""
    bare = inspect.unwrap(view)
    if guard not in set(Permission):
        return bare

    def passes(*args: Any, slug: str, **kwargs: Any) -> Any:
        project = db.session.scalars(select(Project).where(Project.slug == slug)).one()
        lead = db.session.scalars(select(User).where(User.email == address(Who.LEAD))).one()
        return bare(
            *args,
            access=Access(project.id, slug, project.name, ProjectRole.LEAD, lead.id, lead.email),
            **kwargs,
        )

    return passes


@pytest.mark.parametrize("endpoint", endpoints_that_need_somebody())
def test_a_guard_that_is_taken_away_is_missed(
    world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = world.app.view_functions[endpoint]
    monkeypatch.setitem(world.app.view_functions, endpoint, unguarded(view, guard_of(view)))
    rows = [row for row in ROWS if world.endpoint(row) == endpoint]
    assert world.differences(rows) != []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.guard in set(Permission) - {Permission.SEE_PLAN}], ids=str
)
def test_a_guard_that_asks_for_too_little_is_missed(
    world: World, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = world.endpoint(row)
    weaker = needs(Permission.SEE_PLAN)(inspect.unwrap(world.app.view_functions[endpoint]))
    monkeypatch.setitem(world.app.view_functions, endpoint, weaker)
    assert world.differences([row]) != []


def test_only_administrators_are_told_that_there_are_accounts(world: World) -> None:
    row = next(row for row in ROWS if row.guard == ADMINISTRATOR)
    answers = {who: world.ask(row, who).status_code for who in ROLES}
    assert set(answers.values()) == {404}
