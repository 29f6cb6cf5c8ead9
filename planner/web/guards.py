"""Guards: who may call a view, and when what it changed is kept.

Every view carries exactly one guard of who may call it, and `guard_of` tells which, so that a test can hold all of them
against a table. Other people's projects answer like projects that do not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import abort, current_app
from flask_security import current_user
from sqlalchemy.exc import SQLAlchemyError

from planner.extensions import db
from planner.models import ADMINISTRATOR
from planner.services.access import get_access
from planner.services.permissions import Permission

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
View = Callable[..., Any]

ANYBODY = "anybody"
SIGNED_IN = "signed in"


def open_to_anybody(view: View) -> View:
    """Let anybody call a view."""
    return _marked(view, ANYBODY)


def needs_account(view: View) -> View:
    """Let people who are signed in call a view; others are sent to sign in."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return view(*args, **kwargs)

    return _marked(guarded, SIGNED_IN)


def needs_administrator(view: View) -> View:
    """Let administrators call a view; others who are signed in are told that there is no such page."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        if not current_user.has_role(ADMINISTRATOR):
            abort(404)
        return view(*args, **kwargs)

    return _marked(guarded, ADMINISTRATOR)


def needs(permission: Permission) -> Callable[[View], View]:
    """Let people call a view who hold `permission` in the project named by its `slug`.

    The view gets an `access` (`planner.services.access.Access`) in the place of the slug. Who has no part in the project is
    told that there is no such page; who has one, but not this permission, that they cannot do this.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, slug: str, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            access = get_access(current_user, slug)
            if access is None:
                abort(404)
            if not access.may(permission):
                abort(403)
            return view(*args, access=access, **kwargs)

        return _marked(guarded, permission.value)

    return guard


def guard_of(view: View) -> str | None:
    """Tell who may call a view, as its guard wrote it down; None where it has no guard."""
    found: str | None = getattr(view, "guarded_for", None)
    return found


def _marked(view: View, guard: str) -> View:
    view.guarded_for = guard  # type: ignore[attr-defined]
    return view


def writes(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Keep what a view changed when it has answered, all of it or nothing; stands under the guard of who may call it."""

    @wraps(view)
    def committed(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            answer = view(*args, **kwargs)
            db.session.commit()
        except BaseException:
            _forget()
            raise
        return answer

    return committed


def _forget() -> None:
    """Roll back; a database that is away cannot, and is left to close by itself."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.close()
