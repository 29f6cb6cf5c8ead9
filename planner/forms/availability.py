"""When people are free: a pattern, then a grid of the week that says for each part of a day what is different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms.utils import unset_value

from planner.domain.programme.draft import Body
from planner.domain.terms import WEEKDAYS, DayPart
from planner.forms import values
from planner.forms.choices import ChoiceField
from planner.forms.fields import BodyField, Choice, ClockField
from planner.forms.parts import Inner

PRESETS = (
    ("any_time", "Any time"),
    ("working_hours", "Working hours: Monday to Friday, 9am to 5:30pm"),
    ("weekdays_10_to_3", "Weekdays 10am to 3pm"),
    ("school_hours", "School hours: Monday to Friday, 9:30am to 2:30pm"),
    ("evenings", "Evenings: Monday to Friday, 5:30pm to 9:30pm"),
    ("early_evenings", "After school: Monday to Friday, 4pm to 7:30pm"),
    ("weekends", "Weekends: Saturday and Sunday, 9am to 6pm"),
    ("none", "Only what the table says"),
)
"""The patterns of the schema, in words."""

Slot = tuple[str, str]
"""A weekday and a part of the day."""

SLOTS: tuple[Slot, ...] = tuple((day.value, part.value) for day in WEEKDAYS for part in DayPart)


@dataclass(frozen=True)
class Cell:
    """One input of the grid, as it is drawn: its label in words, and what to choose from for one person."""

    id: str
    name: str
    label: str
    part: str
    written: str
    choices: tuple[Choice, ...]
    is_wrong: bool


class CellsField(BodyField):
    """The grid: NAME-monday-morning is how many are free then; empty means as the pattern says.

    Its value keeps the order it had; cells that are new follow in the order of the week.
    """

    drawn_as = "grid"

    def __init__(self, label: str, hint: str = "", *, is_one_person: bool = False, **given: Any) -> None:
        """`is_one_person`: a choice of yes and no in each cell instead of a number."""
        super().__init__(label, hint, **given)
        self.is_one_person = is_one_person
        self.texts: dict[Slot, str] = {}
        self.found: list[tuple[Slot | None, str]] = []

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the cells there are, then those that were sent."""
        super().process(None, data, extra_filters)
        kept = {slot_of(cell): int(cell["free_count"]) for cell in self.data or []}
        names = {slot: f"{self.name}-{slot[0]}-{slot[1]}" for slot in SLOTS}
        if formdata is None or not any(name in formdata for name in names.values()):
            self.texts = {slot: str(count) for slot, count in kept.items()}
            self.data = cells_of(kept)
            return
        self.texts = {slot: values.fit(formdata.get(name, "").strip()) for slot, name in names.items()}
        sent = self._read_all()
        order = [slot for slot in kept if slot in sent] + [slot for slot in SLOTS if slot in sent]
        self.data = cells_of({slot: sent[slot] for slot in order})
        self.process_errors = [words for _, words in self.found]

    def _read_all(self) -> dict[Slot, int]:
        sent: dict[Slot, int] = {}
        for slot, text in self.texts.items():
            try:
                if text:
                    sent[slot] = values.read_count(text)
            except ValueError as problem:
                self.found.append((slot, f"{words_of_slot(slot)}: {_lower_first(str(problem))}"))
        return sent

    @property
    def written(self) -> str:
        """The cells in one text."""
        return " ".join(text for text in self.texts.values() if text)

    @property
    def body(self) -> list[Body]:
        """The cells in which something stands."""
        return [dict(cell) for cell in self.data or []]

    @property
    def shown(self) -> str:
        """The cells in words, a day after the other."""
        days: dict[str, list[str]] = {}
        for cell in sorted(self.body, key=lambda cell: SLOTS.index(slot_of(cell))):
            days.setdefault(str(cell["weekday"]), []).append(
                f"{cell['part']} {self._words_of_count(int(cell['free_count']))}"
            )
        return "; ".join(f"{day.capitalize()} {', '.join(parts)}" for day, parts in days.items())

    def _words_of_count(self, count: int) -> str:
        return str(count) if not self.is_one_person else ("yes" if count else "no")

    @property
    def rows(self) -> list[tuple[str, list[Cell]]]:
        """The grid as it is drawn: each weekday with its cells."""
        return [
            (day.value.capitalize(), [self._cell((day.value, part.value)) for part in DayPart])
            for day in WEEKDAYS
        ]

    def _cell(self, slot: Slot) -> Cell:
        written = self.texts.get(slot, "")
        free = written if written not in ("", "0") else "1"
        return Cell(
            id=f"{self.id}-{slot[0]}-{slot[1]}",
            name=f"{self.name}-{slot[0]}-{slot[1]}",
            label=words_of_slot(slot),
            part=slot[1].capitalize(),
            written=written,
            choices=(("", "–"), (free, "Yes"), ("0", "No")) if self.is_one_person else (),
            is_wrong=any(slot == found for found, _ in self.found),
        )

    def take(self, steps: Sequence[str | int], message: str) -> bool:
        """Take a problem of one cell, or of the whole."""
        number = steps[0] if steps else None
        slot = slot_of(self.body[number]) if isinstance(number, int) and number < len(self.body) else None
        words = f"{words_of_slot(slot)}: {_lower_first(message)}" if slot else message
        self.found.append((slot, words))
        self.errors: Sequence[str] = (*self.errors, words)
        return True

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The cell to jump to and the words, for each problem."""
        ids = {words: f"{self.id}-{slot[0]}-{slot[1]}" for slot, words in self.found if slot}
        return [(ids.get(str(error), str(self.id)), str(error)) for error in self.errors]


def slot_of(cell: Mapping[str, Any]) -> Slot:
    """The weekday and the part of the day of a cell."""
    return str(cell["weekday"]), str(cell["part"])


def cells_of(counts: Mapping[Slot, int]) -> list[Body]:
    """Cells as the document has them, from how many are free in each."""
    return [{"weekday": day, "part": part, "free_count": count} for (day, part), count in counts.items()]


def words_of_slot(slot: Slot) -> str:
    """A weekday and a part of the day in words: "Monday morning"."""
    return f"{slot[0].capitalize()} {slot[1]}"


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


class WhenForm(Inner):
    """What groups and staff are asked alike; the forms below put it in their own words."""

    @property
    def words(self) -> str:
        """The pattern, its limits and what is different, a line each."""
        first, last = self["earliest"].shown, self["latest"].shown
        limits = [f"not before {first}" if first else "", f"not after {last}" if last else ""]
        pattern = ", ".join([str(self["preset"].shown), *(limit for limit in limits if limit)])
        return "\n".join(line for line in (pattern, str(self["cells"].shown)) if line)


class AvailabilityForm(WhenForm):
    """When the people of a group are free."""

    preset = ChoiceField(
        "Which pattern fits most of them?",
        "Everybody counts as free in the pattern, and nobody outside it. Say below what is different.",
        choices=PRESETS,
        default="any_time",
        blank="any_time",
        as_radios=False,
    )
    earliest = ClockField(
        "Nobody can start before", "For example 10am. Leave empty to keep the pattern’s times."
    )
    latest = ClockField(
        "Nobody can stay after", "For example 7pm. Make this later than the pattern to count evenings below."
    )
    cells = CellsField(
        "How many are free?",
        "Fill in only what differs from the pattern: 0 means nobody, an empty cell means as the pattern says. "
        "Afternoons begin at 12:30pm and evenings at 5:30pm.",
    )


class StaffAvailabilityForm(WhenForm):
    """When one member of staff is free."""

    preset = ChoiceField(
        "Which pattern fits best?",
        "Say below what is different.",
        choices=PRESETS,
        default="any_time",
        blank="any_time",
        as_radios=False,
    )
    earliest = ClockField("Not before", "For example 8:30am. Leave empty to keep the pattern’s times.")
    latest = ClockField(
        "Not after", "For example 8:30pm. Make this later than the pattern to count evenings below."
    )
    cells = CellsField(
        "Are they free?",
        "Choose only where it differs from the pattern. Afternoons begin at 12:30pm and evenings at 5:30pm.",
        is_one_person=True,
    )
