"""Small forms inside a form whose button writes into its other fields: several times at once, a published rate card ...

What is entered in them is no part of the document: only what they have written is. Pressing their button saves nothing;
saving with something left in them writes it first, so that nothing entered is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import FormField

from planner.forms.fields import DayField, Offers
from planner.forms.parts import Inner, offer_to, problems_of

Fill = Callable[[Any, Any], None]
"""Writes what the small form says into the form around it, by `put`."""


class FillField(FormField):
    """A small form with a button of its own; it has no `body`, so no page covers it. It stands before what it writes to."""

    drawn_as = "fill"

    def __init__(
        self, form_class: type[Inner], label: str, hint: str = "", *, button: str, fill: Fill, **given: Any
    ) -> None:
        """`button` is what stands on its button, `fill` what pressing it does once the small form can be read."""
        super().__init__(form_class, label, description=hint, **given)
        self.button, self.fill = button, fill
        self.offers: Offers = {}

    def __getattr__(self, name: str) -> Any:
        """Tell nothing of the small form as the field's own: its body belongs to no document."""
        raise AttributeError(name)

    def press(self, form: Any) -> None:
        """Do what the button says, and empty the small form; where it cannot be read, say so on its fields."""
        if self.form.validate():
            self.fill(self.form, form)
            self.process(None)
            offer_to(form, self.offers)

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Write what was left in the small form when the whole is saved; false where it cannot be read."""
        if not self.form.is_blank:
            self.press(form)
        return not self.problems

    def offer(self, offers: Offers) -> None:
        """Hand the lists on."""
        self.offers = offers
        offer_to(self.form, offers)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with its fields."""
        return problems_of(self.form)


def put(field: Any, value: Any) -> None:
    """Put a value of the document into a field, in the place of whatever was sent."""
    field.raw_data = None
    if isinstance(field, DayField):
        field.parts = ("", "", "")
    field.process(None, value)
