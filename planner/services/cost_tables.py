"""Typed cost tables as files: a template, what is there, and what somebody sends, as CSV or XLSX.

Nothing is kept of a file until every row of it holds. Problems name the row and the column, as a spreadsheet counts them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from planner.domain.money import MoneyError, format_pence, parse_pence
from planner.domain.options import CostTable
from planner.domain.options.cost_table import MOST_LINES
from planner.domain.programme.draft import fitted, new_key
from planner.domain.terms import Basis, Category, Evidence
from planner.reports.csv import BYTE_ORDER_MARK, neutral
from planner.reports.words import BASIS_WORDS, CATEGORY_WORDS, EVIDENCE_WORDS

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 30 * 1024 * 1024
"""Of a spreadsheet: its parts are added up before any is opened."""
MOST_PROBLEMS: Final = 50

_CATEGORIES: Final = {
    words.lower(): category
    for category, words in CATEGORY_WORDS.items()
    if category is not Category.CONTINGENCY
}


class TableRefused(Exception):
    """A file that holds no cost table: `problems` say by row and column what to put right."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class TableColumn:
    """A column of the file: its heading, the field of the line, how its words are read, and what may be left empty."""

    title: str
    field: str
    read: Callable[[str], Any]
    is_needed: bool = False


def _one_of(words: Mapping[str, Any], what: str) -> Callable[[str], Any]:
    def read(written: str) -> Any:
        found = words.get(written.lower())
        if found is None:
            raise ValueError(f"Choose {what}: {', '.join(words)}")
        return found.value

    return read


def _quantity(written: str) -> float:
    try:
        number = Decimal(written.replace(",", ""))
    except InvalidOperation:
        raise ValueError("Enter a number, for example 12") from None
    if not number.is_finite() or not 0 <= number <= 1_000_000 or number != round(number, 3):
        raise ValueError("Enter a number from 0 to 1,000,000 with at most three decimals")
    return float(number)


def _pence(written: str) -> int:
    try:
        return parse_pence(written)
    except MoneyError as problem:
        raise ValueError(problem.instruction) from None


COLUMNS: Final = (
    TableColumn("Kind of cost", "category", _one_of(_CATEGORIES, "a kind of cost"), is_needed=True),
    TableColumn("What is paid for", "title", str, is_needed=True),
    TableColumn("Quantity", "quantity", _quantity),
    TableColumn("Unit", "unit", str),
    TableColumn("Price of one (£)", "rate_pence", _pence, is_needed=True),
    TableColumn("Financial year", "financial_year", str, is_needed=True),
    TableColumn(
        "Who bears it", "basis", _one_of({words: key for key, words in BASIS_WORDS.items()}, "who bears it")
    ),
    TableColumn(
        "How well it is known",
        "evidence",
        _one_of({words: key for key, words in EVIDENCE_WORDS.items()}, "how well it is known"),
    ),
    TableColumn("Funding source", "funding", str),
    TableColumn("Where the figure comes from", "source", str),
    TableColumn("Note", "note", str),
)


def as_csv(table: CostTable) -> bytes:
    """Give a cost table as CSV, in the form in which it is read; an empty one is the template."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in COLUMNS])
    for line in table.lines:
        words = {
            "category": CATEGORY_WORDS[Category(line.category)],
            "quantity": f"{line.quantity.normalize():f}",
            "rate_pence": format_pence(line.rate_pence).replace("£", "").replace(",", ""),
            "basis": BASIS_WORDS[Basis(line.basis)],
            "evidence": EVIDENCE_WORDS[Evidence(line.evidence)],
        }
        writer.writerow(
            [neutral(words.get(column.field, str(getattr(line, column.field)))) for column in COLUMNS]
        )
    return out.getvalue().encode()


def read_lines(content: bytes) -> list[dict[str, Any]]:
    """Give the lines of a sent file as plain values; raises `TableRefused` with every problem, row and column named."""
    if len(content) > MOST_BYTES:
        raise TableRefused([f"Send a file of at most {MOST_BYTES // 1024**2} MB."])
    rows = _rows_of_workbook(content) if content[:2] == b"PK" else _rows_of_csv(content)
    return _lines(rows)


def _rows_of_csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise TableRefused(["Send a CSV or XLSX file: this is neither."])
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        raise TableRefused(
            ["Send a CSV file whose rows can be read: a quotation mark is not closed."]
        ) from None


def _rows_of_workbook(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED_BYTES:
                raise TableRefused(["Send a smaller spreadsheet: unpacked, this one is too large."])
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        if sheet.height > MOST_LINES + 1:
            raise TableRefused([f"Send at most {MOST_LINES:,} rows of costs."])
        found = sheet.to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, OSError, ValueError, IndexError):
        raise TableRefused(["Send a CSV or XLSX file: this one cannot be opened."]) from None
    yield from ([_cell(each) for each in row] for row in found)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value)


def _lines(rows: Iterator[list[str]]) -> list[dict[str, Any]]:
    headings = [each.strip().lower() for each in next(rows, [])]
    where = {
        column.title: headings.index(column.title.lower())
        for column in COLUMNS
        if column.title.lower() in headings
    }
    missing = [column.title for column in COLUMNS if column.is_needed and column.title not in where]
    if missing:
        raise TableRefused(
            [f"Row 1: add the heading “{title}”. The template has all of them." for title in missing]
        )
    problems: list[str] = []
    lines: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_LINES + 1:
            raise TableRefused([f"Send at most {MOST_LINES:,} rows of costs."])
        if any(cell.strip() for cell in row):
            lines.append(_line(row, where, number, problems, [str(line.get("id")) for line in lines]))
    if not lines and not problems:
        problems.append("Row 2: enter at least one cost. This file has none.")
    if problems:
        more = len(problems) - MOST_PROBLEMS
        raise TableRefused([*problems[:MOST_PROBLEMS], *([f"And {more} more."] if more > 0 else [])])
    return lines


def _line(
    row: Sequence[str], where: Mapping[str, int], number: int, problems: list[str], taken: Sequence[str]
) -> dict[str, Any]:
    """One row as a line; what is wrong with it is added to `problems`."""
    line: dict[str, Any] = {}
    for column in COLUMNS:
        index = where.get(column.title, len(row))
        written = _as_written(row[index]) if index < len(row) else ""
        try:
            if written:
                line[column.field] = column.read(written)
            elif column.is_needed:
                raise ValueError("Enter something: this cannot be empty")
        except ValueError as problem:
            problems.append(f"Row {number}, {column.title}: {problem}.")
    line["id"] = new_key(str(line.get("title") or "line"), taken)
    return line


def _as_written(cell: str) -> str:
    """A cell as it was meant: without the apostrophe that keeps a spreadsheet program from taking it for a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text


def with_lines(table: CostTable, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Give a cost table with these lines in the place of its own, as plain values.

    Raises `TableRefused` where its schema does not take one of them.
    """
    body = {**table.model_dump(mode="json"), "lines": lines, "is_nothing": False}
    value, problems = fitted(CostTable, body)
    if problems:
        raise TableRefused([_told(problem.path, problem.message) for problem in problems[:MOST_PROBLEMS]])
    found: dict[str, Any] = value
    return found


def _told(path: str, message: str) -> str:
    number, _, field = path.removeprefix("lines[").partition("].")
    title = next((column.title for column in COLUMNS if column.field == field), field)
    return f"Row {int(number) + 2}, {title}: {message}." if number.isdigit() else f"{message} ({path})."
