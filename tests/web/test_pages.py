"""The pages: what they say, that every address answers, that nothing unsafe gets through."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from planner.models import ProjectRole
from planner.web import plans
from planner.web.headers import CONTENT_SECURITY_POLICY
from tests.web import people
from tests.web.conftest import Pages, read_strictly

PLAN = "/projects/respite-care/plan"
OVERVIEW = "/projects/respite-care/plans/1"
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
    assert found == ["/projects/another/", "/projects/respite-care/", PLAN]
    reader = Pages(people.member_of_everything(stored_app, ProjectRole.READER)).get("/")
    found = [link.get("href") for link in reader.all("a") if "/projects/" in link.get("href", "")]
    assert found == ["/projects/another/options", PLAN], "options may have plans where the project has none"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/projects/none/plan",
        "/projects/another/plan.json",
        "/projects/respite-care/plans/1/other-wide.svg",
        "/projects/respite-care/plans/2",
        "/projects/respite-care/plans/0/costs",
        "/projects/respite-care/plans/2147483648",
        "/projects/respite-care/plans/1/other.csv",
        "/projects/another/plans/1",
        "/projects/another/plans/1/plan.json",
        "/projects/%00/plan",
        "/projects/%F0%9F%98%80/plan",
        "/static/none.css",
    ],
)
def test_what_is_not_there_is_said_in_words(stored_app: Flask, path: str) -> None:
    page = Pages(people.lead_of_everything(stored_app)).get(path, status=404)
    assert "Page not found" in page.text


def test_a_failure_is_said_in_words_without_its_details(stored_app: Flask, monkeypatch) -> None:
    def fail(slug: str, plan_id: int) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(plans, "get_stored", fail)
    stored_app.config["PROPAGATE_EXCEPTIONS"] = False
    page = Pages(people.lead_of_everything(stored_app)).get(OVERVIEW, status=500)
    assert "Something went wrong on our side" in page.text
    assert "secret detail" not in page.html


def test_a_database_that_does_not_answer_is_said_in_words(stored_app: Flask, monkeypatch) -> None:
    def fail(slug: str, plan_id: int) -> None:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(plans, "get_stored", fail)
    page = Pages(people.lead_of_everything(stored_app)).get(OVERVIEW, status=503)
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


@pytest.mark.parametrize(
    "path", ["/", PLAN, OVERVIEW, f"{PLAN}.json", f"{OVERVIEW}/plan.xlsx", "/nothing", "/favicon.ico"]
)
def test_every_answer_has_the_same_headers(stored_app: Flask, path: str) -> None:
    client = people.lead_of_everything(stored_app)
    client.get("/")
    answer = client.get(path)
    found = {
        name: value
        for name, value in answer.headers.items()
        if name != "Location" and (not name.startswith("Content-") or name in HEADERS)
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


def test_there_is_no_icon_and_browsers_are_told(app: Flask) -> None:
    answer = app.test_client().get("/favicon.ico")
    assert (answer.status_code, answer.data) == (204, b"")


def test_no_file_that_is_served_names_another_site(app: Flask) -> None:
    folder = f"{app.static_folder}"
    for name in ("govuk/govuk-frontend.min.css", "planner/planner.css"):
        with open(f"{folder}/{name}", encoding="utf-8") as file:  # noqa: PTH123
            css = file.read()
        assert re.findall(r"url\((?!\"\.\./typeface/)[^)]*\)", css) == []
        assert "GDS Transport" not in css
