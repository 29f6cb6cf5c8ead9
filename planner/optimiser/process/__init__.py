"""The one room that holds the spawned child: its start, its reports, its memory limit and its end.

A solver can overrun its own time limit many times over, allocate without end, or die; none of that may take the caller with
it. So every solve runs in one fresh *spawned* process (a forked one can hang after a multi-threaded solve), which is told to
stop in time and ended if it does not.
"""

from planner.optimiser.process.parent import (
    DEFAULT_MEMORY_LIMIT_MB,
    Ending,
    Limits,
    explain_in_child,
    run_in_child,
    solve_in_child,
)

__all__ = [
    "DEFAULT_MEMORY_LIMIT_MB",
    "Ending",
    "Limits",
    "explain_in_child",
    "run_in_child",
    "solve_in_child",
]
