"""Fields for a week: opening hours day by day, and weekdays with times chosen from the project's weekly pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from planner.domain.terms import WEEKDAYS
from planner.forms.choices import ChecksField, ChoiceField, TicksField
from planner.forms.fields import ClockField, Offers
from planner.forms.parts import Inner, PartField, problems_of
from planner.forms.rows import RowsField
from planner.forms.values import show_clock

WEEKDAY_CHOICES = tuple((str(day), day.capitalize()) for day in WEEKDAYS)


class OpeningRow(Inner):
    """Hours on one weekday."""

    weekday = ChoiceField("Day", choices=WEEKDAY_CHOICES, required="Choose a day", as_radios=False)
    opens = ClockField("Opens", "", required="Enter when it opens, for example 9am")
    closes = ClockField("Closes", "", required="Enter when it closes, for example 9:30pm")
    blank_without: ClassVar[tuple[str, ...]] = ("opens", "closes")

    @property
    def day(self) -> str:
        """The weekday in words, where the row has one."""
        return dict(WEEKDAY_CHOICES).get(self.weekday.written, "")


class HoursFiller(Inner):
    """The same hours for several days at once."""

    opens = ClockField("Opens", "", required="Enter when it opens, for example 9am")
    closes = ClockField("Closes", "", required="Enter when it closes, for example 9:30pm")
    days = ChecksField("Days", choices=WEEKDAY_CHOICES, required="Tick the days that have these hours")


class OpeningsField(RowsField):
    """Opening hours: a line for every weekday, more where a day has two; a day without hours is closed.

    `filler` gives the same hours to several days: by its own button, or when the form is saved with something in it.
    """

    drawn_as = "week"
    filler: HoursFiller

    def __init__(self, label: str, hint: str = "", **given: Any) -> None:
        """As other rows."""
        super().__init__(OpeningRow, label, hint, one="more hours on one of the days", **given)

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Read the lines, and the hours for several days beside them."""
        super().process(formdata, data, **given)
        self.filler = HoursFiller(formdata=formdata, prefix=f"{self.name}_fill-")

    def offer(self, offers: Offers) -> None:
        """Give every weekday that has no line an empty one."""
        there = {entry.form.weekday.written for entry in self.entries}
        for day in WEEKDAYS:
            if str(day) not in there and len(self.entries) < self.max_entries:
                self.append_entry({"weekday": str(day)})
        super().offer(offers)

    @property
    def through_the_week(self) -> list[PartField]:
        """The lines from Monday on, as they are drawn; lines without a day come last."""
        order = [key for key, _ in WEEKDAY_CHOICES]
        return sorted(
            self.entries,
            key=lambda entry: order.index(str(entry.form.weekday.written)) if entry.form.day else len(order),
        )

    @property
    def shown(self) -> str:
        """The days with their hours, one a line."""
        kept = [entry for entry in self.through_the_week if not entry.is_blank]
        return "\n".join(
            f"{entry.form.day}: {entry.form.opens.shown} to {entry.form.closes.shown}" for entry in kept
        )

    def fill(self) -> bool:
        """Give the days that are ticked the hours beside them, unless they have them already."""
        if not self.filler.validate():
            return True
        hours = {"opens": self.filler.opens.data, "closes": self.filler.closes.data}
        for day in self.filler.days.body:
            given = {"weekday": day, **hours}
            own = [entry for entry in self.entries if entry.form.weekday.data == day]
            if any(entry.form.body == given for entry in own):
                continue
            empty = next((entry for entry in own if entry.is_blank), None)
            if empty is not None:
                empty.process(None, given)
            elif len(self.entries) < self.max_entries:
                self.append_entry(given).offer(self.offers)
        self.filler = HoursFiller(prefix=f"{self.name}_fill-")
        return True

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Read the lines, after filling in hours for several days that were left beside them."""
        if not self.filler.is_blank:
            self.fill()
        return bool(super().validate(form, extra_validators)) and not problems_of(self.filler)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Those of the lines, then those of the hours for several days."""
        own = [(self.id, str(error)) for error in self.errors if isinstance(error, str)]
        lines = [(at, about(entry.form.day, words)) for entry in self.kept for at, words in entry.problems]
        return [*own, *lines, *problems_of(self.filler)]


def about(what: str, words: str) -> str:
    """An instruction with what it is about before it, for a summary of many: "Monday: enter when it opens"."""
    return f"{what}: {words[:1].lower()}{words[1:]}" if what else words


class StartsField(TicksField):
    """Weekdays and times, ticked among those of the project's weekly pattern."""

    def __init__(self, label: str, hint: str = "", **given: Any) -> None:
        """As other tick boxes."""
        super().__init__(label, hint, offered="weekly_starts", **given)

    def process_data(self, value: Any) -> None:
        """Take the weekdays and times of the document."""
        super().process_data([f"{each['weekday']} {each['at']}" for each in value or []])

    def offer(self, offers: Offers) -> None:
        """Take the weekly pattern; what is ticked already stays on it, in words."""
        super().offer(offers)
        known = dict(offers.get("weekly_starts", []))
        self.choices = [
            (one, known.get(one) or f"{in_words(one)} (no longer offered)") for one, _ in self.choices
        ]

    @property
    def body(self) -> list[Any]:
        """The weekdays and times for the document."""
        return [{"weekday": day, "at": at} for day, _, at in (one.partition(" ") for one in self.data or [])]

    @property
    def shown(self) -> str:
        """What is ticked, in words."""
        return ", ".join(dict(self.choices).get(one, in_words(one)) for one in self.data or [])


def in_words(start: str) -> str:
    """A weekday and time in words: "monday 10:30" is "Monday 10:30am"; what is neither stays as it is."""
    day, _, at = start.partition(" ")
    is_time = len(at) == 5 and at.replace(":", "").isascii() and at.replace(":", "").isdigit()
    return f"{day.capitalize()} {show_clock(at)}" if is_time else start
