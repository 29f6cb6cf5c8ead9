"""Every task of a project, in the order of the task list, with the pages it is made of."""

from __future__ import annotations

from planner.forms import (
    budget,
    dates,
    payments,
    people,
    pins,
    project,
    sessions,
    support,
    targets,
    team,
    tools,
    venues,
)
from planner.forms.pages import Kind, Single, Task, items_of

TASKS: tuple[Task, ...] = (
    project.TASK,
    dates.TASK,
    budget.TASK,
    people.TASK,
    sessions.TASK,
    venues.TASK,
    tools.TASK,
    team.TASK,
    support.TASK,
    payments.TASK,
    targets.TASK,
    pins.TASK,
)
"""The task list; *check your answers* stands after them and is not one of them."""

ITEMS: dict[str, Single | Kind] = items_of(TASKS)
"""Every part by its name in addresses."""
