"""The comparison: rows of money, of what it buys, of targets, access, co-production and proof."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

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
    How many people take part is rounded then, and differences from rounded figures are not told.
    Options of one title are told apart by where their figures come from. Raises `ValueError` where no option has figures.
    """
    shown = _told_apart(tuple(each for each in options if each.has_figures))
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
    keys = [row.key for group in groups for row in group.rows]
    assert len(set(keys)) == len(keys), f"rows of one key: {sorted(keys)}"
    return Comparison(shown, chosen, groups, tuple(each for each in options if not each.has_figures))


def _told_apart(options: tuple[Compared, ...]) -> tuple[Compared, ...]:
    """The options with titles that are each there once: as given, with the plan they are from, or with their keys."""
    ways = (
        [each.title for each in options],
        [f"{each.title} ({each.source})" for each in options],
        [f"{each.title} ({each.key})" for each in options],
    )
    titles = ways[0]
    for way in ways[1:]:
        count = Counter(titles)
        titles = [other if count[title] > 1 else title for title, other in zip(titles, way, strict=True)]
    return tuple(
        each if title == each.title else replace(each, title=title)
        for each, title in zip(options, titles, strict=True)
    )


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
    if figure.is_rounded:
        return Cell(words)
    if chosen is None or value is None or chosen.value is None or chosen.is_rounded:
        return Cell(words, value)
    return Cell(words, value, difference_words(value, chosen.value, unit), value - chosen.value)
