"""Plans built in the background: the table of runs is the truth, Huey carries the word that there is work.

`flask --app wsgi worker` starts a worker alone, `flask --app wsgi web` the pages alone, `flask --app wsgi serve` both.
"""

from __future__ import annotations

from flask import Flask

from planner.jobs import commands
from planner.jobs.messages import Messages, tell_workers

__all__ = ["attach", "tell_workers"]


def attach(app: Flask) -> None:
    """Give `app` its messages to the workers, and the commands that start them."""
    app.extensions["planner_messages"] = Messages(app)
    for command in (commands.worker, commands.web, commands.serve):
        app.cli.add_command(command)
