"""Options as bars on one scale: what each costs by section, the total written beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.money import format_pence
from planner.reports.charts.drawing import (
    BLUE,
    BROWN,
    GREEN,
    MARGIN,
    NARROW,
    PALE_BLUE,
    PALE_BROWN,
    PAPER,
    RULE,
    WIDE,
    Chart,
    Sheet,
    line_height,
    wrapped,
)

SIZE, SMALL, BAR = 14, 12, 24
FILLS = (
    (BLUE, "", BLUE),
    (PALE_BLUE, "////", BLUE),
    (PAPER, "..", BLUE),
    (PALE_BROWN, "\\\\\\\\", BROWN),
    (PAPER, "++", GREEN),
    (PAPER, "", BLUE),
)
"""Fill, hatch and edge of each section in turn: told apart without colour."""


@dataclass(frozen=True)
class OptionBar:
    """An option: what it is called, its new money in all, and the parts it is made of in pence, in the order of the key."""

    title: str
    total_pence: int
    parts_pence: tuple[int, ...]


def options_chart(bars: Sequence[OptionBar], parts: Sequence[str], *, is_narrow: bool = False) -> Chart:
    """New money of each option in bars cut into `parts`, all on one scale from nought; totals to the penny beside.

    960 pixels wide, or 320 with `is_narrow`. Its table is the comparison's *What it costs*.
    """
    width = NARROW if is_narrow else WIDE
    left = MARGIN if is_narrow else 250
    room = width - left - (MARGIN if is_narrow else 130)
    titles = [wrapped(bar.title, (width if is_narrow else left) - 2 * MARGIN, SIZE, True) for bar in bars]
    heights = [_height(len(title), is_narrow) for title in titles]
    key_rows = len(parts) if is_narrow else -(-len(parts) // 3)
    sheet = Sheet(width, round(MARGIN + sum(heights) + 16 + 26 * key_rows + MARGIN))
    most = max([bar.total_pence for bar in bars] + [1])
    top = float(MARGIN)
    for bar, title, height in zip(bars, titles, heights, strict=True):
        title_height = line_height(SIZE) * len(title)
        if is_narrow:
            sheet.lines(MARGIN, top + 4, title, SIZE, is_bold=True)
            bar_top = top + title_height + 8
            sheet.text(MARGIN, bar_top + BAR + 14, format_pence(bar.total_pence), SMALL)
        else:
            sheet.lines(MARGIN, top + (height - title_height) / 2, title, SIZE, is_bold=True)
            bar_top = top + (height - BAR) / 2
        end = _draw(sheet, bar, (left, bar_top), room / most)
        if not is_narrow:
            sheet.text(end + 10, bar_top + BAR / 2, format_pence(bar.total_pence), SMALL)
        top += height
        sheet.line((MARGIN, top), (width - MARGIN, top), RULE, 0.8)
    _draw_key(sheet, top + 16, parts, is_narrow)
    return sheet.chart(_alt(bars, parts))


def _height(line_count: int, is_narrow: bool) -> float:
    words = line_height(SIZE) * line_count
    return words + BAR + 36 if is_narrow else max(words, BAR) + 18


def _draw(sheet: Sheet, bar: OptionBar, at: tuple[float, float], scale: float) -> float:
    x, y = at
    for pence, (fill, hatch, edge) in zip(bar.parts_pence, FILLS, strict=False):
        length = max(0, pence) * scale
        if length > 0:
            sheet.bar(x, y, (length, BAR), fill=fill, edge=edge, hatch=hatch)
        x += length
    return x


def _draw_key(sheet: Sheet, top: float, parts: Sequence[str], is_narrow: bool) -> None:
    for index, (words, (fill, hatch, edge)) in enumerate(zip(parts, FILLS, strict=False)):
        column, row = (0, index) if is_narrow else (index % 3, index // 3)
        x, y = MARGIN + column * 310, top + 26 * row
        sheet.bar(x, y, (28, 16), fill=fill, edge=edge, hatch=hatch)
        sheet.text(x + 38, y + 8, words, SMALL)


def _alt(bars: Sequence[OptionBar], parts: Sequence[str]) -> str:
    told = []
    for bar in bars:
        amounts = ", ".join(
            f"{words.lower()} {format_pence(pence)}"
            for words, pence in zip(parts, bar.parts_pence, strict=True)
            if pence
        )
        told.append(f"{bar.title}: {format_pence(bar.total_pence)}" + (f" ({amounts})." if amounts else "."))
    return "Bars of what each option costs in new money. " + " ".join(told)
