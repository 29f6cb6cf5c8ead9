"""Sense checks of a programme whose schema holds, a module a subject."""
from planner.domain.programme.document import Programme
from planner.domain.programme.problems.found import Problem


def problems_of_sense(programme: Programme) -> tuple[Problem, ...]:
    """Every problem of sense, in the order of the checks."""
    return ()
