"""The templates: whole documents for any first day, on the standards they name, with a budget that a plan fits in."""

import json
import time
from datetime import date
from decimal import Decimal

import pytest

from planner.costing.other import people_recruited
from planner.costing.price import price_plan
from planner.costing.so_far import cost_so_far
from planner.domain.programme.reading import read_programme
from planner.domain.starting import template_names, template_programme, template_words
from planner.domain.starting.meetings import BREAKS, break_minutes, preparation_minutes
from planner.domain.starting.people import percent_of_census
from planner.domain.starting.prices import newest, people_of, standard
from planner.domain.terms import Mode
from planner.optimiser.check import broken_rules
from planner.optimiser.check.process import BREAKS_FROM
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from tests.unit.starting.assumed import held_to_be_marked, read

STARTS_ON = date(2027, 1, 11)
FIRST_DAYS = [
    "2026-12-31",
    "2027-01-01",
    "2027-03-31",
    "2028-02-29",
    "2029-09-24",
    "2019-06-15",
    "2098-01-01",
]


def test_the_templates_have_names_words_and_sources() -> None:
    assert template_names() == ("citizens-jury", "reference-group", "hybrid-forum", "workshop-series")
    for name in template_names():
        words = template_words(name)
        assert words.title
        assert words.sentence.endswith(".")
        assert words.source
        assert words.url.startswith("http")
    with pytest.raises(LookupError):
        template_words("no-such-template")
    with pytest.raises(LookupError):
        template_programme("no-such-template", STARTS_ON)


@pytest.mark.parametrize("first_day", FIRST_DAYS)
@pytest.mark.parametrize("name", template_names())
def test_a_template_is_a_whole_programme_from_any_first_day(name: str, first_day: str) -> None:
    programme = read(template_programme(name, date.fromisoformat(first_day)))
    assert programme.id == name
    assert programme.calendar.starts_on == date.fromisoformat(first_day)
    held_to_be_marked(programme)


@pytest.mark.parametrize("name", template_names())
def test_a_template_is_made_afresh_each_time(name: str) -> None:
    first = template_programme(name, STARTS_ON)
    first["groups"][0]["requirements"][0]["all_of"].clear()
    first["staff"][0]["pay"]["terms"].clear()
    assert read(template_programme(name, STARTS_ON))


@pytest.mark.parametrize("name", template_names())
def test_a_template_has_process_feedback_paid_preparation_and_support(name: str) -> None:
    programme = read(template_programme(name, STARTS_ON))
    deciding = [session for session in programme.sessions if session.decision is not None]
    fed_back = {session.feeds_back_on for session in programme.sessions}
    assert deciding
    assert {session.id for session in deciding} <= fed_back
    assert programme.rate_card.pays_preparation
    assert all(session.preparation_minutes for session in deciding)
    assert any(session.shares_in for session in programme.sessions)
    assert {supplier.support for supplier in programme.suppliers} >= {"bsl_interpreter", "speech_to_text"}
    assert {"equal_footing", "representation", "process"} <= {target.kind for target in programme.targets}
    assert all(session.team.people_per_facilitator == 9 for session in programme.sessions)
    assert all(session.break_minutes >= break_minutes(session.minutes) for session in programme.sessions)


@pytest.mark.parametrize("name", template_names())
def test_the_budget_of_a_template_is_more_than_the_rough_figure(name: str) -> None:
    figure = cost_so_far(template_programme(name, STARTS_ON))
    assert figure.missing == ()
    assert figure.high_pence is not None
    assert figure.total_pence < figure.high_pence <= (figure.budget_pence or 0)


def test_a_jury_has_thirty_people_thirty_four_picked_and_thirty_hours() -> None:
    programme = read(template_programme("citizens-jury", STARTS_ON))
    jurors = next(group for group in programme.groups if group.id == "jurors")
    assert jurors.size == 30
    assert people_recruited(jurors, jurors.size) == 34
    days = [session for session in programme.sessions if session.minutes > 300]
    minutes = sum((each.minutes - each.break_minutes) * each.repeats.count for each in days)
    assert minutes == 30 * 60 == int(standard("time", "deliberation hours").values[0]) * 60
    figure = cost_so_far(template_programme("citizens-jury", STARTS_ON))
    assert 40_000_00 < figure.total_pence < 200_000_00, "a whole jury costs GBP 60,000 to 200,000 (Involve)"


def test_a_forum_can_be_joined_online_and_in_both_areas() -> None:
    programme = read(template_programme("hybrid-forum", STARTS_ON))
    assert all(Mode.HYBRID in session.modes for session in programme.sessions)
    assert {venue.area for venue in programme.venues} == {"town", "villages"}


def test_counts_follow_the_census_and_one_is_raised_to_two() -> None:
    assert percent_of_census("disabled") == 17.6
    assert percent_of_census("asian", "black_or_mixed", "other_ethnic") == 18.3
    assert [people_of(size, "17.6") for size in (30, 12, 8, 2, 1)] == [6, 3, 2, 2, 1]
    assert people_of(10, Decimal(0)) == 0


def test_breaks_and_preparation_follow_the_standards() -> None:
    assert BREAKS == BREAKS_FROM, "what the templates plan is what the check asks for"
    assert [break_minutes(minutes) for minutes in (60, 61, 90, 180, 450)] == [0, 15, 15, 40, 90]
    assert [preparation_minutes(minutes) for minutes in (240, 120, 90)] == [60, 30, 20]


def test_facts_that_are_not_there_are_an_error_of_ours() -> None:
    with pytest.raises(LookupError):
        newest("Mileage", "by balloon")
    with pytest.raises(LookupError):
        standard("facilitation", "balloons per facilitator")


@pytest.mark.slow
def test_a_plan_of_the_jury_stands_before_both_witnesses() -> None:
    document = template_programme("citizens-jury", STARTS_ON)
    programme = read_programme(json.dumps(document))
    solving = SolveSettings(time_limit_seconds=60, gap=0.02)
    made = make_plan(
        programme, document, solving, time.monotonic() + 60, lambda progress: None, lambda: False
    )
    assert isinstance(made, Solved), made
    assert broken_rules(programme, made.plan) == ()
    assert (
        price_plan(programme, made.plan).total_pence == made.plan.total_pence <= programme.budget.total_pence
    )
    assert made.plan.rung is not None
    assert made.plan.rung.is_co_production, made.plan.rung.missing
    assert len(made.plan.sittings) == 7
    rough = cost_so_far(document).total_pence
    assert abs(rough / made.plan.total_pence - 1) < 0.1
