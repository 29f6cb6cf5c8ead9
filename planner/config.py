"""Settings: read once from the environment, checked, and refused where they would be unsafe."""

from __future__ import annotations

import math
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from planner.account_settings import (
    ACCOUNTS,
    SESSION_LIFETIME,
    WORDS,
    limit_settings,
    mail_settings,
    secrets_of_accounts,
    whole_number,
)

BUSY_TIMEOUT_MILLISECONDS = 15_000
RUNS = {"HEARTBEAT_SECONDS": 2.0, "DEAD_AFTER_SECONDS": 8.0, "LOOK_SECONDS": 1.0}
"""How often a worker says that it is alive, after what silence it counts as dead, how often it looks for work by itself."""
LARGEST_REQUEST_BYTES = 10 * 1024 * 1024
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


class BadSetting(RuntimeError):
    """A setting that the application refuses to start with; its text says what to change."""


def configure(app: Flask, overrides: Mapping[str, Any]) -> None:
    """Put every setting into `app.config`; `overrides` win over the environment.

    Raises `BadSetting` for an unknown PLANNER_ENV, a number that is none or an address that is none, and in production
    for a missing or short secret or for debug.
    """
    environment = str(overrides.get("PLANNER_ENV", os.environ.get("PLANNER_ENV", "local")))
    if environment not in ("local", "production"):
        raise BadSetting(f'PLANNER_ENV must be "local" or "production", not "{environment}".')
    is_production = environment == "production"
    instance = Path(
        overrides.get("INSTANCE_PATH", os.environ.get("PLANNER_INSTANCE", app.instance_path))
    ).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    app.instance_path = str(instance)
    app.config.update(
        PLANNER_ENV=environment,
        SQLALCHEMY_DATABASE_URI=database_url(os.environ.get("DATABASE_URL", ""), instance),
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True, "hide_parameters": True},
        SESSION_COOKIE_NAME="planner_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_production,
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.config.update(ACCOUNTS)
    app.config.update(WORDS)
    app.config.update(limit_settings(os.environ))
    app.config.update(numbers_and_mail())
    app.config.update(run_settings())
    app.config.update(overrides)
    if "SECRET_KEY" not in overrides:
        app.config["SECRET_KEY"] = secret_key(os.environ.get("SECRET_KEY", ""), instance, is_production)
    app.config.update(secrets_of_accounts(str(app.config["SECRET_KEY"])))
    if is_production:
        refuse_unsafe(app)


def run_settings() -> dict[str, Any]:
    """Give the settings of runs in the background: how their workers beat and look, and what carries messages to them.

    Raises `BadSetting` for what is no length of time, and where a worker would count as dead between two beats.
    """
    seconds = {name: seconds_of(name, usual) for name, usual in RUNS.items()}
    if seconds["DEAD_AFTER_SECONDS"] < 2 * seconds["HEARTBEAT_SECONDS"]:
        raise BadSetting("DEAD_AFTER_SECONDS must be at least twice HEARTBEAT_SECONDS.")
    return {**seconds, "REDIS_URL": os.environ.get("REDIS_URL", "")}


def numbers_and_mail() -> dict[str, Any]:
    """Give the settings of mail, of proxies, and the address that one-time links start with.

    Raises `BadSetting` where a number is none, or the address is not one of the web.
    """
    try:
        settings = mail_settings(os.environ)
        settings["PLANNER_TRUSTED_PROXIES"] = whole_number(os.environ, "PLANNER_TRUSTED_PROXIES", 0)
    except ValueError as problem:
        raise BadSetting(str(problem)) from None
    address = os.environ.get("PLANNER_ADDRESS") or DEFAULT_ADDRESS
    if not address.startswith(("http://", "https://")):
        raise BadSetting(f'PLANNER_ADDRESS must start with http:// or https://, not "{address}".')
    return {**settings, "PLANNER_ADDRESS": address.rstrip("/"), "PLANNER_HOSTS": own_names()}


def own_names() -> list[str]:
    """Give the names that production answers to: that of PLANNER_ADDRESS and this machine's; none where that is not set."""
    name = urlsplit(os.environ.get("PLANNER_ADDRESS", "")).hostname
    return [name, "localhost", "127.0.0.1"] if name else []


def database_url(asked_for: str, instance: Path) -> str:
    """Give SQLAlchemy's address of the database: what was asked for, or a SQLite file in the instance folder.

    PostgreSQL addresses are read with psycopg 3 whichever way they name the scheme.
    """
    if not asked_for:
        return f"sqlite:///{instance / 'planner.sqlite'}"
    scheme, separator, rest = asked_for.partition("://")
    if scheme in ("postgres", "postgresql"):
        return f"postgresql+psycopg{separator}{rest}"
    return asked_for


def seconds_of(name: str, usual: float) -> float:
    """Give a length of time from the environment, in seconds; raises `BadSetting` for anything but a number above nought."""
    asked_for = os.environ.get(name, "")
    try:
        seconds = float(asked_for) if asked_for else usual
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 3600:
        raise BadSetting(f'{name} must be a number of seconds, such as {usual:g}, not "{asked_for}".')
    return seconds


def secret_key(asked_for: str, instance: Path, is_production: bool) -> str:
    """Give the secret that signs cookies and form tokens.

    A local run makes its own on first start and keeps it, readable by its owner only, in the instance folder.
    Raises `BadSetting` in production where none was given.
    """
    if asked_for:
        return asked_for
    if is_production:
        raise BadSetting("Set SECRET_KEY to at least 32 random characters before starting in production.")
    path = instance / "secret_key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) >= 32:
            return kept
        raise BadSetting(
            "The file secret_key in the instance folder is damaged: remove it and start again."
        ) from None
    made = secrets.token_hex(32)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made + "\n")
    return made


def refuse_unsafe(app: Flask) -> None:
    """Raise `BadSetting` where a production setting would be unsafe: a short secret, or debug."""
    if len(str(app.config["SECRET_KEY"])) < 32:
        raise BadSetting("SECRET_KEY is too short: set at least 32 random characters.")
    if app.debug or app.config.get("DEBUG"):
        raise BadSetting("Debug is on: it must be off in production.")
