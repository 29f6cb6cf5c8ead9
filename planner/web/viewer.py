"""Who looks at a page, for what stands on every page: also on an error page while the database is away."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, g
from flask_security import current_user
from sqlalchemy.exc import SQLAlchemyError

from planner.models import ADMINISTRATOR


@dataclass(frozen=True)
class Viewer:
    """Somebody who is signed in: how they are called, whether they administer accounts."""

    name: str
    is_administrator: bool


def attach(app: Flask) -> None:
    """Give every template of `app` its `viewer`."""
    app.context_processor(lambda: {"viewer": viewer()})


def viewer() -> Viewer | None:
    """Give who is signed in; None for nobody, and where the database cannot say. Asked once a request.

    Where the database cannot say, Flask-Login is told that it is nobody, or it would ask again for every template.
    """
    if "viewer" not in g:
        g.viewer = _viewer()
    found: Viewer | None = g.viewer
    return found


def forget_viewer() -> None:
    """Let a page be drawn as for nobody, without asking the database who is signed in."""
    g.viewer = None
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _viewer() -> Viewer | None:
    try:
        if not current_user.is_authenticated:
            return None
        return Viewer(current_user.shown_name, current_user.has_role(ADMINISTRATOR))
    except SQLAlchemyError:
        forget_viewer()
        return None
