"""Pages and worker as one program: started together, ended together, whatever ends it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.cli.conftest import ROOT, Run

PATIENCE_SECONDS = 40


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5).close()
    except HTTPError:
        return True
    except (URLError, ConnectionError, TimeoutError):
        return False
    return True


def wait_until(is_so: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


class Served:
    """`serve` as a process, with the processes it has started."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = free_port(), log
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", f"--port={self.port}"]
        with log.open("wb") as told:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stderr=told, stdout=told, start_new_session=True
            )

    def wait_until_ready(self) -> None:
        wait_until(lambda: answers(self.port) and "is ready" in self.log.read_text())

    def parts(self) -> dict[str, int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        commands = {
            pid: Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0") for pid in map(int, children)
        }
        return {name: pid for pid, words in commands.items() for name in ("web", "worker") if name in words}


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def served(environment: dict[str, str], empty_database: Path, tmp_path: Path) -> Iterator[Served]:
    if not Path("/proc").exists():
        pytest.skip("looks at processes in /proc")
    instance = Path(environment["PLANNER_INSTANCE"])
    instance.mkdir()
    shutil.copy(empty_database, instance / "planner.sqlite")
    made = Served({**environment, "REDIS_URL": ""}, tmp_path / "log")
    yield made
    with contextlib.suppress(ProcessLookupError):
        os.killpg(made.process.pid, signal.SIGKILL)
    made.process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["Ctrl+C", "its worker is killed", "it is killed itself"])
def test_pages_and_worker_end_together(served: Served, how: str) -> None:
    served.wait_until_ready()
    parts = served.parts()
    assert set(parts) == {"web", "worker"}
    match how:
        case "Ctrl+C":
            os.killpg(served.process.pid, signal.SIGINT)
        case "its worker is killed":
            os.kill(parts["worker"], signal.SIGKILL)
        case "it is killed itself":
            served.process.kill()
    code = served.process.wait(15)
    wait_until(lambda: all(has_ended(pid) for pid in parts.values()), 10)
    expected = {"its worker is killed": 5, "it is killed itself": -signal.SIGKILL}
    assert code == expected.get(how, 0)
    assert not answers(served.port)
    told = served.log.read_text()
    assert "Traceback" not in told
    assert ("The worker has ended, so everything ends." in told) == (how == "its worker is killed")


def test_a_port_that_is_taken_is_said_in_words(run: Run) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        ran = run("web", f"--port={held.getsockname()[1]}")
    assert ran.code == 5
    assert "Cannot listen on 127.0.0.1" in ran.err
