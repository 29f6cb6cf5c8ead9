"""The pages: what they say, that every address answers, that nothing unsafe gets through."""

from __future__ import annotations

import json
import re
import time

import html5lib
import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from planner.domain.money import format_pence
from planner.extensions import db
from planner.models import Project, ProjectRole
from planner.services import planning
from planner.web.headers import CONTENT_SECURITY_POLICY
from tests.web import people
from tests.web.conftest import Pages, read_strictly
from tests.web.stored import example_plan, example_programme, store_plan

PLAN = "/projects/respite-care/plan"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda html: html.replace("</h1>", "</h1><h1>Again</h1>"), AssertionError),
        (lambda html: html.replace('lang="en-GB"', ""), AssertionError),
        (lambda html: html.replace("</main>", "<p id='main-content'>x</p></main>"), AssertionError),
        (lambda html: html.replace("</main>", "<img src='/x'></main>"), AssertionError),
        (lambda html: html.replace("</main>", "<label>No</label><input></main>"), AssertionError),
        (lambda html: html.replace("</main>", "<p style='color:red'>x</p></main>"), AssertionError),
        (lambda html: html.replace("</main>", "<h4>Too deep</h4></main>"), AssertionError),
        (lambda html: html.replace("</main>", "</span></main>"), html5lib.html5parser.ParseError),
    ],
)
def test_the_strict_reader_refuses_what_is_wrong(app: Flask, spoil, what) -> None:
    html = people.lead_of_everything(app).get("/").text
    read_strictly(html)
    spoiled = spoil(html)
    assert spoiled != html
    with pytest.raises(what):
        read_strictly(spoiled)


def test_a_home_without_projects_teaches(pages: Pages) -> None:
    assert "There are no projects" in pages.get("/").text


def test_the_home_lists_projects_with_where_they_stand(stored_app: Flask) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get("/")
    assert "No plan has been built yet." in page.text
    assert "Respite <care> & carers" in page.text
    assert "£3,940 of £" in page.text
    found = [link.get("href", "") for link in page.all("a") if "/projects/" in link.get("href", "")]
    assert [path for path in found if not path.endswith("/members")] == [PLAN]
    assert len(found) == 3
    reader = Pages(people.member_of_everything(stored_app, ProjectRole.READER)).get("/")
    assert [link.get("href") for link in reader.all("a") if "/projects/" in link.get("href", "")] == [PLAN]


def test_the_plan_page_shows_every_part(stored_app: Flask) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get(PLAN)
    programme = example_programme()
    plan = example_plan(programme)
    total = format_pence(plan.total_pence)
    assert page.text.count(total) >= 2
    for section in (
        "Payments and rewards",
        "Expenses",
        "Involvement activity",
        "Involvement staffing",
        "Other",
    ):
        assert section in page.text
    for session in programme.sessions:
        assert session.title in page.text
    for target in programme.targets:
        assert target.title in page.text
    for words in (
        "Is there a hearing loop?",
        "A second visit",
        "no feedback session",
        "older than 24 months",
        "24 September 2026",
        "By 1 December 2026",
    ):
        assert words in page.text
    assert [one.get("class") for one in page.all("details")].count("planner-section") == 5
    assert len(page.all("img")) == 3
    assert "sitting" not in words_of_ours(page.text)
    assert "<b>Not</b> bold" in page.text


def words_of_ours(text: str) -> str:
    """Give a page's text without the titles that the programme's own people chose."""
    for target in example_programme().targets:
        text = text.replace(target.title, "")
    return text.casefold()


def test_the_parts_of_the_page_add_up_to_its_total(stored_app: Flask) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get(PLAN)
    amounts = [
        "".join(element.itertext())
        for details in page.all("details")
        for element in details.iter("span")
        if element.get("class") == "planner-section__amount"
    ]
    pence = [int(re.sub(r"[£,.]", "", amount)) for amount in amounts]
    assert len(pence) == 5
    assert sum(pence) == example_plan(example_programme()).total_pence


def test_the_years_table_ends_in_the_total_and_the_lines_refer_to_listed_sources(stored_app: Flask) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get(PLAN)
    (sums,) = [body for body in page.all("tbody") if "planner-sum" in body.get("class", "")]
    last = "".join(list(sums.iter("td"))[-1].itertext())
    assert last == format_pence(example_plan(example_programme()).total_pence)
    ids = {element.get("id") for element in page.root.iter()}
    references = [link.get("href", "") for link in page.all("a") if "#source-" in link.get("href", "")]
    assert references
    assert {reference.removeprefix("#") for reference in references} <= ids


def test_every_link_and_picture_of_the_plan_page_answers(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    page = Pages(client).get(PLAN)
    found = {element.get(name) for element in page.root.iter() for name in ("href", "src", "srcset")}
    local = sorted(path for path in found if path and path.startswith("/"))
    assert len(local) >= 10
    assert {path: client.get(path).status_code for path in local} == dict.fromkeys(local, 200)


def test_the_downloads_are_the_stored_documents(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    plan = client.get(f"{PLAN}.json")
    programme = client.get("/projects/respite-care/programme.json")
    assert plan.headers["Content-Disposition"] == 'attachment; filename="respite-care-plan.json"'
    assert json.loads(plan.text)["total_pence"] == example_plan(example_programme()).total_pence
    assert programme.text == example_programme().model_dump_json()


def test_a_plan_whose_project_has_changed_since_says_so(stored_app: Flask) -> None:
    warning = "The project has been changed since this plan was built"
    assert warning not in Pages(people.lead_of_everything(stored_app)).get(PLAN).text
    with stored_app.app_context():
        project = db.session.query(Project).filter_by(slug="respite-care").one()
        project.programme_digest = "f" * 64
        db.session.commit()
    assert warning in Pages(people.lead_of_everything(stored_app)).get(PLAN).text


def test_the_latest_plan_is_shown(stored_app: Flask) -> None:
    with stored_app.app_context():
        project = db.session.query(Project).filter_by(slug="respite-care").one()
        newer = example_plan(example_programme()).model_copy(update={"warnings": ("This one is newer.",)})
        store_plan(project, newer)
        db.session.commit()
    assert "This one is newer." in Pages(people.lead_of_everything(stored_app)).get(PLAN).text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/projects/none/plan",
        "/projects/another/plan",
        "/projects/another/plan.json",
        "/projects/respite-care/plan/other-wide.svg",
        "/projects/%00/plan",
        "/projects/%F0%9F%98%80/plan",
        "/static/none.css",
    ],
)
def test_what_is_not_there_is_said_in_words(stored_app: Flask, path: str) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get(path, status=404)
    assert "Page not found" in page.text


def test_a_failure_is_said_in_words_without_its_details(stored_app: Flask, monkeypatch) -> None:
    def fail(slug: str) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(planning, "get_stored", fail)
    stored_app.config["PROPAGATE_EXCEPTIONS"] = False
    page = Pages(people.lead_of_everything(stored_app)).get(PLAN, status=500)
    assert "Something went wrong on our side" in page.text
    assert "secret detail" not in page.html


def test_a_database_that_does_not_answer_is_said_in_words(stored_app: Flask, monkeypatch) -> None:
    def fail(slug: str) -> None:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(planning, "get_stored", fail)
    page = Pages(people.lead_of_everything(stored_app)).get(PLAN, status=503)
    assert "The planner is busy" in page.text


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    @app.post("/try")
    def attempt() -> str:
        return "done"

    answer = app.test_client().post("/try", data={"name": "x"})
    assert answer.status_code == 400
    assert "This form is too old" in read_strictly(answer.text).text


def test_other_methods_are_refused_in_words(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/")
    assert answer.status_code == 405
    assert "cannot be used that way" in read_strictly(answer.text).text


@pytest.mark.parametrize("path", ["/", PLAN, f"{PLAN}.json", "/nothing", "/favicon.ico"])
def test_every_answer_has_the_same_headers(stored_app: Flask, path: str) -> None:
    client = people.lead_of_everything(stored_app)
    client.get("/")
    answer = client.get(path)
    found = {
        name: value
        for name, value in answer.headers.items()
        if not name.startswith("Content-") or name in HEADERS
    }
    assert found == HEADERS


def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(app: Flask) -> None:
    answer = people.lead_of_everything(app).get("/")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("planner_session=")
    assert cookie.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_static_files_may_be_kept_and_have_the_same_policy(app: Flask) -> None:
    answer = app.test_client().get("/static/planner/planner.css")
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "max-age=3600" in answer.headers["Cache-Control"]


def test_a_picture_opened_by_itself_may_style_itself_and_nothing_else(stored_app: Flask) -> None:
    answer = people.lead_of_everything(stored_app).get(f"{PLAN}/timeline-wide.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.data.lstrip().startswith(b"<?xml")
    assert (
        answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


def test_there_is_no_icon_and_browsers_are_told(app: Flask) -> None:
    answer = app.test_client().get("/favicon.ico")
    assert (answer.status_code, answer.data) == (204, b"")


def test_the_plan_page_answers_within_200_ms_once_drawn(stored_app: Flask) -> None:
    client = people.lead_of_everything(stored_app)
    client.get(PLAN)
    times = []
    for _ in range(5):
        before = time.perf_counter()
        client.get(PLAN)
        times.append(time.perf_counter() - before)
    assert min(times) < 0.2


def test_no_file_that_is_served_names_another_site(app: Flask) -> None:
    folder = f"{app.static_folder}"
    for name in ("govuk/govuk-frontend.min.css", "planner/planner.css"):
        with open(f"{folder}/{name}", encoding="utf-8") as file:  # noqa: PTH123
            css = file.read()
        assert re.findall(r"url\((?!\"\.\./typeface/)[^)]*\)", css) == []
        assert "GDS Transport" not in css
