"""The comparison: rows of money, of what it buys, of targets, access, co-production and proof."""

from collections.abc import Sequence

from planner.reports.compare.buys import buys_group
from planner.reports.compare.figures import Figure, RowPlan
from planner.reports.compare.model import (
    NOT_KNOWN,
    Cell,
    Compared,
    Comparison,
    Row,
    RowGroup,
    Unit,
    difference_words,
    value_words,
)
from planner.reports.compare.money import money_groups
from planner.reports.compare.reach import reach_groups


def comparison(
    options: Sequence[Compared], against: str, *, may_see_small_numbers: bool = False
) -> Comparison:
    """Options that have figures side by side, in the order given, compared against the one whose key is `against`.

    Money is whole pence and each total is that of the plan or table itself. Where there is no option of that key with figures,
    the first is compared against. Unless `may_see_small_numbers`, numbers of people under 5 are hidden, and the sections of
    an option that differs by a small group are not told apart: less another option's they would tell what that group costs.
    Raises `ValueError` where no option has figures.
    """
    shown = tuple(each for each in options if each.has_figures)
    if not shown:
        raise ValueError("no option has figures yet")
    chosen = next((each.key for each in shown if each.key == against), shown[0].key)
    at = [each.key for each in shown].index(chosen)
    plans = (
        *money_groups(shown, may_see_small_numbers),
        buys_group(shown, may_see_small_numbers),
        *reach_groups(shown, may_see_small_numbers),
    )
    groups = tuple(
        RowGroup(key, title, tuple(_row(row, shown, at) for row in rows))
        for key, title, rows in plans
        if rows
    )
    return Comparison(shown, chosen, groups)


def _row(row: RowPlan, options: Sequence[Compared], at: int) -> Row:
    figures = [row.figure(each) for each in options]
    chosen = figures[at]
    cells = tuple(
        _cell(figure, None if index == at else chosen, row.unit) for index, figure in enumerate(figures)
    )
    return Row(row.key, row.title, row.unit, cells, row.note, row.is_total)


def _cell(figure: Figure, chosen: Figure | None, unit: Unit) -> Cell:
    value = figure.value
    words = figure.words or (NOT_KNOWN if value is None else value_words(value, unit))
    if chosen is None or value is None or chosen.value is None:
        return Cell(words, value)
    return Cell(words, value, difference_words(value, chosen.value, unit), value - chosen.value)
