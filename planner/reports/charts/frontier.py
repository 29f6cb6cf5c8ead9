"""What a fairer plan costs: money from left to right, what is missing of all targets from the bottom up."""

from collections.abc import Sequence
from itertools import pairwise

from planner.reports.charts.drawing import (
    BLUE,
    BROWN,
    INK,
    MARGIN,
    NARROW,
    QUIET,
    RULE,
    WIDE,
    Chart,
    Sheet,
    line_height,
    wrapped,
)
from planner.reports.compare.frontier import FrontierPoint

SIZE, SMALL = 14, 12
SETTLED, OPEN, OPTION = "o", "D", "s"
"""Shapes: a point that is settled, one that could be better, an option. Each is said in words in the key and the table."""


def frontier_chart(points: Sequence[FrontierPoint], *, is_narrow: bool = False) -> Chart:
    """Points and options by new money and by what is missing; those that no other beats are joined by steps.

    960 pixels wide, or 320 with `is_narrow`. Its table lists the same points.
    """
    width, height = (NARROW, 380) if is_narrow else (WIDE, 460)
    sheet = Sheet(width, height)
    left, right = (56.0, width - 20.0) if is_narrow else (80.0, width - 170.0)
    top, bottom = 40.0, height - 110.0
    least, most = min(each.total_pence for each in points), max(each.total_pence for each in points)
    reach = max(most - least, 1)
    highest = max(0.01, *(float(each.missing_share) for each in points))

    def at(point: FrontierPoint) -> tuple[float, float]:
        x = left + (right - left) * (point.total_pence - least) / reach
        return x, bottom - (bottom - top) * float(point.missing_share) / highest

    _axes(sheet, (left, right, top, bottom), points)
    steps = [each for each in points if not each.is_beaten and not each.is_option]
    for first, second in pairwise(steps):
        (x1, y1), (x2, y2) = at(first), at(second)
        sheet.line((x1, y1), (x2, y1), BLUE, 1.4)
        sheet.line((x2, y1), (x2, y2), BLUE, 1.4)
    for point in points:
        x, y = at(point)
        shape = OPTION if point.is_option else SETTLED if point.is_settled else OPEN
        sheet.marker(x, y, shape, 11, BROWN if point.is_option else BLUE)
        if point.is_option and not is_narrow:
            sheet.text(x + 10, y - 12, wrapped(point.title, 150, SMALL, most_lines=1)[0], SMALL)
    _key(sheet, bottom + 48, is_narrow)
    return sheet.chart(_alt(points))


def _axes(sheet: Sheet, frame: tuple[float, float, float, float], points: Sequence[FrontierPoint]) -> None:
    left, right, top, bottom = frame
    sheet.line((left, bottom), (right, bottom), RULE, 1)
    sheet.line((left, top), (left, bottom), RULE, 1)
    sheet.text(MARGIN, 18, "Missing of all targets together", SMALL, is_bold=True)
    worst = max(points, key=lambda each: each.missing_share)
    sheet.text(left - 8, bottom, "0%", SMALL, colour=QUIET, align="right")
    sheet.text(left - 8, top, worst.missing, SMALL, colour=QUIET, align="right")
    cheapest, dearest = points[0], points[-1]
    sheet.text(left, bottom + 20, cheapest.total, SMALL, colour=QUIET)
    sheet.text(right, bottom + 20, dearest.total, SMALL, colour=QUIET, align="right")
    sheet.text((left + right) / 2, bottom + 20, "New money", SMALL, is_bold=True, align="center")


def _key(sheet: Sheet, top: float, is_narrow: bool) -> None:
    keys = ((SETTLED, BLUE, "settled"), (OPEN, BLUE, "could be better"), (OPTION, BROWN, "an option"))
    x, y = MARGIN + 8.0, top
    for shape, colour, words in keys:
        sheet.marker(x, y, shape, 11, colour)
        sheet.text(x + 14, y, words, SMALL, colour=INK)
        if is_narrow:
            y += line_height(SMALL)
        else:
            x += 170


def _alt(points: Sequence[FrontierPoint]) -> str:
    told = "; ".join(f"{each.title}: {each.total}, {each.missing} missing" for each in points)
    return f"What a fairer plan costs. {told}."
