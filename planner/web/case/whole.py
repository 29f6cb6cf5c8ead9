"""The business case as it stands today, to be read on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template

from planner.reports.case import FORM_WORDS, Case, Passage, WrittenPassage, blocks_of, written
from planner.reports.paper import Block, Picture
from planner.reports.plain import MEMBERS_PASSAGES
from planner.services import case_words, issues
from planner.services.access import Access
from planner.services.case_words import OwnWords
from planner.services.permissions import Permission
from planner.web.blocks import kinds_of
from planner.web.case.blueprint import case_of, pages
from planner.web.guards import needs
from planner.web.plans import PICTURE_POLICY


@dataclass(frozen=True)
class ShownPart:
    """A part of a chapter on the page: blocks with their kinds; for a passage also how it stands."""

    blocks: list[tuple[str, Block]]
    passage: WrittenPassage | None = None
    writer: str = ""
    has_changed: bool = False
    """Whether the words that would be proposed are others than when somebody wrote their own."""


@pages.get("")
@needs(Permission.SEE_PLAN)
def whole(access: Access) -> str:
    """Show the business case, what there is still to write, its documents and what was issued."""
    found = case_of(access)
    if found is None:
        return render_template("case/none.html", access=access, issued=issues.list_issues(access))
    own = case_words.get_words(access)
    passages = found.case.written(case_words.plain_words(own))
    told_members = written(MEMBERS_PASSAGES, case_words.plain_words(own), {}).values()
    proposed = found.case.written({})
    chapters = [
        (chapter.title, [_shown(part, passages, proposed, own) for part in chapter.parts])
        for chapter in found.case.chapters
    ]
    return render_template(
        "case/whole.html",
        access=access,
        found=found,
        chapters=chapters,
        blanks=[(key, each) for key, each in passages.items() if each.blanks],
        members_blanks=[each for each in told_members if each.blanks],
        issued=issues.list_issues(access, found.made_of),
        may_write=access.may(Permission.ISSUE),
        form_words=FORM_WORDS,
    )


def _shown(
    part: Any,
    passages: dict[str, WrittenPassage],
    proposed: dict[str, WrittenPassage],
    own: dict[str, OwnWords],
) -> ShownPart:
    if not isinstance(part, Passage):
        return ShownPart(kinds_of(part.blocks))
    written = passages[part.key]
    mine = own.get(part.key)
    has_changed = mine is not None and mine.proposed_digest != case_words.digest_of_words(
        proposed[part.key].printed
    )
    blocks = kinds_of(blocks_of(written.printed))
    return ShownPart(blocks, written, "" if mine is None else mine.writer, has_changed)


@pages.get("/picture-<any(options, costs, timeline):name>.svg")
@needs(Permission.SEE_PLAN)
def picture(access: Access, name: str) -> Response:
    """Give a picture of the business case."""
    found = case_of(access)
    drawn = None if found is None else picture_in(found.case, name)
    if drawn is None:
        abort(404)
    answer = Response(drawn.chart.svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    return answer


def picture_in(case: Case, name: str) -> Picture | None:
    """A picture of a case by its name; None where this form of it has none such."""
    for chapter in case.chapters:
        for part in chapter.parts:
            for block in () if isinstance(part, Passage) else part.blocks:
                if isinstance(block, Picture) and block.name == name:
                    return block
    return None
