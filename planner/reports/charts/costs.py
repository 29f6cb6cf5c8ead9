"""Costs as bars: the five sections, new money, already funded and in kind told apart by fill and hatching."""

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.charts.drawing import (
    BLUE,
    MARGIN,
    NARROW,
    PALE_BLUE,
    PAPER,
    RULE,
    WIDE,
    Chart,
    Sheet,
    line_height,
    wrapped,
)
from planner.reports.costs import CostSection, CostTree, cost_tree

SIZE = 14
SMALL = 12
BAR = 20
_FILLS = ((BLUE, ""), (PALE_BLUE, "////"), (PAPER, ".."))
"""New money, already funded, in kind: fill and hatch; every bar is edged in blue."""
_KEYS = ("new money", "already funded", "in kind")


def costs_chart(programme: Programme, plan: Plan, *, is_narrow: bool = False) -> Chart:
    """The value of each of the five sections by who bears it, all on one scale from nought, amounts written beside.

    960 pixels wide, or 320 with `is_narrow`. Its table is `cost_tree`; what it shows are the tree's sums to the penny.
    """
    tree = cost_tree(programme, plan)
    width = NARROW if is_narrow else WIDE
    words_width = width - 2 * MARGIN if is_narrow else 290.0
    words = [wrapped(amount_words(section), words_width, SMALL) for section in tree.sections]
    heights = [_height(lines, is_narrow) for lines in words]
    key_height = 28 * (3 if is_narrow else 1) + 8
    sheet = Sheet(width, round(MARGIN + sum(heights) + key_height + MARGIN))
    most = max([section.amounts.value_pence for section in tree.sections] + [1])
    top = float(MARGIN)
    for section, lines, height in zip(tree.sections, words, heights, strict=True):
        _draw(sheet, section, lines, (top, height), most, is_narrow)
        top += height
        sheet.line((MARGIN, top), (width - MARGIN, top), RULE, 0.8)
    _draw_key(sheet, top + 8, is_narrow)
    return sheet.chart(_alt(tree))


def amount_words(section: CostSection) -> str:
    """A section's amounts as one phrase, only those that are there: "£1,200.00 new money, £300.00 in kind"."""
    amounts = section.amounts
    parts = (
        (amounts.new_pence, amounts.new),
        (amounts.funded_pence, amounts.funded),
        (amounts.in_kind_pence, amounts.in_kind),
    )
    said = [f"{words} {key}" for (pence, words), key in zip(parts, _KEYS, strict=True) if pence]
    return ", ".join(said) or section.words.rstrip(".") or "no amounts"


def _height(lines: tuple[str, ...], is_narrow: bool) -> float:
    words_height = line_height(SMALL) * len(lines)
    return line_height(SIZE) + BAR + words_height + 20 if is_narrow else max(BAR + 8, words_height) + 14


def _draw(
    sheet: Sheet,
    section: CostSection,
    words: tuple[str, ...],
    span: tuple[float, float],
    most_pence: int,
    is_narrow: bool,
) -> None:
    top, height = span
    middle = top + height / 2
    if is_narrow:
        sheet.text(MARGIN, top + 6 + line_height(SIZE) / 2, section.title, SIZE, is_bold=True)
        left, room, bar_top = float(MARGIN), sheet.width - 2 * MARGIN, top + 8 + line_height(SIZE)
        sheet.lines(MARGIN, bar_top + BAR + 4, words, SMALL)
    else:
        sheet.text(MARGIN, middle, section.title, SIZE, is_bold=True)
        left, room, bar_top = 220.0, 410, middle - BAR / 2
        sheet.lines(left + room + 16, middle - line_height(SMALL) * len(words) / 2, words, SMALL)
    amounts = section.amounts
    for pence, (fill, hatch) in zip(
        (amounts.new_pence, amounts.funded_pence, amounts.in_kind_pence), _FILLS, strict=True
    ):
        width = room * pence / most_pence
        if width > 0:
            sheet.bar(left, bar_top, (width, BAR), fill=fill, edge=BLUE, hatch=hatch)
        left += width


def _draw_key(sheet: Sheet, top: float, is_narrow: bool) -> None:
    x, y = float(MARGIN), top + 14
    for (fill, hatch), words in zip(_FILLS, _KEYS, strict=True):
        sheet.bar(x, y - 8, (28, 16), fill=fill, edge=BLUE, hatch=hatch)
        sheet.text(x + 38, y, words, SMALL)
        if is_narrow:
            y += 28
        else:
            x += 170


def _alt(tree: CostTree) -> str:
    sections = " ".join(f"{section.title}: {amount_words(section)}." for section in tree.sections)
    return f"Bars of the five sections of cost by who bears them. {sections} New money in all: {tree.amounts.new}."
