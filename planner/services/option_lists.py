"""Options as their list shows them, in words, and building or stopping all of them.

Functions flush and never commit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.domain.money import format_pence
from planner.extensions import db
from planner.models import Run
from planner.optimiser.outcome import SolveSettings
from planner.reports.headline import without_estimates
from planner.reports.options import KIND_WORDS, TYPED, difference_words, gap_words, stale_words
from planner.services import claims, inputs, option_plans, options
from planner.services.access import Access
from planner.services.option_plans import OptionColumn, OptionStanding
from planner.services.options import OptionFound

SETTINGS = SolveSettings(time_limit_seconds=300.0, gap=0.005)
"""How options are built: within half a per cent of the best, so that five of them take minutes."""

STANDING_WORDS: dict[OptionStanding, str] = {
    OptionStanding.TYPED: TYPED,
    OptionStanding.TO_TYPE: "Its costs have to be typed",
    OptionStanding.BUILT: "Built",
    OptionStanding.OUT_OF_DATE: "Out of date: the project or the option has changed since it was built",
    OptionStanding.BUILDING: "Being built",
    OptionStanding.NOT_BUILT: "Not built yet",
    OptionStanding.NOT_POSSIBLE: "No plan: see why",
    OptionStanding.NEEDS_ATTENTION: "Needs attention before it can be built",
}


@dataclass(frozen=True)
class OptionWords:
    """An option in words: what it is, what differs, what of it is about nothing, what keeps it from being built."""

    key: str
    title: str
    kind: str
    summary: str
    is_typed: bool
    differences: tuple[str, ...]
    stale: tuple[str, ...]
    problems: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class OptionRow:
    """A row of the list: the option in words, where it stands, what it comes to, and where to go from there."""

    words: OptionWords
    standing: str
    standing_words: str
    total: str
    headline: str
    plan_id: int | None
    run_id: int | None
    reason: str


@dataclass(frozen=True)
class OptionsShown:
    """The list of a project's options; `to_build` counts those that have no plan of their inputs as they are now."""

    rows: tuple[OptionRow, ...]
    removed: tuple[tuple[str, str], ...]
    to_build: int
    is_building: bool


def get_list(access: Access) -> OptionsShown:
    """Give the options of a project with where each stands; a fixed number of queries, whatever the number of options."""
    found = options.list_options(access)
    base = json.loads(inputs.get_text(access))
    rows = tuple(_row(column, base, access) for column in option_plans.columns(access, found))
    waiting = (OptionStanding.NOT_BUILT, OptionStanding.OUT_OF_DATE, OptionStanding.NOT_POSSIBLE)
    return OptionsShown(
        rows,
        options.list_removed(access),
        sum(row.standing in waiting for row in rows),
        any(row.standing == OptionStanding.BUILDING for row in rows),
    )


def words_of(each: OptionFound, base: Mapping[str, Any]) -> OptionWords:
    """Give an option in words, against the project's inputs as they are."""
    option, programme, table = each.option, each.programme, each.option.table
    return OptionWords(
        each.key,
        option.title,
        KIND_WORDS[option.kind],
        option.summary,
        option.is_typed,
        () if option.is_typed else difference_words(base, option.differences),
        () if programme is None else stale_words(programme.stale),
        () if programme is None else tuple(dict.fromkeys(each.message for each in programme.problems)),
        () if table is None else gap_words(table),
    )


def _row(column: OptionColumn, base: Mapping[str, Any], access: Access) -> OptionRow:
    total, headline = "", ""
    if column.table is not None:
        total = format_pence(column.table.total_pence) if column.table.is_filled_in else ""
    elif column.plan is not None:
        total, headline = format_pence(column.plan.total_pence), column.plan.headline
        if not access.may_see_small_numbers:
            headline = without_estimates(headline)
    return OptionRow(
        words_of(column.found, base),
        column.standing.value,
        STANDING_WORDS[column.standing],
        total,
        headline,
        None if column.plan is None else column.plan.id,
        column.run_id,
        column.reason,
    )


def build_all(access: Access) -> tuple[int, ...]:
    """Ask for the plan of every option that has none of its inputs as they are now; gives the runs asked for."""
    found = options.list_options(access)
    standing = {each.key: each.standing for each in option_plans.columns(access, found)}
    return options.build(
        access, found, {key: at is OptionStanding.BUILT for key, at in standing.items()}, SETTINGS
    )


def build_one(access: Access, found: OptionFound) -> tuple[int, ...]:
    """Ask for the plan of one option, whatever there is of it already."""
    return options.build(access, (found,), {}, SETTINGS)


def stop_all(access: Access, dead_after_seconds: float) -> int:
    """Stop every run of an option of this project; gives how many there were."""
    open_ids = list(
        db.session.scalars(
            select(Run.id).where(Run.project_id == access.project_id, Run.option_key != "", Run.is_open == 1)
        )
    )
    for run_id in open_ids:
        claims.ask_to_stop(run_id, dead_after_seconds)
    return len(open_ids)
