"""The typed cost table of an option as a file: a template, what is there, and what is sent."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.domain.options import CostTable
from planner.services import cost_tables, options
from planner.services.access import Access
from planner.services.cost_tables import TableRefused
from planner.services.inputs import ChangedMeanwhile
from planner.services.options import OptionFound, as_option
from planner.services.permissions import Permission
from planner.web.guards import needs, writes
from planner.web.options.blueprint import OPTION, option_or_404, pages


@pages.get(f"{OPTION}/costs.csv")
@needs(Permission.SEE_INPUTS)
def costs_file(access: Access, key: str) -> Response:
    """Give the typed costs of an option as CSV; an empty table is a template to fill in."""
    _, table = _typed_or_404(access, key)
    answer = Response(cost_tables.as_csv(table), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{access.slug}-{key}-costs.csv"'
    return answer


@pages.get(f"{OPTION}/upload")
@needs(Permission.CHANGE_INPUTS)
def ask_for_file(access: Access, key: str) -> str:
    """Ask for a cost table as a file."""
    found, _ = _typed_or_404(access, key)
    return _page(access, found, ())


@pages.post(f"{OPTION}/upload")
@needs(Permission.CHANGE_INPUTS)
@writes
def take_file(access: Access, key: str) -> str | AnyResponse:
    """Let the costs of a file take the place of those typed; a file with a problem changes nothing."""
    found, table = _typed_or_404(access, key)
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise TableRefused(["Choose a CSV or XLSX file."])
        body = cost_tables.with_lines(table, cost_tables.read_lines(sent.read()))
        options.change_option(
            access,
            key,
            lambda before: as_option({**before.model_dump(mode="json"), "table": body}),
            seen=request.form.get("seen", ""),
        )
    except TableRefused as refusal:
        return _page(access, found, refusal.problems)
    except ChangedMeanwhile as conflict:
        words = f"{conflict.who} changed these costs while you were choosing the file. Send it again to replace them."
        return _page(access, option_or_404(access, key), (words,))
    flash(f"The costs of {found.option.title} were taken from the file: {len(body['lines'])} lines.")
    return redirect(url_for("options.option", slug=access.slug, key=key), 303)


def _typed_or_404(access: Access, key: str) -> tuple[OptionFound, CostTable]:
    found = option_or_404(access, key)
    if found.option.table is None:
        abort(404)
    return found, found.option.table


def _page(access: Access, found: OptionFound, problems: tuple[str, ...]) -> str:
    return render_template("options/upload.html", access=access, found=found, problems=problems)
