"""What lists and entries show: rows with what is wrong, and the answers of an entry page by page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from planner.domain.programme.draft import Address, Body, NotThere, key_of, part_at
from planner.domain.programme.problems.found import Problem
from planner.forms.offers import offers_of
from planner.forms.page_form import PartForm, only
from planner.forms.pages import Kind, Page
from planner.forms.parts import offer_to, within_a_row
from planner.forms.registry import ITEMS
from planner.services.inputs import Inputs
from planner.web.inputs.answers import answers_of


@dataclass(frozen=True)
class Row:
    """An entry in its list: its title, what is told of it, how many things need attention."""

    key: str
    title: str
    cells: tuple[str, ...]
    problem_count: int


@dataclass(frozen=True)
class Section:
    """One page of an entry: its answers in words, and what needs attention."""

    page: Page
    answers: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """A list that an entry holds: its kind, the key of what holds it, its rows, and what is wrong with it as a whole."""

    kind: Kind
    inside: str
    rows: tuple[Row, ...]
    problems: tuple[str, ...]


def holder_address(kind: Kind, inside: str) -> Address:
    """Where a list stands: in the document, or in the entry that holds it; answers 404 where that is not said."""
    if not kind.holder:
        return (kind.name,)
    if not inside:
        abort(404)
    return (kind.holder, inside, kind.name)


def place_of(kind: Kind, key: str) -> Address:
    """The address of an entry from the key in its page's address: "hall", or "town-hall.hall" for one inside another."""
    if not kind.holder:
        return (kind.name, key)
    inside, _, own = key.partition(".")
    return (*holder_address(kind, inside), own)


def path_of(found: Inputs, address: Address) -> str:
    """The path by which problems name an entry: ("groups", "carers") is "groups[1]"."""
    path, node = "", found.draft
    for step in address:
        if isinstance(node, list):
            index = next(number for number, entry in enumerate(node) if key_of(entry) == step)
            path, node = f"{path}[{index}]", node[index]
        else:
            path, node = f"{path}.{step}".lstrip("."), node[step]
    return path


def problems_at(found: Inputs, address: Address) -> tuple[Problem, ...]:
    """The problems of an entry, their paths counted from it."""
    path = path_of(found, address)
    return tuple(
        Problem(each.path.removeprefix(path).lstrip("."), each.message)
        for each in found.problems
        if each.path == path or each.path.startswith((f"{path}.", f"{path}["))
    )


def listed(found: Inputs, kind: Kind, holder: Address) -> tuple[Row, ...]:
    """The rows of a list; answers 404 where what holds it is not there."""
    try:
        there: list[Body] = part_at(found.draft, holder)
    except NotThere:
        abort(404)
    return tuple(
        Row(
            key=".".join((*holder, key_of(entry))[1::2]),
            title=kind.title_of(entry, found.draft),
            cells=kind.row(entry, found.draft),
            problem_count=len(problems_at(found, (*holder, key_of(entry)))),
        )
        for entry in there
    )


def inner_of(found: Inputs, kind: Kind, address: Address) -> tuple[Within, ...]:
    """The lists that an entry holds, such as the rooms of a venue."""
    held = [item for item in ITEMS.values() if isinstance(item, Kind) and item.holder == kind.name]
    problems = problems_at(found, address)
    return tuple(
        Within(
            inner,
            address[1],
            listed(found, inner, (*address, inner.name)),
            tuple(each.message for each in problems if each.path == inner.name),
        )
        for inner in held
    )


def sections_of(found: Inputs, kind: Kind, address: Address, value: Body) -> tuple[Section, ...]:
    """The answers of an entry, page by page."""
    offers, problems = offers_of(found.draft), problems_at(found, address)
    made = []
    for page in kind.pages:
        form_class = kind.form_of(page, value)
        form = form_class(formdata=None, data=only(value, form_class.covers()))
        offer_to(form, offers)
        own = tuple(
            _with_label(form, name, each.message)
            for each in problems
            if (name := each.path.split(".")[0].split("[")[0]) in form_class.covers()
        )
        made.append(Section(page, answers_of(form), own))
    return tuple(made)


def _with_label(form: PartForm, name: str, message: str) -> str:
    """A problem after the name of the field it is about: "Joining online: enter 6 or fewer"."""
    label = form[name].label.text.rstrip("?") if name in form else ""
    return f"{label}: {within_a_row(message)}" if label else message
