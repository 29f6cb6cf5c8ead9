"""Errors in words: what happened, what was kept, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from planner.services.documents import DocumentRefused
from planner.web.holding import can_be_held, held
from planner.web.viewer import forget_viewer, viewer


@dataclass(frozen=True)
class ErrorWords:
    """What an error page says: a heading and sentences under it."""

    heading: str
    sentences: tuple[str, ...]


NOT_FOUND = ErrorWords(
    "Page not found",
    (
        "If you typed the address, check that it is correct.",
        "If you followed a link, the page may have been moved or removed.",
    ),
)
WORDS = {
    400: ErrorWords("We could not understand that", ("Go back, check what you entered and try again.",)),
    403: ErrorWords("You cannot do this", ("Your account does not allow it. Ask the project lead.",)),
    404: NOT_FOUND,
    405: ErrorWords(
        "This page cannot be used that way", ("Nothing was changed. Start again from the list of projects.",)
    ),
    409: ErrorWords(
        "This plan has to be built again",
        (
            "It was made from a document that this version of the planner does not take.",
            "The plan and its document are kept as they are.",
        ),
    ),
    410: ErrorWords("This is not there any more", ("It was removed, or it could be used only once.",)),
    413: ErrorWords("That is too large", ("Nothing was saved. Send no more than 10 MB at once.",)),
    429: ErrorWords(
        "You have tried too often",
        (
            "Nothing was changed. Wait five minutes, then try again. If that is not enough, wait an hour.",
            "If you forgot your password, ask an administrator.",
        ),
    ),
    500: ErrorWords(
        "Something went wrong on our side",
        (
            "Nothing half-finished was saved.",
            "Try again in a few minutes. If it happens again, tell whoever runs this service.",
        ),
    ),
    503: ErrorWords(
        "The planner is busy",
        ("Nothing half-finished was saved.", "Wait a minute, then try again. What you saved before is safe."),
    ),
}

FULL = ErrorWords(
    "Nothing can be saved just now",
    (
        "There is no room left where the planner keeps its data, or it may not write there.",
        "What you saved before is safe. Tell whoever runs this service.",
    ),
)


def attach(app: Flask) -> None:
    """Answer every error of `app` with a page in words."""
    app.register_error_handler(CSRFError, refused_form)
    app.register_error_handler(HTTPException, explained)
    app.register_error_handler(OperationalError, busy_database)
    app.register_error_handler(DocumentRefused, outdated_document)
    app.register_error_handler(500, lambda _failure: page(500))


def page(status: int) -> tuple[str, int]:
    """Give the page for a status code, and the code."""
    return shown(WORDS[status if status in WORDS else 500]), status


def shown(words: ErrorWords) -> str:
    """Give the page that says these words; whether anybody is signed in is asked first, since even that may fail."""
    viewer()
    return render_template("errors/error.html", words=words)


def refused_form(_failure: CSRFError) -> tuple[str, int]:
    """Answer a form whose token is missing or too old; what was typed into a page of ours is kept."""
    if can_be_held():
        return held(), 400
    words = ErrorWords(
        "This form is too old", ("Nothing was saved. Go back, load the page again and send it once more.",)
    )
    return shown(words), 400


def explained(failure: HTTPException) -> Response | HTTPException:
    """Answer an HTTP error in words, with the headers it asks for (such as Allow); redirects pass as they are."""
    status = failure.code or 500
    if status < 400:
        return failure
    response = make_response(page(status if status in WORDS else (400 if status < 500 else 500)))
    for name, value in failure.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def busy_database(failure: OperationalError) -> tuple[str, int]:
    """Answer 503 where the database is locked, full or away: it may well be back in a minute.

    The page does not ask who is signed in: that would wait for the same database a second time.
    """
    current_app.logger.error("The database did not answer: %s", failure.orig)
    forget_viewer()
    is_full = any(words in str(failure.orig) for words in ("disk is full", "disk I/O error", "readonly"))
    return (shown(FULL), 503) if is_full else page(503)


def outdated_document(refusal: DocumentRefused) -> tuple[str, int]:
    """Answer 409 where a stored document is one that this version refuses: another try will not help, a new plan will."""
    paths = ", ".join(each.path for each in refusal.problems)
    current_app.logger.error("A stored document is refused at: %s", paths)
    return page(409)
