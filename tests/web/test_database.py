"""The tables: migrations go up and down on both databases, constraints hold, writers do not stand in each other's way."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, inspect, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.extensions import db
from planner.models import Base, Plan, Project, Run, RunState


def make_project(slug: str = "respite-care") -> Project:
    return Project(
        name="Respite care", slug=slug, programme_json="{}", programme_digest="0" * 64, schema_version=1
    )


def make_run(project: Project, **changes: object) -> Run:
    values = {"strategy": "fairest", "inputs_json": "{}", "inputs_digest": "0" * 64, "app_version": "1"}
    return Run(project=project, solver_version="1", **{**values, **changes})


def test_migrations_make_exactly_the_tables_of_the_models_and_take_them_away(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        with db.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        assert "plan" in inspect(db.engine).get_table_names()


def test_plans_stored_before_headlines_get_their_new_money_as_one_and_keep_everything_else(
    bare_app: Flask,
) -> None:
    before = """INSERT INTO project (id, name, slug, programme_json, programme_digest, schema_version, version, created_at)
        VALUES (1, 'P', 'p', '{}', '0', 1, 1, '2026-09-24 09:00:00')"""
    run = """INSERT INTO run (id, project_id, strategy, settings, inputs_json, inputs_digest, app_version, solver_version,
        state, reason, progress, created_at)
        VALUES (1, 1, 'most', '{}', '{}', '0', '1', '1', 'solved', '', '{}', '2026-09-24 09:00:00')"""
    plan = """INSERT INTO plan (id, run_id, project_id, plan_json, total_pence, created_at)
        VALUES (1, 1, 1, '{"a": 1}', 4832050, '2026-09-24 09:01:00')"""
    with bare_app.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            for statement in (before, run, plan):
                connection.execute(text(statement))
        upgrade()
        stored = db.session.scalars(select(Plan)).one()
        assert (stored.headline, stored.plan_json, stored.total_pence) == (
            "£48,321 of new money",
            '{"a": 1}',
            4_832_050,
        )
        assert [run.is_by_hand for run in db.session.scalars(select(Run))] == [False]
        db.session.remove()
        downgrade(revision="0001")
        columns = {column["name"] for column in inspect(db.engine).get_columns("plan")}
        assert columns == {"id", "run_id", "project_id", "plan_json", "total_pence", "created_at"}
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT plan_json FROM plan")).scalars().all() == ['{"a": 1}']


def test_every_constraint_has_its_name_in_the_database(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        found = inspect(db.engine)
        names = {
            entry["name"]
            for table in Base.metadata.tables
            for entry in (
                found.get_pk_constraint(table),
                *found.get_foreign_keys(table),
                *found.get_unique_constraints(table),
                *found.get_check_constraints(table),
            )
        }
        wanted = {c.name for table in Base.metadata.tables.values() for c in table.constraints}
        assert names == wanted
        assert None not in wanted


def test_a_project_its_run_and_its_plan_are_read_back_as_written(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        started = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=1)))
        run = make_run(make_project(), settings={"gap": 0.005}, started_at=started)
        run.plan = Plan(
            project=run.project, plan_json='{"a": "£"}', total_pence=3_000_000_000, headline="£30m"
        )
        db.session.add(run)
        db.session.commit()
        db.session.expire_all()
        read = db.session.scalars(select(Run)).one()
        assert read.state == RunState.QUEUED
        assert read.settings == {"gap": 0.005}
        assert read.started_at == started
        assert read.started_at.tzinfo is UTC
        assert read.plan is not None
        assert (read.plan.total_pence, read.plan.plan_json) == (3_000_000_000, '{"a": "£"}')


def test_an_instant_without_a_zone_is_refused(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        db.session.add(make_run(make_project(), started_at=datetime(2026, 1, 1)))
        with pytest.raises(StatementError, match="time zone"):
            db.session.commit()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: setattr(run, "state", "perhaps"),
        lambda run: setattr(run, "finished_at", datetime(2000, 1, 1, tzinfo=UTC)),
        lambda run: setattr(run.project, "slug", ""),
        lambda run: setattr(run.project, "schema_version", 0),
        lambda run: setattr(
            run, "plan", Plan(project=run.project, plan_json="{}", total_pence=-1, headline="-")
        ),
        lambda run: setattr(run, "plan", Plan(project=run.project, plan_json="{}", total_pence=1)),
        lambda run: setattr(run, "project", None) or setattr(run, "project_id", 999),
    ],
    ids=[
        "unknown-state",
        "ends-before-it-starts",
        "empty-slug",
        "schema-version-0",
        "negative-total",
        "no-headline",
        "no-such-project",
    ],
)
def test_what_cannot_be_is_refused_by_the_database(bare_app: Flask, spoil) -> None:
    with bare_app.app_context():
        upgrade()
        run = make_run(make_project())
        db.session.add(run)
        db.session.commit()
        with pytest.raises(IntegrityError):  # noqa: PT012
            spoil(run)
            db.session.commit()


def test_two_projects_cannot_share_an_address(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        db.session.add_all([make_project("same"), make_project("same")])
        with pytest.raises(IntegrityError):
            db.session.commit()


def test_the_second_of_two_saves_of_one_project_is_refused(bare_app: Flask) -> None:
    with bare_app.app_context():
        upgrade()
        db.session.add(make_project())
        db.session.commit()
        with (
            Session(db.engine, expire_on_commit=False) as first,
            Session(db.engine, expire_on_commit=False) as second,
        ):
            seen_by_first = first.scalars(select(Project)).one()
            first.commit()
            seen_by_second = second.scalars(select(Project)).one()
            seen_by_second.name = "Second"
            second.commit()
            seen_by_first.name = "First"
            with pytest.raises(StaleDataError):
                first.commit()
        assert db.session.scalars(select(Project.name)).one() == "Second"


def test_sqlite_is_opened_durable_and_with_foreign_keys(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}


def test_a_writing_request_takes_the_write_lock_at_once_and_a_reading_one_does_not(app: Flask) -> None:
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        said.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    for method in ("GET", "POST"):
        with app.test_request_context("/", method=method):
            db.session.execute(select(Project)).all()
            db.session.rollback()
    begins = [statement for statement in said if statement.startswith("BEGIN")]
    assert begins == ["BEGIN", "BEGIN IMMEDIATE"]


def test_eight_writers_that_read_first_all_succeed(app: Flask) -> None:
    with app.app_context():
        db.session.add(make_project())
        db.session.commit()
    failures: list[OperationalError] = []

    def count_up() -> None:
        for _ in range(10):
            with app.test_request_context("/", method="POST"):
                try:
                    project = db.session.scalars(select(Project)).one()
                    project.name = str(int("0" + "".join(filter(str.isdigit, project.name))) + 1)
                    db.session.commit()
                except OperationalError as failure:
                    failures.append(failure)

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert failures == []
        assert db.session.scalars(select(Project)).one().name == "80"
