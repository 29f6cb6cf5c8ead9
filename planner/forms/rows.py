"""Rows of a part with *add another*: as many as people need, empty ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import FieldList

from planner.domain.programme.draft import new_key
from planner.forms.fields import Offers
from planner.forms.parts import Inner, PartField

MOST_ROWS = 500


class RowsField(FieldList):
    """Rows of a part, with *add another*; empty rows are left out of the document."""

    drawn_as = "rows"
    entries: list[PartField]
    least_most = MOST_ROWS
    """So many rows may be sent at least; as many as are stored, where those are more."""
    has_too_many = False
    """Whether more rows were sent than may be: what is stored is shown then, and nothing is saved."""

    def __init__(
        self,
        form_class: type[Inner],
        label: str,
        hint: str = "",
        *,
        one: str = "another",
        empty_rows: int = 1,
        required: str = "",
        **given: Any,
    ) -> None:
        """`one` is what the button adds ("another venue"); so many empty rows are shown where there is none."""
        super().__init__(PartField(form_class), label, description=hint, max_entries=MOST_ROWS, **given)
        self.one, self.empty_rows, self.required = one, empty_rows, required
        self.offers: Offers = {}
        self.is_pressed = False

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Read the rows sent, or show those there are; rows past the most are an error, never a crash."""
        self.most = max(self.least_most, len(data or []))
        self.max_entries = self.most
        self.has_too_many = False
        if formdata is not None:
            sent_count = len(set(self._extract_indices(self.name, formdata)))
            self.has_too_many = sent_count > self.most
            if self.has_too_many:
                formdata = None
        super().process(formdata, data or [], **given)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """The numbers of the rows sent; what only looks like a number is none."""
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").split("-", 1)[0]
            if name.startswith(f"{prefix}-") and re.fullmatch("[0-9]{1,8}", number):
                yield int(number)

    @property
    def was_pressed(self) -> bool:
        """Whether a button of its own, or one inside a row, sent the form."""
        return self.is_pressed or any(entry.was_pressed for entry in self.entries)

    @property
    def kept(self) -> list[PartField]:
        """The rows with something in them."""
        return [entry for entry in self.entries if not entry.is_blank]

    @property
    def shown(self) -> str:
        """The rows in words, one a line."""
        return "\n".join(entry.shown for entry in self.kept)

    @property
    def is_blank(self) -> bool:
        """Whether every row is empty."""
        return not self.kept

    @property
    def body(self) -> list[Any]:
        """The values of the rows; keys left empty are made of their titles."""
        rows = [entry.body for entry in self.kept]
        for entry, row in zip(self.kept, rows, strict=True):
            if isinstance(row, dict) and "id" in row and not row["id"]:
                taken = [str(other["id"]) for other in rows if other["id"]]
                row["id"] = new_key(str(row.get(entry.form.titled_by) or ""), taken)
        return rows

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Read every row that is not empty."""
        self.errors = [self.required] if self.required and not self.kept else []
        if self.has_too_many:
            self.errors.append(f"Enter at most {self.most} rows")
        held = [entry.validate(form) for entry in self.kept]
        return all(held) and not self.errors

    def add(self) -> None:
        """Add an empty row, unless there are as many as there may be."""
        if len(self.entries) < MOST_ROWS:
            self.append_entry().offer(self.offers)

    def fill(self) -> bool:
        """Do what a button beside the rows asks for; says whether there is one. Rows here have none."""
        return False

    def remove(self, number: int) -> None:
        """Remove the row whose name ends in `number`; the rows after it move up, as they do when they are sent."""
        self.entries = [entry for entry in self.entries if entry.name != f"{self.name}-{number}"]
        self._compact_indices()

    def offer(self, offers: Offers) -> None:
        """Hand the lists to every row, after adding the empty ones; rows added later get them too."""
        self.offers = offers
        while not self.entries and len(self.entries) < self.empty_rows:
            self.append_entry()
        for entry in self.entries:
            entry.offer(offers)

    def take(self, steps: Sequence[str | int], message: str) -> bool:
        """Hand a problem to the row it is about; one about the whole stays here."""
        if steps and isinstance(steps[0], int) and steps[0] < len(self.kept):
            return self.kept[steps[0]].take(steps[1:], message)
        self.errors = [*self.errors, message]
        return True

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Those of the whole, then those of the rows."""
        own = [(self.id, str(error)) for error in self.errors if isinstance(error, str)]
        return own + [each for entry in self.kept for each in entry.problems]
