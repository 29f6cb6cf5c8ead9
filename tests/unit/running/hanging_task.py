"""Planning that tells of every better plan and then never comes to an end; apart, because it takes a while to import."""

import time

from planner.domain.programme.reading import read_programme
from planner.optimiser.outcome import LimitReached, Progress
from planner.optimiser.pipeline import TaskInput
from planner.optimiser.process.child import Report, ShouldStop
from planner.optimiser.solve import solve


def finds_a_plan_and_hangs(given: TaskInput, report: Report, should_stop: ShouldStop) -> LimitReached:
    solve(read_programme(given.programme_json), given.settings, report)
    report(Progress("hanging", 0.0))
    while True:
        time.sleep(0.05)
