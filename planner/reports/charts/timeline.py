"""The timeline: sessions on rows by stage over the months, mode by shape, decisions and feedback by letter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.plan import Plan, PlannedSitting
from planner.domain.programme.calendar import Milestone
from planner.domain.programme.document import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Mode, Stage
from planner.reports.charts.drawing import (
    BLUE,
    BROWN,
    INK,
    MARGIN,
    NARROW,
    PAPER,
    PURPLE,
    QUIET,
    RULE,
    WIDE,
    Chart,
    Sheet,
    line_height,
    width_of,
    wrapped,
)
from planner.reports.names import in_order
from planner.reports.words import (
    MODE_WORDS,
    STAGE_WORDS,
    count_words,
    date_words,
    list_words,
    short_date_words,
)

SHAPES = {Mode.IN_PERSON: ("s", 18, BLUE), Mode.ONLINE: ("o", 20, BROWN), Mode.HYBRID: ("D", 16, PURPLE)}
"""Marker, its size in pixels and its colour."""
APART = 21
"""Marks nearer than this, in pixels, go below each other."""
LANE = 25
SIZE = 14
SMALL = 12


@dataclass(frozen=True)
class _Row:
    """A session plan's sittings with the lane of each; a row without any is a stage's heading."""

    label: tuple[str, ...]
    marks: tuple[tuple[PlannedSitting, int], ...]
    lanes: int
    height: float


@dataclass(frozen=True)
class _Layout:
    """Where things stand: the time axis from `left` to `right`, the first row at `top`."""

    width: int
    left: float
    right: float
    label_width: float
    first_on: date
    last_on: date
    is_narrow: bool

    def x(self, day: date) -> float:
        """The pixel of a date."""
        days = max(1, (self.last_on - self.first_on).days)
        return self.left + (self.right - self.left) * (day - self.first_on).days / days


def timeline_chart(programme: Programme, plan: Plan, *, is_narrow: bool = False) -> Chart:
    """The sessions of a plan over the months of its period: rows by stage, shapes by mode, letters for decisions.

    960 pixels wide, or 320 with `is_narrow`. Its table is `schedule_table`.
    """
    layout = _layout(programme, plan, is_narrow)
    rows = _rows(programme, plan, layout)
    keys = _keys(programme, plan, layout)
    top = MARGIN + 2 * line_height(SMALL) + 6
    bottom = top + sum(row.height for row in rows)
    key_lines = _flowed(keys, layout.width - 2 * MARGIN)
    height = round(bottom + 14 + len(key_lines) * LANE + MARGIN)
    sheet = Sheet(layout.width, height)
    _draw_months(sheet, layout, top, bottom)
    _draw_milestones(sheet, layout, _milestones(programme, layout), top, bottom)
    sessions = {session.id: session for session in programme.sessions}
    for row in rows:
        _draw_row(sheet, layout, row, top, sessions)
        top += row.height
    _draw_keys(sheet, key_lines, bottom + 14)
    return sheet.chart(_alt(programme, plan))


def _layout(programme: Programme, plan: Plan, is_narrow: bool) -> _Layout:
    days = [planned.start.date() for planned in plan.sittings]
    first_on = min([programme.calendar.starts_on, *days])
    last_on = max([programme.calendar.ends_on, *days])
    if is_narrow:
        return _Layout(NARROW, 22, NARROW - 22, NARROW - 2 * MARGIN, first_on, last_on, True)
    return _Layout(WIDE, 330, WIDE - 24, 290, first_on, last_on, False)


def _rows(programme: Programme, plan: Plan, layout: _Layout) -> tuple[_Row, ...]:
    held: dict[str, list[PlannedSitting]] = {}
    for planned in in_order(plan):
        held.setdefault(planned.session, []).append(planned)
    rows: list[_Row] = []
    for stage in Stage:
        plans = [session for session in programme.sessions if session.stage is stage and session.id in held]
        if plans:
            rows.append(_Row((STAGE_WORDS[stage],), (), 0, line_height(SIZE) + 12))
        plans.sort(key=lambda session: held[session.id][0].start)
        rows += [_row(session.title, held[session.id], layout) for session in plans]
    return tuple(rows)


def _row(title: str, held: Sequence[PlannedSitting], layout: _Layout) -> _Row:
    ends: list[float] = []
    marks = []
    for planned in held:
        x = layout.x(planned.start.date())
        lane = next((lane for lane, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[lane : lane + 1] = [x]
        marks.append((planned, lane))
    label = wrapped(title, layout.label_width, SIZE, most_lines=2)
    words_height, lanes_height = line_height(SIZE) * len(label), LANE * len(ends)
    height = words_height + lanes_height + 10 if layout.is_narrow else max(words_height, lanes_height) + 10
    return _Row(label, tuple(marks), len(ends), height)


def _draw_row(sheet: Sheet, layout: _Layout, row: _Row, top: float, sessions: dict[str, SessionPlan]) -> None:
    if not row.marks:
        _draw_heading(sheet, layout, row.label[0], top + row.height - 2)
        return
    words_height = line_height(SIZE) * len(row.label)
    indent = MARGIN if layout.is_narrow else MARGIN + 8
    words_top = top + 4 if layout.is_narrow else top + (row.height - words_height) / 2
    _clear(sheet, layout, row.label, (indent, words_top))
    sheet.lines(indent, words_top, row.label, SIZE)
    marks_top = top + 4 + words_height if layout.is_narrow else top + (row.height - LANE * row.lanes) / 2
    sheet.line((MARGIN, top + row.height), (layout.width - MARGIN, top + row.height), RULE, 0.8)
    for planned, lane in row.marks:
        x, y = layout.x(planned.start.date()), marks_top + LANE * (lane + 0.5)
        shape, size, colour = SHAPES[planned.mode]
        sheet.marker(x, y, shape, size, colour)
        letters = _letters(sessions.get(planned.session))
        sheet.text(x, y, letters, 11 if len(letters) == 1 else 9, is_bold=True, colour=PAPER, align="center")


def _draw_heading(sheet: Sheet, layout: _Layout, words: str, bottom: float) -> None:
    """A stage's name, with a line under it."""
    _clear(sheet, layout, (words,), (MARGIN, bottom - 2 - line_height(SIZE)), is_bold=True)
    sheet.text(MARGIN, bottom - 2 - line_height(SIZE) / 2, words, SIZE, is_bold=True)
    sheet.line((MARGIN, bottom), (layout.width - MARGIN, bottom), INK, 1)


def _clear(
    sheet: Sheet, layout: _Layout, lines: Sequence[str], corner: tuple[float, float], *, is_bold: bool = False
) -> None:
    """Blank paper for words that stand, in the narrow picture, where the months' lines run."""
    if layout.is_narrow:
        width = max(width_of(line, SIZE, is_bold) for line in lines) + 4
        sheet.bar(*corner, (width, line_height(SIZE) * len(lines)), fill=PAPER, edge=PAPER)


def _letters(session: SessionPlan | None) -> str:
    if session is None:
        return ""
    return ("D" if session.decision else "") + ("F" if session.feeds_back_on else "")


def _month_starts(layout: _Layout) -> tuple[date, ...]:
    months = []
    month = layout.first_on.replace(day=1)
    while month <= layout.last_on:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(months)


def _draw_months(sheet: Sheet, layout: _Layout, top: float, bottom: float) -> None:
    """Months along the top, as many as fit without touching, with the year where it changes."""
    month_starts = _month_starts(layout)
    axis_top = MARGIN + line_height(SMALL)
    year_end = month_end = 0.0
    year = 0
    for month in month_starts:
        x = max(layout.left, layout.x(max(month, layout.first_on)))
        sheet.line((x, top - 4), (x, bottom), RULE, 0.8)
        if month.year != year and x >= year_end:
            sheet.text(x, axis_top - line_height(SMALL) / 2, f"{month.year}", SMALL, is_bold=True)
            year, year_end = month.year, x + width_of("2000", SMALL, True) + 6
        width = width_of(f"{month:%b}", SMALL)
        if x >= month_end and x + width <= layout.width - 2:
            sheet.text(x, axis_top + line_height(SMALL) / 2, f"{month:%b}", SMALL)
            month_end = x + width + 6


def _milestones(programme: Programme, layout: _Layout) -> tuple[Milestone, ...]:
    inside = [part for part in programme.milestones if layout.first_on <= part.on <= layout.last_on]
    return tuple(sorted(inside, key=lambda part: (part.on, part.id)))


def _draw_milestones(
    sheet: Sheet, layout: _Layout, milestones: Sequence[Milestone], top: float, bottom: float
) -> None:
    for number, milestone in enumerate(milestones, start=1):
        x = layout.x(milestone.on)
        sheet.line((x, top), (x, bottom), QUIET, 1.6, is_dashed=True)
        sheet.text(x, bottom + 8, str(number), 11, is_bold=True, align="center")


def _keys(programme: Programme, plan: Plan, layout: _Layout) -> tuple[tuple[str, str], ...]:
    """What shapes, letters and dashed lines mean: (mark, words), only of what the picture holds."""
    modes = {planned.mode for planned in plan.sittings}
    held = {planned.session for planned in plan.sittings}
    letters = {letter for session in programme.sessions if session.id in held for letter in _letters(session)}
    keys = [(mode.value, MODE_WORDS[mode]) for mode in Mode if mode in modes]
    keys += [("D", "decides something")] if "D" in letters else []
    keys += [("F", "feeds back on a decision")] if "F" in letters else []
    for number, milestone in enumerate(_milestones(programme, layout), start=1):
        keys.append((f"{number}", f"{milestone.title}, {short_date_words(milestone.on)}"))
    most = layout.width - 2 * MARGIN - 30
    return tuple((mark, wrapped(words, most, SMALL, most_lines=1)[0]) for mark, words in keys)


def _flowed(keys: Sequence[tuple[str, str]], width: float) -> list[list[tuple[float, str, str]]]:
    """Keys set in lines: (x, mark, words), a new line where the width is used up."""
    lines: list[list[tuple[float, str, str]]] = []
    x = 0.0
    for mark, words in keys:
        needed = 28 + width_of(words, SMALL) + 18
        if not lines or x + needed > width + 18:
            lines.append([])
            x = 0.0
        lines[-1].append((MARGIN + x, mark, words))
        x += needed
    return lines


def _draw_keys(sheet: Sheet, key_lines: Sequence[Sequence[tuple[float, str, str]]], top: float) -> None:
    shapes = {mode.value: shape for mode, shape in SHAPES.items()}
    for position, keys in enumerate(key_lines):
        y = top + LANE * (position + 0.5)
        for x, mark, words in keys:
            if mark in shapes:
                shape, size, colour = shapes[mark]
                sheet.marker(x + 11, y, shape, size, colour)
            else:
                sheet.text(x + 11, y, mark, SMALL, is_bold=True, align="center")
            if mark.isdecimal():
                sheet.line((x + 1, y - 9), (x + 1, y + 9), QUIET, 1.6, is_dashed=True)
            sheet.text(x + 28, y, words, SMALL)


def _alt(programme: Programme, plan: Plan) -> str:
    held = in_order(plan)
    if not held:
        return "Timeline without a session."
    modes = Counter(planned.mode for planned in held)
    ways = list_words(f"{modes[mode]} {MODE_WORDS[mode]}" for mode in Mode if modes[mode])
    sessions = {session.id: session for session in programme.sessions}
    letters = Counter(letter for planned in held for letter in _letters(sessions.get(planned.session)))
    marked = list_words(
        f"{letters[letter]} {words}"
        for letter, words in (("D", "deciding something"), ("F", "feeding back on a decision"))
        if letters[letter]
    )
    span = f"{date_words(held[0].start.date())} to {date_words(held[-1].start.date())}"
    words = f"Timeline of {count_words(len(held), 'session')}, {span}: {ways}"
    return f"{words}; {marked}." if marked else f"{words}."
