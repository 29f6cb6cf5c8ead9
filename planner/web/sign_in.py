"""Signing in and out: Flask-Security's own pages, with limits on trying, and sessions that really end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Request, abort, make_response, redirect, render_template, request, url_for
from flask_security import current_user
from flask_security.core import FormInfo
from werkzeug.wrappers import Response as AnyResponse

from planner.extensions import security
from planner.services import accounts, letters
from planner.web import limits
from planner.web.guards import open_to_anybody, writes
from planner.web.holding import can_be_held, held
from planner.web.limits import limited
from planner.web.sign_in_forms import (
    ConfirmForm,
    LostDeviceForm,
    NewPasswordForm,
    SecondFactorForm,
    SignInForm,
)

View = Callable[..., Any]
FORMS = {
    "login_form": SignInForm,
    "verify_form": ConfirmForm,
    "change_password_form": NewPasswordForm,
    "two_factor_setup_form": SecondFactorForm,
    "two_factor_rescue_form": LostDeviceForm,
}


def attach(app: Flask) -> None:
    """Make Flask-Security's pages ours: limits, no JSON and no tokens, one place that sends people to sign in."""
    security.want_json(lambda _request: False)
    security.unauthn_handler(to_sign_in)
    app.login_manager.unauthorized_handler(to_sign_in)  # type: ignore[attr-defined]
    app.login_manager.request_loader(nobody)  # type: ignore[attr-defined]
    for name, form in FORMS.items():
        security.set_form_info(name, FormInfo(cls=form))
    security.login_context_processor(lambda: {"is_first_start": accounts.there_is_none()})
    views = app.view_functions
    views["security.logout"] = writes(ending_every_session(views["security.logout"]))
    views["security.two_factor_rescue"] = lost_device
    views["security.tf_select"] = no_choice
    code = "security.two_factor_token_validation"
    views[code] = only_before_signing_in(views[code])
    tries = {
        "login": (
            (limits.SIGN_INS_BY_ADDRESS, limits.by_address),
            (limits.SIGN_INS_BY_ACCOUNT, limits.by_typed_account),
        ),
        "two_factor_token_validation": ((limits.CODES, limits.by_account_behind_code),),
        "mf_recovery": ((limits.CODES, limits.by_account_behind_code),),
        "two_factor_setup_validate": ((limits.CODES, limits.by_person),),
        "verify": ((limits.PASSWORDS_AGAIN, limits.by_person),),
        "change_password": ((limits.PASSWORDS_AGAIN, limits.by_person),),
    }
    for name, pairs in tries.items():
        for limit, key in pairs:
            views[f"security.{name}"] = limited(limit, key)(views[f"security.{name}"])


def to_sign_in(_mechanisms: Any = None, headers: Any = None) -> AnyResponse:
    """Send somebody who is not signed in to sign in, and then on to the page that they asked for.

    Who has typed something, and been signed out meanwhile, keeps it.
    """
    if request.method == "POST" and can_be_held():
        return make_response(held(), 403)
    if request.method not in ("GET", "HEAD") or request.path == url_for("projects.home"):
        return redirect(url_for("security.login"))
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))


def nobody(_request: Request) -> None:
    """Know nobody by a token: people sign in, and have a session."""


def ending_every_session(view: View) -> View:
    """Let signing out end whatever sessions the account has: a copied cookie is worth nothing afterwards."""

    @wraps(view)
    def signed_out() -> Any:
        account = accounts.get_account(current_user.id) if current_user.is_authenticated else None
        answer = view()
        if account is not None:
            accounts.end_sessions(account)
        return answer

    return signed_out


def only_before_signing_in(view: View) -> View:
    """Keep a page of signing in from those who have: Flask-Security's would sign them out, on a GET."""

    @wraps(view)
    def shown() -> Any:
        return redirect(url_for("projects.home")) if current_user.is_authenticated else view()

    return shown


@open_to_anybody
def lost_device() -> str:
    """Say what to do without the device that shows the codes."""
    return render_template("security/lost_device.html", letters_are_sent=letters.are_sent())


@open_to_anybody
def no_choice() -> None:
    """Say that there is no such page: there is one kind of second factor, so nothing to choose."""
    abort(404)
