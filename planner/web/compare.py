"""Options side by side: the page, its picture, and the same as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.utils import secure_filename

from planner.reports.compare import Comparison, gains_and_losses
from planner.reports.compare.files import comparison_csv
from planner.services import comparing
from planner.services.access import Access
from planner.services.option_lists import STANDING_WORDS
from planner.services.option_plans import OptionColumn
from planner.services.permissions import Permission
from planner.web.guards import needs
from planner.web.plans import PICTURE_POLICY

pages = Blueprint("compare", __name__, url_prefix="/projects/<slug>/compare")

KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Asked:
    """What a page of the comparison was asked for: which options, and which of them the others are compared against."""

    columns: tuple[OptionColumn, ...]
    shown: tuple[OptionColumn, ...]
    against: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The options that are shown."""
        return tuple(each.key for each in self.shown)

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address says it."""
        return {"show": list(self.keys), "against": self.against}


@pages.get("")
@needs(Permission.SEE_PLAN)
def side_by_side(access: Access) -> str:
    """Show options side by side, with what is gained and lost against the one chosen."""
    asked = _asked(access)
    found = _found(access, asked)
    return render_template(
        "compare/compare.html",
        access=access,
        asked=asked,
        found=found,
        gains=() if found is None else gains_and_losses(found),
        chart=None if found is None else comparing.chart_of(found),
        missing=[each for each in asked.columns if each.standing not in comparing.CAN_BE_COMPARED],
        standing_words=STANDING_WORDS,
        picture=_pictures(access, asked),
    )


@pages.get("/options-<any(wide, narrow):width>.svg")
@needs(Permission.SEE_PLAN)
def picture(access: Access, width: str) -> Response:
    """Give the picture of what the options cost."""
    found = _found(access, _asked(access))
    if found is None:
        abort(404)
    answer = Response(comparing.chart_of(found, is_narrow=width == "narrow").svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer


@pages.get("/comparison.<any(csv, json):kind>")
@needs(Permission.SEE_PLAN)
def file(access: Access, kind: str) -> Response:
    """Give the comparison as a file; what the page hides from readers is hidden in it, whoever asks: files are sent on."""
    asked = _asked(access)
    found = comparing.compare(access, asked.shown, asked.against, may_see_small_numbers=False)
    if found is None:
        abort(404)
    text = comparison_csv(found) if kind == "csv" else comparing.as_json_text(found)
    answer = Response(text, content_type=KINDS[kind])
    answer.headers.set(
        "Content-Disposition", "attachment", filename=secure_filename(f"{access.slug}-options.{kind}")
    )
    return answer


def _asked(access: Access) -> Asked:
    """What the address asks for; what it does not know is left out, nothing named means every option."""
    columns = comparing.get_columns(access)
    wanted = request.args.getlist("show")
    shown = tuple(each for each in columns if each.key in wanted) or columns
    against = request.args.get("against", "")
    if against not in {each.key for each in shown}:
        against = comparing.usual_choice(shown)
    return Asked(columns, shown, against)


def _found(access: Access, asked: Asked) -> Comparison | None:
    return comparing.compare(
        access, asked.shown, asked.against, may_see_small_numbers=access.may_see_small_numbers
    )


def _pictures(access: Access, asked: Asked) -> dict[str, str]:
    return {
        width: url_for("compare.picture", slug=access.slug, width=width, **asked.query)
        for width in ("wide", "narrow")
    }
