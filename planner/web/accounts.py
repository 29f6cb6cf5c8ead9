"""One's own account: one-time links, forgotten passwords, name, second factor."""

from __future__ import annotations

import io
from typing import Any

import qrcode
import qrcode.image.svg
from flask import Blueprint, Response, abort, flash, redirect, render_template, session, url_for
from flask_security import current_user
from flask_security.utils import login_user
from werkzeug.wrappers import Response as AnyResponse

from planner.extensions import security
from planner.models import User
from planner.services import accounts, letters, links
from planner.services.links import FoundLink, Purpose, Standing
from planner.services.refusals import Refused
from planner.web import later, limits
from planner.web.account_forms import EmailForm, FirstForm, NameForm, ResetForm, WelcomeForm, refuse
from planner.web.guards import needs_account, open_to_anybody, writes
from planner.web.limits import limited

pages = Blueprint("accounts", __name__)

FORMS: dict[Purpose, type[Any]] = {
    Purpose.FIRST: FirstForm,
    Purpose.WELCOME: WelcomeForm,
    Purpose.RESET: ResetForm,
}
Answer = str | tuple[str, int] | AnyResponse


@pages.route("/links/<token>", methods=["GET", "POST"])
@open_to_anybody
@limited(limits.LINKS_BY_ADDRESS, limits.by_address, counts=limits.refused, methods=("GET", "POST"))
@writes
def link(token: str) -> Answer:
    """Follow a one-time link: GET shows its form and uses nothing up, POST uses the link."""
    found = links.look_at(token)
    if found is None:
        abort(404)
    if found.standing is not Standing.WORKS:
        return over(found.standing)
    form = FORMS[found.purpose]()
    if found.purpose is Purpose.WELCOME and not form.is_submitted():
        account = accounts.get_account(found.user_id or 0)
        form.name.data = account.name if account else ""
    if not form.is_submitted():
        return link_page(found, form, token)
    if not form.validate():
        return link_page(found, form, token), 400
    try:
        return followed(token, found, form)
    except Refused as refusal:
        if refusal.words == accounts.USED_WORDS:
            return over(Standing.USED)
        refuse(form, refusal)
        return link_page(found, form, token), 400


def link_page(found: FoundLink, form: Any, token: str) -> str:
    """Show the form of a one-time link."""
    return render_template(f"accounts/{found.purpose}.html", form=form, found=found, token=token)


def over(standing: Standing) -> tuple[str, int]:
    """Say that a link does not work any more, and what to do."""
    return render_template("accounts/link_over.html", is_used=standing is Standing.USED), 410


def followed(token: str, found: FoundLink, form: Any) -> AnyResponse:
    """Do what a link is for. Who has just chosen a first password is signed in; a reset asks for it, and for the code."""
    if found.purpose is Purpose.FIRST:
        user = accounts.make_first_administrator(token, form.email.data, form.name.data, form.password.data)
        return welcomed(user)
    name = form.name.data if found.purpose is Purpose.WELCOME else ""
    user = accounts.set_password_by_link(token, found, form.password.data, name)
    if found.purpose is Purpose.WELCOME and user.tf_primary_method is None:
        return welcomed(user)
    flash("Your password is changed. Sign in with it.", "success")
    return redirect(url_for("security.login"))


def welcomed(user: User) -> AnyResponse:
    """Sign a new person in and show them their projects."""
    login_user(user, remember=False, authn_via=["link"])
    flash(f"Your account is ready. From now on, sign in as {user.email}.", "success")
    return redirect(url_for("projects.home"))


@pages.route("/forgotten-password", methods=["GET", "POST"])
@open_to_anybody
@limited(limits.LETTERS_BY_ADDRESS, limits.by_address, counts=limits.every)
@limited(limits.LETTERS_BY_ACCOUNT, limits.by_typed_account, counts=limits.every)
def forgotten_password() -> Answer:
    """Send a link to choose a new password, where there is a mail server; the answer says nothing about any account.

    Whether there is such an account is looked up after the answer, so that the time it takes says nothing either.
    """
    form = EmailForm()
    if not letters.are_sent():
        return render_template("accounts/forgotten.html", form=None, is_sent=False)
    if not form.is_submitted():
        return render_template("accounts/forgotten.html", form=form, is_sent=False)
    if not form.validate():
        return render_template("accounts/forgotten.html", form=form, is_sent=False), 400
    later.do(send_reset_link, form.email.data)
    return render_template("accounts/forgotten.html", form=form, is_sent=True)


def send_reset_link(email: str) -> None:
    """Make a link for an account, keep it, and only then send it: a slow mail server keeps nobody from writing."""
    letter = writes(letters.write_reset_link)(email)
    if letter is not None:
        letters.send_link(letter)


@pages.route("/account", methods=["GET", "POST"])
@needs_account
@writes
def account() -> Answer:
    """Show one's own account, and change one's name."""
    mine = accounts.get_account(current_user.id)
    if mine is None:
        abort(404)
    form = NameForm(obj=mine)
    code_count = len(security.mf_recovery_codes_util.get_recovery_codes(mine))
    listed = accounts.describe(mine)
    if not form.is_submitted():
        return render_template("accounts/account.html", form=form, mine=listed, code_count=code_count)
    if not form.validate():
        return render_template("accounts/account.html", form=form, mine=listed, code_count=code_count), 400
    accounts.rename(mine, form.name.data)
    flash("Your name is changed.", "success")
    return redirect(url_for("accounts.account"))


@pages.get("/account/second-factor.svg")
@needs_account
def second_factor_picture() -> Response:
    """Give the picture that an authenticator app reads, while a second factor is being set up."""
    secret = session.get("tf_totp_secret")
    if session.get("tf_state") != "validating_profile" or not secret:
        abort(404)
    values = security.totp_factory.fetch_setup_values(secret, current_user)
    drawn = io.BytesIO()
    qrcode.make(values["uri"], image_factory=qrcode.image.svg.SvgPathFillImage).save(drawn)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")
