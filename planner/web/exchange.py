"""The programme document of a project, out and in as a file, and removing a project."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.domain.programme.draft import digest_of
from planner.forms.starting import DocumentForm
from planner.services import inputs, starting
from planner.services.access import Access
from planner.services.documents import DocumentRefused, Problem
from planner.services.inputs import ChangedMeanwhile
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.inputs.saving import filled_from, read_from_request
from planner.web.starting import sent_document

pages = Blueprint("exchange", __name__, url_prefix="/projects/<slug>")


@pages.get("/document.json")
@needs(Permission.SEE_INPUTS)
def download(access: Access) -> Response:
    """Give the inputs of a project as a document, whole or not."""
    answer = Response(inputs.get_text(access), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{access.slug}.json"'
    return answer


@pages.get("/document")
@needs(Permission.CHANGE_INPUTS)
def document(access: Access) -> str:
    """Offer the document of a project, and ask for one to take its place."""
    filled = filled_from(DocumentForm, None, {}, {})
    filled.form.seen.data = digest_of(inputs.get_inputs(access).draft)
    return render_template("project/document.html", access=access, filled=filled, problems=())


@pages.post("/document")
@needs(Permission.CHANGE_INPUTS)
@writes
def replace(access: Access) -> str | AnyResponse:
    """Let a document take the place of a project's inputs; one that cannot be read changes nothing.

    Where somebody has saved something since the page was shown, that is said first.
    """
    filled = read_from_request(DocumentForm, None, {}, {})
    problems: tuple[Problem, ...] = ()
    try:
        draft = sent_document()
    except DocumentRefused as refusal:
        problems = refusal.problems
    if problems or not filled.form.validate():
        return render_template("project/document.html", access=access, filled=filled, problems=problems)
    try:
        change = inputs.replace_all(
            access, draft, seen=filled.form.seen.data or "", title="The whole document"
        )
    except ChangedMeanwhile as conflict:
        filled.who = conflict.who
        filled.form.seen.data = digest_of(conflict.theirs)
        return render_template("project/document.html", access=access, filled=filled, problems=())
    words = "The document has taken the place of everything that was entered."
    flash(words, f"undo:{change}" if change else "message")
    return redirect(url_for("project.tasks", slug=access.slug))


@pages.get("/remove")
@needs(Permission.MANAGE)
def ask_to_remove(access: Access) -> str:
    """Ask whether a project is to go, with everything in it."""
    return render_template("project/remove.html", access=access)


@pages.post("/remove")
@needs(Permission.MANAGE)
@writes
def remove(access: Access) -> AnyResponse:
    """Remove a project with everything in it."""
    starting.remove_project(access)
    flash(f"Removed: {access.name}.")
    return redirect(url_for("projects.home"))
