"""The budget as it is entered: how much there is, from whom, its limits, VAT and price rises."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.domain.programme.draft import Draft, blank_draft
from planner.domain.programme.money import Budget
from planner.forms.budget import BUDGET, CAPS, FUNDING, TASK, VAT
from planner.forms.pages import Single
from tests.web.browser_like import Browser, answers_of, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    EXAMPLES,
    browser_with,
    check_unchanged,
    example,
    path_of,
    stored,
)

PAGES = (BUDGET, FUNDING, CAPS, VAT)


def with_budget(app: Flask, **more: object) -> Browser:
    draft = blank_draft("project", "Project")
    draft["budget"] = {**example("small-grant")["budget"], "funding": [], **more}
    return browser_with(app, project=draft)


def budget_of(app: Flask) -> Draft:
    found: Draft = stored(app, "project")["budget"]
    return found


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_saving_a_page_of_the_budget_unchanged_leaves_the_document_as_it_was(
    app: Flask, page: Single, name: str
) -> None:
    check_unchanged(app, page, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_budget_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    draft = example(name)
    browser = browser_with(app, project=draft, blank=blank_draft("blank", "Blank"))
    for page in PAGES:
        answers = answers_of(browser.open(path_of("project", page.name)))
        answer = browser.enter(path_of("blank", page.name), answers)
        assert answer.status_code == 302, problems_on(answer.text)
    assert stored(app, "blank")["budget"] == draft["budget"]


def test_every_field_of_the_budget_has_one_page() -> None:
    asked = [name for page in PAGES for name in page.page.form.covers()]
    assert sorted(asked) == sorted(Budget.model_fields)


def test_how_much_there_is_comes_first(app: Flask) -> None:
    browser = browser_with(app, project=blank_draft("project", "Project"))
    for page in (FUNDING, CAPS, VAT):
        answer = browser.client.get(path_of("project", page.name))
        assert answer.status_code == 302
        assert answer.headers["Location"] == path_of("project", "budget")
    assert browser.type(path_of("project", "budget"), {"total_pence": "£35,000"}).status_code == 302
    assert budget_of(app)["total_pence"] == 3_500_000
    assert budget_of(app)["contingency_percent"] == 5
    assert browser.client.get(path_of("project", "funding")).status_code == 200


def test_a_source_of_money_with_years_and_what_it_pays_for(app: Flask) -> None:
    draft = example("respite-care")
    browser = browser_with(app, project=draft)
    path = path_of("project", "funding")
    page = browser.send(path, sent_by(browser.open(path)), "add:funding-0-years").text
    assert page.count('<option value="2026-27"') == 2
    typed = {
        "funding-0-name": "Council",
        "funding-0-years-0-financial_year": "2026-27",
        "funding-0-years-0-amount_pence": "11,000",
        "funding-0-years-1-financial_year": "2027-28",
        "funding-0-years-1-amount_pence": "26,400.50",
    }
    ticked = [("funding-0-pays_for", "travel"), ("funding-0-pays_for", "venue")]
    assert browser.send(path, [*over(sent_by(page), typed), *ticked]).status_code == 302
    assert budget_of(app) == {
        **draft["budget"],
        "funding": [
            {
                "id": "council",
                "name": "Council",
                "years": [
                    {"financial_year": "2026-27", "amount_pence": 1_100_000},
                    {"financial_year": "2027-28", "amount_pence": 2_640_050},
                ],
                "pays_for": ["travel", "venue"],
                "note": "",
            }
        ],
    }


def test_a_limit_says_what_it_is_about(app: Flask) -> None:
    browser = with_budget(app)
    path = path_of("project", "caps")
    page = browser.send(path, sent_by(browser.open(path)), "add:caps").text
    typed = {"caps-0-title": "Rooms at most £700", "caps-0-most_pence": "700"}
    answer = browser.send(path, over(sent_by(page), typed))
    assert problems_on(answer.text) == ["Tick what the limit is about"]
    assert browser.send(path, [*sent_by(answer.text), ("caps-0-categories", "venue")]).status_code == 302
    assert budget_of(app)["caps"] == [
        {
            "id": "rooms-at-most-700",
            "title": "Rooms at most £700",
            "categories": ["venue"],
            "most_pence": 70_000,
        }
    ]


def test_money_for_one_thing_is_never_for_contingency(app: Flask) -> None:
    browser = with_budget(app)
    path = path_of("project", "caps")
    page = browser.send(path, sent_by(browser.open(path)), "add:ring_fences").text
    assert '<option value="access_support"' in page
    assert '<option value="contingency"' not in page


def test_vat_is_entered_as_a_percentage_and_prices_may_rise(app: Flask) -> None:
    browser = with_budget(app)
    typed = {"vat-recovery_share": "62.5 %", "uplift-percent_a_year": "3.25", "uplift-index": "CPIH"}
    assert browser.type(path_of("project", "vat"), typed).status_code == 302
    assert budget_of(app)["vat"]["recovery_share"] == 0.625
    assert budget_of(app)["uplift"] == {"percent_a_year": 3.25, "index": "CPIH", "source": ""}
    cleared = {"uplift-percent_a_year": "", "uplift-index": ""}
    assert browser.type(path_of("project", "vat"), cleared).status_code == 302
    assert budget_of(app)["uplift"] is None


@pytest.mark.parametrize(
    ("page", "typed", "problem"),
    [
        ("budget", {"total_pence": ""}, "Enter how much money there is, for example 35,000"),
        ("budget", {"total_pence": "-1"}, "Enter an amount that is nought or more, for example 12.50"),
        ("vat", {"vat-recovery_share": "101"}, "Enter a percentage of at most 100, for example 50"),
        ("vat", {"uplift-percent_a_year": "3"}, "Enter which index, for example CPIH"),
    ],
)
def test_what_cannot_be_read_is_said_on_its_field(
    app: Flask, page: str, typed: dict[str, str], problem: str
) -> None:
    answer = with_budget(app).type(path_of("project", page), typed)
    assert answer.status_code == 200
    assert problems_on(answer.text) == [problem]


def test_each_page_of_the_budget_stands_by_itself_in_the_task_list() -> None:
    assert TASK.items == PAGES
