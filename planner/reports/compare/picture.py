"""The bars of a comparison: what each option costs, cut into its parts."""

from planner.reports.charts import OptionBar
from planner.reports.compare.model import Comparison

NO_PARTS = ("total", "access", "funded", "in-kind")
"""Rows under *What it costs* that are not parts of the total."""


def bars_of(found: Comparison) -> tuple[tuple[OptionBar, ...], tuple[str, ...]]:
    """A bar for each option with its parts in pence, which add up to its total; and what the parts are called."""
    rows = [row for row in found.groups[0].rows if row.key not in NO_PARTS]
    bars = tuple(
        OptionBar(option.title, option.total_pence, tuple(int(row.cells[index].value or 0) for row in rows))
        for index, option in enumerate(found.options)
    )
    return bars, tuple(row.title for row in rows)
