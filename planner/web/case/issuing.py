"""Issuing a business case, and what was issued."""

from __future__ import annotations

import secrets

from flask import Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.forms.page_form import key_or_none
from planner.services import issues
from planner.services.access import Access
from planner.services.issues import IssueRefused
from planner.services.permissions import Permission
from planner.web.case.blueprint import asked_form, asked_option, case_of, page_of, pages
from planner.web.case.files import attached
from planner.web.guards import needs, writes

MOST_NUMBER = 10**6
REFUSALS = {
    "no_plan": "Build an option first: there is no plan that a business case could be for.",
    "out_of_date": (
        "Build {titles} again first: the inputs have changed since, and what is issued has to be of today’s inputs."
    ),
}


@pages.get("/issue")
@needs(Permission.ISSUE)
def ask(access: Access) -> str | AnyResponse:
    """Ask whether the business case is to be issued as it stands."""
    found = case_of(access)
    if found is None:
        return redirect(url_for("case.whole", slug=access.slug), 303)
    told = issues.draft_of(access, found, address="")
    blanks = [each for each in found.case.written(told.own).values() if each.blanks]
    return render_template(
        "case/issue.html",
        access=access,
        found=found,
        blanks=blanks,
        form_key=secrets.token_hex(16),
        changes=told.changes,
    )


@pages.post("/issue")
@needs(Permission.ISSUE)
@writes
def issue(access: Access) -> AnyResponse:
    """Issue it: every document is made once and never changes; sent twice, it is issued once."""
    found = case_of(access)
    address = "" if found is None else page_of(access, found)
    form_key = key_or_none(request.form.get("form_key")) or ""
    try:
        number = issues.issue(access, asked_form(), asked_option(), form_key, address=address)
    except IssueRefused as refusal:
        flash(REFUSALS[refusal.code].format(**refusal.parameters), "error")
        return redirect(url_for("case.whole", slug=access.slug), 303)
    flash(f"Issue {number} is there. It never changes.")
    return redirect(url_for("case.issued", slug=access.slug, number=number), 303)


@pages.get("/issues/<int:number>")
@needs(Permission.SEE_PLAN)
def issued(access: Access, number: int) -> str:
    """Show what was issued, with its files, and whether it is out of date."""
    found = issues.get_issue(access, number) if number < MOST_NUMBER else None
    if found is None:
        abort(404)
    return render_template("case/issued.html", access=access, issue=found[0], files=found[1])


@pages.get("/issues/<int:number>/<name>")
@needs(Permission.SEE_PLAN)
def issued_file(access: Access, number: int, name: str) -> Response:
    """Give a file of an issue, byte for byte as it was issued."""
    found = issues.get_file(access, number, name) if number < MOST_NUMBER and "\x00" not in name else None
    if found is None:
        abort(404)
    content, media_type = found
    return attached(content, media_type, f"{access.slug}-issue-{number}-{name}")
