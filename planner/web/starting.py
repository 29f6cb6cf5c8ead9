"""Beginning a project: from a blank page, a template, a worked example or a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from planner.domain.programme.draft import Draft
from planner.domain.starting import template_names, template_words
from planner.forms.fields import Offers
from planner.forms.page_form import PartForm
from planner.forms.starting import BlankForm, DocumentForm, ExampleForm, TemplateForm
from planner.services import starting
from planner.services.documents import (
    DocumentRefused,
    Problem,
    example_names,
    example_text,
    read_draft,
    read_programme,
)
from planner.web.guards import needs_account, writes
from planner.web.inputs.saving import Filled, filled_from, read_from_request

pages = Blueprint("starting", __name__, url_prefix="/new")


@pages.get("")
@needs_account
def choose() -> str:
    """Show the ways in which a project can begin."""
    return render_template("starting/choose.html")


@pages.get("/blank")
@needs_account
def blank() -> str:
    """Ask for the title of a blank project."""
    return _asked(BlankForm, "Start from a blank page", {})


@pages.post("/blank")
@needs_account
@writes
def make_blank() -> str | Response:
    """Make a blank project."""
    return _made(BlankForm, "Start from a blank page", {}, lambda form: starting.blank(form.title.body))


@pages.get("/template")
@needs_account
def template() -> str:
    """Ask for a template and the day from which its dates count."""
    return _asked(TemplateForm, "Start from a template", _templates())


@pages.post("/template")
@needs_account
@writes
def make_from_template() -> str | Response:
    """Make a project from a template."""

    def draft(form: Any) -> Draft:
        day = date.fromisoformat(form.starts_on.body)
        return starting.from_template(form.template.body, day, form.title.body)

    return _made(TemplateForm, "Start from a template", _templates(), draft)


@pages.get("/example")
@needs_account
def example() -> str:
    """Ask for a worked example."""
    return _asked(ExampleForm, "Start from a worked example", _examples())


@pages.post("/example")
@needs_account
@writes
def make_from_example() -> str | Response:
    """Make a project from a worked example."""
    return _made(
        ExampleForm,
        "Start from a worked example",
        _examples(),
        lambda form: starting.from_example(form.example.body),
    )


@pages.get("/document")
@needs_account
def document() -> str:
    """Ask for a document."""
    return render_template(
        "starting/document.html", filled=filled_from(DocumentForm, None, {}, {}), problems=()
    )


@pages.post("/document")
@needs_account
@writes
def make_from_document() -> str | Response:
    """Make a project from a document; what is wrong with it is said, path by path, and nothing is stored."""
    filled = read_from_request(DocumentForm, None, {}, {})
    problems: tuple[Problem, ...] = ()
    try:
        draft = sent_document()
    except DocumentRefused as refusal:
        problems = refusal.problems
    if problems or not filled.form.validate():
        return render_template("starting/document.html", filled=filled, problems=problems)
    return _opened(draft, filled.form)


def sent_document() -> Draft:
    """Give the draft in the file that was sent; raises `DocumentRefused` with every problem."""
    sent = request.files.get("file")
    text = sent.read() if sent is not None else b""
    if not text:
        raise DocumentRefused((Problem("$", "Choose the file of a programme document"),))
    return read_draft(text)


def _templates() -> Offers:
    return {"template": [(name, _words(name)) for name in template_names()]}


def _words(name: str) -> str:
    words = template_words(name)
    return f"{words.title}: {words.sentence}"


def _examples() -> Offers:
    return {"example": list(_examples_in_words())}


@cache
def _examples_in_words() -> tuple[tuple[str, str], ...]:
    """Every worked example with its title and purpose; their texts are packaged and never change."""
    named = {name: read_programme(example_text(name)) for name in example_names()}
    return tuple((name, f"{each.title}: {each.purpose}".rstrip(": ")) for name, each in named.items())


def _asked(form_class: type[PartForm], title: str, offers: Offers) -> str:
    return _page(filled_from(form_class, None, {}, offers), title)


def _made(
    form_class: type[PartForm], title: str, offers: Offers, draft: Callable[[Any], Draft]
) -> str | Response:
    filled = read_from_request(form_class, None, {}, offers)
    if not filled.form.validate():
        return _page(filled, title)
    return _opened(draft(filled.form), filled.form)


def _opened(draft: Mapping[str, Any], form: PartForm) -> Response:
    slug = starting.create_project(current_user, dict(draft), form_key=form.form_key.data or "")
    flash("The project is there. Work through its tasks in any order.")
    return redirect(url_for("project.tasks", slug=slug))


def _page(filled: Filled, title: str) -> str:
    return render_template("starting/page.html", filled=filled, title=title)
