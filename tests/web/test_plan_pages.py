"""A plan at its fixed address: its pages, its files, and the list of a project's plans."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import update

from planner.domain.money import format_pence
from planner.extensions import db
from planner.models import Plan as StoredPlan
from planner.models import Project, ProjectRole, Run
from planner.services import plans
from tests.unit.reports.files.workbooks import Read
from tests.web import people
from tests.web.conftest import Page, Pages
from tests.web.stored import example_plan, example_programme, store_plan

LATEST = "/projects/respite-care/plan"
PLANS = "/projects/respite-care/plans"
PLAN = f"{PLANS}/1"
PARTS = ("", "/schedule", "/costs", "/targets", "/proof", "/downloads")
FILES = {
    "schedule.csv": "text/csv; charset=utf-8",
    "costs.csv": "text/csv; charset=utf-8",
    "targets.csv": "text/csv; charset=utf-8",
    "plan.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "calendar.ics": "text/calendar; charset=utf-8",
}


@pytest.fixture
def shown(stored_app: Flask) -> dict[str, Page]:
    """Give every page of the stored plan, as its lead sees it."""
    pages = Pages(people.lead_of_everything(stored_app))
    return {part: pages.get(f"{PLAN}{part}") for part in PARTS}


def store_another(app: Flask, **changes: object) -> None:
    with app.app_context():
        project = db.session.query(Project).filter_by(slug="respite-care").one()
        store_plan(project, example_plan(example_programme()).model_copy(update=changes))
        db.session.commit()


def test_the_latest_plan_is_found_at_its_fixed_address(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    assert client.get(LATEST).location == PLAN
    store_another(stored_app)
    assert client.get(LATEST).location == f"{PLANS}/2"
    assert client.get(f"{PLAN}/costs").status_code == 200, "an older plan stays where it was"


def test_the_pages_of_a_plan_show_every_part(shown: dict[str, Page]) -> None:
    programme = example_programme()
    total = format_pence(example_plan(programme).total_pence)
    for part, words in (
        ("", (total, "a second visit", "no feedback session", "older than 24 months", "24 september 2026, 10:01am")),
        ("", ("is there a hearing loop?", "by 1 december 2026")),
        ("/costs", (total, "payments and rewards", "involvement staffing", "<b>not</b> bold")),
        ("/schedule", tuple(session.title.casefold() for session in programme.sessions)),
        ("/targets", tuple(target.title.casefold() for target in programme.targets)),
        ("/proof", ("annex", "best that could be (bound)", "gap")),
    ):  # fmt: skip
        for each in words:
            assert each in shown[part].text.casefold(), (part, each)
    assert [one.get("class") for one in shown["/costs"].all("details")].count("planner-section") == 5
    assert [len(shown[part].all("img")) for part in PARTS] == [0, 1, 1, 1, 0, 0]


def test_only_the_annex_speaks_as_the_optimiser_does(shown: dict[str, Page]) -> None:
    for part in PARTS:
        text = shown[part].text.casefold()
        for target in example_programme().targets:
            text = text.replace(target.title.casefold(), "")
        assert "sitting" not in text
        if part != "/proof":
            assert not {"bound", "frontier", "witness", "shortfall", "rung"} & set(re.findall("[a-z]+", text))


def test_each_page_has_a_title_of_its_own_and_says_where_one_is(shown: dict[str, Page]) -> None:
    titles = {"".join(page.all("title")[0].itertext()) for page in shown.values()}
    assert len(titles) == len(PARTS)
    for part, page in shown.items():
        here = [link.get("href") for link in page.all("a") if link.get("aria-current") == "page"]
        assert here == [f"{PLAN}{part}"]


def test_the_sections_of_the_costs_add_up_to_the_total(shown: dict[str, Page]) -> None:
    amounts = [
        "".join(element.itertext())
        for details in shown["/costs"].all("details")
        for element in details.iter("span")
        if element.get("class") == "planner-section__amount"
    ]
    pence = [int(re.sub(r"[£,.]", "", amount)) for amount in amounts]
    assert len(pence) == 5
    assert sum(pence) == example_plan(example_programme()).total_pence


def test_the_years_table_ends_in_the_total_and_the_lines_refer_to_listed_sources(
    shown: dict[str, Page],
) -> None:
    page = shown["/costs"]
    (sums,) = [body for body in page.all("tbody") if "planner-sum" in body.get("class", "")]
    last = "".join(list(sums.iter("td"))[-1].itertext())
    assert last == format_pence(example_plan(example_programme()).total_pence)
    ids = {element.get("id") for element in page.root.iter()}
    references = [link.get("href", "") for link in page.all("a") if "#source-" in link.get("href", "")]
    assert references
    assert {reference.removeprefix("#") for reference in references} <= ids


@pytest.mark.parametrize("role", ProjectRole)
def test_every_link_and_picture_of_a_plan_answers_every_role(stored_app: Flask, role: ProjectRole) -> None:
    client = people.member_of_everything(stored_app, role)
    pages = [Pages(client).get(f"{PLAN}{part}") for part in PARTS]
    found = {e.get(name) for page in pages for e in page.root.iter() for name in ("href", "src", "srcset")}
    local = sorted(path for path in found if path and path.startswith("/"))
    assert len(local) >= 20
    answers = {path: client.get(path, follow_redirects=True).status_code for path in local}
    assert answers == dict.fromkeys(local, 200)


def test_a_plan_whose_project_has_changed_since_says_so_on_every_page(stored_app: Flask) -> None:
    warning = "The project has been changed since this plan was built"
    pages = Pages(people.lead_of_everything(stored_app))
    assert [part for part in PARTS if warning in pages.get(f"{PLAN}{part}").text] == []
    with stored_app.app_context():
        db.session.execute(update(Project).values(programme_digest="f" * 64))
        db.session.commit()
    assert [part for part in PARTS if warning not in pages.get(f"{PLAN}{part}").text] == []


def test_an_older_plan_leads_to_the_same_page_of_the_newest(stored_app: Flask) -> None:
    pages = Pages(people.lead_of_everything(stored_app))
    assert [part for part in PARTS if "There is a newer plan" in pages.get(f"{PLAN}{part}").text] == []
    store_another(stored_app)
    store_another(stored_app)
    for part in PARTS:
        page = pages.get(f"{PLAN}{part}")
        assert "There is a newer plan" in page.text
        assert f"{PLANS}/3{part}" in [link.get("href") for link in page.all("a")]
        assert "There is a newer plan" not in pages.get(f"{PLANS}/3{part}").text


def test_a_picture_opened_by_itself_may_style_itself_and_nothing_else(stored_app: Flask) -> None:
    answer = people.lead_of_everything(stored_app).get(f"{PLAN}/timeline-wide.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.data.lstrip().startswith(b"<?xml")
    assert (
        answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_its_type_and_a_name_that_says_whose_it_is(stored_app: Flask, name: str) -> None:
    answer = people.lead_of_everything(stored_app).get(f"{PLAN}/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FILES[name]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=respite-care-1-{name}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_files_hold_the_plan(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    plan = example_plan(example_programme())
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PLAN}/costs.csv").text.removeprefix("\ufeff"))))
    assert sum(round(float(row["New money (£)"]) * 100) for row in rows) == plan.total_pence
    assert (
        len(list(csv.reader(io.StringIO(client.get(f"{PLAN}/schedule.csv").text)))) == len(plan.sittings) + 1
    )
    assert len(list(csv.reader(io.StringIO(client.get(f"{PLAN}/targets.csv").text)))) == len(plan.targets) + 1
    book = Read(client.get(f"{PLAN}/plan.xlsx").data)
    assert book.named("total").pence == plan.total_pence
    assert "24 September 2026" in book.sheets["Summary"]["A2"].value, "it was made when the plan was"


def test_a_newer_plans_calendar_takes_the_place_of_the_one_before(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    store_another(stored_app)
    calendars = [Calendar.from_ical(client.get(f"{PLANS}/{number}/calendar.ics").data) for number in (1, 2)]
    events = [{str(each["uid"]): each for each in calendar.walk("VEVENT")} for calendar in calendars]
    assert list(events[0]) == list(events[1])
    assert [{int(each["sequence"]) for each in some.values()} for some in events] == [{1}, {2}]
    assert {str(each["url"]) for each in events[1].values() if "url" in each} == {
        f"http://localhost{PLANS}/2"
    }


def test_the_documents_are_those_stored_at_both_addresses(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    for path in (f"{LATEST}.json", f"{PLAN}/plan.json"):
        assert (
            json.loads(client.get(path).text)["total_pence"] == example_plan(example_programme()).total_pence
        )
    for path in ("/projects/respite-care/programme.json", f"{PLAN}/programme.json"):
        assert client.get(path).text == example_programme().model_dump_json()


@pytest.mark.parametrize("role", [ProjectRole.FINANCE_REVIEWER, ProjectRole.COMMISSIONER, ProjectRole.READER])
def test_other_roles_get_files_with_small_numbers_hidden_and_no_documents(
    stored_app: Flask, role: ProjectRole
) -> None:
    client, lead = people.member_of_everything(stored_app, role), people.lead_of_everything(stored_app)
    with stored_app.app_context():
        stored = db.session.query(StoredPlan).one()
        stored.plan_json = example_plan_with_one_alone().model_dump_json()
        db.session.commit()
    for name in ("plan.json", "programme.json"):
        assert client.get(f"{PLAN}/{name}").status_code == 403
    for name in ("schedule.csv", "plan.xlsx"):
        assert client.get(f"{PLAN}/{name}").status_code == 200
        hidden = text_of(client.get(f"{PLAN}/{name}").data, name)
        assert text_of(client.get(f"{PLAN}/{name}?numbers=all").data, name) == hidden, "asking does not help"
        assert text_of(lead.get(f"{PLAN}/{name}").data, name) == hidden, "what a lead sends on hides them too"
        assert text_of(lead.get(f"{PLAN}/{name}?numbers=all").data, name) != hidden
    assert "few" in text_of(client.get(f"{PLAN}/schedule.csv").data, "schedule.csv")
    page = Pages(client).get(f"{PLAN}/downloads")
    assert "JSON" not in page.text
    assert "Numbers of people under 5 are hidden" in page.text


def example_plan_with_one_alone():
    plan = example_plan(example_programme())
    first = plan.sittings[0]
    alone = first.model_copy(update={"places": {**first.places, next(iter(first.places)): 1}})
    return plan.model_copy(update={"sittings": (alone, *plan.sittings[1:])})


def text_of(data: bytes, name: str) -> str:
    if name.endswith(".csv"):
        return data.decode()
    return "\n".join(Read(data).texts())


def test_the_list_of_plans_tells_each_with_when_by_whom_and_how(stored_app: Flask) -> None:
    store_another(stored_app, total_pence=123_400)
    with stored_app.app_context():
        db.session.execute(
            update(Run).where(Run.id == 2).values(started_by="Project office", is_by_hand=True)
        )
        db.session.commit()
    page = Pages(people.lead_of_everything(stored_app)).get(PLANS)
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")[1:]]
    assert [row.split(" 24 ")[0] for row in rows] == ["Plan 2", "Plan 1"]
    assert "by Project office" in rows[0]
    assert "Placed by hand" in rows[0]
    assert "£1,234.00" in rows[0]
    assert "Built by the planner" in rows[1]
    assert "rests on estimates" in rows[1]


@pytest.mark.parametrize("role", ProjectRole)
def test_lists_tell_the_sum_of_estimates_to_the_planning_role_only(
    stored_app: Flask, role: ProjectRole
) -> None:
    sees = role in (ProjectRole.LEAD, ProjectRole.CONTRIBUTOR)
    with stored_app.app_context():
        db.session.execute(update(StoredPlan).values(headline="£50 of £90 · £7 rests on estimates"))
        db.session.commit()
    pages = Pages(people.member_of_everything(stored_app, role))
    for path in ("/", PLANS):
        text = pages.get(path).text
        assert ("£7 rests on estimates" in text) is sees
        assert ("£50 of £90 · part of it rests on estimates" in text) is not sees


def test_a_long_list_goes_on_with_older_plans(stored_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "PLANS_A_PAGE", 2)
    for _ in range(2):
        store_another(stored_app)
    pages = Pages(people.lead_of_everything(stored_app))
    first = pages.get(PLANS)
    (older,) = [link.get("href", "") for link in first.all("a") if link.text == "Older plans"]
    assert ("Plan 3" in first.text, "Plan 1" in first.text) == (True, False)
    for odd in ("9" * 30, "soon", ""):
        assert pages.get(f"{PLANS}?older_than={odd}").text == first.text
    last = pages.get(older)
    assert ("Plan 1" in last.text, "Plan 2" in last.text, "Older plans" in last.text) == (True, False, False)


def test_a_project_without_plans_says_what_a_plan_is(stored_app: Flask) -> None:
    assert (
        "No plan has been built yet"
        in Pages(people.lead_of_everything(stored_app)).get("/projects/another/plans").text
    )
