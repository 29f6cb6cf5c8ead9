"""Fields: each reads what people write into a plain value of the programme document (`body`), and shows it again as written.

A field is drawn by the macro of `templates/inputs/fields.html` that its `drawn_as` names. `blank` is the body of an empty field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field

from planner.forms import values

Choice = tuple[str, str]
Offers = dict[str, list[Choice]]
"""Lists to choose from that depend on the project, by name: areas, groups, sessions ..."""


class BodyField(Field):
    """What all fields share: one text in, one plain value out, an instruction where it cannot be read."""

    drawn_as = "text"
    blank: Any = None

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        required: str = "",
        blank: Any = ...,
        prefix: str = "",
        suffix: str = "",
        width: str = "",
        **given: Any,
    ) -> None:
        """`required` is the instruction shown where the field is left empty; `width` one of GOV.UK's input widths."""
        super().__init__(label, description=hint, **given)
        self.required = required
        self.before, self.after, self.width = prefix, suffix, width
        if blank is not ...:
            self.blank = blank

    def read(self, written: str) -> Any:
        """Give the value of what was written; raises `ValueError` with an instruction."""
        return values.read_text(written)

    def show(self, value: Any) -> str:
        """Give the text of a value."""
        return str(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was sent."""
        self.data = None
        written = valuelist[0] if valuelist else ""
        if written.strip():
            self.data = self.read(written)
        elif self.required:
            raise ValueError(self.required)

    @property
    def written(self) -> str:
        """The text in the field: as it was sent, or the value as it is shown."""
        if self.raw_data:
            return values.fit(str(self.raw_data[0]))
        return "" if self.data is None else self.show(self.data)

    @property
    def body(self) -> Any:
        """The value for the document."""
        return self.blank if self.data is None else self.data

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in the field."""
        return not self.written.strip()

    @property
    def shown(self) -> str:
        """The value in words, for summaries; empty where there is none."""
        words = "" if self.data is None else self.show(self.data)
        return (
            f"{self.before}{words}{' ' if self.after and self.after != '%' else ''}{self.after}"
            if words
            else ""
        )

    def offer(self, offers: Offers) -> None:
        """Take the lists to choose from that depend on the project."""

    def take(self, steps: Sequence[str | int], message: str) -> bool:
        """Take a problem found in this field's value; says whether it was taken."""
        self.errors: Sequence[str] = (*self.errors, message)
        return True

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The id to jump to and the words, for each problem."""
        return [(self.id, str(error)) for error in self.errors]


class TextField(BodyField):
    """One line of text; empty is an empty text."""

    blank = ""


class WordsField(TextField):
    """Several lines of text."""

    drawn_as = "words"


class KeyField(BodyField):
    """The reference by which documents and downloads name an entry; left empty, one is made of its title."""

    drawn_as = "key"
    is_settled = False
    """Whether other answers may name the entry by it already: then it is shown, and not asked for."""

    def settle(self, key: str) -> None:
        """Keep the reference as it is, whatever was sent."""
        self.is_settled, self.data, self.raw_data = True, key, None
        self.process_errors: list[str] = []


class CountField(BodyField):
    """A whole number."""

    def __init__(self, label: str, hint: str = "", *, width: str = "4", **given: Any) -> None:
        """As other fields, but narrow."""
        super().__init__(label, hint, width=width, **given)

    def read(self, written: str) -> int:
        """Read a whole number."""
        return values.read_count(written)


class MoneyField(BodyField):
    """An amount in pounds; its value is whole pence."""

    def __init__(self, label: str, hint: str = "", **given: Any) -> None:
        """As other fields, with the pound sign before it."""
        super().__init__(label, hint, **{"prefix": "£", "width": "5", **given})

    def read(self, written: str) -> int:
        """Read pounds."""
        return values.read_pence(written)

    def show(self, value: Any) -> str:
        """Show pounds."""
        return values.show_pence(value)


class DecimalField(BodyField):
    """A number with a point, such as a percentage kept as it is."""

    def __init__(self, label: str, hint: str = "", *, width: str = "4", **given: Any) -> None:
        """As other fields, but narrow."""
        super().__init__(label, hint, width=width, **given)

    def read(self, written: str) -> float:
        """Read a number; a per cent sign after it is taken where the field has one."""
        text = written.strip()
        return values.read_decimal(text.removesuffix("%") if self.after == "%" else text)

    def show(self, value: Any) -> str:
        """Show a number."""
        return values.show_decimal(value)


class ShareField(BodyField):
    """A percentage; its value is a part of one."""

    def __init__(self, label: str, hint: str = "", **given: Any) -> None:
        """As other fields, with the per cent sign after it."""
        super().__init__(label, hint, **{"suffix": "%", "width": "4", **given})

    def read(self, written: str) -> float:
        """Read a percentage."""
        return values.read_share(written)

    def show(self, value: Any) -> str:
        """Show a percentage."""
        return values.show_share(value)


class MinutesField(BodyField):
    """A length of time, in words; its value is minutes."""

    def __init__(self, label: str, hint: str = "For example 2 hours 30 minutes", **given: Any) -> None:
        """As other fields, as wide as the words need."""
        super().__init__(label, hint, **{"width": "20", **given})

    def read(self, written: str) -> int:
        """Read a length of time."""
        return values.read_minutes(written)

    def show(self, value: Any) -> str:
        """Show a length of time."""
        return values.show_minutes(value)


class ClockField(BodyField):
    """A time of day."""

    def __init__(self, label: str, hint: str = "For example 2pm or 14:00", **given: Any) -> None:
        """As other fields, but narrow."""
        super().__init__(label, hint, **{"width": "5", **given})

    def read(self, written: str) -> str:
        """Read a time of day."""
        return values.read_clock(written)

    def show(self, value: Any) -> str:
        """Show a time of day."""
        return values.show_clock(value)


class DayField(BodyField):
    """A date in three fields: NAME-day, NAME-month, NAME-year."""

    drawn_as = "day"
    parts: tuple[str, str, str] = ("", "", "")

    def __init__(self, label: str, hint: str = "For example 24 9 2026", **given: Any) -> None:
        """As other fields."""
        super().__init__(label, hint, **given)

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Gather the three fields into one text before reading it."""
        names = [f"{self.name}-{part}" for part in ("day", "month", "year")]
        super().process(None, data, **given)
        if formdata is not None and any(name in formdata for name in names):
            day, month, year = (values.fit(formdata.get(name, "")) for name in names)
            self.parts = (day, month, year)
            self.raw_data = [" ".join(self.parts)]
            self.data = None
            try:
                if not self.is_blank:
                    self.data = values.read_day(*self.parts)
                elif self.required:
                    raise ValueError(self.required)
            except ValueError as problem:
                self.process_errors = [str(problem)]
        elif self.data:
            year, month, day = str(self.data).split("-")
            self.parts = (str(int(day)), str(int(month)), year)

    @property
    def shown(self) -> str:
        """The date in words: 24 September 2026."""
        if not self.data:
            return ""
        year, month, day = str(self.data).split("-")
        return f"{int(day)} {values.MONTHS[int(month) - 1].capitalize()} {year}"

    @property
    def problems(self) -> list[tuple[str, str]]:
        """As other fields; jumps to the day."""
        return [(f"{self.id}-day", str(error)) for error in self.errors]


class MomentField(BodyField):
    """A date and a time of day: NAME as "24 9 2026 2pm"."""

    def __init__(self, label: str, hint: str = "For example 24 9 2026 2pm", **given: Any) -> None:
        """As other fields, as wide as date and time need."""
        super().__init__(label, hint, **{"width": "20", **given})

    def read(self, written: str) -> str:
        """Read a date and a time of day."""
        parts = written.replace(",", " ").split(maxsplit=3)
        if len(parts) != 4:
            raise ValueError("Enter a date and a time, for example 24 9 2026 2pm")
        return f"{values.read_day(*parts[:3])}T{values.read_clock(parts[3])}:00"

    def show(self, value: Any) -> str:
        """Show a date and a time of day."""
        day, _, clock = str(value).partition("T")
        year, month, number = day.split("-")
        return f"{int(number)} {int(month)} {year} {values.show_clock(clock)}"
