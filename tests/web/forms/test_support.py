"""Suppliers as they are entered: every example comes through its pages unchanged, and can be entered from nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.forms.support import SUPPLIERS
from tests.web.forms.round_trip import EXAMPLES, check_entered, check_unchanged, uncovered


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_suppliers_unchanged_leaves_the_document_as_it_was(app: Flask, name: str) -> None:
    check_unchanged(app, SUPPLIERS, name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_suppliers_can_be_entered_from_nothing(app: Flask, name: str) -> None:
    check_entered(app, SUPPLIERS, name)


def test_every_field_of_a_supplier_has_a_page() -> None:
    assert uncovered(SUPPLIERS) == set()
