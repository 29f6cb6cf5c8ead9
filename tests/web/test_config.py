"""Settings: a local run makes its own secret once; production refuses what is unsafe."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from planner import create_app
from planner.config import BadSetting, database_url

LONG_SECRET = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANNER_ENV", "PLANNER_INSTANCE", "DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_a_local_run_makes_its_secret_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = create_app({"INSTANCE_PATH": str(tmp_path)}).config["SECRET_KEY"]
    second = create_app({"INSTANCE_PATH": str(tmp_path)}).config["SECRET_KEY"]
    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_damaged_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(BadSetting, match="damaged"):
        create_app({"INSTANCE_PATH": str(tmp_path)})


def test_the_database_is_a_file_in_the_instance_folder_unless_one_is_named(tmp_path, monkeypatch) -> None:
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    assert app.config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'planner.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    assert app.config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'other.sqlite'}"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_read_with_psycopg_however_it_is_named(scheme: str) -> None:
    assert database_url(f"{scheme}://me@there/it", Path()) == "postgresql+psycopg://me@there/it"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PLANNER_ENV": "production"}, "Set SECRET_KEY"),
        ({"PLANNER_ENV": "production", "SECRET_KEY": "short"}, "too short"),
        ({"PLANNER_ENV": "production", "SECRET_KEY": LONG_SECRET, "FLASK_DEBUG": "1"}, "Debug is on"),
        ({"PLANNER_ENV": "prod", "SECRET_KEY": LONG_SECRET}, "PLANNER_ENV must be"),
    ],
)
def test_production_refuses_what_is_unsafe(tmp_path, monkeypatch, environment, words) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=words):
        create_app({"INSTANCE_PATH": str(tmp_path)})


def test_production_with_a_secret_sends_cookies_over_https_only(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PLANNER_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", LONG_SECRET)
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    assert app.config["SESSION_COOKIE_SECURE"] is True
    answer = app.test_client().get("/no-such-page")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("host", "status"),
    [("planner.example", 404), ("planner.example:8443", 404), ("127.0.0.1:8000", 404), ("evil.example", 400)],
)
def test_production_answers_to_its_own_names_only(tmp_path, monkeypatch, host, status) -> None:
    monkeypatch.setenv("PLANNER_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", LONG_SECRET)
    monkeypatch.setenv("PLANNER_ADDRESS", "https://planner.example")
    client = create_app({"INSTANCE_PATH": str(tmp_path)}).test_client()
    answer = client.get("/no-such-page", headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"], "refusals carry the headers too"


def test_a_local_run_answers_to_every_name(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PLANNER_ADDRESS", "http://127.0.0.1:8000")
    client = create_app({"INSTANCE_PATH": str(tmp_path)}).test_client()
    assert client.get("/no-such-page", headers={"Host": "my-laptop.lan"}).status_code == 404
