"""The command line: `flask --app wsgi plan ...`, a contract that others script against.

Standard output carries only what was promised (a document, a summary, JSON); progress and words go to standard error. Exit
codes: 0 plan, 1 check failed, 2 document refused, 3 no plan possible, 4 limit reached, 5 failed, 64 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from flask import Flask, current_app

from planner import progress_bar
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.terms import Strategy
from planner.exit_codes import (
    EXIT_CHECK_FAILED,
    EXIT_FAILED,
    EXIT_LIMIT,
    EXIT_NO_PLAN,
    EXIT_REFUSED,
    Number,
    PlanGroup,
)
from planner.reports.summary import summary
from planner.services import documents
from planner.services.documents import (
    DocumentRefused,
    Explained,
    Failed,
    LimitReached,
    NoPlan,
    Solved,
    SolveSettings,
)

LARGEST_FILE_BYTES = 10 * 1024 * 1024
Document = TypeVar("Document")
STRATEGIES = (Strategy.FAIREST.value, Strategy.CHEAPEST.value, Strategy.MOST.value)


plan = PlanGroup("plan", help="Plan co-production programmes: solve, check, price, examples.")


def attach(app: Flask) -> None:
    """Give the application the group of planning commands."""
    app.cli.add_command(plan)


@plan.command("schema", with_appcontext=False)
def schema() -> None:
    """Print the JSON Schema of the programme document."""
    click.echo(json.dumps(documents.json_schema(), indent=2, ensure_ascii=False))


@plan.command("examples", with_appcontext=False)
def examples() -> None:
    """List the names of the worked examples, one a line."""
    for name in documents.example_names():
        click.echo(name)


@plan.command("example", with_appcontext=False)
@click.argument("name")
def example(name: str) -> None:
    """Print the document of the worked example NAME."""
    click.echo(_example_text(name).rstrip("\n"))


@plan.command("solve", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--strategy", type=click.Choice(STRATEGIES), help="What best means; the document's own if left out."
)
@click.option(
    "--time-limit",
    type=Number(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
)
@click.option("--gap", type=Number(0, 1), default=0.0001, show_default=True, metavar="SHARE")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PLAN.json",
    help="Where to write the plan.",
)
def solve(file: Path, strategy: str | None, time_limit: float, gap: float, out: Path | None) -> None:
    """Plan the programme in FILE and print a summary; progress is told on standard error."""
    if out is not None:
        _must_be_writable(out)
    text = _read(file)
    programme = _programme(text)
    settings = SolveSettings(Strategy(strategy) if strategy else None, time_limit, gap)
    with progress_bar.shown(programme.title) as bar:
        outcome = documents.plan_document(text, settings, bar.tell, bar.should_stop)
    match outcome:
        case Solved(made):
            click.echo(summary(programme, made, may_see_small_numbers=True))
            if out is not None:
                _write(out, documents.plan_json(made))
        case NoPlan():
            click.echo(_json(documents.no_plan_document(outcome)))
            sys.exit(EXIT_NO_PLAN)
        case LimitReached(words):
            _end(EXIT_LIMIT, words)
        case Failed():
            _end(EXIT_FAILED, outcome.words, *outcome.details)


@plan.command("check", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(path_type=Path))
def check(file: Path, plan_file: Path) -> None:
    """Put the plan in PLAN.json before both witnesses: exit code 0, or 1 with every broken rule named."""
    programme, made = _programme(_read(file)), _plan(_read(plan_file))
    findings = documents.check_plan(programme, made)
    click.echo(_json({"keeps_every_rule": not findings, "broken": [each.as_json() for each in findings]}))
    for each in findings:
        click.echo(f"{each.rule}: {each.words}", err=True)
    sys.exit(EXIT_CHECK_FAILED if findings else 0)


@plan.command("price", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(path_type=Path))
def price(file: Path, plan_file: Path) -> None:
    """Price the plan in PLAN.json again and print its lines and sums as JSON."""
    programme, made = _programme(_read(file)), _plan(_read(plan_file))
    priced = documents.price_document(programme, made)
    if isinstance(priced, Failed):
        _end(EXIT_FAILED, priced.words, *priced.details)
    click.echo(_json(priced))


@plan.command("explain", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan_file", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "--time-limit",
    type=Number(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="For the solves together.",
)
def explain(file: Path, plan_file: Path, time_limit: float) -> None:
    """Say as JSON what each target of the plan costs, what a little money changes, and each sitting's next best place."""
    text, plan_text = _read(file), _read(plan_file)
    programme, made = _programme(text), _plan(plan_text)
    findings = documents.check_plan(programme, made)
    if findings:
        _end(
            EXIT_CHECK_FAILED,
            "Only a plan that keeps every rule can be explained.",
            *(each.words for each in findings),
        )
    with progress_bar.shown(programme.title) as bar:
        outcome = documents.explain_document(text, plan_text, time_limit, bar.tell, bar.should_stop)
    match outcome:
        case Explained(document):
            click.echo(_json(document))
        case LimitReached(words):
            _end(EXIT_LIMIT, words)
        case Failed():
            _end(EXIT_FAILED, outcome.words, *outcome.details)


@plan.command("build-example")
@click.argument("name")
@click.option(
    "--time-limit",
    type=Number(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
)
def build_example(name: str, time_limit: float) -> None:
    """Store the worked example NAME as a project and build its plan; a plan of the same inputs is kept as it is.

    Where its plan is being built already this waits for that, and takes it up should whoever builds it have died.
    """
    from planner.extensions import db
    from planner.jobs import foreground
    from planner.services import members, planning

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    project = planning.keep_example(name, _example_text(name))
    db.session.flush()
    members.hand_to_administrators(project)
    db.session.commit()
    project_id, title = project.id, project.name
    if planning.has_current_plan(project):
        click.echo(f"The plan of {title!r} is already there.", err=True)
        return
    db.session.remove()
    with progress_bar.shown(title) as bar:
        problem = foreground.build(app, project_id, SolveSettings(time_limit_seconds=time_limit), bar)
    if problem:
        _end(EXIT_FAILED, f"The plan of {title!r} could not be built: {problem}")


def _example_text(name: str) -> str:
    if name not in documents.example_names():
        raise click.BadArgumentUsage(
            f"There is no example {name!r}. There are: {', '.join(documents.example_names())}."
        )
    return documents.example_text(name)


def _read(path: Path) -> bytes:
    """The bytes of a file; raises `click.UsageError` in words where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise click.UsageError(f"The file {path} cannot be read: {why}.") from None


def _programme(text: bytes) -> Programme:
    return _or_refused(lambda: documents.read_programme(text))


def _plan(text: bytes) -> Plan:
    return _or_refused(lambda: documents.read_plan(text))


def _or_refused(read: Callable[[], Document]) -> Document:
    try:
        return read()
    except DocumentRefused as refusal:
        problems = [{"path": each.path, "message": each.message} for each in refusal.problems]
        click.echo(_json({"problems": problems}))
        sys.exit(EXIT_REFUSED)


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)


def _end(code: int, *words: str) -> NoReturn:
    for each in words:
        click.echo(each, err=True)
    sys.exit(code)


def _must_be_writable(path: Path) -> None:
    """Try to make a file beside the one to be written, before any work is done for it; raises `click.UsageError`."""
    if not path.name or path.is_dir():
        raise click.UsageError(f"{str(path) or 'Nothing'} is not the name of a file to write the plan into.")
    if not path.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {path.absolute().parent} to write {path.name} into.")
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        os.close(handle)
        Path(name).unlink()
    except OSError as problem:
        raise click.UsageError(f"The plan cannot be written to {path}: {problem.strerror}.") from None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises `click.UsageError` in words where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise click.UsageError(f"The plan cannot be written to {path}: {problem.strerror}.") from None
