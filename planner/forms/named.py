"""Choices that are made once: what is known by them keeps them."""

from __future__ import annotations

from typing import Any

from planner.forms.choices import ChoiceField
from planner.forms.fields import Offers


class ChosenOnceField(ChoiceField):
    """A choice by which an entry is known: made when the entry is added, and told afterwards."""

    def __init__(self, label: str, hint: str = "", **given: Any) -> None:
        """As other choices from a list of the project's own."""
        super().__init__(label, hint, as_radios=False, **given)
        self.chosen_before = ""

    def process_data(self, value: Any) -> None:
        """Remember what was chosen when the entry was added."""
        super().process_data(value)
        self.chosen_before = str(value or "")
        self.drawn_as = "told" if self.chosen_before else "select"

    def offer(self, offers: Offers) -> None:
        """Take the list; what was chosen when the entry was added stays."""
        if self.chosen_before:
            self.data, self.raw_data, self.process_errors = self.chosen_before, None, []
        super().offer(offers)
