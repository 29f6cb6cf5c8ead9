"""Settings of runs in the background are checked when the application starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import create_app
from planner.config import BadSetting
from tests.conftest import settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HEARTBEAT_SECONDS", "often", "HEARTBEAT_SECONDS must be a number of seconds"),
        ("LOOK_SECONDS", "0", "LOOK_SECONDS must be a number of seconds"),
        ("LOOK_SECONDS", "nan", "LOOK_SECONDS must be a number of seconds"),
        ("DEAD_AFTER_SECONDS", "1e99", "DEAD_AFTER_SECONDS must be a number of seconds"),
        ("HEARTBEAT_SECONDS", "5", "must be at least twice HEARTBEAT_SECONDS"),
    ],
)
def test_what_would_not_work_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=said):
        create_app(settings(tmp_path))


def test_redis_carries_messages_by_one_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = create_app(settings(tmp_path))
    assert type(made.extensions["planner_messages"].huey).__name__ == "SqliteHuey"
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    made = create_app(settings(tmp_path))
    assert type(made.extensions["planner_messages"].huey).__name__ == "RedisHuey"
