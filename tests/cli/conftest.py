"""The command line as others script against it: real processes, real exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner import create_app

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {**kept, "PLANNER_INSTANCE": str(tmp_path / "instance"), "COLUMNS": "100"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run `flask --app wsgi` with these arguments; a traceback anywhere fails the test."""

    def go(*arguments: str, **changes: str) -> Ran:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**environment, **changes},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return go


@pytest.fixture
def plan(run: Run) -> Run:
    """Run a command of the group `plan` in a process of its own."""
    return lambda *arguments, **changes: run("plan", *arguments, **changes)


@pytest.fixture
def quick_plan(tmp_path: Path) -> Run:
    """Run a command of the group `plan` in this process, for the many cases that differ only in what is read."""
    runner = create_app({"INSTANCE_PATH": str(tmp_path / "instance")}).test_cli_runner()

    def go(*arguments: str) -> Ran:
        result = runner.invoke(args=["plan", *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return go


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Any], str]:
    """Write a file and give its name; plain values are written as JSON."""

    def go(name: str, content: Any) -> str:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return go
