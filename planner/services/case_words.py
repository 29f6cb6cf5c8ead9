"""What people have written into the business case, passage by passage.

Functions flush and never commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from planner.domain.programme.draft import digest_of
from planner.extensions import db
from planner.models import CaseText, ChangeKind
from planner.services import inputs, trail
from planner.services.access import Access
from planner.services.inputs import ChangedMeanwhile

PART = "case"


@dataclass(frozen=True)
class OwnWords:
    """A passage as a person has written it; `proposed_digest` is of the words proposed then."""

    words: str
    writer: str
    proposed_digest: str


def digest_of_words(words: str) -> str:
    """Give the digest of the words of a passage, by which its form is locked and by which changed proposals are known."""
    return digest_of({"words": words})


def get_words(access: Access) -> dict[str, OwnWords]:
    """Give a project's own words by passage."""
    rows = db.session.scalars(select(CaseText).where(CaseText.project_id == access.project_id))
    return {row.passage: OwnWords(row.words, row.writer, row.proposed_digest) for row in rows}


def plain_words(own: Mapping[str, OwnWords]) -> dict[str, str]:
    """Give the words alone."""
    return {passage: each.words for passage, each in own.items()}


def save_words(
    access: Access, passage: str, title: str, words: str, *, proposed: str, printed: str, seen: str
) -> None:
    """Keep a passage as somebody has written it; words that are those proposed are not kept as anybody's own.

    `proposed` are the words proposed, with names of figures; `printed` the same with their figures, so that it is known
    later when these have changed. `seen` is the digest of the words that the form was filled from: raises
    `ChangedMeanwhile` where others stand there by now.
    """
    inputs.lock_project(access)
    stored = _stored(access, passage)
    before = proposed if stored is None else stored.words
    after = words.strip() or proposed
    is_seen = digest_of_words(before) == seen
    if after == before:
        if stored is not None and is_seen:
            # The same words kept, with today's figures seen beside them.
            stored.proposed_digest = digest_of_words(printed)
            db.session.flush()
        return
    if not is_seen:
        raise ChangedMeanwhile({"words": before}, trail.last_hand(access, ((PART, passage),)))
    if after == proposed:
        if stored is not None:
            db.session.delete(stored)
    elif stored is None:
        made = CaseText(project_id=access.project_id, passage=passage, words=after)
        made.proposed_digest, made.writer = digest_of_words(printed), access.user_name
        db.session.add(made)
    else:
        stored.words, stored.writer = after, access.user_name
        stored.proposed_digest = digest_of_words(printed)
    db.session.flush()
    trail.write_down(access, ChangeKind.CHANGED, (PART, passage), title, before, after)


def _stored(access: Access, passage: str) -> CaseText | None:
    return db.session.scalar(
        select(CaseText).where(CaseText.project_id == access.project_id, CaseText.passage == passage)
    )
