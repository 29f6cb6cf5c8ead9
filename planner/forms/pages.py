"""The pages of inputs: which form asks for what part of the programme, in which task, and how entries are listed.

The registry is read by the web pages, the task list, the check-your-answers page and the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from planner.domain.programme.base import Part
from planner.domain.programme.document import Programme
from planner.domain.programme.draft import Address, Body, key_of
from planner.forms.page_form import PartForm

Cells = tuple[str, ...]
Shown = Callable[[Body, Mapping[str, Any]], Cells]
"""From an entry and its draft to the words of its row in a list, one for each column after its title."""


@dataclass(frozen=True)
class Page:
    """One page with one form. `words` stand under its heading; `name` is the last part of its address."""

    name: str
    title: str
    form: type[PartForm]
    words: str = ""


@dataclass(frozen=True)
class Single:
    """A part there is once: `address` () covers keys of the document itself, ("budget",) one part of it."""

    name: str
    title: str
    page: Page
    address: Address = ()
    after: str = ""
    """The part that has to be there first, by its name, where this one adds to it."""

    @property
    def model(self) -> Any:
        """The schema that what its page covers has to fit."""
        return (
            Programme.model_fields[self.address[0]].annotation
            if self.address
            else root_model(self.page.form.covers())
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """The beginnings of the paths of problems that belong here."""
        if not self.address:
            return self.page.form.covers()
        own = tuple(f"{self.address[0]}.{name}" for name in self.page.form.covers())
        return own if self.after else own + self.address


@dataclass(frozen=True)
class Kind:
    """Entries of one kind, each with one page or several; `holder` names the kind that holds them (rooms in venues)."""

    name: str
    title: str
    one: str
    """One of them in a sentence: "a group"."""
    model: Any
    pages: tuple[Page, ...]
    columns: Cells = ()
    row: Shown = lambda entry, draft: ()
    empty: str = ""
    """What is said where there are none: what they are, and why to add one."""
    titled_by: str = "title"
    called: Callable[[Body, Mapping[str, Any]], str] | None = None
    """From an entry and its draft to what it is called, where none of its fields says it."""
    starts_with: Mapping[str, Any] = field(default_factory=dict)
    """Values of a new entry that its first page does not ask for and the schema has no default for (no rooms yet)."""
    holder: str = ""
    most: int = 500
    chosen_by: str = ""
    """The field whose value chooses the page's form before an entry is added (the kind of a target)."""
    forms_by_choice: Mapping[str, type[PartForm]] = field(default_factory=dict)
    models_by_choice: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str, str], ...] = ()
    """Value, title and words of what there is to choose from before adding."""

    def page(self, name: str) -> Page | None:
        """The page of that name."""
        return next((page for page in self.pages if page.name == name), None)

    def form_of(self, page: Page, entry: Mapping[str, Any]) -> type[PartForm]:
        """The form of a page for an entry: its own, or the one its choice names."""
        return self.forms_by_choice.get(str(entry.get(self.chosen_by, "")), page.form)

    def model_of(self, entry: Mapping[str, Any]) -> Any:
        """The schema of an entry: its own, or the one its choice names."""
        return self.models_by_choice.get(str(entry.get(self.chosen_by, "")), self.model)

    def title_of(self, entry: Body, draft: Mapping[str, Any]) -> str:
        """What an entry is called."""
        if self.called is not None:
            return self.called(entry, draft)
        return str(entry.get(self.titled_by) or entry.get("title") or entry.get("name") or key_of(entry))

    @property
    def noun(self) -> str:
        """One of them by its noun alone, to stand over a column: "Group"."""
        article, _, noun = self.one.partition(" ")
        words = noun if article in ("a", "an") else self.one
        return words[:1].upper() + words[1:]

    @property
    def paths(self) -> tuple[str, ...]:
        """The beginnings of the paths of problems that belong here."""
        return (self.name,)


@dataclass(frozen=True)
class Task:
    """A line of the task list: some parts of the inputs."""

    name: str
    title: str
    words: str
    items: tuple[Single | Kind, ...]


@cache
def root_model(names: tuple[str, ...]) -> type[BaseModel]:
    """A schema of some keys of the programme document, each as the document has it."""
    fields: dict[str, Any] = {
        name: (Programme.model_fields[name].annotation, Programme.model_fields[name]) for name in names
    }
    made: type[BaseModel] = create_model("SomeOfTheProgramme", __base__=Part, **fields)
    return made


def default_body(model: Any) -> Body:
    """The values a new part starts from: the schema's defaults, as plain values."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    found: Body = {}
    for name, info in model.model_fields.items():
        if not info.is_required():
            value = info.get_default(call_default_factory=True)
            found[name] = model.__pydantic_serializer__.to_python(
                model.model_construct(**{name: value}), mode="json", include={name}, warnings=False
            ).get(name)
    return found


def items_of(tasks: Sequence[Task]) -> dict[str, Single | Kind]:
    """Every part of some tasks by the name it has in addresses."""
    return {item.name: item for task in tasks for item in task.items}
