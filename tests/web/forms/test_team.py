"""The team as it is entered: every example comes through its pages unchanged, and can be entered from nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.forms.team import STAFF
from tests.web.forms.round_trip import EXAMPLES, check_entered, check_unchanged, uncovered


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_the_team_unchanged_leaves_the_document_as_it_was(app: Flask, name: str) -> None:
    check_unchanged(app, STAFF, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_team_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    check_entered(app, STAFF, name)


def test_every_field_of_a_member_of_the_team_has_a_page() -> None:
    assert uncovered(STAFF) == set()
