"""What is done after the answer: sending letters, so that nobody waits and the time of an answer tells nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from flask import Response, after_this_request, current_app

THREAD_NAME = "planner-later"
FIRST_REFUSAL = 400
"""Answers from this status on say that nothing was done."""


def do(work: Callable[..., Any], *given: Any) -> None:
    """Do `work` in a thread of its own; what goes wrong there is written down without anybody's details."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def carried_out() -> None:
        with app.app_context():
            try:
                work(*given)
            except Exception as failure:  # noqa: BLE001 -- nobody is waiting for it any more
                app.logger.error("Something left for later failed: %s", type(failure).__name__)

    threading.Thread(target=carried_out, name=THREAD_NAME, daemon=True).start()


def once_kept(work: Callable[..., Any], *given: Any) -> None:
    """As `do`, once what this request changed is kept; not at all where its answer is a failure."""

    @after_this_request
    def start(answer: Response) -> Response:
        if answer.status_code < FIRST_REFUSAL:
            do(work, *given)
        return answer
