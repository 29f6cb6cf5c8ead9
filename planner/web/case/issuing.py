"""Issuing a business case, and what was issued."""

from __future__ import annotations

import secrets
from functools import partial

from flask import Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.forms.page_form import key_or_none
from planner.reports.case import written
from planner.reports.plain import MEMBERS_PASSAGES
from planner.services import issues
from planner.services.access import Access
from planner.services.issues import FileSpoilt, IssueRefused
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
    "no_such_option": "Choose another option: the one you asked for has no plan any more. Nothing was issued.",
    "changed_meanwhile": (
        "Read the business case again: something in it has changed since you opened the page. Nothing was issued."
    ),
    "no_form_key": "Open the page of the business case again and issue it from there. Nothing was issued.",
}
SPOILT = (
    "“{name}” is not what was issued: what is stored of it has been changed or damaged. Ask whoever looks after the database to "
    "put it back from a copy made before."
)


@pages.get("/issue")
@needs(Permission.ISSUE)
def ask(access: Access) -> str | AnyResponse:
    """Ask whether the business case is to be issued as it stands."""
    found = case_of(access)
    if found is None:
        return redirect(url_for("case.whole", slug=access.slug), 303)
    told = issues.draft_of(access, found, address="")
    passages = {**found.case.written(told.own), **written(MEMBERS_PASSAGES, told.own, {})}
    blanks = [each for each in passages.values() if each.blanks]
    return render_template(
        "case/issue.html",
        access=access,
        found=found,
        blanks=blanks,
        form_key=secrets.token_hex(16),
        seen=issues.seen_of(access, found),
        changes=told.changes,
    )


@pages.post("/issue")
@needs(Permission.ISSUE)
@writes
def issue(access: Access) -> AnyResponse:
    """Issue it: every document is made once and never changes; sent twice, it is issued once."""
    try:
        number = issues.issue(
            access,
            asked_form(),
            asked_option(),
            key_or_none(request.form.get("form_key")) or "",
            seen=request.form.get("seen", ""),
            address_of=partial(page_of, access),
        )
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
def issued_file(access: Access, number: int, name: str) -> Response | AnyResponse:
    """Give a file of an issue, byte for byte as it was issued; where it is not that any more, say so."""
    try:
        found = issues.get_file(access, number, name) if number < MOST_NUMBER and "\x00" not in name else None
    except FileSpoilt:
        flash(SPOILT.format(name=name), "error")
        return redirect(url_for("case.issued", slug=access.slug, number=number), 303)
    if found is None:
        abort(404)
    content, media_type = found
    return attached(content, media_type, f"{access.slug}-issue-{number}-{name}")
