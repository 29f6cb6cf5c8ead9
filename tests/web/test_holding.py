"""What was typed while a session ended: kept where it came from a page of ours, and told to nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.browser_like import Browser, sent_by
from tests.web.conftest import read_strictly
from tests.web.forms.round_trip import browser_with, example

PATH = "/projects/project/inputs/groups/carers/about"
OURS = {"Origin": "http://localhost"}
TYPED = 'Carers "of" <b>&amp; {{ 7 * 7 }}'


@pytest.fixture
def browser(app: Flask) -> Browser:
    return browser_with(app, project=example("respite-care"))


def typed_pairs(browser: Browser) -> list[tuple[str, str]]:
    return [(name, TYPED if name == "name" else value) for name, value in sent_by(browser.open(PATH))]


def test_everything_that_was_typed_is_kept_and_can_be_sent_again(browser: Browser) -> None:
    pairs = typed_pairs(browser)
    with browser.client.session_transaction() as session:
        session.clear()
    data: dict[str, list[str]] = {}
    for name, value in [*pairs, ("button", "save")]:
        data.setdefault(name, []).append(value)
    answer = browser.client.post(PATH, data=data, headers=OURS)
    assert answer.status_code == 400
    page = read_strictly(answer.text)
    assert "Nothing was saved yet, and nothing that you typed is lost" in page.text
    kept = sent_by(answer.text)
    assert [pair for pair in kept if pair[0] != "csrf_token"] == [
        *[pair for pair in pairs if pair[0] != "csrf_token"],
        ("button", "save"),
    ]


@pytest.mark.parametrize(
    "origin", [None, "null", "https://elsewhere.example", "http://localhost.elsewhere.example"]
)
def test_what_another_site_sends_is_refused_and_not_shown(browser: Browser, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = browser.client.post(PATH, data={"name": TYPED}, headers=headers)
    assert answer.status_code == 400
    assert "This form is too old" in answer.text
    assert "Carers" not in read_strictly(answer.text).text


def test_only_pages_on_which_people_type_for_long_keep_what_was_sent(browser: Browser) -> None:
    for path in ("/sign-out", "/projects/project/remove", "/projects/project/runs"):
        answer = browser.client.post(path, data={"x": "typed"}, headers=OURS)
        assert "typed" not in answer.text
        assert answer.status_code in (302, 400, 404)
