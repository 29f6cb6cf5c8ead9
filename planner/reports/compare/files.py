"""A comparison as CSV: a row for each thing compared, two columns for each option (the figure, and how far it is off)."""

import csv
import io
from decimal import Decimal
from fractions import Fraction

from planner.reports.compare.model import Cell, Comparison, Unit
from planner.reports.csv import BYTE_ORDER_MARK, neutral


def comparison_csv(found: Comparison) -> str:
    """The comparison; money in pounds with two decimals and no commas, so that it stays a number wherever it is opened."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    chosen = found.chosen.title
    titles = [
        [each.title] if each.key == found.against else [each.title, f"{each.title}, against {chosen}"]
        for each in found.options
    ]
    writer.writerow([neutral(title) for title in ("", "Unit", *(name for some in titles for name in some))])
    for group in found.groups:
        for row in group.rows:
            cells: list[str] = []
            for option, cell in zip(found.options, row.cells, strict=True):
                cells.append(_value(cell, row.unit))
                if option.key != found.against:
                    cells.append("" if cell.gap is None else _number(cell.gap, row.unit))
            writer.writerow([neutral(row.title), _unit(row.unit), *cells])
    return out.getvalue()


def _unit(unit: Unit) -> str:
    return {"pence": "£", "share": "%", "hours": "hours"}.get(unit, "")


def _value(cell: Cell, unit: Unit) -> str:
    if cell.value is None:
        return neutral(cell.words)
    return _number(cell.value, unit)


def _number(value: Fraction, unit: Unit) -> str:
    scaled = {"pence": value / 100, "share": value * 100}.get(unit, value)
    places = Decimal("0.01") if unit == "pence" else Decimal("0.1")
    quotient = (Decimal(scaled.numerator) / scaled.denominator).quantize(places)
    return f"{quotient:f}"
