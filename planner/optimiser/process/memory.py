"""How much memory a process and everything it started hold, and a belt for systems that cannot tell."""

import contextlib
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

BYTES_A_MB = 1024 * 1024
_PROC = Path("/proc")


def tree_memory_mb(pid: int) -> float | None:
    """Resident memory of `pid` and all its descendants, in MB (2^20 bytes); None where the system cannot tell.

    Nought if the process has ended.
    """
    if not (_PROC / "self/statm").exists():
        return None
    return sum(_resident_bytes(each) for each in _tree(pid)) / BYTES_A_MB


def _tree(pid: int) -> tuple[int, ...]:
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += _children(each)
    return tuple(found)


def _children(pid: int) -> list[int]:
    """Children of every thread of a process."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in (_PROC / str(pid) / "task").iterdir():
            with contextlib.suppress(OSError):
                found += [int(word) for word in (task / "children").read_text().split()]
    return found


def _resident_bytes(pid: int) -> int:
    try:
        pages = int((_PROC / str(pid) / "statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def limit_own_memory(most_mb: int) -> None:
    """Make the system refuse this process more data than twice `most_mb` and half a GB: a belt beside the watching parent.

    Twice, because what is reserved (threads' stacks, arenas) is far more than what is used; nothing is done where the
    system has no such limit.
    """
    if sys.platform == "win32":
        return
    most = (2 * most_mb + 512) * BYTES_A_MB
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
