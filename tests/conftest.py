"""What every test may use: an application on a fresh database, and the rule that a skip is counted and can be refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from planner import create_app

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")
FAIL_ON_SKIP = os.environ.get("PLANNER_FAIL_ON_SKIP") == "1"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if FAIL_ON_SKIP and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    allowed = "a failure, because PLANNER_FAIL_ON_SKIP=1" if FAIL_ON_SKIP and skipped else "allowed here"
    terminalreporter.write_line(f"Skipped because a service is absent: {skipped} ({allowed})")


QUICK_HASHES = {"argon2__rounds": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
"""Passwords of tests are worth nothing: hashing them slowly would only take time."""


def settings(instance: Path, **more: Any) -> dict[str, Any]:
    """Give settings for an application of its own below `instance`."""
    return {
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "for tests only",
        "TESTING": True,
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK_HASHES,
        **more,
    }


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with every migration applied and nothing in it, to be copied."""
    instance = tmp_path_factory.mktemp("empty")
    app = create_app(settings(instance, SQLALCHEMY_DATABASE_URI=f"sqlite:///{instance / 'planner.sqlite'}"))
    with app.app_context():
        upgrade()
        app.extensions["sqlalchemy"].engine.dispose()
    return instance / "planner.sqlite"


@pytest.fixture
def app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    """Give an application on its own copy of the empty database."""
    shutil.copy(empty_database, tmp_path / "planner.sqlite")
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'planner.sqlite'}"))
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def bare_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Give an application on a database without tables: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'planner.sqlite'}"
    elif POSTGRES_URL:
        url = POSTGRES_URL
        empty_postgres(url)
    else:
        pytest.skip("PostgreSQL: TEST_POSTGRES_URL is not set")
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=url))
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


def empty_postgres(url: str) -> None:
    """Remove every table of the test database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
