"""A plan as CSV files: schedule, costs, targets. UTF-8 with a byte order mark, CRLF, one row of headings with units.

They hold what the tables of the page hold, and hide what those hide.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.columns import (
    COST_COLUMNS,
    SCHEDULE_COLUMNS,
    TARGET_COLUMNS,
    Cell,
    Column,
    Kind,
    Row,
    cost_rows,
)
from planner.reports.costs import cost_tree
from planner.reports.equity import targets_table
from planner.reports.schedule import schedule_table

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheet programs take the pound sign for another letter."""

QUANTITY_PLACES = Decimal("0.0000000001")

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STARTS_FORMULA = re.compile(r"[\t\r\n]|[\s\x00\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def schedule_csv(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> str:
    """The schedule, a row a session, earliest first; dates and times as 2027-01-16 and 10:30."""
    table = schedule_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    return _text(SCHEDULE_COLUMNS, table.rows)


def costs_csv(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> str:
    """Every line of cost, a row a rate, in pounds with two decimals; new money adds up to the plan's to the penny."""
    tree = cost_tree(programme, plan, may_see_small_numbers=may_see_small_numbers)
    return _text(COST_COLUMNS, cost_rows(tree))


def targets_csv(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> str:
    """The targets, a row each, in the words of the page."""
    table = targets_table(programme, plan, may_see_small_numbers=may_see_small_numbers)
    return _text(TARGET_COLUMNS, table.rows)


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet program might take the text for a formula; a plain number such as -12.50 is none."""
    return bool(_STARTS_FORMULA.match(text)) and not _PLAIN_NUMBER.fullmatch(text)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program might take it for a formula."""
    return f"'{text}" if is_like_a_formula(text) else text


def _text(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([_written(column.kind, column.of(row)) for column in columns])
    return out.getvalue()


def _written(kind: Kind, cell: Cell) -> str:
    """A cell as text: numbers without commas, so that they stay numbers wherever the file is opened."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return _number(Fraction(cell, 100), Decimal("0.01")) if kind == "pounds" else _number(Fraction(cell))


def _number(number: Fraction, places: Decimal = QUANTITY_PLACES) -> str:
    quotient = (Decimal(number.numerator) / number.denominator).quantize(places)
    return f"{quotient if places != QUANTITY_PLACES else quotient.normalize():f}"
