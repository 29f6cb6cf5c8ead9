"""Targets as bars: what is reached against what is asked, each on its own scale, met or not in words and by hatching."""

from dataclasses import dataclass
from fractions import Fraction

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.charts.drawing import (
    BROWN,
    GREEN,
    INK,
    MARGIN,
    NARROW,
    PALE_BROWN,
    PAPER,
    QUIET,
    RULE,
    WIDE,
    Chart,
    Sheet,
    line_height,
    width_of,
    wrapped,
)
from planner.reports.equity import TargetRow, TargetsTable, targets_table

SIZE = 14
SMALL = 12
BAR = 16
_KEY_HEIGHT = 34
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class _Columns:
    """Where title, bar and words stand, in pixels; the narrow picture sets them below each other."""

    width: int
    title_width: float
    bar_left: float
    bar_width: float
    words_left: float
    words_width: float
    is_narrow: bool


_WIDE = _Columns(WIDE, 300, 330, 360, 708, WIDE - 708 - MARGIN, False)
_NARROW = _Columns(
    NARROW, NARROW - 2 * MARGIN, MARGIN, NARROW - 2 * MARGIN, MARGIN, NARROW - 2 * MARGIN, True
)


@dataclass(frozen=True)
class _Block:
    """A target with its words broken into lines."""

    row: TargetRow
    title: tuple[str, ...]
    words: tuple[str, ...]
    height: float


def targets_chart(
    programme: Programme, plan: Plan, *, is_narrow: bool = False, may_see_small_numbers: bool = False
) -> Chart:
    """What each target reaches (bar) against its level (upright mark), on a scale of its own from nought.

    960 pixels wide, or 320 with `is_narrow`. Its table is `targets_table`; a small number of people that the
    reader may not see has a dotted field that says so, and no bar.
    """
    table = targets_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    columns = _NARROW if is_narrow else _WIDE
    blocks = [_block(row, columns) for row in table.rows]
    height = round(MARGIN + sum(block.height for block in blocks) + _KEY_HEIGHT * (3 if is_narrow else 1) + 4)
    sheet = Sheet(columns.width, height)
    top = float(MARGIN)
    for block in blocks:
        _draw(sheet, columns, block, top)
        top += block.height
        sheet.line((MARGIN, top), (columns.width - MARGIN, top), RULE, 0.8)
    _draw_key(sheet, columns, top + 6)
    return sheet.chart(_alt(table))


def _block(row: TargetRow, columns: _Columns) -> _Block:
    title = wrapped(row.title, columns.title_width, SIZE, is_bold=True, most_lines=2)
    words = wrapped(f"{row.met}: {row.achieved}. {row.strength}: {row.level}.", columns.words_width, SMALL)
    heights = line_height(SIZE) * len(title), BAR + 8, line_height(SMALL) * len(words)
    return _Block(row, title, words, (sum(heights) if columns.is_narrow else max(heights)) + 16)


def _draw(sheet: Sheet, columns: _Columns, block: _Block, top: float) -> None:
    title_height = line_height(SIZE) * len(block.title)
    words_height = line_height(SMALL) * len(block.words)
    if columns.is_narrow:
        title_top, words_top = top + 6, top + 6 + title_height + BAR + 12
        bar_top = top + 6 + title_height + 6
    else:
        middle = top + block.height / 2
        title_top, words_top, bar_top = middle - title_height / 2, middle - words_height / 2, middle - BAR / 2
    sheet.lines(MARGIN, title_top, block.title, SIZE, is_bold=True)
    sheet.lines(columns.words_left, words_top, block.words, SMALL)
    row = block.row
    most = scale_of(row)
    sheet.bar(columns.bar_left, bar_top, (columns.bar_width, BAR), fill="#ffffff", edge=QUIET)
    if row.achieved_value is None:
        _draw_not_shown(sheet, columns, bar_top)
        return
    reached = columns.bar_width * float(min(row.achieved_value, most) / most)
    if reached > 0:
        met_style = (
            {"fill": GREEN, "edge": GREEN}
            if row.is_met
            else {"fill": PALE_BROWN, "edge": BROWN, "hatch": "////"}
        )
        sheet.bar(columns.bar_left, bar_top, (reached, BAR), **met_style)
    mark = columns.bar_left + columns.bar_width * float(row.level_value / most)
    sheet.line((mark, bar_top - 5), (mark, bar_top + BAR + 5), "#ffffff", 6)
    sheet.line((mark, bar_top - 5), (mark, bar_top + BAR + 5), INK, 3)


def _draw_not_shown(sheet: Sheet, columns: _Columns, bar_top: float) -> None:
    """A dotted field for a number that the reader may not see: neither a bar nor an empty one, and no mark to read it by."""
    sheet.bar(columns.bar_left, bar_top, (columns.bar_width, BAR), fill=PAPER, edge=QUIET, hatch="..")
    middle = columns.bar_left + columns.bar_width / 2
    half = width_of(NOT_SHOWN, SMALL) / 2 + 6
    sheet.bar(middle - half, bar_top, (2 * half, BAR), fill=PAPER, edge=PAPER)
    sheet.text(middle, bar_top + BAR / 2, NOT_SHOWN, SMALL, align="center")


def scale_of(row: TargetRow) -> Fraction:
    """The value at the right end of a target's bar: all of a share, or a tenth beyond the larger of level and reached."""
    if row.measure == "share":
        return Fraction(1)
    larger = max(row.level_value, row.achieved_value or Fraction(0))
    if row.measure == "items":
        return larger or Fraction(1)
    return larger * Fraction(11, 10) or Fraction(1)


def _draw_key(sheet: Sheet, columns: _Columns, top: float) -> None:
    keys = (("met", "met"), ("missed", "not met"), ("level", "what is asked for"))
    x, y = float(MARGIN), top + _KEY_HEIGHT / 2 - 4
    for kind, words in keys:
        if kind == "met":
            sheet.bar(x, y - 7, (28, 14), fill=GREEN, edge=GREEN)
        elif kind == "missed":
            sheet.bar(x, y - 7, (28, 14), fill=PALE_BROWN, edge=BROWN, hatch="////")
        else:
            sheet.line((x + 14, y - 10), (x + 14, y + 10), INK, 3)
        sheet.text(x + 38, y, words, SMALL)
        if columns.is_narrow:
            y += 28
        else:
            x += 140


def _alt(table: TargetsTable) -> str:
    if not table.rows:
        return "No targets to show."
    rows = " ".join(
        f"{row.title}: {row.met.lower()}, {row.achieved}; {row.strength.lower()}: {row.level}."
        for row in table.rows
    )
    return f"Bars of what each target reaches against what is asked; {table.caption}. {rows}"
