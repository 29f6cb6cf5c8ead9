"""Stored plans as they are listed and shown: columns for lists, one door for documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from planner.domain.programme.reading import programme_json
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import ProjectRole, Run, User
from planner.optimiser.measured import measured
from planner.optimiser.outcome import Outcome, Solved, SolveSettings
from planner.reports.charts import targets_chart
from planner.reports.tables import headline, targets_table
from planner.services import planning, plans, projects
from planner.services.stored import get_stored
from planner.web import plans as plan_pages
from tests.builders import tiny_plan, tiny_programme
from tests.web import people
from tests.web.conftest import Pages
from tests.web.stored import example_plan, example_programme, store_plan, store_project

PLAN = "/projects/respite-care/plans/1"


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database meanwhile."""
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_plan_is_stored_with_its_headline(app: Flask) -> None:
    programme = tiny_programme()
    plan = measured(programme, tiny_plan())

    def solve(*_given: object) -> Outcome:
        return Solved(plan)

    with app.app_context():
        project = planning.keep_example("tiny", programme_json(programme))
        run = planning.start_run(project, SolveSettings())
        planning.carry_out(run, solve=solve)
        seen = headline(programme, plan, may_see_small_numbers=True).line
        assert db.session.scalars(select(StoredPlan.headline)).one() == seen
        reader = people.make_user("reader@planner.example")
        assert projects.list_projects(reader.id) == ()
        people.join(reader, project, ProjectRole.READER)
        (listed,) = projects.list_projects(reader.id)
        assert (listed.slug, listed.standing, listed.has_plan) == (
            "tiny",
            headline(programme, plan).line,
            True,
        )


def test_projects_are_listed_from_columns_in_one_query_however_many_there_are(app: Flask) -> None:
    programme = example_programme()
    counts = []
    with app.app_context():
        reader = people.make_user("reader@planner.example").id
        people.join(
            people.make_user("other@planner.example"),
            store_project("Project of others", "of-others", programme),
            ProjectRole.LEAD,
        )
        for number in range(6):
            project = store_project(f"Project {number}", f"project-{number}", programme)
            for total in (100_000, 200_000):
                plan = example_plan(programme).model_copy(update={"total_pence": total + number * 1_000})
                store_plan(project, plan)
                db.session.flush()
            people.join(db.session.get_one(User, reader), project, ProjectRole.READER)
            db.session.execute(update(Run).values(inputs_json="no document"))
            db.session.execute(update(StoredPlan).values(plan_json="no document"))
            db.session.commit()
            with statements() as said:
                listed = projects.list_projects(reader)
            counts.append(len([each for each in said if each.startswith("SELECT")]))
    assert counts == [1] * 6
    assert all("_json" not in each for each in said)
    assert [each.standing.split(" of ")[0] for each in listed] == [f"£2,0{n}0" for n in range(6)]


def test_what_is_shown_is_what_was_stored(stored_app: Flask) -> None:
    with stored_app.app_context():
        stored = get_stored("respite-care")
        assert stored is not None
        assert (stored.programme, stored.plan) == (example_programme(), example_plan(example_programme()))
        assert get_stored("another") is None
        assert get_stored("none") is None


def test_a_stored_document_that_is_refused_is_said_in_words_and_the_list_stays(stored_app: Flask) -> None:
    with stored_app.app_context():
        db.session.execute(update(Run).values(inputs_json="{}"))
        db.session.commit()
    pages = Pages(people.lead_of_everything(stored_app))
    page = pages.get(PLAN, status=409)
    assert "This plan has to be built again" in page.text
    assert "Respite <care> & carers" in pages.get("/").text


@pytest.mark.parametrize("role", ProjectRole)
def test_every_page_of_a_plan_follows_what_the_reader_may_see(
    stored_app: Flask, monkeypatch: pytest.MonkeyPatch, role: ProjectRole
) -> None:
    sees = role in (ProjectRole.LEAD, ProjectRole.CONTRIBUTOR)
    asked: dict[str, object] = {}

    def noted(name: str, module: object = plan_pages):
        real = getattr(module, name)

        def tell(*given: object, **settings: object) -> object:
            asked[name] = settings.get("may_see_small_numbers", False)
            return real(*given, **settings)

        return tell

    names = ("schedule_table", "targets_table", "narrative", "headline", "to_find_rows", "years_table")
    for name in names:
        monkeypatch.setattr(plan_pages, name, noted(name))
    monkeypatch.setattr(plans, "cost_tree", noted("cost_tree", plans))
    plans._costs.cache_clear()
    pages = Pages(people.member_of_everything(stored_app, role))
    shown = {part: pages.get(f"{PLAN}{part}") for part in ("", "/schedule", "/costs", "/targets", "/proof")}
    assert asked == dict.fromkeys((*names, "cost_tree"), sees)
    page = shown["/targets"]
    programme, plan = example_programme(), example_plan(example_programme())
    drawn = targets_chart(programme, plan, may_see_small_numbers=sees)
    assert drawn.alt in [picture.get("alt") for picture in page.all("img")]


def test_the_picture_of_the_targets_hides_small_numbers_as_its_table_does(app: Flask) -> None:
    programme = example_programme()
    whole = example_plan(programme)
    result = whole.targets[0].model_copy(
        update={"kind": "nobody_is_the_only_one", "level": 2, "achieved": 1, "met": False}
    )
    plan = whole.model_copy(update={"targets": (result,)})
    with app.app_context():
        store_plan(store_project("Small", "small", programme), plan)
        db.session.commit()
        stored = get_stored("small")
        assert stored is not None
        alts = {
            sees: projects.get_chart(stored, "targets", may_see_small_numbers=sees).alt
            for sees in (True, False)
        }
    for sees, alt in alts.items():
        (row,) = targets_table(programme, plan, may_see_small_numbers=sees).rows
        assert row.achieved in alt
    assert alts[True] != alts[False]
