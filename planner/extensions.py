"""The Flask extensions, and how the database is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_security import Security, SQLAlchemyUserDatastore
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from planner.config import BUSY_TIMEOUT_MILLISECONDS
from planner.models import Base, Role, User

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READ_ONLY = {"planner_only_reads": True}
"""Execution options of a connection whose transaction only reads; outside requests, where nothing else tells."""

db = SQLAlchemy(model_class=Base)
migrate = Migrate()
csrf = CSRFProtect()
accounts = SQLAlchemyUserDatastore(db, User, Role)
security = Security(datastore=accounts, register_blueprint=True)
limiter = Limiter(get_remote_address)
mail = Mail()


def attach(app: Flask) -> None:
    """Bind the extensions to `app`, and open SQLite so that it is durable and does not stand in its own way."""
    db.init_app(app)
    migrations = str(Path(__file__).parent / "migrations")
    migrate.init_app(app, db, directory=migrations, render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    mail.init_app(app)
    limiter.init_app(app)
    security.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            open_sqlite_carefully(db.engine)


def open_sqlite_carefully(engine: Engine) -> None:
    """Set SQLite's pragmas on every new connection and take over its BEGIN.

    Writers take the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and writes later would
    otherwise fail as *busy* however long it waits.
    """
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    only_reads = connection.get_execution_options().get("planner_only_reads", False)
    is_reading = only_reads or (has_request_context() and request.method in READING_METHODS)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
