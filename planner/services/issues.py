"""What was issued: a business case with all its files, frozen; listed, read, and known to be out of date.

Functions flush and never commit. Nothing here changes an issue once it is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from planner.domain.errors import PlannerError
from planner.domain.money import format_pence
from planner.domain.programme.draft import digest_of
from planner.extensions import db
from planner.models import ChangeKind, Issue, IssueFile
from planner.models.base import now_utc
from planner.reports.case import FORM_WORDS, Form
from planner.reports.words import date_words, list_words
from planner.services import case_words, cases, inputs, papers, trail
from planner.services.access import Access
from planner.services.cases import PART_WORDS, CaseFound
from planner.services.papers import Told


class IssueRefused(PlannerError):
    """A business case cannot be issued; `code` says why.

    "no_plan"; "no_such_option": the one asked for has no plan any more; "out_of_date" (with the `titles` of the options);
    "changed_meanwhile": it is not what was read before it was issued; "no_form_key": nothing says which form it was.
    """


PART = "issues"
AddressOf = Callable[[CaseFound], str]


class FileSpoilt(PlannerError):
    """A file of an issue is not what was issued."""


@dataclass(frozen=True)
class IssueFound:
    """An issue in the list of its project; `stale` says what of it has changed since, "" where nothing has."""

    number: int
    title: str
    kind: str
    issued_by: str
    issued_at: datetime
    total: str
    stale: str


@dataclass(frozen=True)
class FileFound:
    """A file of an issue: its name, what it is in words, its size in bytes, its SHA-256."""

    name: str
    title: str
    size: int
    sha256: str


def list_issues(access: Access, made_of: Mapping[str, str] | None = None) -> tuple[IssueFound, ...]:
    """Give the issues of a project, the newest first; no file is read.

    `made_of` is what a case would be made of now, words apart, where that is known already (`CaseFound.made_of`).
    """
    columns = (
        Issue.number,
        Issue.title,
        Issue.kind,
        Issue.issued_by,
        Issue.issued_at,
        Issue.facts,
        Issue.made_of,
    )
    rows = db.session.execute(
        select(*columns).where(Issue.project_id == access.project_id).order_by(Issue.number.desc())
    ).all()
    now = _now(access, made_of) if rows else {}
    return tuple(
        IssueFound(
            row.number,
            row.title,
            row.kind,
            row.issued_by,
            row.issued_at,
            format_pence(row.facts["total_pence"]),
            _stale_words(row.made_of, now),
        )
        for row in rows
    )


def get_issue(access: Access, number: int) -> tuple[IssueFound, tuple[FileFound, ...]] | None:
    """Give an issue with its files; None where there is none of that number."""
    found = next((each for each in list_issues(access) if each.number == number), None)
    if found is None:
        return None
    rows = db.session.execute(
        select(IssueFile.name, func.length(IssueFile.content).label("size"), IssueFile.sha256)
        .join(Issue)
        .where(Issue.project_id == access.project_id, Issue.number == number)
    )
    order = {name: at for at, name in enumerate(papers.NAMES)}
    files = sorted(rows, key=lambda row: (order.get(row.name, len(order)), row.name))
    return found, tuple(FileFound(row.name, title_of(row.name), row.size, row.sha256) for row in files)


def title_of(name: str) -> str:
    """Give what a file is, in words; its name where no version of today makes such a file."""
    stem, _, kind = name.rpartition(".")
    if stem not in papers.TITLES or kind not in papers.KIND_WORDS:
        return name
    return f"{papers.TITLES[stem]} ({papers.KIND_WORDS[kind]})"


def get_file(access: Access, number: int, name: str) -> tuple[bytes, str] | None:
    """Give a file of an issue, byte for byte, and its media type; None where there is none of that name.

    Raises `FileSpoilt` where it is not what was issued.
    """
    row = db.session.execute(
        select(IssueFile.content, IssueFile.media_type, IssueFile.sha256)
        .join(Issue)
        .where(Issue.project_id == access.project_id, Issue.number == number, IssueFile.name == name)
    ).one_or_none()
    if row is None:
        return None
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise FileSpoilt("file_spoilt", name=name)
    return row.content, row.media_type


def seen_of(access: Access, found: CaseFound) -> str:
    """Give the digest of all that a case would be issued of, so that what is issued is what was read."""
    own = case_words.plain_words(case_words.get_words(access))
    facts = found.case.facts
    return digest_of([found.made_of, own, found.option_key, found.case.form, facts.made_on.isoformat()])


def issue(
    access: Access, form: Form, option_key: str, form_key: str, *, seen: str, address_of: AddressOf
) -> int:
    """Issue the business case for an option with all its files, and give its number; the same form sent twice issues once.

    `seen` is what `seen_of` gave when the case was read, `address_of` gives the whole address of its plan. Raises
    `IssueRefused`, and then nothing is issued.
    """
    if not form_key:
        raise IssueRefused("no_form_key")
    inputs.lock_project(access)
    once = trail.once_key(form_key, [access.project_id, "issue", form, option_key])
    sent = None if once is None else db.session.scalar(select(Issue.number).where(Issue.form_key == once))
    if sent is not None:
        return sent
    found = _as_read(access, cases.get_case(access, form, option_key), option_key, seen)
    number = 1 + (_last_number(access) or 0)
    own = case_words.plain_words(case_words.get_words(access))
    told = Told(
        found, own, _reference(found, number), changes_since(access, found), now_utc(), address_of(found)
    )
    made = Issue(
        project_id=access.project_id,
        number=number,
        kind=form,
        title=f"{FORM_WORDS[form]}: {found.case.facts.chosen.title}",
        facts=papers.facts_of(found),
        made_of={**found.made_of, "words": digest_of(own)},
        issued_by=access.user_name,
        form_key=once,
    )
    made.files.extend(_file(told, name) for name in papers.NAMES)
    db.session.add(made)
    db.session.flush()
    trail.write_down(access, ChangeKind.ADDED, (PART, str(number)), f"Issue {number}", None, made.title)
    return number


def _file(told: Told, name: str) -> IssueFile:
    content = papers.make_file(told, name)
    digest = hashlib.sha256(content).hexdigest()
    return IssueFile(name=name, media_type=papers.media_type(name), content=content, sha256=digest)


def _as_read(access: Access, found: CaseFound | None, option_key: str, seen: str) -> CaseFound:
    """The case, where it is the one that was read and may be issued."""
    if found is None:
        raise IssueRefused("no_plan")
    if option_key and found.option_key != option_key:
        raise IssueRefused("no_such_option")
    if found.stale:
        raise IssueRefused("out_of_date", titles=list_words(f"“{title}”" for title in found.stale))
    if seen_of(access, found) != seen:
        raise IssueRefused("changed_meanwhile")
    return found


def draft_of(access: Access, found: CaseFound, *, address: str) -> Told:
    """Give what the documents of a case are made from while it is not issued."""
    own = case_words.plain_words(case_words.get_words(access))
    facts = found.case.facts
    reference = f"Draft of {date_words(facts.made_on)} · {facts.chosen.source}"
    if found.stale:
        reference += " · made from earlier inputs"
    return Told(found, own, reference, changes_since(access, found), now_utc(), address)


def changes_since(access: Access, found: CaseFound) -> tuple[str, ...]:
    """Say in sentences how the figures differ from those of the last issue; nothing where there is none."""
    last = db.session.execute(
        select(Issue.number, Issue.facts)
        .where(Issue.project_id == access.project_id)
        .order_by(Issue.number.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return ()
    now, then = papers.facts_of(found), last.facts
    told = [f"Against issue {last.number} ({then['option']}, {then['plan']}):"]
    told += _gap("New money", then["total_pence"], now["total_pence"])
    told += _gap("Budget", then["budget_pence"], now["budget_pence"])
    sections: Any = now["sections"]
    for title, pence in sections.items():
        # A section that was not told by itself then cannot be said to have changed.
        told += _gap(title, then["sections"].get(title, pence), pence)
    return tuple(told) if len(told) > 1 else (f"{told[0]} no figure has changed.",)


def _gap(title: str, before: Any, after: Any) -> list[str]:
    if before == after:
        return []
    way = "more" if after > before else "less"
    return [f"{title}: {format_pence(abs(after - before))} {way} (was {format_pence(before)})."]


def _reference(found: CaseFound, number: int) -> str:
    facts = found.case.facts
    return f"Issue {number} of {date_words(facts.made_on)} · {facts.chosen.source}"


def _last_number(access: Access) -> int | None:
    return db.session.scalar(select(func.max(Issue.number)).where(Issue.project_id == access.project_id))


def _now(access: Access, made_of: Mapping[str, str] | None) -> Mapping[str, str]:
    own = case_words.plain_words(case_words.get_words(access))
    return {**(made_of or cases.made_of_now(access)), "words": digest_of(own)}


def _stale_words(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = [words for part, words in PART_WORDS.items() if part in then and then[part] != now.get(part)]
    return f"Out of date: since then {list_words(changed)} changed." if changed else ""
