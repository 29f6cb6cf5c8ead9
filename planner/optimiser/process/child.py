"""What happens inside the spawned child: run the task, report, listen for *stop*, and die with the parent."""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from planner.optimiser.outcome import Explained, Failed, Outcome, Progress
from planner.optimiser.process.memory import limit_own_memory

PR_SET_PDEATHSIG = 1

Report = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
Task = Callable[[Any, Report, ShouldStop], Outcome | Explained]
"""Something to run in a child: takes its (picklable) input, a way to report, a way to ask whether to stop."""


def run_task(connection: Connection, task: Task, task_input: Any, memory_limit_mb: int) -> None:
    """Run `task` and send what it reports and how it ends through `connection`; the target of the spawned process.

    Sends ("started", pid), ("progress", Progress) as often as there are, and ("ended", Outcome) last.
    """
    if hasattr(os, "setsid"):
        os.setsid()
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_own_memory(memory_limit_mb)
    stop = threading.Event()
    sending = threading.Lock()

    def send(kind: str, content: object) -> None:
        with sending:
            connection.send((kind, content))

    threading.Thread(target=_listen, args=(connection, stop), daemon=True).start()
    send("started", os.getpid())
    send("ended", _outcome_of(task, task_input, lambda progress: send("progress", progress), stop.is_set))
    connection.close()


def end_with_parent() -> None:
    """Have the system end this process when the thread that started it ends, however busy this process is then.

    A belt beside the listening thread, which a long call into a solver could keep from running; nothing is done where the
    system has no such thing.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _listen(connection: Connection, stop: threading.Event) -> None:
    """Set `stop` when told to; end this process at once if the parent has gone, so that no orphan goes on solving."""
    try:
        while True:
            if connection.recv() == "stop":
                stop.set()
    except (EOFError, OSError):
        os._exit(1)


def _outcome_of(task: Task, task_input: Any, report: Report, should_stop: ShouldStop) -> Outcome | Explained:
    try:
        return task(task_input, report, should_stop)
    except MemoryError:
        return Failed("Planning needed more memory than it may use.", reason="memory")
    except Exception as problem:  # noqa: BLE001 -- whatever breaks in the child is said in words by the parent
        traceback.print_exc(file=sys.stderr)
        return Failed(
            "Planning broke down. Nothing has been changed; please report what is written below.",
            reason="solver",
            details=(f"{type(problem).__name__}: {problem}",),
        )
