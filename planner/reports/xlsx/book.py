"""The workbook itself: formats, sheets set up for screen and paper, and how text, money and formulas are written."""

import io
import textwrap
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook

from planner.reports.csv import is_like_a_formula

MOST_CHARACTERS = 32_767
"""So many a cell holds; what is longer is cut and ends with "…"."""
MOST_FOOTER_CHARACTERS = 80

POUNDS = "£#,##0.00;[Red]-£#,##0.00"
WHOLE, PARTS, PERCENT = "#,##0", "#,##0.00", "0.##%"
DATE, CLOCK = "ddd d mmm yyyy", "hh:mm"

LINE_POINTS, PADDING_POINTS = 13.5, 2.5
"""The height of a line of text, and of the air in a row."""

A4 = 9
INK, PAPER, LINE = "#1D70B8", "#E8F1F8", "#B1B4B6"


class Book:
    """A workbook in memory; `sheet` adds a sheet, `close` gives the file."""

    def __init__(self, title: str, made_on: date) -> None:
        self.title = title
        self.made_on = made_on
        self._out = io.BytesIO()
        self._book = Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "default_format_properties": {"font_name": "Arial", "font_size": 10},
            },
        )
        self._book.set_properties(
            {
                "title": title,
                "subject": "Costed plan",
                "created": datetime(made_on.year, made_on.month, made_on.day),
            }
        )
        self._book.set_custom_property("Language", "en-GB")
        self._book.set_calc_mode("auto")
        self._formats: dict[tuple[str, ...], Any] = {}
        self._widths: dict[Any, Sequence[int]] = {}
        self._heights_points: dict[tuple[Any, int], float] = {}
        self._grouped: set[tuple[Any, int]] = set()

    def sheet(self, name: str) -> Any:
        """A sheet with this name, set up for A4, one page wide, with page numbers at the foot."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        title = self.title[:MOST_FOOTER_CHARACTERS].replace("&", "&&")
        sheet.set_footer(f"&L&8{title}&C&8{name}&R&8Page &P of &N")
        return sheet

    def columns(self, sheet: Any, widths: Sequence[int]) -> None:
        """Give the columns of a sheet their widths in characters; written first, so that rows can be high enough."""
        self._widths[sheet] = widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def group(self, sheet: Any, row: int) -> None:
        """Let a row be folded away under the one above its group."""
        self._grouped.add((sheet, row))
        self._heights_points.setdefault((sheet, row), LINE_POINTS + PADDING_POINTS)

    def format(self, *names: str) -> Any:
        """The format of these traits together: looks (`_LOOKS`) and at most one number format (`_NUMBERS`)."""
        if names not in self._formats:
            properties: dict[str, object] = {"valign": "top"}
            for name in names:
                properties |= _LOOKS.get(name) or {"num_format": _NUMBERS[name]}
            self._formats[names] = self._book.add_format(properties)
        return self._formats[names]

    def text(self, sheet: Any, row: int, column: int, text: str, *names: str) -> None:
        """Write text as text, whatever it looks like; it stays text when somebody edits the cell."""
        cut = text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
        marked = ("quoted",) if is_like_a_formula(cut) else ()
        sheet.write_string(row, column, cut, self.format(*names, *marked))
        width = self._widths[sheet][column]
        lines_count = (
            _lines_count(cut, width - (2 if "heading" in names else 1))
            if {"wrap", "heading"} & {*names}
            else 1
        )
        self._grow(sheet, row, lines_count, 1.7 if "title" in names else 1.2 if "total" in names else 1)

    def _grow(self, sheet: Any, row: int, lines_count: int, scale: float = 1) -> None:
        """Make a row at least so high: no program does it by itself for every file."""
        points = LINE_POINTS * scale * lines_count + PADDING_POINTS
        self._heights_points[sheet, row] = max(points, self._heights_points.get((sheet, row), 0))

    def paragraph(self, sheet: Any, row: int, last_column: int, text: str) -> None:
        """Write text over a whole row."""
        sheet.merge_range(row, 0, row, last_column, "", self.format("paragraph"))
        self.text(sheet, row, 0, text, "paragraph")
        self._grow(sheet, row, _lines_count(text, sum(self._widths[sheet][: last_column + 1])))

    def money(self, sheet: Any, row: int, column: int, pence: int, formula: str = "", *names: str) -> None:
        """Write pence as pounds: by a formula that comes to them, with the amount as its result, or as a number."""
        shape = self.format("pounds", *names)
        if formula:
            sheet.write_formula(row, column, formula, shape, pence / 100)
        else:
            sheet.write_number(row, column, pence / 100, shape)

    def number(self, sheet: Any, row: int, column: int, number: Fraction | int, *names: str) -> None:
        """Write a number with two decimals, or none where it is whole."""
        shape = self.format("whole" if Fraction(number).denominator == 1 else "parts", *names)
        sheet.write_number(row, column, float(number), shape)

    def percent(self, sheet: Any, row: int, column: int, share: Decimal, *names: str) -> None:
        """Write a part of one as a percentage."""
        sheet.write_number(row, column, float(share), self.format("percent", *names))

    def when(self, sheet: Any, row: int, column: int, when: date | time, *names: str) -> None:
        """Write a day or a time of day as a real one."""
        shape = self.format("clock" if isinstance(when, time) else "date", *names)
        sheet.write_datetime(row, column, when, shape)

    def headings(self, sheet: Any, row: int, titles: Sequence[str], numbers: Sequence[bool]) -> None:
        """Write the row of headings that stays on screen and comes again on every printed page; `numbers` stand right."""
        for column, (title, is_number) in enumerate(zip(titles, numbers, strict=True)):
            self.text(
                sheet,
                row,
                column,
                title,
                "heading",
                *(("right",) if is_number else ("apart",) if column else ()),
            )
        sheet.freeze_panes(row + 1, 1)
        sheet.repeat_rows(row)

    def name(self, name: str, reference: str) -> None:
        """Name a cell of the workbook, "Costs!$G$5" for example."""
        self._book.define_name(name, f"={reference}")

    def close(self) -> bytes:
        """The file."""
        for (sheet, row), points in self._heights_points.items():
            sheet.set_row(row, points, None, {"level": 1} if (sheet, row) in self._grouped else {})
        self._book.close()
        return self._out.getvalue()


_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "caption": {"italic": True},
    "heading": {
        "bold": True, "text_wrap": True, "valign": "bottom", "bg_color": INK, "font_color": "#FFFFFF", "border": 1,
        "border_color": INK,
    },
    "section": {"bold": True, "font_size": 12, "bg_color": PAPER, "bottom": 1, "bottom_color": INK},
    "bold": {"bold": True},
    "wrap": {"text_wrap": True},
    "paragraph": {"text_wrap": True},
    "apart": {"align": "left", "indent": 1},
    "left": {"align": "left", "indent": 1},
    "right": {"align": "right"},
    "line": {"bottom": 1, "bottom_color": LINE},
    "sum": {"bold": True, "top": 1, "top_color": INK},
    "total": {"bold": True, "font_size": 12, "top": 1, "bottom": 6, "top_color": INK, "bottom_color": INK},
    "quoted": {"quote_prefix": True},
}  # fmt: skip
_NUMBERS = {
    "pounds": POUNDS,
    "whole": WHOLE,
    "parts": PARTS,
    "percent": PERCENT,
    "date": DATE,
    "clock": CLOCK,
}


def _lines_count(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width, a little more rather than less."""
    room = max(4, round(width * 1.08) if width > 20 else width)
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text.splitlines() or [""])
