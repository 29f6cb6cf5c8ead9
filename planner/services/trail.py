"""The trail of a project: who changed what, when, and how it was before; and whether a form has been sent already.

Functions flush and never commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select, tuple_

from planner.domain.programme.draft import Address, digest_of
from planner.extensions import db
from planner.models import Change, ChangeKind
from planner.services.access import Access

Where = tuple[str, str]
"""The list and the key of the entry in it; or the name of a part there is once, and nothing."""
WHOLE: Where = ("", "")
"""The document as a whole."""
MOST_LOOKED_AT = 50
"""So many changes back is looked for who changed something last."""


def where_of(address: Address) -> Where:
    """How an address stands in the trail."""
    return ("/".join(address[:-1]), address[-1]) if len(address) > 1 else ("".join(address), "")


def write_down(
    access: Access,
    kind: ChangeKind,
    where: Where,
    title: str,
    before: Any,
    after: Any,
    *,
    position: int | None = None,
    form_key: str | None = None,
) -> Change:
    """Add a line to the trail of a project, and give it."""
    part, key = where
    change = Change(
        project_id=access.project_id,
        user_id=access.user_id,
        kind=kind.value,
        part=part,
        key=key,
        title=title,
        before=before,
        after=after,
        position=position,
        form_key=form_key,
    )
    db.session.add(change)
    db.session.flush()
    return change


def once_key(form_key: str, said: Any) -> str | None:
    """The key by which the same form saying the same is known again: other content is another key. None without a form's key."""
    return f"{form_key}:{digest_of(said)}" if form_key else None


def sent_before(access: Access, once: str | None) -> Change | None:
    """The change that this form, saying this, has made already; None where it is new. To be asked under the project's lock."""
    if once is None:
        return None
    return db.session.scalar(
        select(Change).where(Change.project_id == access.project_id, Change.form_key == once)
    )


def last_hand(
    access: Access, wheres: Sequence[Where] = (), covered: Callable[[Any], Any] = lambda value: value
) -> str:
    """Who changed something last, for the words beside both versions: what is `covered` of what stands at one of `wheres`.

    Without `wheres`, whoever changed anything. A change of the whole document counts as one of everything in it. It may have
    been whoever asks, in another tab.
    """
    at = (tuple_(Change.part, Change.key).in_(wheres),) if wheres else ()
    changes = db.session.scalars(
        select(Change)
        .where(Change.project_id == access.project_id, *at)
        .order_by(Change.id.desc())
        .limit(MOST_LOOKED_AT)
    )
    for change in changes:
        is_whole = (change.part, change.key) == WHOLE
        if is_whole or covered(change.before) != covered(change.after):
            return _called(access, change)
    return "Somebody"


def _called(access: Access, change: Change) -> str:
    if change.user is None:
        return "Somebody"
    return "You" if change.user_id == access.user_id else change.user.shown_name


def last_removal(access: Access, address: Address) -> Change | None:
    """The change that removed the entry at an address, where that is the last that happened to it."""
    part, key = where_of(address)
    at = (Change.project_id == access.project_id, Change.part == part, Change.key == key)
    last = db.session.scalar(select(Change).where(*at).order_by(Change.id.desc()).limit(1))
    return last if last is not None and last.kind == ChangeKind.REMOVED.value else None
