"""Parts of forms: a form inside a form, in blocks; what every part says of its values and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms import Form, FormField
from wtforms.utils import unset_value

from planner.forms.fields import BodyField, Offers


@dataclass(frozen=True)
class Block:
    """Some fields of a form under a heading of their own; `is_more` puts them behind "More"."""

    fields: tuple[str, ...]
    title: str = ""
    hint: str = ""
    is_more: bool = False


class InBlocks:
    """What every form here can say of its blocks."""

    _fields: dict[str, Any]

    def has_problems(self, block: Block) -> bool:
        """Whether a field of the block has something to put right: what is behind "More" is opened then."""
        return any(getattr(self._fields[name], "problems", ()) for name in block.fields)

    def is_at_work(self, block: Block) -> bool:
        """Whether what is behind "More" is shown at once: it has problems, or a button in it was pressed."""
        pressed = any(getattr(self._fields[name], "was_pressed", False) for name in block.fields)
        return self.has_problems(block) or pressed


class Inner(InBlocks, Form):
    """A form inside a form. `layout` orders its fields, `sole` names the one field that is the whole value."""

    layout: ClassVar[tuple[Block, ...]] = ()
    sole: ClassVar[str] = ""
    titled_by: ClassVar[str] = ""
    """The field that names a row; a key left empty is made of it."""
    blank_without: ClassVar[tuple[str, ...]] = ()
    """The form counts as empty where all of these are; none named: where all its fields are."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered."""
        names = self.blank_without or tuple(self._fields)
        return all(self[name].is_blank for name in names)

    @property
    def body(self) -> Any:
        """The values for the document."""
        return body_of(self)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The fields in their blocks."""
        return self.layout or (Block(tuple(self._fields)),)

    @property
    def words(self) -> str:
        """What was entered, in a line; forms for which a better one is known say it."""
        return shown_in_a_row(self)


def body_of(form: Any) -> Any:
    """The plain values of a form's fields, by their names."""
    found = {name: field.body for name, field in form._fields.items() if hasattr(field, "body")}
    return found[form.sole] if getattr(form, "sole", "") else found


def take_problem(form: Any, steps: Sequence[str | int], message: str) -> bool:
    """Put a problem on the field it is about; says whether there is one."""
    if getattr(form, "sole", ""):
        return bool(form[form.sole].take(steps, message))
    field = form._fields.get(str(steps[0])) if steps else None
    return bool(field is not None and hasattr(field, "take") and field.take(steps[1:], message))


class PartField(FormField):
    """A part of the document inside another; where it is optional and empty, its value is nothing."""

    drawn_as = "part"

    def __init__(
        self,
        form_class: type[Inner],
        label: str = "",
        hint: str = "",
        *,
        is_optional: bool = False,
        is_open: bool = True,
        **given: Any,
    ) -> None:
        """`is_optional`: left empty it is None; `is_open` false: drawn behind its label until opened."""
        super().__init__(form_class, label, description=hint, **given)
        self.is_optional, self.is_open = is_optional, is_open

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Hand the value to the form inside; one that is a single field's whole value goes to that field."""
        sole = self.form_class.sole
        if sole and data is not unset_value and not isinstance(data, dict):
            data = {sole: data}
        super().process(formdata, data, extra_filters)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered."""
        return bool(self.form.is_blank)

    @property
    def was_pressed(self) -> bool:
        """Whether a button inside it sent the form."""
        return any(getattr(field, "was_pressed", False) for field in self.form._fields.values())

    @property
    def shown(self) -> str:
        """The part in words: what was entered, in a row."""
        return "" if self.is_blank else str(self.form.words)

    @property
    def body(self) -> Any:
        """The part's values; None where it is optional and empty."""
        return None if self.is_optional and self.is_blank else self.form.body

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Read the part, unless it is optional and empty."""
        return True if self.is_optional and self.is_blank else bool(super().validate(form, extra_validators))

    def offer(self, offers: Offers) -> None:
        """Hand the lists on."""
        offer_to(self.form, offers)

    def take(self, steps: Sequence[str | int], message: str) -> bool:
        """Hand a problem to the field inside it; one about the whole goes to its first field."""
        return take_problem(self.form, steps, message) or first_field(self.form).take((), message)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Those of its fields."""
        return problems_of(self.form)


def offer_to(form: Any, offers: Offers) -> None:
    """Hand the lists to choose from to every field of a form."""
    for field in form._fields.values():
        if hasattr(field, "offer"):
            field.offer(offers)


def problems_of(form: Any) -> list[tuple[str, str]]:
    """Every problem of a form's fields: the id to jump to and the words, in the order of the fields."""
    return [each for field in form._fields.values() if hasattr(field, "problems") for each in field.problems]


def shown_in_a_row(form: Any) -> str:
    """A form in words: its first value, then the others with their labels; empty fields and references are left out."""
    parts: list[str] = []
    for field in form._fields.values():
        words = field.shown if hasattr(field, "shown") and getattr(field, "drawn_as", "") != "key" else ""
        if words:
            words, label = words.replace("\n", "; ").rstrip("."), within_a_row(field.label.text)
            parts.append(f"{label}: {words}" if parts and label else words)
    return ", ".join(parts)


def within_a_row(label: str) -> str:
    """A label as it stands before its answer in a row: without its question mark, and small where it is no short form."""
    label = label.rstrip("?")
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def first_field(form: Any) -> BodyField:
    """The first field of a form that is not itself a form."""
    field = next(iter(form._fields.values()))
    found: BodyField = first_field(field.form) if isinstance(field, PartField) else field
    return found
