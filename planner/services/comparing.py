"""Options side by side: gathered from their plans and typed tables, measured on the same terms, compared once and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from planner.domain.options import OptionKind
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.draft import digest_of
from planner.domain.programme.targets import SpreadOfPlaces
from planner.optimiser.check import measure_targets
from planner.reports.charts import Chart, OptionBar, options_chart
from planner.reports.compare import Compared, Comparison, comparison
from planner.reports.compare.picture import bars_of
from planner.services import inputs, option_plans, options
from planner.services.access import Access
from planner.services.documents import DocumentRefused
from planner.services.kept import Kept
from planner.services.option_lists import STANDING_WORDS
from planner.services.option_plans import OptionColumn, OptionStanding
from planner.services.stored import DOCUMENTS_KEPT, read_base, read_stored

COMPARISONS_KEPT = 16
CAN_BE_COMPARED = (OptionStanding.BUILT, OptionStanding.OUT_OF_DATE, OptionStanding.TYPED)


def get_columns(access: Access, *, frontier: bool = False) -> tuple[OptionColumn, ...]:
    """Give a project's options as they stand; a fixed number of queries."""
    return option_plans.columns(access, options.list_options(access, frontier=frontier))


def usual_choice(columns: Sequence[OptionColumn]) -> str:
    """The option that the others are compared against unless somebody chooses: the preferred one, else the first; "" if none."""
    with_figures = [
        each for each in columns if each.plan is not None or each.standing is OptionStanding.TYPED
    ]
    preferred = [each for each in with_figures if each.kind is OptionKind.PREFERRED]
    return next((each.key for each in (*preferred, *with_figures)), "")


_kept: Kept[Comparison] = Kept(COMPARISONS_KEPT)
"""The last comparisons, each under the digest of everything it is made of."""


def compare(
    access: Access,
    columns: Sequence[OptionColumn],
    against: str,
    *,
    may_see_small_numbers: bool,
) -> Comparison | None:
    """Give the options of `columns` that have figures side by side; None where none has. Worked out once, then kept."""
    base_text = inputs.get_text(access)
    key = digest_of([base_text, against, may_see_small_numbers, *(_made_of(each) for each in columns)])
    kept = _kept.get(key)
    if kept is not None:
        return kept
    found = [compared(each, base_text) for each in columns]
    if not any(each.has_figures for each in found):
        return None
    made = comparison(found, against, may_see_small_numbers=may_see_small_numbers)
    return _kept.put(key, made)


def _made_of(column: OptionColumn) -> list[Any]:
    plan = column.plan
    return [
        column.key,
        column.title,
        column.standing.value,
        None if plan is None else [plan.id, plan.number, plan.digest],
        column.found.digest,
    ]


def compared(column: OptionColumn, base_text: str) -> Compared:
    """Give an option as a comparison takes it: its plan measured against the project's own targets too."""
    programme, plan = None, None
    common: tuple[Programme, Plan] | tuple[None, None] = (None, None)
    if column.plan is not None:
        programme, plan = column.plan.documents
        common = on_common_terms(base_text, column.plan.programme_json, column.plan.plan_json)
    return Compared(
        key=column.key,
        title=column.title,
        kind=column.kind,
        standing=STANDING_WORDS[column.standing],
        is_current=not column.is_stale,
        programme=programme,
        plan=plan,
        table=column.table,
        plan_id=None if column.plan is None else column.plan.id,
        plan_number=None if column.plan is None else column.plan.number,
        common_programme=common[0],
        common_plan=common[1],
    )


@lru_cache(maxsize=DOCUMENTS_KEPT)
def on_common_terms(
    base_text: str, programme_json: str, plan_json: str
) -> tuple[Programme, Plan] | tuple[None, None]:
    """Give a plan measured against the targets of the project as it is; nothing where the project is not whole yet.

    A target about an area that the option does not have is left out: it cannot be measured there.
    """
    programme, plan = read_stored(programme_json, plan_json)
    try:
        base = read_base(base_text)
    except DocumentRefused:
        return None, None
    areas = {area.id for area in programme.areas}
    measurable = tuple(
        target for target in base.targets if not isinstance(target, SpreadOfPlaces) or target.area in areas
    )
    on_terms = programme.model_copy(update={"targets": measurable})
    results = measure_targets(on_terms, plan)
    return on_terms, plan.model_copy(update={"targets": results})


def as_json(found: Comparison) -> Mapping[str, Any]:
    """Give a comparison as plain values: exact numbers as text where they are no whole number, pence as integers."""
    return {
        "against": found.against,
        "options": [
            {
                "key": each.key,
                "title": each.title,
                "kind": each.kind.value,
                "source": each.source,
                "total_pence": each.total_pence,
                "is_current": each.is_current,
            }
            for each in found.options
        ],
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "unit": row.unit,
                "group": group.key,
                "cells": [
                    {"words": cell.words, "value": _plain(cell.value), "difference": cell.difference}
                    for cell in row.cells
                ],
            }
            for group in found.groups
            for row in group.rows
        ],
    }


def _plain(value: Any) -> int | str | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else str(value)


def as_json_text(found: Comparison) -> str:
    """Give a comparison as a JSON document."""
    return json.dumps(as_json(found), indent=2, ensure_ascii=False) + "\n"


@lru_cache(maxsize=COMPARISONS_KEPT)
def _chart(bars: tuple[OptionBar, ...], parts: tuple[str, ...], is_narrow: bool) -> Chart:
    return options_chart(bars, parts, is_narrow=is_narrow)


def chart_of(found: Comparison, *, is_narrow: bool = False) -> Chart:
    """Give the picture of what the options cost; drawn once for the same figures, then kept."""
    bars, parts = bars_of(found)
    return _chart(bars, parts, is_narrow)
