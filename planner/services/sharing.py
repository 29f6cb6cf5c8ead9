"""Links by which the people who take part see a plan in plain words, comment on it, and read the replies.

A link's token has 256 bits and only its SHA-256 is kept. What is behind it is the latest plan of the project or of an option,
without numbers of people of a group and without who needs what. Functions flush and never commit.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, case, func, select

from planner.domain.programme.draft import digest_of
from planner.domain.sharing import ABOUT_WORDS, CommentWords, LinkWords, ReplyWords
from planner.extensions import db
from planner.models import ChangeKind, Comment, Project, ProjectRole, ShareLink
from planner.models.base import now_utc
from planner.reports.plain import PlainPlan, plain_plan
from planner.services import comparing, inputs, trail
from planner.services.access import Access
from planner.services.inputs import ChangedMeanwhile
from planner.services.kept import Kept
from planner.services.links import TOKEN_BYTES, digest
from planner.services.option_plans import OptionColumn
from planner.services.stored import get_stored

PART = "share"
MOST_COMMENTS = 2000
"""So many comments a link takes; nobody fills the database by a link."""
PLANS_KEPT = 16
_kept: Kept[PlainPlan] = Kept(PLANS_KEPT)


@dataclass(frozen=True)
class LinkFound:
    """A link in the list of its project; `comment_count` of its comments, `open_count` of them without a reply."""

    id: int
    audience: str
    shows: str
    made_by: str
    created_at: datetime
    revoked_at: datetime | None
    comment_count: int
    open_count: int


@dataclass(frozen=True)
class CommentFound:
    """A comment with its reply ("" while there is none)."""

    id: int
    about: str
    words: str
    created_at: datetime
    reply: str
    replied_by: str
    replied_at: datetime | None
    is_hidden: bool
    audience: str

    @property
    def kept(self) -> dict[str, object]:
        """The reply as its form has it."""
        return ReplyWords(reply=self.reply, is_hidden=self.is_hidden).model_dump(mode="json")


@dataclass(frozen=True)
class SharedPlan:
    """A plan in plain words, when it was made, whether its inputs have changed since, and its budget with what is left of it."""

    told: PlainPlan
    made_at: datetime
    is_stale: bool
    budget_pence: int
    left_pence: int


@dataclass(frozen=True)
class Shared:
    """What is behind a link: the project, its plan in plain words (None while there is none), the comments that were answered."""

    link_id: int
    access: Access
    plan: SharedPlan | None
    comments: tuple[CommentFound, ...]


def list_links(access: Access, columns: Sequence[OptionColumn]) -> tuple[LinkFound, ...]:
    """Give the links of a project, the newest first, those withdrawn among them."""
    titles = {each.key: each.title for each in columns}
    is_open = (Comment.reply == "") & Comment.hidden_at.is_(None)
    counts = (
        select(
            Comment.link_id,
            func.count().label("all"),
            func.sum(case((is_open, 1), else_=0)).label("open"),
        )
        .join(ShareLink)
        .where(ShareLink.project_id == access.project_id)
        .group_by(Comment.link_id)
        .subquery()
    )
    rows = db.session.execute(
        select(ShareLink, counts.c.all, counts.c.open)
        .outerjoin(counts, counts.c.link_id == ShareLink.id)
        .where(ShareLink.project_id == access.project_id)
        .order_by(ShareLink.id.desc())
    )
    return tuple(
        LinkFound(
            link.id,
            link.audience,
            titles.get(link.option_key, "An option that was removed") if link.option_key else "",
            link.made_by,
            link.created_at,
            link.revoked_at,
            int(count or 0),
            int(open_count or 0),
        )
        for link, count, open_count in rows
    )


def make_link(access: Access, said: LinkWords, form_key: str) -> str | None:
    """Make a link and give its whole address, which can never be given again; None where this form has made one already."""
    inputs.lock_project(access)
    once = trail.once_key(form_key, [access.project_id, PART, said.model_dump(mode="json")])
    if once is not None and db.session.scalar(select(ShareLink.id).where(ShareLink.form_key == once)):
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = ShareLink(
        project_id=access.project_id,
        token_hash=digest(token),
        audience=said.audience,
        option_key=said.option_key,
        made_by=access.user_name,
        form_key=once,
    )
    db.session.add(made)
    db.session.flush()
    trail.write_down(access, ChangeKind.ADDED, (PART, str(made.id)), said.audience, None, said.audience)
    return f"{current_app.config['PLANNER_ADDRESS']}/shared/{token}"


def revoke_link(access: Access, link_id: int) -> bool:
    """Withdraw a link for good; False where the project has none of that id. One withdrawn already stays as it is."""
    inputs.lock_project(access)
    link = db.session.scalar(
        select(ShareLink).where(ShareLink.project_id == access.project_id, ShareLink.id == link_id)
    )
    if link is None:
        return False
    if link.revoked_at is None:
        link.revoked_at = now_utc()
        db.session.flush()
        trail.write_down(access, ChangeKind.REMOVED, (PART, str(link.id)), link.audience, link.audience, None)
    return True


def look_at(token: str) -> Shared | None:
    """Give what is behind a link; None where there never was one, and where it was withdrawn or has expired."""
    row = db.session.execute(
        select(ShareLink, Project)
        .join(Project, Project.id == ShareLink.project_id)
        .where(ShareLink.token_hash == digest(token), ShareLink.revoked_at.is_(None))
    ).one_or_none()
    if row is None or (row.ShareLink.expires_at is not None and row.ShareLink.expires_at <= now_utc()):
        return None
    link, project = row
    reader = Access(project.id, project.slug, project.name, ProjectRole.READER, 0, "")
    answered = _comments(Comment.link_id == link.id, Comment.reply != "", Comment.hidden_at.is_(None))
    return Shared(link.id, reader, _plan_behind(reader, link.option_key), answered)


def _plan_behind(reader: Access, option_key: str) -> SharedPlan | None:
    """The plan of an option; of "", the project's own latest one, or that of the preferred option while it has none."""
    stored = None if option_key else get_stored(reader.slug)
    if stored is None:
        columns = [each for each in comparing.get_columns(reader) if each.plan is not None]
        wanted = option_key or (comparing.usual_choice(columns) if columns else "")
        plan = next((each.plan for each in columns if each.key == wanted), None)
        stored = None if plan is None else get_stored(reader.slug, plan.id)
    if stored is None:
        return None
    key = digest_of([stored.programme_json, stored.plan_json])
    told = _kept.get(key) or _kept.put(key, plain_plan(stored.programme, stored.plan))
    budget_pence = stored.programme.budget.total_pence
    left_pence = budget_pence - stored.plan.total_pence
    return SharedPlan(told, stored.made_at, stored.inputs_have_changed, budget_pence, left_pence)


def add_comment(shared: Shared, said: CommentWords, form_key: str) -> bool:
    """Keep a comment; the same form sent twice keeps one. False where the link takes no more."""
    db.session.get(ShareLink, shared.link_id, with_for_update=True)
    once = trail.once_key(form_key, [shared.link_id, said.model_dump(mode="json")])
    if once is not None and db.session.scalar(select(Comment.id).where(Comment.form_key == once)):
        return True
    count = db.session.scalar(select(func.count()).where(Comment.link_id == shared.link_id)) or 0
    if count >= MOST_COMMENTS:
        return False
    db.session.add(Comment(link_id=shared.link_id, about=said.about, words=said.words, form_key=once))
    db.session.flush()
    return True


def list_comments(access: Access) -> tuple[CommentFound, ...]:
    """Give every comment on a project, those without a reply first, then the newest."""
    found = _comments(ShareLink.project_id == access.project_id)
    return tuple(sorted(found, key=lambda each: (bool(each.reply) or each.is_hidden, -each.id)))


def get_comment(access: Access, comment_id: int) -> CommentFound | None:
    """Give a comment on a project; None where there is none of that id."""
    found = _comments(ShareLink.project_id == access.project_id, Comment.id == comment_id)
    return found[0] if found else None


def save_reply(access: Access, comment_id: int, said: ReplyWords, *, seen: str) -> None:
    """Keep a reply; raises `ChangedMeanwhile` where another stands there by now. There has to be a comment of that id."""
    inputs.lock_project(access)
    comment = db.session.get(Comment, comment_id, populate_existing=True)
    found = get_comment(access, comment_id)
    assert comment is not None
    assert found is not None
    before = found.kept
    after = said.model_dump(mode="json")
    if after == before:
        return
    if digest_of(before) != seen:
        raise ChangedMeanwhile(before, comment.replied_by or "Somebody")
    comment.reply, comment.replied_by, comment.replied_at = said.reply, access.user_name, now_utc()
    comment.hidden_at = (comment.hidden_at or now_utc()) if said.is_hidden else None
    db.session.flush()
    trail.write_down(
        access, ChangeKind.CHANGED, (f"{PART}/comments", str(comment_id)), "Reply", before, after
    )


def _comments(*wanted: ColumnElement[bool]) -> tuple[CommentFound, ...]:
    query = select(Comment, ShareLink.audience).join(ShareLink).where(*wanted).order_by(Comment.id.desc())
    return tuple(
        CommentFound(
            row.id,
            ABOUT_WORDS.get(row.about, ABOUT_WORDS[""]),
            row.words,
            row.created_at,
            row.reply,
            row.replied_by,
            row.replied_at,
            row.hidden_at is not None,
            audience,
        )
        for row, audience in db.session.execute(query)
    )
