"""Fields to choose from: one of a list, yes or no, any number of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from planner.forms import values
from planner.forms.fields import BodyField, Choice, Offers


class ChoiceField(BodyField):
    """One of a list: radios where there are few, else a drop-down. `choices` are fixed, or named by `offered`."""

    drawn_as = "select"

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        choices: Sequence[Choice] = (),
        offered: str = "",
        read_as: Callable[[str], Any] = str,
        show_as: Callable[[Any], str] = str,
        as_radios: bool | None = None,
        is_strict: bool = False,
        **given: Any,
    ) -> None:
        """`is_strict`: nothing but what is offered, though it may have been stored before.

        `read_as` and `show_as` turn a choice into the document's value and back (such as yes and no).
        """
        super().__init__(label, hint, **given)
        self.choices, self.offered, self.is_strict = list(choices), offered, is_strict
        self.read_as, self.show_as = read_as, show_as
        if as_radios if as_radios is not None else (bool(choices) and len(choices) <= 5):
            self.drawn_as = "radios"

    def offer(self, offers: Offers) -> None:
        """Take the list this field is named after; what is chosen already stays on it."""
        if self.offered:
            self.choices = list(offers.get(self.offered, []))
        chosen = self.written
        if chosen and chosen not in dict(self.choices):
            if self.raw_data and (not self.offered or self.is_strict):
                self.process_errors = ["Choose one from the list"]
                self.data = None
                return
            self.choices.append((chosen, f"{chosen} (no longer there)"))

    def read(self, written: str) -> Any:
        """Read a choice."""
        text = values.read_text(written)
        return self.read_as(text) if not self.choices or self.offered or text in dict(self.choices) else text

    def show(self, value: Any) -> str:
        """Show a choice."""
        return self.show_as(value)

    @property
    def shown(self) -> str:
        """What is chosen, in the words of the list."""
        return dict(self.choices).get(self.written, self.written)

    @property
    def is_inline(self) -> bool:
        """Whether its radios stand in one line: few, with few words."""
        return len(self.choices) <= 3 and sum(len(words) for _, words in self.choices) <= 50

    @property
    def shown_choices(self) -> list[Choice]:
        """What to choose from; a drop-down that may be left empty starts with an empty line."""
        if self.drawn_as == "radios":
            return self.choices
        return [("", "Choose" if self.required else "–"), *self.choices]


def yes_or_no(label: str, hint: str = "", **given: Any) -> ChoiceField:
    """Give a field for yes or no; its value is true or false, false where it is left empty."""
    made: ChoiceField = ChoiceField(
        label,
        hint,
        **{
            "choices": (("yes", "Yes"), ("no", "No")),
            "read_as": lambda text: text == "yes",
            "show_as": lambda value: "yes" if value else "no",
            "blank": False,
            **given,
        },
    )
    return made


class TicksField(BodyField):
    """Any number of a list, as tick boxes; what is ticked keeps the order it had, new ones follow in the list's order."""

    drawn_as = "checks"

    def __init__(
        self, label: str, hint: str = "", *, choices: Sequence[Choice] = (), offered: str = "", **given: Any
    ) -> None:
        """`choices` are fixed, or named by `offered`."""
        super().__init__(label, hint, **given)
        self.choices, self.offered = list(choices), offered
        self.kept: list[str] = []

    def process_data(self, value: Any) -> None:
        """Remember what was chosen before, and its order."""
        self.data = list(value or [])
        self.kept = list(self.data)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read which boxes are ticked; the field says by a hidden empty value that it was on the form."""
        if not valuelist:
            return
        ticked = [values.read_text(one) for one in valuelist if one]
        self.data = [one for one in self.kept if one in ticked]
        self.data += [one for one in dict.fromkeys(ticked) if one not in self.data]
        if not self.data and self.required:
            raise ValueError(self.required)

    def offer(self, offers: Offers) -> None:
        """Take the list this field is named after; what is ticked already stays on it."""
        if self.offered:
            self.choices = list(offers.get(self.offered, []))
        known = dict(self.choices)
        unknown = [one for one in self.data or [] if one not in known]
        if unknown and not self.offered and self.raw_data:
            self.process_errors = ["Choose only from the list"]
            self.data = [one for one in self.checked if one in known]
            return
        self.choices += [(one, f"{one} (no longer there)") for one in unknown]

    @property
    def written(self) -> str:
        """What is ticked, joined."""
        return " ".join(self.data or [])

    @property
    def checked(self) -> list[str]:
        """The boxes that are ticked."""
        return list(self.data or [])

    @property
    def body(self) -> list[Any]:
        """What is ticked, for the document."""
        return list(self.data or [])

    @property
    def is_long(self) -> bool:
        """Whether the list stands in columns."""
        return len(self.choices) > 8

    @property
    def shown(self) -> str:
        """What is ticked, in the words of the list."""
        known = dict(self.choices)
        return ", ".join(known.get(one, one) for one in self.checked)


class ChecksField(TicksField):
    """Tick boxes whose values are what the document has."""

    @property
    def body(self) -> list[str]:
        """What is ticked."""
        return self.checked
