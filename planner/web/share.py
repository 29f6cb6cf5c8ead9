"""What a project shares with the people who take part: links, what only the project can tell them, comments and replies."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.domain.sharing import LinkWords, ReplyWords
from planner.forms.page_form import key_or_none
from planner.forms.sharing import PROJECT_PLAN, LinkForm, ReplyForm
from planner.reports.case import written
from planner.reports.plain import MEMBERS_PASSAGES
from planner.services import case_words, comparing, sharing
from planner.services.access import Access
from planner.services.option_plans import OptionColumn
from planner.services.permissions import Permission
from planner.services.sharing import CommentFound
from planner.web.guards import needs, writes
from planner.web.inputs.saving import Filled, filled_from, fitted_body, read_from_request, saved

pages = Blueprint("share", __name__, url_prefix="/projects/<slug>/share")

NEW = {"audience": "", "option_key": ""}
MOST_ID = 2**31 - 1


@pages.get("")
@needs(Permission.CHANGE_INPUTS)
def links(access: Access) -> str:
    """Show the links, what is told behind them, and the comments."""
    columns = comparing.get_columns(access)
    return _page(access, filled_from(LinkForm, None, NEW, _offers_of(columns)), columns)


@pages.post("")
@needs(Permission.CHANGE_INPUTS)
@writes
def make_link(access: Access) -> str:
    """Make a link; its address is shown this once."""
    columns = comparing.get_columns(access)
    filled = read_from_request(LinkForm, None, NEW, _offers_of(columns))
    body = fitted_body(filled, LinkWords, None, NEW, {})
    if body is None:
        return _page(access, filled, columns)
    form_key = key_or_none(filled.form.form_key.data) or ""
    address = sharing.make_link(access, LinkWords.model_validate(body), form_key)
    empty = filled_from(LinkForm, None, NEW, _offers_of(columns))
    return _page(access, empty, columns, made=address, is_sent_twice=address is None)


@pages.post("/<int:link_id>/withdraw")
@needs(Permission.CHANGE_INPUTS)
@writes
def withdraw(access: Access, link_id: int) -> Response:
    """Withdraw a link; whoever has it is told that there is no such page."""
    if link_id > MOST_ID or not sharing.revoke_link(access, link_id):
        abort(404)
    flash("Withdrawn: nothing is behind that link any more.")
    return redirect(url_for("share.links", slug=access.slug), 303)


@pages.get("/comments/<int:comment_id>")
@needs(Permission.CHANGE_INPUTS)
def comment(access: Access, comment_id: int) -> str:
    """Show a comment, to be answered."""
    found = _comment_or_404(access, comment_id)
    return _reply_page(access, found, filled_from(ReplyForm, found.kept, found.kept, {}))


@pages.post("/comments/<int:comment_id>")
@needs(Permission.CHANGE_INPUTS)
@writes
def reply(access: Access, comment_id: int) -> str | Response:
    """Keep a reply: with it, the comment stands on the shared page."""
    found = _comment_or_404(access, comment_id)
    filled = read_from_request(ReplyForm, found.kept, found.kept, {})
    body = fitted_body(filled, ReplyWords, found.kept, found.kept, {})
    if body is None:
        return _reply_page(access, found, filled)

    def keep() -> None:
        sharing.save_reply(
            access, comment_id, ReplyWords.model_validate(body), seen=filled.form.seen.data or ""
        )

    if not saved(filled, keep, {}):
        return _reply_page(access, found, filled)
    flash("Reply saved.")
    return redirect(url_for("share.links", slug=access.slug), 303)


def _comment_or_404(access: Access, comment_id: int) -> CommentFound:
    found = sharing.get_comment(access, comment_id) if comment_id <= MOST_ID else None
    if found is None:
        abort(404)
    return found


def _offers_of(columns: Sequence[OptionColumn]) -> dict[str, list[tuple[str, str]]]:
    options = [(each.key, each.title) for each in columns if each.plan is not None]
    return {"shared": [("", PROJECT_PLAN), *options]}


def _page(
    access: Access,
    filled: Filled,
    columns: Sequence[OptionColumn],
    *,
    made: str | None = None,
    is_sent_twice: bool = False,
) -> str:
    own = case_words.plain_words(case_words.get_words(access))
    return render_template(
        "share/links.html",
        access=access,
        filled=filled,
        made=made,
        is_sent_twice=is_sent_twice,
        links=sharing.list_links(access, columns),
        passages=written(MEMBERS_PASSAGES, own, {}).values(),
        comments=sharing.list_comments(access),
    )


def _reply_page(access: Access, found: CommentFound, filled: Filled) -> str:
    return render_template(
        "share/reply.html",
        access=access,
        comment=found,
        filled=filled,
        title="Reply to a comment",
        back=url_for("share.links", slug=access.slug),
        back_words="What is shared",
    )
