"""Commands that start the programs: a worker alone, the pages alone, both together."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from planner.exit_codes import EXIT_FAILED

ends_with_input = click.option(
    "--ends-with-input",
    is_flag=True,
    hidden=True,
    help="End when standard input ends: whoever started this has gone.",
)
listens = (
    click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST", help="Where to listen."),
    click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, envvar="PORT"),
    click.option(
        "--threads",
        type=click.IntRange(1, 256),
        default=8,
        show_default=True,
        envvar="PLANNER_THREADS",
        help="So many requests are answered at once.",
    ),
)


def _listens(command: Any) -> Any:
    for option in reversed(listens):
        command = option(command)
    return command


@click.command("worker")
@ends_with_input
@with_appcontext
def worker(ends_with_input: bool) -> None:
    """Build plans in the background until told to end (Ctrl+C, SIGTERM); its run then goes back into the queue."""
    from planner.jobs.worker import Worker

    logging.basicConfig(level=logging.WARNING, format="worker: %(message)s")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    made = Worker(app)
    _on_signals(made.end)
    if ends_with_input:
        _watch_input()
    click.echo(f"Worker {made.name} is ready.", err=True)
    made.run()
    click.echo(f"Worker {made.name} has ended.", err=True)


@click.command("web")
@_listens
@ends_with_input
@with_appcontext
def web(host: str, port: int, threads: int, ends_with_input: bool) -> None:
    """Serve the pages until told to end (Ctrl+C, SIGTERM); plans are built by workers beside it."""
    import waitress

    _on_signals(_leave)
    if ends_with_input:
        _watch_input()
    try:
        waitress.serve(current_app._get_current_object(), host=host, port=port, threads=threads)  # type: ignore[attr-defined]
    except OSError as problem:
        click.echo(f"Cannot listen on {host}, port {port}: {problem.strerror}.", err=True)
        sys.exit(EXIT_FAILED)


@click.command("serve")
@_listens
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    envvar="PLANNER_WORKERS",
    help="So many plans are built at once.",
)
def serve(host: str, port: int, threads: int, workers: int) -> None:
    """Serve the pages and build plans, and end everything together: on Ctrl+C, on SIGTERM, or when one part ends."""
    from planner.jobs.serving import Part, serve_together

    pages = Part("web", (f"--host={host}", f"--port={port}", f"--threads={threads}"))
    sys.exit(serve_together((pages, *(Part("worker", ()) for _ in range(workers)))))


def _on_signals(do: Any) -> None:
    """Do this on SIGINT and SIGTERM, also where the shell that started us had them ignored."""

    def handle(number: int, frame: FrameType | None) -> None:
        do()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handle)


def _leave() -> None:
    raise SystemExit(0)


def _watch_input() -> None:
    """Send ourselves SIGTERM when standard input ends."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="input", daemon=True).start()
