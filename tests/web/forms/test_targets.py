"""Targets as they are entered: every kind by a form of its own, and published figures that can be filled in."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from flask import Flask

from planner.domain.programme import targets as schema
from planner.domain.programme.draft import blank_draft
from planner.forms.benchmarks import facilitator_ratios, population
from planner.forms.targets import KINDS, TARGETS, kind_of, level_in_words
from tests.web.browser_like import Browser, over, problems_on, sent_by
from tests.web.forms.round_trip import (
    browser_with,
    example,
    path_of,
    stored,
)

ADD = path_of("project", "targets") + "/_add"


def with_targets(app: Flask, *targets: dict[str, Any]) -> Browser:
    draft = example("respite-care")
    draft["targets"] = list(targets)
    return browser_with(app, project=draft)


def targets_of(app: Flask) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stored(app, "project")["targets"]
    return found


def test_all_thirteen_kinds_are_offered_and_explained(app: Flask) -> None:
    models = get_args(get_args(schema.Target)[0])
    assert len(models) == 13
    assert {kind_of(model) for model in models} == {value for value, _, _ in TARGETS.choices}
    page = browser_with(app, project=blank_draft("project", "Project")).open(ADD)
    for value, title, words in TARGETS.choices:
        assert f"kind={value}" in page
        assert title in page
        assert words in page
        assert words.endswith(".")


@pytest.mark.parametrize(("model", "form"), [(model, form) for model, form, _, _ in KINDS])
def test_every_field_of_every_kind_is_asked_for(model: Any, form: Any) -> None:
    assert set(form.covers()) == set(model.model_fields) - {"kind"}
    assert {name for block in form.layout for name in block.fields} >= set(form.covers())


@pytest.mark.parametrize("kind", [value for value, _, _ in TARGETS.choices])
def test_a_target_of_every_kind_can_be_added_and_is_listed(app: Flask, kind: str) -> None:
    browser = with_targets(app)
    path = f"{ADD}?kind={kind}"
    needed = {
        "title": "What we agreed", "level": "50", "minutes": "45 minutes", "characteristic": "disabled", "area": "valley",
    }  # fmt: skip
    pairs = over(sent_by(browser.open(path)), needed)
    ways = [("way", "online")] if kind == "choice_of_mode" else []
    assert browser.send(path, [*pairs, *ways]).status_code == 302
    assert [(each["kind"], each["id"]) for each in targets_of(app)] == [(kind, "what-we-agreed")]
    assert "What we agreed" in browser.open(path_of("project", "targets"))
    assert level_in_words(targets_of(app)[0]) or kind == "nobody_is_the_only_one"


def test_a_target_without_what_it_needs_says_so(app: Flask) -> None:
    answer = with_targets(app).type(f"{ADD}?kind=spread_of_places", {})
    assert problems_on(answer.text) == [
        "Enter what the target is called, for example Everybody can make it",
        "Choose an area",
        "Enter a percentage, for example 50",
    ]
    assert targets_of(app) == []


def test_the_floor_is_no_higher_than_what_is_wanted(app: Flask) -> None:
    typed = {"title": "Everybody can make it", "level": "50", "floor": "60"}
    answer = with_targets(app).type(f"{ADD}?kind=times_people_can_make", typed)
    assert problems_on(answer.text) == ["Enter 50% or less, what is wanted"]


def test_a_kind_that_is_not_there_is_asked_for_again(app: Flask) -> None:
    page = with_targets(app).open(f"{ADD}?kind=quota")
    assert "kind=representation" in page
    assert 'name="title"' not in page


def test_a_census_figure_is_filled_in_with_its_source(app: Flask) -> None:
    browser = with_targets(app)
    path = f"{ADD}?kind=representation"
    assert 'value="press:fill_in"' in browser.open(path)
    answer = browser.type(path, {"fill_in-figure": "people-1"}, "press:fill_in")
    pairs = over(sent_by(answer.text), {"title": "Disabled people", "characteristic": "disabled"})
    assert browser.send(path, pairs).status_code == 302
    (target,) = targets_of(app)
    assert target["level"] == 0.176
    assert target["benchmark"] == "17.6% of people in England and Wales are disabled"
    assert target["source"].startswith("ONS Census 2021, https://www.ons.gov.uk/")


def test_a_level_of_ones_own_is_kept_when_a_figure_is_filled_in(app: Flask) -> None:
    browser = with_targets(app)
    path = f"{ADD}?kind=representation"
    typed = {
        "title": "Disabled people",
        "characteristic": "disabled",
        "level": "50",
        "fill_in-figure": "people-1",
    }
    assert browser.type(path, typed).status_code == 302
    (target,) = targets_of(app)
    assert target["level"] == 0.5
    assert target["benchmark"].startswith("17.6%")


def test_a_published_ratio_is_filled_in(app: Flask) -> None:
    browser = with_targets(app)
    path = f"{ADD}?kind=facilitator_ratio"
    typed = {"title": "Small circles", "fill_in-figure": "essential"}
    assert browser.type(path, typed).status_code == 302
    (target,) = targets_of(app)
    assert target["people_per_facilitator"] == 9
    assert "Involve standard 4" in target["benchmark"]


def test_figures_fit_their_fields_and_have_sources() -> None:
    for figure in (*population(), *facilitator_ratios()):
        assert 0 < len(figure.words) <= 200
        assert "http" in figure.source
        assert len(figure.source) <= 200
    assert [int(ratio.value) for ratio in facilitator_ratios()] == [9, 7]
