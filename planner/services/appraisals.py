"""The appraisal of a project's options: read, changed part by part, scored by each scorer; and what it all comes to.

Functions flush and never commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.domain.appraisal import Appraisal, ScoreCard
from planner.domain.appraisal.reading import appraisal_of, card_of
from planner.domain.programme.draft import digest_of
from planner.extensions import db
from planner.models import Appraisal as StoredAppraisal
from planner.models import ChangeKind
from planner.models import ScoreCard as StoredCard
from planner.services import inputs, trail
from planner.services.access import Access
from planner.services.inputs import ChangedMeanwhile

PART = "appraisal"


@dataclass(frozen=True)
class CardFound:
    """A score card: whose it is ("" for what was agreed), and what it says; `digest` locks its form."""

    scorer: str
    is_moderated: bool
    is_own: bool
    card: ScoreCard

    @property
    def digest(self) -> str:
        """The digest of the card as it is kept."""
        return digest_of(self.card.model_dump(mode="json"))


def get_appraisal(access: Access) -> Appraisal:
    """Give the appraisal of a project; one with nothing said where nobody has begun."""
    body = db.session.scalar(
        select(StoredAppraisal.body).where(StoredAppraisal.project_id == access.project_id)
    )
    return Appraisal() if body is None else appraisal_of(body)


def change_appraisal(
    access: Access,
    change: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    seen: str,
    covered: Callable[[Mapping[str, Any]], Any],
    title: str,
    page: str,
) -> None:
    """Change the appraisal's plain values to what `change` makes of them; raises `ChangedMeanwhile` like other inputs.

    `seen` is the digest of `covered(values)` as the form was filled from it.
    """
    inputs.lock_project(access)
    stored = db.session.get(StoredAppraisal, access.project_id, populate_existing=True)
    before: dict[str, Any] = (Appraisal() if stored is None else appraisal_of(stored.body)).model_dump(
        mode="json"
    )
    after = appraisal_of(change(before)).model_dump(mode="json")
    if after == before:
        return
    if digest_of(covered(before)) != seen:
        raise ChangedMeanwhile(before, trail.last_hand(access, ((PART, page),), covered))
    if stored is None:
        db.session.add(StoredAppraisal(project_id=access.project_id, body=after))
    else:
        stored.body = after
    db.session.flush()
    trail.write_down(access, ChangeKind.CHANGED, (PART, page), title, covered(before), covered(after))


def get_cards(access: Access) -> tuple[CardFound, ...]:
    """Give every score card of a project: what was agreed first, then each scorer's in the order of their names."""
    rows = db.session.scalars(
        select(StoredCard)
        .where(StoredCard.project_id == access.project_id)
        .order_by(StoredCard.user_id.is_not(None), StoredCard.scorer, StoredCard.id)
    )
    return tuple(
        CardFound(row.scorer, row.user_id is None, row.user_id == access.user_id, card_of(row.body))
        for row in rows
    )


def get_card(access: Access, *, is_moderated: bool) -> CardFound:
    """Give one's own score card, or the one that was agreed; an empty one where nothing was scored."""
    stored = _stored_card(access, is_moderated=is_moderated)
    card = ScoreCard() if stored is None else card_of(stored.body)
    return CardFound("" if is_moderated else access.user_name, is_moderated, not is_moderated, card)


def save_card(access: Access, card: ScoreCard, *, is_moderated: bool, seen: str) -> None:
    """Keep one's own score card, or the one that was agreed; raises `ChangedMeanwhile` where it is another by now."""
    inputs.lock_project(access)
    stored = _stored_card(access, is_moderated=is_moderated)
    before = ScoreCard() if stored is None else card_of(stored.body)
    if card == before:
        return
    if digest_of(before.model_dump(mode="json")) != seen:
        raise ChangedMeanwhile(before.model_dump(mode="json"), "Somebody" if is_moderated else "You")
    body = card.model_dump(mode="json")
    if stored is None:
        user_id = None if is_moderated else access.user_id
        scorer = "" if is_moderated else access.user_name
        db.session.add(StoredCard(project_id=access.project_id, user_id=user_id, scorer=scorer, body=body))
    else:
        stored.body, stored.scorer = body, "" if is_moderated else access.user_name
    db.session.flush()
    title = "Scores agreed" if is_moderated else "Scores"
    where = (f"{PART}/scores", "agreed" if is_moderated else str(access.user_id))
    trail.write_down(access, ChangeKind.CHANGED, where, title, before.model_dump(mode="json"), body)


def _stored_card(access: Access, *, is_moderated: bool) -> StoredCard | None:
    whose = StoredCard.user_id.is_(None) if is_moderated else StoredCard.user_id == access.user_id
    return db.session.scalar(select(StoredCard).where(StoredCard.project_id == access.project_id, whose))


def counted_card(cards: Sequence[CardFound]) -> CardFound | None:
    """The card whose scores count: the one that was agreed; None while there is none."""
    return next((each for each in cards if each.is_moderated and each.card.scores), None)


def as_card(body: Mapping[str, Any]) -> ScoreCard:
    """Give a score card from plain values that have been fitted to its schema."""
    return card_of(body)
