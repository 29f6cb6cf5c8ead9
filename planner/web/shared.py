"""The page behind a link: a plan in plain words for the people who take part, their comments and the replies.

Whoever has the link may read and comment; nobody has to say who they are. A link that never was answers like one that was
withdrawn, byte for byte.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from planner.domain.sharing import CommentWords
from planner.forms.page_form import key_or_none
from planner.forms.sharing import CommentForm
from planner.reports.case import blocks_of, written
from planner.reports.plain import MEMBERS_PASSAGES
from planner.services import case_words, sharing
from planner.services.sharing import Shared
from planner.web import limits
from planner.web.blocks import kinds_of
from planner.web.guards import open_to_anybody, writes
from planner.web.inputs.saving import Filled, filled_from, fitted_body, read_from_request
from planner.web.limits import limited

pages = Blueprint("shared", __name__, url_prefix="/shared/<token>")

NEW = {"about": "", "words": ""}
FULL = "This link takes no more comments. Tell the people who gave it to you instead."


@pages.get("")
@open_to_anybody
@limited(limits.LINKS_BY_ADDRESS, limits.by_address, counts=limits.refused, methods=("GET",))
def plan(token: str) -> Response:
    """Show the plan in plain words."""
    shared = _shared_or_404(token)
    return _page(token, shared, filled_from(CommentForm, None, NEW, {}))


@pages.post("")
@open_to_anybody
@limited(limits.COMMENTS_BY_ADDRESS, limits.by_address, counts=limits.every)
@writes
def comment(token: str) -> Response | AnyResponse:
    """Keep a comment: the project reads it at once, and with a reply it stands on the page."""
    shared = _shared_or_404(token)
    filled = read_from_request(CommentForm, None, NEW, {})
    body = fitted_body(filled, CommentWords, None, NEW, {})
    if body is None:
        return _page(token, shared, filled)
    form_key = key_or_none(filled.form.form_key.data) or ""
    if not sharing.add_comment(shared, CommentWords.model_validate(body), form_key):
        filled.loose = (FULL,)
        return _page(token, shared, filled)
    return redirect(url_for("shared.plan", token=token, thanks=1, _anchor="comments"), 303)


def _shared_or_404(token: str) -> Shared:
    shared = sharing.look_at(token)
    if shared is None:
        abort(404)
    return shared


def _page(token: str, shared: Shared, filled: Filled) -> Response:
    own = case_words.plain_words(case_words.get_words(shared.access))
    passages = [
        (each.passage.title, kinds_of(blocks_of(each.printed)))
        for each in written(MEMBERS_PASSAGES, own, {}).values()
        if not each.blanks
    ]
    answer = make_response(
        render_template(
            "share/shared.html",
            link_token=token,
            shared=shared,
            told=None if shared.plan is None else shared.plan.told,
            passages=passages,
            filled=filled,
            is_thanked=request.args.get("thanks") == "1" and not filled.summary,
        )
    )
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    # To this site alone: a form sent over HTTPS is refused without it, and nobody else is told where the link is.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer
