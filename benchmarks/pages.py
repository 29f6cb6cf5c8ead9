"""How long the pages of a project take, on the largest worked example, and those that begin one: `make bench-pages`.

Each of these addresses is asked for through the test client, signed in as the project's lead: once to warm up, then several
times. Printed are the median in milliseconds, how many times a plain page's that is, and the queries of one request. Ends with
1 where a median is over the limit, an answer is an error, or an address cannot be filled in.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, func, select
from werkzeug.routing import AnyConverter, Rule

from planner import create_app
from planner.domain.options import CostTable, Differences, Option
from planner.domain.plan import Plan
from planner.domain.programme.draft import key_of, part_at
from planner.domain.programme.reading import programme_digest
from planner.extensions import db
from planner.forms.appraisal import PAGES
from planner.forms.pages import Kind
from planner.forms.registry import ITEMS
from planner.models import Option as StoredOption
from planner.models import Plan as StoredPlan
from planner.models import Project, Run
from planner.services import by_hand, documents, papers
from planner.services.documents import Solved, SolveSettings
from planner.services.option_programmes import option_programme
from planner.version import APP_VERSION
from tests.web import people, stored
from tests.web.casing import keep_what_is_shared_and_issued

EXAMPLE = "county-wide"
LIMIT_MILLISECONDS = 200.0
BEGINNING = ("/new", "/first-estimate")
"""The beginnings of addresses at which a project begins."""
OPTION_COUNT, BID = 10, "a-bid"
DRAFTS = "/projects/county-wide/case/draft/"
SLOWER = {
    "/projects/county-wide/compare": 500.0,
    **{f"{DRAFTS}{name}": 2000.0 for name in papers.NAMES},
}
"""What may take longer, in milliseconds: ten options side by side; documents, which are made when they are asked for."""
FILLED: dict[str, list[dict[str, Any]]] = {
    "appraisal.part": [{"name": name} for name in PAGES],
    "case.edit": [{"passage": "summary.asked"}],
    "case.draft": [{"name": name} for name in papers.NAMES],
    "case.issued": [{"number": 1}],
    "case.issued_file": [{"number": 1, "name": "costs.csv"}],
    "share.comment": [{"comment_id": 1}],
}
"""What addresses of these views are filled in with."""
GAP, SOLVE_SECONDS = 0.01, 900.0
PLAIN = "/plain-page-to-compare-with"
WIDTHS = (66, 11, 8, 8)


@dataclass(frozen=True)
class Measured:
    """One page: its address, its status, the median of its times and how many queries it makes."""

    path: str
    status: int
    milliseconds: float
    query_count: int


def solved_plan(text: str) -> Plan:
    """Give the plan of an example, near enough the best; kept between runs in the folder for temporary files."""
    digest = programme_digest(documents.read_programme(text))
    kept = Path(tempfile.gettempdir()) / f"planner-bench-{APP_VERSION}-{digest[:16]}.json"
    if kept.exists():
        return documents.read_plan(kept.read_text(encoding="utf-8"))
    print("Building the plan to show; this takes a few minutes, once.", file=sys.stderr)
    outcome = documents.plan_document(text, SolveSettings(gap=GAP, time_limit_seconds=SOLVE_SECONDS))
    if not isinstance(outcome, Solved):
        raise SystemExit(f"The plan could not be built: {outcome}")
    kept.write_text(documents.plan_json(outcome.plan), encoding="utf-8")
    return outcome.plan


def stored_application(folder: str) -> Flask:
    """Give an application with the example, two of its plans and a placing by hand."""
    app = create_app(
        {
            "INSTANCE_PATH": folder,
            "SECRET_KEY": "for measuring only",
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/planner.sqlite",
            "TESTING": True,
        }
    )

    @app.get(PLAIN)
    def plain() -> str:
        return render_template_string(
            '{% extends "base.html" %}{% block content %}<h1>Plain</h1>{% endblock %}'
        )

    text = documents.example_text(EXAMPLE)
    plan = solved_plan(text)
    with app.app_context():
        upgrade()
        programme = documents.read_programme(text)
        project = stored.store_project(programme.title, EXAMPLE, programme)
        stored.store_plan(project, plan)
        stored.store_plan(project, plan)
        project.hand_placed = by_hand.placing_of_plan(programme, plan)
        keep_options(project, plan)
        keep_what_is_shared_and_issued(project, programme)
        db.session.commit()
    return app


def keep_options(project: Project, plan: Plan) -> None:
    """Give a project ten options, each with a plan of its own, and one whose costs are typed.

    They differ by what is left over of the budget, so that the example's one plan is a plan of each.
    """
    base = json.loads(project.programme_json)
    db.session.flush()
    for number in range(OPTION_COUNT):
        pence = base["budget"]["total_pence"] + number
        option = Option(title=f"Option {number + 1}", differences=Differences(budget_pence=pence))
        text = option_programme(project.programme_json, option).text
        key = f"option-{number + 1}"
        _keep_option(project, key, option, number)
        run = stored.store_plan(project, plan).run
        run.option_key, run.inputs_json = key, text
        run.inputs_digest = programme_digest(documents.read_programme(text))
    _keep_option(project, BID, Option(title="A bid", table=CostTable(is_nothing=True)), OPTION_COUNT)


def _keep_option(project: Project, key: str, option: Option, position: int) -> None:
    body = option.model_dump(mode="json")
    db.session.add(
        StoredOption(project_id=project.id, key=key, kind=option.kind.value, body=body, position=position)
    )


def addresses(app: Flask) -> Iterator[str]:
    """Give every address that answers GET and is the project's or begins one; raises `SystemExit` for one left unfilled."""
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if "GET" in (rule.methods or ()) and (
                "slug" in rule.arguments or rule.rule.startswith(BEGINNING)
            ):
                for values in _values(app, rule):
                    adapter = app.url_map.bind("localhost")
                    yield adapter.build(rule.endpoint, {"slug": EXAMPLE, **values}, method="GET")


def _values(app: Flask, rule: Rule) -> list[dict[str, Any]]:
    """What to fill an address in with; of lists, the first entry there is."""
    wanted = set(rule.arguments) - {"slug"}
    found: list[dict[str, Any]] = [{}]
    if rule.endpoint.startswith("options.") and "key" in wanted:
        return [{"key": BID}]
    if rule.endpoint in FILLED:
        return FILLED[rule.endpoint]
    for argument in ("way", "whose", "kind"):
        if argument in wanted:
            found = [{**one, argument: choice} for one in found for choice in _choices(rule, argument)]
    if "name" in wanted:
        found = [{"name": name} for name in _choices(rule, "name") if "key" in wanted or not _is_held(name)]
    if "key" in wanted:
        found = [{**one, "key": key} for one in found for key in _first_key(one["name"])]
    if "page" in wanted:
        found = [{**one, "page": page.name} for one in found for page in ITEMS[one["name"]].pages]  # type: ignore[union-attr]
    if "width" in wanted:
        found = [{**one, "width": width} for one in found for width in ("wide", "narrow")]
    for argument, model in (("plan_id", StoredPlan), ("run_id", Run)):
        if argument in wanted:
            found = [{**one, argument: _last_id(app, model)} for one in found]
    left = wanted - set(found[0]) if found else set()
    if left:
        raise SystemExit(f"Say in benchmarks/pages.py what to fill {rule.rule} in with: {', '.join(left)}.")
    return found


def _is_held(name: str) -> bool:
    """Whether a list stands inside the entries of another: it has no page without one of them."""
    kind = ITEMS.get(name)
    return isinstance(kind, Kind) and bool(kind.holder)


def _choices(rule: Rule, argument: str) -> list[str]:
    """What an address takes there."""
    converter = rule._converters[argument]
    assert isinstance(converter, AnyConverter), rule.rule
    return sorted(converter.items)


def _first_key(name: str) -> list[str]:
    """The key of the first entry of a list, in the first entry of what holds it; none where there is none."""
    draft = documents.read_draft(documents.example_text(EXAMPLE))
    kind = ITEMS[name]
    assert isinstance(kind, Kind)
    if not kind.holder:
        return [key_of(entry) for entry in draft[name][:1]]
    return [
        f"{key_of(holder)}.{key_of(entry)}"
        for holder in draft[kind.holder]
        for entry in part_at(draft, (kind.holder, key_of(holder), name))[:1]
    ][:1]


def _last_id(app: Flask, model: type[StoredPlan | Run]) -> int:
    with app.app_context():
        return db.session.scalars(select(func.max(model.id))).one()


def measured(app: Flask, client: FlaskClient, path: str, repeats: int) -> Measured:
    """Ask for a page once to warm up and count its queries, then again and again."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    status = client.get(path).status_code
    event.remove(engine, "before_cursor_execute", note)
    times = []
    for _ in range(repeats):
        before = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - before) * 1000)
    return Measured(path, status, median(times), len(said))


def main() -> int:
    """Measure, print the table, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--limit", type=float, default=LIMIT_MILLISECONDS, help="milliseconds a page may take"
    )
    parser.add_argument("--repeats", type=int, default=7)
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = stored_application(folder)
        client = people.lead_of_everything(app)
        plain = measured(app, client, PLAIN, settings.repeats)
        rows = [measured(app, client, path, settings.repeats) for path in addresses(app)]
        with app.app_context():
            db.engine.dispose()
    rows.sort(key=lambda row: -row.milliseconds)
    _print("Page", "Median ms", "x plain", "Queries")
    for row in (plain, *rows):
        ratio = row.milliseconds / plain.milliseconds
        _print(row.path, f"{row.milliseconds:.1f}", f"{ratio:.1f}", str(row.query_count))
    slow = [row.path for row in rows if row.milliseconds > SLOWER.get(row.path, settings.limit)]
    wrong = [f"{row.path} ({row.status})" for row in rows if row.status >= 400]
    for words, paths in (("Over the limit", slow), ("Answered with an error", wrong)):
        if paths:
            print(f"{words}: {', '.join(paths)}", file=sys.stderr)
    return 1 if slow or wrong else 0


def _print(first: str, *others: str) -> None:
    print(
        first.ljust(WIDTHS[0]), *(each.rjust(width) for each, width in zip(others, WIDTHS[1:], strict=True))
    )


if __name__ == "__main__":
    sys.exit(main())
