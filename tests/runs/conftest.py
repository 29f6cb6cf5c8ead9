"""An application on a database with every table: once on SQLite, once on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from planner import create_app
from tests.conftest import emptied_postgres, settings
from tests.runs.trials import QUICK


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either_app(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    """Give an application with quick heartbeats on a database without rows."""
    if request.param == "sqlite":
        shutil.copy(empty_database, tmp_path / "planner.sqlite")
        url = f"sqlite:///{tmp_path / 'planner.sqlite'}"
    else:
        url = emptied_postgres()
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=url, **QUICK))
    with made.app_context():
        if request.param == "postgresql":
            upgrade()
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def quick_app(tmp_path: Path, empty_database: Path) -> Iterator[Flask]:
    """Give the same on SQLite alone, where the database makes no difference."""
    shutil.copy(empty_database, tmp_path / "planner.sqlite")
    url = f"sqlite:///{tmp_path / 'planner.sqlite'}"
    made = create_app(settings(tmp_path, SQLALCHEMY_DATABASE_URI=url, **QUICK))
    yield made
    with made.app_context():
        made.extensions["sqlalchemy"].engine.dispose()
