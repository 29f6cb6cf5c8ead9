"""Programmes with a part of them changed."""

from typing import Any

from planner.domain.programme import Programme


def with_session(programme: Programme, index: int, **changes: Any) -> Programme:
    """The programme with some fields of one session plan changed."""
    sessions = list(programme.sessions)
    sessions[index] = sessions[index].model_copy(update=changes)
    return programme.model_copy(update={"sessions": tuple(sessions)})
