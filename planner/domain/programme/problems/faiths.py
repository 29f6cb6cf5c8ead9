"""Faiths whose festivals are avoided: those of the packaged table."""

from collections.abc import Iterator

from planner.domain.calendars import faiths
from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem


def faiths_are_in_the_table(programme: Programme) -> Iterator[Problem]:
    """Each faith to be avoided is one of the table of festivals."""
    known = faiths()
    for index, faith in enumerate(programme.calendar.avoid_faiths):
        if faith not in known:
            message = f"Choose one of: {', '.join(known)} (or block the dates themselves)"
            yield Problem(f"calendar.avoid_faiths[{index}]", message)
