"""The form of a page: what it covers, what is wrong with it, and what the buttons inside it do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import HiddenField

from planner.domain.programme.problems.found import Problem
from planner.forms.parts import Block, InBlocks, PartField, body_of, problems_of, take_problem
from planner.forms.rows import RowsField


def key_or_none(written: str | None) -> str | None:
    """The key that marks a form sent twice, 32 hexadecimal digits as the page has it; None for anything else."""
    return written if written and re.fullmatch("[0-9a-f]{32}", written) else None


class PartForm(InBlocks, FlaskForm):
    """The form of one page. Its fields carry the names of the document's; `seen` locks, `form_key` marks a form sent twice."""

    layout: ClassVar[tuple[Block, ...]] = ()
    seen = HiddenField()
    form_key = HiddenField(filters=[key_or_none])

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
        if action == "add" and (rows := self._pressed_at(name)) is not None:
            rows.add()
            return True
        if action == "fill" and (rows := self._pressed_at(name)) is not None:
            return rows.fill()
        holder, _, number = name.rpartition("-")
        if (
            action == "remove"
            and re.fullmatch("[0-9]{1,8}", number)
            and (rows := self._pressed_at(holder)) is not None
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

    def _pressed_at(self, name: str) -> RowsField | None:
        """The rows of that name, which from now on know that a button of theirs was pressed."""
        rows = self.rows_at(name)
        if rows is not None:
            rows.is_pressed = True
        return rows


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
