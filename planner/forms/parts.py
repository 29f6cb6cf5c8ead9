"""Parts of forms: a form inside a form, rows of them with *add another*, and the form of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField
from wtforms.utils import unset_value

from planner.domain.programme.draft import new_key
from planner.domain.programme.problems.found import Problem
from planner.forms.fields import BodyField, Offers

MOST_ROWS = 500


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


class RowsField(FieldList):
    """Rows of a part, with *add another*; empty rows are left out of the document."""

    drawn_as = "rows"
    entries: list[PartField]

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

    def process(self, formdata: Any, data: Any = None, **given: Any) -> None:
        """Read the rows sent, or show those there are; rows past the most are an error, never a crash."""
        self.max_entries = max(MOST_ROWS, len(data or []))
        if formdata is not None:
            indices = sorted(set(self._extract_indices(self.name, formdata)))
            if len(indices) > self.max_entries:
                formdata = None
        super().process(formdata, data or [], **given)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """The numbers of the rows sent; what only looks like a number is none."""
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").split("-", 1)[0]
            if name.startswith(f"{prefix}-") and re.fullmatch("[0-9]{1,8}", number):
                yield int(number)

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


class PartForm(InBlocks, FlaskForm):
    """The form of one page. Its fields carry the names of the document's; `seen` locks, `form_key` marks a form sent twice."""

    layout: ClassVar[tuple[Block, ...]] = ()
    seen = HiddenField()
    form_key = HiddenField()

    @classmethod
    def covers(cls) -> tuple[str, ...]:
        """The document's fields that this page is about."""
        return _fields_of(cls)  # type: ignore[arg-type]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The fields in their blocks."""
        return self.layout or (Block(tuple(name for name in self._fields if hasattr(self[name], "body"))),)

    @property
    def body(self) -> dict[str, Any]:
        """The values for the document."""
        return dict(body_of(self))

    def take_problems(self, problems: Sequence[Problem], at: str = "") -> tuple[Problem, ...]:
        """Put problems whose path starts with `at` on their fields; gives those that have no field here."""
        left = []
        for problem in problems:
            steps = steps_of(problem.path.removeprefix(at).lstrip("."))
            if not problem.path.startswith(at) or not take_problem(self, steps, problem.message):
                left.append(problem)
        return tuple(left)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every problem: the id to jump to and the words."""
        return problems_of(self)

    def pressed(self, button: str) -> bool:
        """Do what a button inside the form asks for ("add:requirements", "fill:openings"); says whether it did.

        The values stay as they were sent; nothing is saved.
        """
        action, _, name = button.partition(":")
        if action == "add" and (rows := self.rows_at(name)) is not None:
            rows.add()
            return True
        if action == "fill" and (rows := self.rows_at(name)) is not None:
            return rows.fill()
        holder, _, number = name.rpartition("-")
        if (
            action == "remove"
            and re.fullmatch("[0-9]{1,8}", number)
            and (rows := self.rows_at(holder)) is not None
        ):
            rows.remove(int(number))
            return True
        if action == "press" and hasattr(self._fields.get(name), "press"):
            self._fields[name].press(self)
            return True
        return False

    def rows_at(self, name: str) -> RowsField | None:
        """The rows whose name is `name` ("rates-0-rungs"), wherever they stand; None where there are none."""
        return next((rows for rows in _all_rows(self) if rows.name == name), None)


@cache
def _fields_of(form_class: type[PartForm]) -> tuple[str, ...]:
    found = {name: getattr(form_class, name) for name in dir(form_class) if not name.startswith("_")}
    own = {name: each for name, each in found.items() if hasattr(getattr(each, "field_class", None), "body")}
    return tuple(sorted(own, key=lambda name: own[name].creation_counter))


def _all_rows(form: Any) -> list[RowsField]:
    found: list[RowsField] = []
    for field in form._fields.values():
        if isinstance(field, PartField):
            found += _all_rows(field.form)
        elif isinstance(field, RowsField):
            found.append(field)
            for entry in field.entries:
                found += _all_rows(entry.form)
    return found


def steps_of(path: str) -> tuple[str | int, ...]:
    """A path as steps: "requirements[0].count" is ("requirements", 0, "count")."""
    steps: list[str | int] = []
    for part in path.replace("]", "").split(".") if path else ():
        name, *numbers = part.split("[")
        steps += [*([name] if name else []), *(int(number) for number in numbers if number.isdigit())]
    return tuple(steps)


def only(values: Mapping[str, Any] | None, names: Sequence[str]) -> dict[str, Any]:
    """The entries of a mapping under these names, in their order."""
    return {name: values[name] for name in names if values is not None and name in values}
