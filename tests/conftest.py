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
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import create_engine, make_url, text

from planner import create_app

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")
"""A database that the tests may wipe; each process of a parallel run makes one of its own beside it."""
FAIL_ON_SKIP = os.environ.get("PLANNER_FAIL_ON_SKIP") == "1"


IN_MEMORY = Path("/dev/shm")
if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > 4 * 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
"""Databases of tests stand in memory where there is room: nothing in them has to outlive the machine, and disks are slow."""


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


class _Bytecode(BytecodeCache):
    """What templates were compiled to, kept for every application of this process: each of them would compile them again."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self.kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


TEMPLATE_BYTECODE = _Bytecode()

LONGEST_FIRST = (
    "tests/journeys/test_from_blank.py",
    "tests/journeys/test_keyboard.py",
    "tests/runs/test_killed.py",
    "tests/oracle/test_whole_way.py",
    "tests/oracle/test_planted_faults.py",
    "tests/web/test_every_page_in_browser.py",
    "tests/unit/by_hand/test_round_trip.py",
    "tests/journeys/",
    "tests/cli/",
    "tests/oracle/",
    "tests/unit/check/test_malformed.py",
)
"""What takes longest begins first, so that no process is left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        return next(
            (at for at, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)),
            len(LONGEST_FIRST),
        )

    items.sort(key=rank)


def settings(instance: Path, **more: Any) -> dict[str, Any]:
    """Give settings for an application of its own below `instance`."""
    return {
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "for tests only",
        "TESTING": True,
        "TEMPLATE_BYTECODE": TEMPLATE_BYTECODE,
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
    file = tmp_path / "planner.sqlite"
    url = f"sqlite:///{file}" if request.param == "sqlite" else emptied_postgres()
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=url))
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


def emptied_postgres() -> str:
    """Give the address of this process's own test database, with every table removed; skips where there is no server."""
    if not POSTGRES_URL:
        pytest.skip("PostgreSQL: TEST_POSTGRES_URL is not set")
    url = make_url(POSTGRES_URL)
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    if process:
        url = url.set(database=f"{url.database}_{process}")
        make_database(POSTGRES_URL, url.database or "")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url.render_as_string(hide_password=False)


def make_database(beside: str, name: str) -> None:
    """Make a database on the server of the one at `beside`, where it is not there yet."""
    engine = create_engine(beside, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        there = connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name})
        if not there:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
