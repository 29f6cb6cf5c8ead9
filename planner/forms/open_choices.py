"""Fields to choose from that take something new as well: a list, and beside it room for one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.forms import values
from planner.forms.choices import ChecksField, ChoiceField
from planner.forms.fields import Offers


def words_of_key(key: str) -> str:
    """A key in words: "youth_work" is "youth work"."""
    return key.replace("_", " ")


class OpenChoiceField(ChoiceField):
    """One of a list, or one's own words: a drop-down and a line of text of the same name, of which the text counts first."""

    drawn_as = "open_select"

    def __init__(
        self, label: str, hint: str = "", *, own: str = "Or in your own words", **given: Any
    ) -> None:
        """`own` is the label of the line of text."""
        super().__init__(label, hint, **{"as_radios": False, **given})
        self.own = own
        self.own_written = ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the line of text, or what is chosen where that is empty."""
        super().process_formdata([text for text in valuelist if text.strip()][-1:])

    def offer(self, offers: Offers) -> None:
        """Take the list; what was just written stays where it was written, what is stored joins the list."""
        if self.offered:
            self.choices = list(offers.get(self.offered, []))
        chosen = self.written
        if chosen and chosen not in dict(self.choices):
            if self.raw_data:
                self.own_written = chosen
            else:
                self.choices.append((chosen, words_of_key(chosen)))

    def read(self, written: str) -> Any:
        """Read a choice or words of one's own."""
        return self.read_as(written) if written in dict(self.choices) else super().read(written)

    @property
    def written(self) -> str:
        """What counts of what was sent, or the value."""
        if self.raw_data:
            return values.fit(next((text.strip() for text in reversed(self.raw_data) if text.strip()), ""))
        return super().written

    @property
    def shown(self) -> str:
        """What is chosen or written, in words."""
        return dict(self.choices).get(self.written, words_of_key(self.written))


class OpenChecksField(ChecksField):
    """Any number of a list, and one more in one's own words: tick boxes and a line of text of the same name."""

    drawn_as = "open_checks"

    def __init__(self, label: str, hint: str = "", *, own: str = "Another one", **given: Any) -> None:
        """`own` is the label of the line of text."""
        super().__init__(label, hint, **given)
        self.own = own

    def offer(self, offers: Offers) -> None:
        """Take the list; what was added to it in one's own words joins it."""
        if self.offered:
            self.choices = list(offers.get(self.offered, []))
        known = dict(self.choices)
        self.choices += [(one, words_of_key(one)) for one in self.body if one not in known]


class GroupedChecksField(ChecksField):
    """Any number of a long list in groups ("Venue: Quiet room"): what is ticked stands first, the rest behind its label."""

    drawn_as = "grouped_checks"

    @property
    def ticked(self) -> list[tuple[int, str, str]]:
        """Number in the list, value and words of what is ticked."""
        return [each for each in self._numbered if each[1] in self.body]

    @property
    def groups(self) -> list[tuple[str, list[tuple[int, str, str]]]]:
        """What is not ticked by the words before the colon: number in the list, value and the rest of the words."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for number, value, words in self._numbered:
            if value not in self.body:
                group, _, rest = words.rpartition(": ")
                found.setdefault(group, []).append((number, value, rest))
        return list(found.items())

    @property
    def _numbered(self) -> list[tuple[int, str, str]]:
        return [(number, value, words) for number, (value, words) in enumerate(self.choices, start=1)]
