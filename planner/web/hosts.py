"""By which names the planner answers: in production only by its own, so that no link is made of a name somebody else sent."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.sansio.utils import host_is_trusted

NOT_OURS = "This is not an address of this service. Use the address you were given.\n"


def attach(app: Flask) -> None:
    """In production, answer 400 to requests for names that are not the planner's, where its own are known."""
    if app.config["PLANNER_ENV"] == "production" and app.config["PLANNER_HOSTS"]:
        app.before_request(refuse_other_names)


def refuse_other_names() -> Response | None:
    """Give the refusal for a name that is not ours; None lets the request pass."""
    if host_is_trusted(request.environ.get("HTTP_HOST", ""), current_app.config["PLANNER_HOSTS"]):
        return None
    return Response(NOT_OURS, 400, mimetype="text/plain")
