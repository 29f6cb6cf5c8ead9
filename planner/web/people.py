"""People and their accounts, for administrators."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from planner.models import ProjectRole, User
from planner.services import accounts, letters, members
from planner.services.letters import Letter
from planner.services.links import LIFETIME_WORDS, Purpose
from planner.services.permissions import ROLE_NAMES
from planner.services.refusals import Refused
from planner.web import later
from planner.web.account_forms import AddAccountForm, PutForm, refuse
from planner.web.guards import needs_administrator, writes

pages = Blueprint("people", __name__, url_prefix="/people")

Answer = str | tuple[str, int] | AnyResponse


@pages.route("", methods=["GET", "POST"])
@needs_administrator
@writes
def people() -> Answer:
    """List every account, and add one: its one-time link is shown once, to hand over."""
    form = AddAccountForm()
    if not form.is_submitted():
        return people_page(form)
    if not form.validate():
        return people_page(form), 400
    try:
        user, address = accounts.add_account(form.email.data, form.name.data)
    except Refused as refusal:
        refuse(form, refusal)
        return people_page(form), 400
    return link_page(user, Purpose.WELCOME, address)


def people_page(form: AddAccountForm) -> str:
    """Show the list of accounts."""
    return render_template("people/list.html", people=accounts.list_accounts(), form=form)


def link_page(user: User, purpose: Purpose, address: str) -> str:
    """Show a one-time link, which cannot be shown again, and send it where there is a mail server."""
    if letters.are_sent():
        later.once_kept(letters.send_link, Letter(user.email, purpose, address))
    return render_template(
        "people/link.html",
        one=accounts.describe(user),
        address=address,
        lifetime=LIFETIME_WORDS[purpose],
        letters_are_sent=letters.are_sent(),
    )


@pages.get("/<int(max=2147483647):user_id>")
@needs_administrator
def person(user_id: int) -> str:
    """Show one account, and what can be done with it."""
    return person_page(found_or_404(user_id))


def person_page(user: User, problem: str = "", form: PutForm | None = None) -> str:
    """Show one account; `problem` says what was refused."""
    parts = members.parts_of(user)
    return render_template(
        "people/person.html",
        one=accounts.describe(user),
        parts=parts,
        form=form or put_form(parts),
        problem=problem,
        is_self=user.id == current_user.id,
        role_names=ROLE_NAMES,
    )


def put_form(parts: tuple[members.Part, ...]) -> PutForm:
    """Give the form that puts somebody into a project; a project without a lead says so."""
    return PutForm(
        [
            (each.project_id, each.project_name + ("" if each.has_a_lead else " (has no lead)"))
            for each in parts
        ]
    )


@pages.post("/<int(max=2147483647):user_id>/link")
@needs_administrator
@writes
def make_link(user_id: int) -> Answer:
    """Make a one-time link by which somebody chooses a password."""
    user = found_or_404(user_id)
    if not user.active:
        return person_page(user, "This account is stopped: let it be used again first."), 400
    purpose = Purpose.RESET if user.password else Purpose.WELCOME
    return link_page(user, purpose, accounts.make_reset_link(user))


@pages.post("/<int(max=2147483647):user_id>/<any(stop, start):what>")
@needs_administrator
@writes
def set_active(user_id: int, what: str) -> Answer:
    """Stop an account, or let it be used again."""
    said = {"stop": "The account is stopped, and signed out.", "start": "The account can be used again."}
    return changed(user_id, accounts.set_active, what == "start", said[what])


@pages.post("/<int(max=2147483647):user_id>/<any(promote, demote):what>")
@needs_administrator
@writes
def set_administrator(user_id: int, what: str) -> Answer:
    """Make somebody an administrator, or no longer."""
    said = {
        "promote": "This person is an administrator.",
        "demote": "This person is no administrator any more.",
    }
    answer = changed(user_id, accounts.set_administrator, what == "promote", said[what])
    is_gone = what == "demote" and user_id == current_user.id and isinstance(answer, AnyResponse)
    return redirect(url_for("projects.home")) if is_gone else answer


@pages.post("/<int(max=2147483647):user_id>/second-factor-off")
@needs_administrator
@writes
def turn_off_second_factor(user_id: int) -> AnyResponse:
    """Let somebody who lost their device sign in with the password alone."""
    accounts.turn_off_second_factor(found_or_404(user_id))
    flash("The second factor is turned off, and the account is signed out.", "success")
    return redirect(url_for("people.person", user_id=user_id))


@pages.post("/<int(max=2147483647):user_id>/projects")
@needs_administrator
@writes
def put_into_project(user_id: int) -> Answer:
    """Make somebody something in a project, for example lead of one that has none."""
    user = found_or_404(user_id)
    form = put_form(members.parts_of(user))
    if not form.validate():
        return person_page(user, form=form), 400
    try:
        members.put_into_project(user, form.project.data, ProjectRole(form.role.data))
    except Refused as refusal:
        return person_page(user, refusal.words), 400
    flash(f"{user.shown_name} takes part in that project now.", "success")
    return redirect(url_for("people.person", user_id=user_id))


def found_or_404(user_id: int) -> User:
    """Give an account; answers 404 where there is none."""
    user = accounts.get_account(user_id)
    if user is None:
        abort(404)
    return user


def changed(user_id: int, change: Any, value: bool, said: str) -> Answer:
    """Change an account and say so, or say why not."""
    user = found_or_404(user_id)
    try:
        change(user, value)
    except Refused as refusal:
        return person_page(user, refusal.words), 400
    flash(said, "success")
    return redirect(url_for("people.person", user_id=user_id))
