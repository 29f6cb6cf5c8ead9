"""From signing in to a first estimate, and on to a project, in each way of working: how many acts, and how long they take."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import WAYS, Place
from tests.journeys.hands import Hands
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser

TYPED = {
    "How many people might take part?": "16",
    "How many sessions?": "6",
    "How many hours is a session?": "2.5",
}
CHOSEN = {"How do people join?": 0, "What kind of organisation are you?": 1}
REGION = "In which part of the country?"
MOST_SECONDS = 180
SECONDS_FOR = {"clicks": 4.0, "choices": 8.0, "texts": 8.0, "keys": 0.6, "letters": 0.4}
"""What an act takes somebody who does this for the first time: to read, to find the place, and to do it."""


@pytest.mark.parametrize("way", WAYS)
def test_a_first_estimate_takes_under_three_minutes_from_signing_in(place: Place, way: str) -> None:
    hands = place.hands(way)
    sign_in(hands)
    hands.follow("Make a first estimate")
    answer_eight_questions(hands)
    hands.press("Work out an estimate")
    figure = hands.page.locator("#estimate").inner_text()
    assert re.fullmatch(r"Roughly £[0-9]{1,3}(,[0-9]{3})*", figure)
    seconds = sum(SECONDS_FOR[kind] * count for kind, count in hands.acts.items())
    assert seconds < MOST_SECONDS, f"{dict(hands.acts)}: {seconds:.0f} seconds"
    hands.press("Open as a project")
    assert "The estimate is a project now" in hands.page.inner_text("main")
    assert hands.page.locator('[id="sessions-status"]').inner_text() == "Done"


def answer_eight_questions(hands: Hands) -> None:
    """Type three numbers, choose the rest; the last two stand as they are offered."""
    for label, text in TYPED.items():
        hands.type(hands.labelled(label), text)
    controls = hands.controls()
    for control in controls:
        if control.label == REGION:
            hands.choose(control, control.options[3][1])
    for legend, number in CHOSEN.items():
        group = hands.page.get_by_role("group", name=legend)
        hands.pick(hands.control_at(group.get_by_role("radio").nth(number)))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_missing_in_the_answers_is_said_and_nothing_is_lost(place: Place, way: str) -> None:
    hands = place.hands(way)
    sign_in(hands)
    hands.follow("Make a first estimate")
    hands.type(hands.labelled("How many sessions?"), "six")
    hands.press("Work out an estimate")
    summary = hands.page.locator(".govuk-error-summary").inner_text()
    assert "Enter a whole number, for example 12" in summary
    assert "Enter how many people might take part, for example 16" in summary
    assert hands.labelled("How many sessions?").value == "six"
    answer_eight_questions(hands)
    hands.press("Work out an estimate")
    assert hands.page.locator("#estimate").is_visible()
