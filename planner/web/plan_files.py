"""A plan's files at fixed addresses: for spreadsheets, calendars and other programs."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.utils import secure_filename

from planner.services import plans
from planner.services.access import Access
from planner.services.permissions import Permission
from planner.services.plans import FileName
from planner.web.guards import needs
from planner.web.plans import PLAN, plan_or_404

pages = Blueprint("plan_files", __name__, url_prefix="/projects/<slug>/plans")

ALL_NUMBERS = "all"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}


@pages.get(f"{PLAN}/<any('schedule.csv', 'costs.csv', 'targets.csv', 'plan.xlsx', 'calendar.ics'):name>")
@needs(Permission.SEE_PLAN)
def file(access: Access, plan_id: int, name: FileName) -> Response:
    """Give a plan as a spreadsheet, a table or a calendar, with what its pages hide hidden.

    The planning role gets small numbers of people only where it asks for them (`?numbers=all`): files are sent on.
    """
    shown = plan_or_404(access, plan_id)
    sees = access.may_see_small_numbers and request.args.get("numbers") == ALL_NUMBERS
    address = url_for("plans.overview", slug=access.slug, plan_id=shown.id, _external=True)
    content = plans.get_file(shown, name, may_see_small_numbers=sees, address=address)
    return _attached(content, access, shown.number, f"exact-{name}" if sees else name)


@pages.get(f"{PLAN}/plan.json")
@needs(Permission.SEE_INPUTS)
def plan_document(access: Access, plan_id: int) -> Response:
    """Give the plan document as it is stored."""
    return plan_document_of(access, plan_id)


@pages.get(f"{PLAN}/programme.json")
@needs(Permission.SEE_INPUTS)
def programme_document(access: Access, plan_id: int) -> Response:
    """Give the programme document that a plan was made from, as it was when the run started."""
    return programme_document_of(access, plan_id)


def plan_document_of(access: Access, plan_id: int | None) -> Response:
    """Give the document of a plan, the latest where no id is given; answers 404 where there is none."""
    shown = plan_or_404(access, plan_id)
    return _attached(shown.plan_json, access, shown.number, "plan.json")


def programme_document_of(access: Access, plan_id: int | None) -> Response:
    """Give the document that a plan was made from, the latest where no id is given; answers 404 where there is none."""
    shown = plan_or_404(access, plan_id)
    return _attached(shown.programme_json, access, shown.number, "programme.json")


def _attached(content: str | bytes, access: Access, number: int, name: str) -> Response:
    """A file to keep; its name says the project, the number of the plan and what it is."""
    answer = Response(content, content_type=KINDS[name.rpartition(".")[2]])
    answer.headers.set(
        "Content-Disposition", "attachment", filename=secure_filename(f"{access.slug}-{number}-{name}")
    )
    return answer
