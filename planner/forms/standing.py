"""Where a project stands: which tasks are not started, need attention or are done, and what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.domain.programme.draft import NotThere, blank_draft, part_at
from planner.domain.programme.problems.found import Problem
from planner.forms.finding import owner_of
from planner.forms.page_form import only
from planner.forms.pages import Kind, Single, Task, default_body

BLANK = blank_draft("blank", "")


class TaskStatus(StrEnum):
    """How far a task is."""

    NOT_STARTED = "Not started"
    ATTENTION = "Needs attention"
    DONE = "Done"


@dataclass(frozen=True)
class Standing:
    """A part of the inputs: how far it is, how many entries it has (None: it is no list), and its problems."""

    item: Single | Kind
    status: TaskStatus
    count: int | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class TaskStanding:
    """A task with its parts."""

    task: Task
    parts: tuple[Standing, ...]


def standings(
    tasks: Sequence[Task], draft: Mapping[str, Any], problems: Sequence[Problem]
) -> tuple[TaskStanding, ...]:
    """Give every task with how far its parts are; parts inside others are told with those that hold them."""
    items = [item for task in tasks for item in task.items if not _is_inner(item)]
    owners = [(problem, owner_of(items, problem.path)) for problem in problems]
    own = {item.name: tuple(each for each, owner in owners if owner is item) for item in items}
    return tuple(
        TaskStanding(
            task,
            tuple(standing_of(item, draft, own[item.name]) for item in task.items if not _is_inner(item)),
        )
        for task in tasks
    )


def standing_of(item: Single | Kind, draft: Mapping[str, Any], own: tuple[Problem, ...]) -> Standing:
    """Give how far a part is that has these problems."""
    count = len(draft.get(item.name, [])) if isinstance(item, Kind) else None
    if _is_untouched(item, draft):
        return Standing(item, TaskStatus.NOT_STARTED, count, own)
    return Standing(item, TaskStatus.ATTENTION if own else TaskStatus.DONE, count, own)


def _is_inner(item: Single | Kind) -> bool:
    return isinstance(item, Kind) and bool(item.holder)


def _is_untouched(item: Single | Kind, draft: Mapping[str, Any]) -> bool:
    if isinstance(item, Kind):
        return not draft.get(item.name)
    names, part = item.page.form.covers(), _part(draft, item)
    untouched = _part(BLANK, item) if part is None or not item.after else default_body(item.model)
    return only(part, names) == only(untouched, names)


def _part(draft: Mapping[str, Any], item: Single) -> Any:
    try:
        return part_at(draft, item.address)
    except NotThere:
        return None
