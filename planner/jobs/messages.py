"""The message "there is work": by a SQLite file in the instance folder, or by Redis where `REDIS_URL` is set.

A message that is lost costs a second at most: every worker also looks into the table of runs by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

if TYPE_CHECKING:
    from huey.api import Huey

QUEUE = "planner"
PATIENCE_SECONDS = 5
"""So long is waited for Redis, or for the lock on the file."""

log = logging.getLogger(__name__)


class Messages:
    """An application's messages to its workers; opened when they are first used.

    `look_for_work` is what a worker does when a message arrives.
    """

    def __init__(self, app: Flask) -> None:
        """Take the settings from `app`."""
        self._app = app
        self.look_for_work: Callable[[], None] = lambda: None

    @cached_property
    def huey(self) -> Huey:
        """The queue: signed with the application's secret, so that nobody else's message is unpacked."""
        huey = self._opened()
        # Named, so that a message sent by one process is known in another.
        self._task = huey.task(name="look_for_work")(lambda: self.look_for_work())
        return huey

    def _opened(self) -> Huey:
        # Commands that tell nobody of a run need not wait for this.
        from huey import RedisHuey, SqliteHuey
        from huey.serializer import SignedSerializer

        given: dict[str, Any] = {
            "results": False,
            "serializer": SignedSerializer(self._app.config["SECRET_KEY"], salt="planner.jobs"),
        }
        if self._app.config["REDIS_URL"]:
            return RedisHuey(QUEUE, connection_pool=_pool(self._app.config["REDIS_URL"]), **given)
        file = Path(self._app.instance_path) / "huey.sqlite"
        return SqliteHuey(QUEUE, filename=str(file), timeout=PATIENCE_SECONDS, **given)

    def send(self) -> bool:
        """Say that there is work; False where it could not be said, which is no harm."""
        try:
            self.huey.enqueue(self._task.s())
        except Exception as problem:  # noqa: BLE001 -- whatever keeps a message from going out, the run is written down
            log.warning("Workers could not be told of a run: %s. They find it by themselves.", problem)
            return False
        return True


def _pool(url: str) -> Any:
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return ConnectionPool.from_url(
        url,
        socket_connect_timeout=PATIENCE_SECONDS,
        socket_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )


def messages_of(app: Flask) -> Messages:
    """Give the messages of an application."""
    found: Messages = app.extensions["planner_messages"]
    return found


def tell_workers() -> None:
    """Tell the workers of the present application that there is work; to be called after the commit. Never raises."""
    messages_of(current_app).send()
