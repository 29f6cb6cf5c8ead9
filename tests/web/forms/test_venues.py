"""Venues and rooms as they are entered: unchanged when saved, from nothing, hours for many days at once, and in words."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from planner.domain.programme.draft import blank_draft
from planner.forms.venues import ROOMS, VENUES, tariff_words
from tests.web.browser_like import Browser, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    browser_with,
    example,
    pages_of,
    stored,
)

INPUTS = "/projects/project/inputs"
HOURS = f"{INPUTS}/venues/community-centre/hours"


@pytest.fixture
def browser(app: Flask) -> Browser:
    return browser_with(app, project=example("respite-care"))


def venue_of(app: Flask, key: str = "community-centre") -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in stored(app, "project")["venues"] if each["id"] == key)
    return found


def test_a_venue_with_everything_there_is_comes_through_its_pages_unchanged(app: Flask) -> None:
    draft = example("respite-care")
    venue = draft["venues"][0]
    venue["note"] = "Ask at the desk"
    venue["openings"] = [
        {"weekday": "sunday", "opens": "10:00", "closes": "12:00"},
        {"weekday": "monday", "opens": "13:00", "closes": "17:30"},
        {"weekday": "monday", "opens": "09:00", "closes": "12:00"},
    ]
    venue["closures"][0]["note"] = "Perhaps longer"
    venue["features"].insert(
        1,
        {
            "key": "garden-of our own",
            "is_there": "yes",
            "evidence": "",
            "checked_on": None,
            "note": "Lovely\\nGreen",
        },
    )
    venue["rooms"][0]["tariff"].update(
        half_day_pence=0, day_pence=12345, evening_pence=1, half_day_minutes=200, day_minutes=410,
        evening_from="18:15", weekend_percent=12.5, least_hire_minutes=90,
    )  # fmt: skip
    venue["rooms"][0].update(is_hybrid_ready="unknown", note="Cold in winter", clear_down_minutes=0)
    browser = browser_with(app, project=draft)
    for item in (VENUES, ROOMS):
        for path, _ in pages_of(item, draft):
            answer = browser.send_unchanged(path.replace("SLUG", "project"))
            assert answer.status_code == 302, (path, problems_on(answer.text))
    assert stored(app, "project") == draft


def test_a_venue_is_added_and_leads_to_its_rooms(app: Flask, browser: Browser) -> None:
    path = f"{INPUTS}/venues/_add"
    answer = browser.type(path, {"name": "Harbour House", "area": "town"})
    assert answer.headers["Location"] == f"{INPUTS}/venues/harbour-house"
    page = browser.open(f"{INPUTS}/venues/harbour-house")
    assert "Sessions are held in rooms. Add at least one" in page
    assert "Add at least one room" in page
    assert f'href="{INPUTS}/rooms/_add?in=harbour-house"' in page
    answer = browser.type(f"{INPUTS}/rooms/_add?in=harbour-house", {"name": "Hall"})
    about = f"{INPUTS}/rooms/harbour-house.hall/about"
    assert answer.headers["Location"] == about, "how it is set out is not said yet: it stays there"
    assert venue_of(app, "harbour-house")["rooms"][0]["tariff"]["terms"]["evidence"] == "our_estimate"
    page = browser.open(f"{INPUTS}/venues/harbour-house")
    assert f'href="{INPUTS}/rooms/harbour-house.hall"' in page
    assert "Sessions are held in rooms" not in page


def test_a_room_goes_from_its_venue_s_page_and_can_be_put_back(app: Flask, browser: Browser) -> None:
    before = stored(app, "project")
    path = f"{INPUTS}/rooms/community-centre.main-hall/_remove"
    token = browser.open(path).split('name="csrf_token" value="')[1].split('"')[0]
    answer = browser.send(path, [("csrf_token", token)])
    assert answer.headers["Location"] == f"{INPUTS}/venues/community-centre#rooms"
    assert [room["id"] for room in venue_of(app)["rooms"]] == ["garden-room"]
    page = browser.open(f"{INPUTS}/venues/community-centre")
    undo = page.split(f'action="{INPUTS}/undo/')[1].split('"')[0]
    assert browser.send(f"{INPUTS}/undo/{undo}", [("csrf_token", token)]).status_code == 302
    assert stored(app, "project") == before


def test_a_room_of_a_venue_that_is_not_there_is_not_found(browser: Browser) -> None:
    for path in (
        "rooms/_add?in=nowhere",
        "rooms/_add",
        "rooms/nowhere.hall",
        "rooms/community-centre.cellar",
        "rooms",
    ):
        assert browser.client.get(f"{INPUTS}/{path}").status_code == 404, path


def test_a_day_without_hours_is_closed(app: Flask, browser: Browser) -> None:
    lines = {value: name for name, value in sent_by(browser.open(HOURS)) if name.endswith("-weekday")}
    monday = lines["monday"].removesuffix("-weekday")
    assert browser.type(HOURS, {f"{monday}-opens": "", f"{monday}-closes": ""}).status_code == 302
    assert venue_of(app)["openings"][0]["weekday"] == "tuesday"


def test_hours_go_to_several_days_at_once(app: Flask) -> None:
    draft = example("respite-care")
    draft["venues"][0]["openings"] = [{"weekday": "tuesday", "opens": "08:00", "closes": "10:00"}]
    browser = browser_with(app, project=draft)
    pairs = over(
        sent_by(browser.open(HOURS)), {"openings_fill-opens": "6pm", "openings_fill-closes": "9:30pm"}
    )
    days = [("openings_fill-days", day) for day in ("tuesday", "monday")]
    page = browser.send(HOURS, [*pairs, *days], "fill:openings")
    assert page.status_code == 200
    assert venue_of(app)["openings"] == draft["venues"][0]["openings"]
    assert browser.send(HOURS, sent_by(page.text)).status_code == 302
    assert [(each["weekday"], each["opens"], each["closes"]) for each in venue_of(app)["openings"]] == [
        ("tuesday", "08:00", "10:00"),
        ("monday", "18:00", "21:30"),
        ("tuesday", "18:00", "21:30"),
    ]
    again = over(
        sent_by(browser.open(HOURS)), {"openings_fill-opens": "6pm", "openings_fill-closes": "9:30pm"}
    )
    assert browser.send(HOURS, [*again, *days]).status_code == 302
    assert len(venue_of(app)["openings"]) == 3


@pytest.mark.parametrize("button", ["save", "fill:openings"])
@pytest.mark.parametrize(
    ("opens", "closes", "days", "problems"),
    [
        ("", "9pm", ["monday"], ["Enter when it opens, for example 9am"]),
        ("9am", "later", ["monday"], ["Enter a time of day, for example 2pm or 14:00"]),
        ("9am", "9pm", [], ["Tick the days that have these hours"]),
    ],
)
def test_hours_for_several_days_that_cannot_be_read_are_said_to_be_so_and_kept(
    app: Flask, browser: Browser, button: str, opens: str, closes: str, days: list[str], problems: list[str]
) -> None:
    before = stored(app, "project")
    typed = {"openings_fill-opens": opens, "openings_fill-closes": closes}
    pairs = [*over(sent_by(browser.open(HOURS)), typed), *(("openings_fill-days", day) for day in days)]
    answer = browser.send(HOURS, pairs, button)
    assert answer.status_code == 200
    assert problems_on(answer.text) == problems
    assert set(typed.items()) <= set(sent_by(answer.text))
    assert stored(app, "project") == before


def test_a_second_line_for_a_day_asks_which_day(app: Flask, browser: Browser) -> None:
    page = browser.send(HOURS, sent_by(browser.open(HOURS)), "add:openings").text
    names = [name for name, value in sent_by(page) if name.endswith("-weekday") and not value]
    assert len(names) == 1
    line = names[0].removesuffix("-weekday")
    typed = over(sent_by(page), {f"{line}-opens": "7am", f"{line}-closes": "8am"})
    refused = browser.send(HOURS, typed)
    assert problems_on(refused.text) == ["Choose a day"]
    assert browser.send(HOURS, over(sent_by(refused.text), {names[0]: "monday"})).status_code == 302
    assert venue_of(app)["openings"][-1] == {"weekday": "monday", "opens": "07:00", "closes": "08:00"}


def test_hours_are_shown_through_the_week(app: Flask) -> None:
    draft = example("respite-care")
    draft["venues"][0]["openings"] = [
        {"weekday": "friday", "opens": "09:00", "closes": "21:30"},
        {"weekday": "monday", "opens": "12:00", "closes": "17:00"},
    ]
    browser = browser_with(app, project=draft)
    assert "Monday: 12pm to 5pm\nFriday: 9am to 9:30pm" in browser.open(f"{INPUTS}/venues/community-centre")


def test_a_room_says_what_it_costs_in_a_few_words() -> None:
    assert tariff_words({"hour_pence": 2100, "evening_pence": 4550}) == "£21 an hour, £45.50 an evening"
    assert tariff_words({"hour_pence": 0, "day_pence": None}) == "Free"
    assert tariff_words({"hour_pence": None}) == "Not known yet"


def test_a_blank_project_can_begin_with_a_venue(app: Flask) -> None:
    browser = browser_with(app, project=blank_draft("project", "Project"))
    page = browser.open(f"{INPUTS}/venues")
    assert "Add each venue, then its rooms" in page
    answer = browser.type(f"{INPUTS}/venues/_add", {"name": ""})
    assert problems_on(answer.text) == [
        "Enter the name of the venue, for example Town hall",
        "Choose an area, or first add areas to the project",
    ]


def test_what_is_wrong_with_a_day_s_hours_says_which_day(app: Flask, browser: Browser) -> None:
    lines = {value: name.removesuffix("-weekday") for name, value in sent_by(browser.open(HOURS))}
    typed = {f"{lines['monday']}-opens": "early", f"{lines['tuesday']}-closes": ""}
    assert problems_on(browser.type(HOURS, typed).text) == [
        "Monday: enter a time of day, for example 2pm or 14:00",
        "Tuesday: enter when it closes, for example 9:30pm",
    ]


def test_what_is_wrong_with_stored_hours_stands_on_their_page(app: Flask) -> None:
    draft = example("respite-care")
    draft["venues"][0]["openings"][2]["closes"] = "08:00"
    browser = browser_with(app, project=draft)
    assert problems_on(browser.open(HOURS)) == ["Wednesday: enter a time after 09:00"]
