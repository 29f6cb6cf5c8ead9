"""Options of a project: offered, added, changed, removed and put back; and built one after another in the background.

Functions flush and never commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.domain.errors import PlannerError
from planner.domain.options import Option, OptionKind, offered_options
from planner.domain.options.reading import option_of
from planner.domain.programme.draft import digest_of, new_key
from planner.extensions import db
from planner.models import ChangeKind
from planner.models import Option as StoredOption
from planner.models.base import now_utc
from planner.optimiser.outcome import SolveSettings
from planner.services import inputs, runs, trail
from planner.services.access import Access
from planner.services.inputs import ChangedMeanwhile
from planner.services.option_programmes import OptionProgramme, option_programme, read_option

PART = "options"
"""The list of options as it stands in the trail."""
MOST_OPTIONS = 30


@dataclass(frozen=True)
class OptionFound:
    """An option with its key; `programme` is what it comes to (None where its costs are typed), `digest` locks its form."""

    key: str
    option: Option
    programme: OptionProgramme | None

    @property
    def digest(self) -> str:
        """The digest of the option as it is kept, by which its form is locked."""
        return digest_of(self.option.model_dump(mode="json"))

    @property
    def can_be_built(self) -> bool:
        """Whether its programme is whole."""
        return self.programme is not None and not self.programme.problems


def is_removed(access: Access, key: str) -> bool:
    """Whether an option has been removed."""
    stored = _stored(access, key)
    return stored is not None and stored.removed_at is not None


def who_was_last(access: Access, key: str) -> str:
    """Give who changed or removed an option last, for the words beside both versions."""
    return _who(access, key)


def as_option(body: Mapping[str, Any]) -> Option:
    """Give an option from plain values that have been fitted to its schema."""
    return option_of(body)


def list_options(access: Access, *, frontier: bool = False) -> tuple[OptionFound, ...]:
    """Give a project's options in their order; those made for the frontier only where `frontier`, and then only those."""
    text = inputs.get_text(access)
    return tuple(_found(stored, text) for stored in _there(access, frontier=frontier))


def get_option(access: Access, key: str, *, also_removed: bool = False) -> OptionFound | None:
    """Give an option by its key; None where there is none, or (unless `also_removed`) it has been removed."""
    stored = _stored(access, key)
    if stored is None or (stored.removed_at is not None and not also_removed):
        return None
    return _found(stored, inputs.get_text(access))


def offer(access: Access) -> tuple[str, ...]:
    """Add the options offered from the start that are not there yet (nor were removed), and give the keys of those added."""
    project = inputs.lock_project(access)
    taken = _keys(access)
    added: list[str] = []
    for key, option in offered_options(json.loads(project.programme_json)).items():
        if key not in taken:
            _add(access, key, option, position=len(taken) + len(added), form_key=None)
            added.append(key)
    return tuple(added)


def add_option(access: Access, option: Option, form_key: str = "") -> str:
    """Add an option and give its key; the same form saying the same, sent twice, adds it once.

    Raises `PlannerError("too_many_options")` where a project has `MOST_OPTIONS` already.
    """
    inputs.lock_project(access)
    body = option.model_dump(mode="json")
    once = trail.once_key(form_key, [access.project_id, PART, body])
    if once is not None:
        sent = db.session.scalar(
            select(StoredOption.key).where(
                StoredOption.project_id == access.project_id, StoredOption.form_key == once
            )
        )
        if sent is not None:
            return sent
    if option.kind is not OptionKind.FRONTIER_POINT and len(_there(access)) >= MOST_OPTIONS:
        raise PlannerError("too_many_options", most=MOST_OPTIONS)
    taken = _keys(access)
    key = new_key(option.title, [*taken, "base"])
    _add(access, key, option, position=len(taken), form_key=once)
    return key


def change_option(access: Access, key: str, change: Callable[[Option], Option], *, seen: str) -> None:
    """Change an option to what `change` makes of it; `seen` is its digest as the form was filled from it.

    Raises `ChangedMeanwhile` where it is another by now (its `theirs` is the body that stands there, None where the option is
    gone), unless that is what is wanted already.
    """
    inputs.lock_project(access)
    stored = _stored(access, key)
    if stored is None or stored.removed_at is not None:
        raise ChangedMeanwhile(None, _who(access, key))
    before: dict[str, Any] = stored.body
    option = read_option(stored)
    after = change(option).model_dump(mode="json")
    if after == before:
        return
    if digest_of(option.model_dump(mode="json")) != seen:
        raise ChangedMeanwhile(before, _who(access, key))
    stored.body, stored.kind = after, after["kind"]
    db.session.flush()
    trail.write_down(access, ChangeKind.CHANGED, (PART, key), after["title"], before, after)


def remove_option(access: Access, key: str) -> bool:
    """Remove an option: its plans stay, and it can be put back. Whether there was one."""
    inputs.lock_project(access)
    stored = _stored(access, key)
    if stored is None or stored.removed_at is not None:
        return False
    stored.removed_at = now_utc()
    db.session.flush()
    trail.write_down(access, ChangeKind.REMOVED, (PART, key), stored.body["title"], stored.body, None)
    return True


def put_back_option(access: Access, key: str) -> bool:
    """Put a removed option back; whether there was one of that key."""
    inputs.lock_project(access)
    stored = _stored(access, key)
    if stored is None:
        return False
    if stored.removed_at is not None:
        stored.removed_at = None
        db.session.flush()
        trail.write_down(access, ChangeKind.PUT_BACK, (PART, key), stored.body["title"], None, stored.body)
    return True


def build(
    access: Access, wanted: Sequence[OptionFound], has_plan: Mapping[str, bool], settings: SolveSettings
) -> tuple[int, ...]:
    """Ask for the plans of options that can be built and have none of their inputs as they are now, one after another.

    `has_plan` says by key which have one (`planner.services.option_plans`). Gives the ids of the runs asked for; an option
    whose plan is being built already is passed over.
    """
    asked = []
    for each in wanted:
        if each.programme is None or not each.can_be_built or has_plan.get(each.key, False):
            continue
        try:
            run = runs.ask_for_run(
                access.project_id, settings, access.user_name, each.key, each.programme.text
            )
        except runs.RunIsOpen:
            continue
        asked.append(run.id)
    return tuple(asked)


def list_removed(access: Access) -> tuple[tuple[str, str], ...]:
    """Give the key and the title of each removed option, the last removed first."""
    rows = db.session.execute(
        select(StoredOption.key, StoredOption.body["title"].as_string())
        .where(
            StoredOption.project_id == access.project_id,
            StoredOption.removed_at.is_not(None),
            StoredOption.kind != OptionKind.FRONTIER_POINT.value,
        )
        .order_by(StoredOption.removed_at.desc())
    )
    return tuple((key, title) for key, title in rows)


def _there(access: Access, *, frontier: bool = False) -> Sequence[StoredOption]:
    is_point = StoredOption.kind == OptionKind.FRONTIER_POINT.value
    return db.session.scalars(
        select(StoredOption)
        .where(
            StoredOption.project_id == access.project_id,
            StoredOption.removed_at.is_(None),
            is_point if frontier else ~is_point,
        )
        .order_by(StoredOption.position, StoredOption.id)
    ).all()


def _stored(access: Access, key: str) -> StoredOption | None:
    return db.session.scalar(
        select(StoredOption).where(StoredOption.project_id == access.project_id, StoredOption.key == key)
    )


def _keys(access: Access) -> set[str]:
    """Every key that was ever given, those of removed options too."""
    of_project = StoredOption.project_id == access.project_id
    return set(db.session.scalars(select(StoredOption.key).where(of_project)))


def _found(stored: StoredOption, text: str) -> OptionFound:
    option = read_option(stored)
    return OptionFound(stored.key, option, None if option.is_typed else option_programme(text, option))


def _add(access: Access, key: str, option: Option, position: int, form_key: str | None) -> None:
    body = option.model_dump(mode="json")
    db.session.add(
        StoredOption(
            project_id=access.project_id,
            key=key,
            kind=option.kind.value,
            body=body,
            position=position,
            form_key=form_key,
        )
    )
    db.session.flush()
    if option.kind is not OptionKind.FRONTIER_POINT:
        trail.write_down(access, ChangeKind.ADDED, (PART, key), option.title, None, body)


def _who(access: Access, key: str) -> str:
    return trail.last_hand(access, ((PART, key),))
