"""Fields that name something in plain words: with suggestions from what the project has, or for good once chosen."""

from __future__ import annotations

from typing import Any

from planner.forms.choices import ChoiceField
from planner.forms.fields import Choice, Offers, TextField


class SuggestField(TextField):
    """A word of the project's own, such as a skill: those it has already are suggested, any other may be written.

    Where the words of a suggestion are written, the value is its key: "plain language" is "plain_language".
    """

    drawn_as = "suggest"

    def __init__(self, label: str, hint: str = "", *, offered: str, **given: Any) -> None:
        """`offered` names the list of suggestions."""
        super().__init__(label, hint, **given)
        self.offered = offered
        self.suggestions: list[Choice] = []

    def show(self, value: Any) -> str:
        """Show a key in words."""
        return str(value).replace("_", " ")

    def offer(self, offers: Offers) -> None:
        """Take the suggestions; what was written stands for the key with those words."""
        self.suggestions = offers.get(self.offered, [])
        keys = [key for key, _ in self.suggestions]
        if isinstance(self.object_data, str):
            keys.insert(0, self.object_data)
        if self.raw_data and isinstance(self.data, str):
            written = self.data
            self.data = next((key for key in keys if self.show(key).strip() == written), written)

    @property
    def shown_suggestions(self) -> list[str]:
        """The suggestions in words."""
        return [self.show(key) for key, _ in self.suggestions]


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
