"""What somebody typed while their session ended: kept on a page from which it can be sent again, once they have signed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import render_template, request

from planner.web.viewer import viewer

HELD = ("inputs.", "estimating.", "starting.")
"""Pages on which people type for long, by the beginnings of their endpoints."""
OF_THE_SESSION = "csrf_token"


def can_be_held() -> bool:
    """Whether what was sent came from a page of ours on which people type for long.

    Only then may it be offered again with a token: a form that another site sent here is not to be made a valid one.
    """
    origin = urlsplit(request.headers.get("Origin", ""))
    is_ours = bool(origin.netloc) and origin.netloc == request.host
    return is_ours and (request.endpoint or "").startswith(HELD) and bool(request.form) and not request.files


def held() -> str:
    """Give the page that keeps what was sent, says what has happened, and sends it again."""
    return render_template(
        "errors/held.html",
        is_signed_in=viewer() is not None,
        pairs=[(name, value) for name, value in request.form.items(multi=True) if name != OF_THE_SESSION],
    )
