"""Rows that can be added ready filled in, chosen from a list of common ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.programme.draft import Body
from planner.forms.parts import Inner
from planner.forms.rows import MOST_ROWS, RowsField


@dataclass(frozen=True)
class Ready:
    """A row that many need: the words to choose it by, and its values."""

    key: str
    words: str
    row: Body


class ReadyRowsField(RowsField):
    """Rows with *add*, where a drop-down says what is added: one of the common rows, or an empty one.

    The drop-down is NAME-ready; it is no part of the value.
    """

    def __init__(
        self,
        form_class: type[Inner],
        label: str,
        hint: str = "",
        *,
        ready: Sequence[Ready],
        ready_label: str,
        **given: Any,
    ) -> None:
        """`ready` are the rows there are to choose from, `ready_label` the label of the drop-down."""
        super().__init__(form_class, label, hint, **given)
        self.ready, self.ready_label = tuple(ready), ready_label
        self.wanted = ""

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Remember what is to be added, and read the rows."""
        self.wanted = formdata.get(f"{self.name}-ready", "") if formdata is not None else ""
        super().process(formdata, data, **given)

    def add(self) -> None:
        """Add the row chosen in the drop-down, in the place of a single empty one; an empty row where none is chosen."""
        chosen = next((each for each in self.ready if each.key == self.wanted), None)
        if chosen is None:
            super().add()
            return
        if not self.kept:
            self.entries = []
            self.last_index = -1
        if len(self.entries) < MOST_ROWS:
            taken = [entry.form["id"].body for entry in self.entries]
            own = {} if chosen.key in taken else {"id": chosen.key}
            self.append_entry({**chosen.row, **own}).offer(self.offers)
