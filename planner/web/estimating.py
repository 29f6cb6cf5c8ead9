"""A first estimate: eight questions, a rough cost, and a project with everything assumed marked in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from planner.forms.estimate import EstimateForm
from planner.forms.registry import ITEMS
from planner.reports.words import date_words, sentence
from planner.services import starting
from planner.services.starting import Assumed, FirstEstimate
from planner.web.guards import needs_account, writes
from planner.web.inputs.saving import Filled, button_pressed, filled_from, read_from_request

pages = Blueprint("estimating", __name__, url_prefix="/first-estimate")

WEEKS_TO_PREPARE = 8
"""So many weeks a project needs before its first session: people, places and support have to be found."""


@dataclass(frozen=True)
class Shown:
    """A first estimate as its page shows it: its figure, and what it assumes, in words, with what each is assumed of."""

    estimate: FirstEstimate
    starts_on: str
    assumed: tuple[tuple[str, str], ...]


@pages.get("")
@needs_account
def answers() -> str:
    """Ask the eight questions."""
    return _page(filled_from(EstimateForm, None, {}, {}), None)


@pages.post("")
@needs_account
@writes
def estimate() -> str | Response:
    """Answer with a rough cost, or open it as a project."""
    filled = read_from_request(EstimateForm, None, {}, {})
    found = _estimate(filled)
    if found is None:
        return _page(filled, None)
    if button_pressed() == "open":
        slug = starting.create_project(current_user, found.document, form_key=filled.form.form_key.data or "")
        flash("The estimate is a project now. What was assumed is marked in it: change what you know better.")
        return redirect(url_for("project.tasks", slug=slug))
    assumed = tuple((sentence(each.words), _of_what(each)) for each in starting.assumed_in(found.document))
    return _page(filled, Shown(found, date_words(first_day()), assumed))


def first_day() -> date:
    """The first Monday after the weeks that a project needs to prepare."""
    day = date.today() + timedelta(weeks=WEEKS_TO_PREPARE)  # noqa: DTZ011
    return day + timedelta(days=-day.weekday() % 7)


def _estimate(filled: Filled) -> FirstEstimate | None:
    if not filled.form.validate():
        return None
    found, problems = starting.estimate(filled.form.body, first_day())
    left = filled.form.take_problems(problems)
    filled.loose = tuple(each.message for each in left)
    return found


def _of_what(assumed: Assumed) -> str:
    """What something is assumed of: titles of entries, else of the page that asks for it; of the whole, nothing."""
    titles = (title or (ITEMS[part].title if part in ITEMS else "") for part, title in assumed.of)
    return "; ".join(each for each in titles if each)


def _page(filled: Filled, shown: Shown | None) -> str:
    return render_template("starting/estimate.html", filled=filled, shown=shown)
