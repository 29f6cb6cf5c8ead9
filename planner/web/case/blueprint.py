"""The address of the business case, and what its pages are asked for."""

from __future__ import annotations

from flask import Blueprint, request, url_for

from planner.reports.case import Form
from planner.services import cases
from planner.services.access import Access
from planner.services.cases import CaseFound

pages = Blueprint("case", __name__, url_prefix="/projects/<slug>/case")


def asked_form() -> Form:
    """The form of the case that is asked for; the full one unless the address says otherwise."""
    return "short" if request.values.get("form") == "short" else "full"


def asked_option() -> str:
    """The option that the case is asked for; "" for the preferred one."""
    return request.values.get("option", "")


def case_of(access: Access) -> CaseFound | None:
    """The case that is asked for; None while no option has a plan."""
    return cases.get_case(access, asked_form(), asked_option())


def page_of(access: Access, found: CaseFound) -> str:
    """The whole address of the plan that a case is for, which calendar entries lead to."""
    plan_id = found.case.facts.chosen.plan_id
    return url_for("plans.overview", slug=access.slug, plan_id=plan_id, _external=True)
