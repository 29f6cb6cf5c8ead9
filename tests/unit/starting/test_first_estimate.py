"""A first estimate: every combination of answers gives a whole programme and a figure with its range."""

import time
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.costing.first_estimate import first_estimate
from planner.costing.price import price_plan
from planner.costing.so_far import cost_so_far
from planner.domain.starting.answers import (
    CHOICE_WORDS,
    MOST_PEOPLE,
    MOST_SESSIONS,
    Access,
    Answers,
    Organisation,
    PayCard,
    Region,
    Where,
)
from planner.domain.terms import Nation, Section
from planner.optimiser.check import broken_rules
from planner.optimiser.outcome import Solved, SolveSettings
from planner.optimiser.pipeline import make_plan
from tests.unit.starting.assumed import held_to_be_marked, read

STARTS_ON = date(2027, 1, 11)


def answers(**changes: Any) -> Answers:
    """Twelve people, six sessions of two hours in person in the North West, for a charity."""
    given_: dict[str, Any] = {
        "people_count": 12,
        "sessions_count": 6,
        "hours": Decimal(2),
        "where": Where.IN_PERSON,
        "region": Region.NORTH_WEST,
        "organisation": Organisation.CHARITY,
    }
    return Answers(**{**given_, **changes})


def pence_of(section: Section, **changes: Any) -> int:
    return dict(first_estimate(answers(**changes), STARTS_ON).figure.sections)[section]


def total_of(**changes: Any) -> int:
    return first_estimate(answers(**changes), STARTS_ON).figure.total_pence


@given(
    people_count=st.integers(2, MOST_PEOPLE),
    sessions_count=st.integers(1, MOST_SESSIONS),
    half_hours=st.integers(1, 16),
    where=st.sampled_from(Where),
    region=st.sampled_from(Region),
    organisation=st.sampled_from(Organisation),
    pay_card=st.sampled_from(PayCard),
    access=st.sampled_from(Access),
    starts_on=st.dates(date(2020, 1, 1), date(2090, 12, 31)),
)
@settings(max_examples=60, deadline=None)
def test_every_combination_of_answers_is_a_whole_programme_with_a_range(
    half_hours: int, starts_on: date, **given_: Any
) -> None:
    estimate = first_estimate(Answers(**given_, hours=Decimal(half_hours) / 2), starts_on)
    programme = read(estimate.document)
    held_to_be_marked(programme)
    figure = estimate.figure
    assert figure.missing == ()
    assert figure.low_pence is not None
    assert figure.high_pence is not None
    assert 0 < figure.low_pence < figure.total_pence < figure.high_pence
    assert figure.high_pence <= (figure.budget_pence or 0) == programme.budget.total_pence
    assert figure.sessions_count == given_["sessions_count"]
    assert programme.calendar.starts_on == starts_on


@pytest.mark.parametrize("where", Where)
def test_the_figure_is_that_of_the_document_as_it_opens(where: Where) -> None:
    estimate = first_estimate(answers(where=where, access=Access.HIGHER), STARTS_ON)
    assert estimate.figure == cost_so_far(estimate.document)


def test_more_of_anything_costs_more() -> None:
    usual = total_of()
    for more in (
        {"people_count": 20},
        {"sessions_count": 8},
        {"hours": Decimal(4)},
        {"access": Access.HIGHER},
    ):
        assert total_of(**more) > usual, more
    assert total_of(access=Access.NONE_KNOWN) < usual
    assert (
        total_of(pay_card=PayCard.SKILLS_FOR_CARE)
        < usual
        < total_of(pay_card=PayCard.CO_PRODUCTION_COLLECTIVE)
    )


def test_payments_are_worked_out_by_the_card_by_hand() -> None:
    """Five sessions of 2 h with 30 min preparation and feedback of 2 h: NIHR half day £82.50, two hours £55."""
    assert pence_of(Section.PAYMENTS) == 12 * (5 * 8250 + 5500)
    assert pence_of(Section.PAYMENTS, pay_card=PayCard.SKILLS_FOR_CARE) == 12 * (5 * 4500 + 3000)


def test_vat_follows_the_kind_of_organisation() -> None:
    council = read(first_estimate(answers(organisation=Organisation.COUNCIL), STARTS_ON).document).budget
    trust = read(first_estimate(answers(organisation=Organisation.NHS_TRUST), STARTS_ON).document).budget
    assert (council.vat.recovery_share, trust.vat.recovery_share) == (1, 0)
    assert "council" in council.note
    assert "some headings" in trust.vat.because
    assert total_of(organisation=Organisation.NHS_TRUST) > total_of(organisation=Organisation.COUNCIL)


def test_the_region_sets_interpreters_the_nation_and_the_floor() -> None:
    london = read(first_estimate(answers(region=Region.LONDON), STARTS_ON).document)
    scotland = read(first_estimate(answers(region=Region.SCOTLAND), STARTS_ON).document)
    assert [band.amount_pence for band in london.suppliers[0].bands] == [11500, 14000, 28000]
    assert [band.amount_pence for band in scotland.suppliers[0].bands] == [7500, 12000, 24500]
    assert (london.rate_card.floor.hour_pence, scotland.rate_card.floor.hour_pence) == (1480, 1345)
    assert (london.calendar.nation, scotland.calendar.nation) == (Nation.ENGLAND, Nation.SCOTLAND)


def test_without_known_access_nothing_is_booked_and_the_question_stays_open() -> None:
    programme = read(first_estimate(answers(access=Access.NONE_KNOWN), STARTS_ON).document)
    assert programme.suppliers == ()
    assert [each.answer for each in programme.item_answers] == ["not_known"]


def test_one_session_alone_decides_nothing_and_two_do() -> None:
    alone = read(first_estimate(answers(sessions_count=1), STARTS_ON).document)
    two = read(first_estimate(answers(sessions_count=2), STARTS_ON).document)
    assert [session.id for session in alone.sessions] == ["workshop"]
    assert [session.id for session in two.sessions] == ["deciding", "feedback"]


def test_a_small_estimate_opens_as_a_project_that_a_plan_fits() -> None:
    given_ = answers(
        people_count=5, sessions_count=2, hours=Decimal("0.5"), where=Where.ONLINE, access=Access.NONE_KNOWN
    )
    estimate = first_estimate(given_, STARTS_ON)
    programme = read(estimate.document)
    solving = SolveSettings(time_limit_seconds=30, gap=0.01)
    made = make_plan(
        programme, estimate.document, solving, time.monotonic() + 30, lambda progress: None, lambda: False
    )
    assert isinstance(made, Solved), made
    assert broken_rules(programme, made.plan) == ()
    assert price_plan(programme, made.plan).total_pence == made.plan.total_pence
    assert abs(estimate.figure.total_pence / made.plan.total_pence - 1) < 0.05


@pytest.mark.parametrize(
    "wrong",
    [
        {"people_count": 1},
        {"people_count": MOST_PEOPLE + 1},
        {"sessions_count": 0},
        {"sessions_count": MOST_SESSIONS + 1},
        {"hours": Decimal("0.25")},
        {"hours": Decimal("1.3")},
        {"hours": Decimal("8.5")},
        {"where": "somewhere"},
        {"region": "Atlantis"},
    ],
    ids=str,
)
def test_answers_past_their_limits_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        answers(**wrong)


def test_every_choice_has_its_words() -> None:
    kinds: tuple[type[StrEnum], ...] = (Where, Region, Organisation, PayCard, Access)
    assert set(CHOICE_WORDS) == {choice for kind in kinds for choice in kind}
    assert all(CHOICE_WORDS.values())
