"""The tables of a plan as columns of plain cells: what the files hold, built on the very tables that the page shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Generic, Literal, TypeVar

from planner.reports.costlines import CostLine
from planner.reports.costs import CostTree
from planner.reports.equity import TargetRow
from planner.reports.schedule import ScheduleRow

Row = TypeVar("Row")
Kind = Literal["text", "number", "pounds", "date", "time"]
Cell = str | int | Fraction | date | time | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, with the unit; what its cells hold; its width in characters on a sheet.

    Cells of kind "pounds" are whole pence (shown in pounds), of kind "number" a number or words ("few"); None is empty.
    """

    title: str
    kind: Kind
    of: Callable[[Row], Cell]
    width: int = 12


@dataclass(frozen=True)
class CostRow:
    """A line of cost at one rate; `quantity` and `rate_pence` are None where small numbers are hidden."""

    key: str
    section: str
    category: str
    line: CostLine
    quantity: Fraction | None
    unit: str
    rate_pence: int | None
    amount_pence: int
    value_pence: int
    funding: str

    @property
    def note(self) -> str:
        """What the line notes, on one line of text."""
        return "; ".join(part.strip() for part in self.line.note.splitlines() if part.strip())


def cost_rows(tree: CostTree) -> tuple[CostRow, ...]:
    """Every line of a cost tree, one row a rate; new money adds up to the tree's to the penny."""
    return tuple(
        row
        for section in tree.sections
        for item in section.items
        for line in item.lines
        for row in line_rows(section.title, item.title, line)
    )


def largest_rows(tree: CostTree, most: int) -> list[CostRow]:
    """The rows with most new money, at most so many, the largest first."""
    rows = (row for row in cost_rows(tree) if row.amount_pence > 0)
    return sorted(rows, key=lambda row: (-row.amount_pence, row.key))[:most]


def line_rows(section: str, category: str, line: CostLine) -> Iterator[CostRow]:
    """The rows of one line as shown: one for each of its rates, or one without a rate."""
    if not line.parts:
        yield CostRow(
            line.key, section, category, line, None, "", None, line.amount_pence, line.value_pence, line.funding
        )  # fmt: skip
    for number, part in enumerate(line.parts, start=1):
        yield CostRow(
            line.key if len(line.parts) == 1 else f"{line.key}:{number}",
            section,
            category,
            line,
            part.quantity,
            part.unit_words,
            part.rate_pence,
            part.amount_pence,
            part.value_pence,
            part.funding,
        )


def evidence_words(line: CostLine) -> str:
    """How sure a price is, and that it is illustrative where it is."""
    return " ".join(
        part for part in (line.evidence, "(illustrative)" if line.is_illustrative else "") if part
    )


def kind_words(line: CostLine) -> str:
    """Whether a line is capital or revenue."""
    return "capital" if line.is_capital else "revenue"


def joined(parts: Iterable[str]) -> str:
    """Each of the parts once, in the order met, as one text."""
    return "; ".join(part for part in dict.fromkeys(parts) if part)


def _number(words: str) -> Cell:
    """A number of people as a number; "few", "some" and "8 or more" as they are, "" as an empty cell."""
    plain = words.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() else words or None


def _by_group(row: ScheduleRow) -> str:
    return "; ".join(
        f"{part.group}: {part.people}" + (f" ({part.online} online)" if part.online else "")
        for part in row.people.groups
    )


COST_COLUMNS: tuple[Column[CostRow], ...] = (
    Column("Key", "text", lambda row: row.key),
    Column("Section", "text", lambda row: row.section),
    Column("Kind of cost", "text", lambda row: row.category),
    Column("Line", "text", lambda row: row.line.title),
    Column("Session(s)", "text", lambda row: row.line.sessions),
    Column("Quantity", "number", lambda row: row.quantity),
    Column("Unit", "text", lambda row: row.unit),
    Column("Rate (£)", "pounds", lambda row: row.rate_pence),
    Column("New money (£)", "pounds", lambda row: row.amount_pence),
    Column("Value (£)", "pounds", lambda row: row.value_pence),
    Column("Who bears it", "text", lambda row: row.line.basis),
    Column("Paid by", "text", lambda row: row.funding),
    Column("Financial year", "text", lambda row: row.line.financial_year),
    Column("Source", "text", lambda row: joined(source.title for source in row.line.sources)),
    Column("Source address", "text", lambda row: joined(source.url for source in row.line.sources)),
    Column("How sure", "text", lambda row: evidence_words(row.line)),
    Column("Price date", "text", lambda row: joined(
        source.price_on.isoformat() if source.price_on else "" for source in row.line.sources)),
    Column("Raised by", "text", lambda row: joined(source.uplift for source in row.line.sources)),
    Column("VAT", "text", lambda row: row.line.vat),
    Column("Cost code", "text", lambda row: row.line.cost_code),
    Column("Capital or revenue", "text", lambda row: kind_words(row.line)),
    Column("What drives it", "text", lambda row: row.line.driver),
    Column("Note", "text", lambda row: row.note),
)  # fmt: skip

SCHEDULE_COLUMNS: tuple[Column[ScheduleRow], ...] = (
    Column("Date", "date", lambda row: row.starts_at.date(), 16),
    Column("Starts", "time", lambda row: _clock(row.starts_at), 8),
    Column("Ends", "time", lambda row: _clock(row.ends_at), 8),
    Column("Session", "text", lambda row: row.title, 26),
    Column("Where", "text", lambda row: row.where, 24),
    Column("Area", "text", lambda row: row.area, 14),
    Column("How people join", "text", lambda row: row.mode, 12),
    Column("People expected", "number", lambda row: _number(row.people.total), 10),
    Column("Of them in the room", "number", lambda row: _number(row.people.room), 10),
    Column("Of them online", "number", lambda row: _number(row.people.online), 10),
    Column("Team", "text", lambda row: "; ".join(row.team), 44),
    Column("Support booked", "text", lambda row: "; ".join(row.support), 30),
    Column("Length (minutes)", "number", lambda row: _minutes(row), 10),
    Column("By group", "text", _by_group, 70),
    Column("Could not come", "text", lambda row: row.people.could_not_come, 50),
    Column("People decide", "text", lambda row: row.decides, 30),
    Column("What is not open", "text", lambda row: row.is_not_open, 26),
    Column("Who leads", "text", lambda row: row.led_by, 26),
    Column("Tells what became of", "text", lambda row: row.feeds_back_on, 22),
    Column("Stage", "text", lambda row: row.stage, 20),
    Column("Announced?", "text", lambda row: row.status, 14),
    Column("Key", "text", lambda row: row.sitting_id, 16),
)

TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column("Target", "text", lambda row: row.title, 32),
    Column("What is counted", "text", lambda row: row.what, 30),
    Column("Must or aim", "text", lambda row: row.strength, 9),
    Column("Wanted", "text", lambda row: row.level, 16),
    Column("Reached", "text", lambda row: row.achieved, 16),
    Column("Met?", "text", lambda row: row.met, 9),
    Column("What is missing", "text", lambda row: row.missing or "Nothing", 46),
    Column("Measured against", "text", lambda row: row.benchmark, 30),
    Column("Agreed", "text", lambda row: row.agreed, 34),
    Column("Level from (address)", "text", lambda row: row.source_url, 30),
    Column("Key", "text", lambda row: row.id, 16),
)


def _clock(at: datetime) -> time:
    return at.time().replace(second=0, microsecond=0)


def _minutes(row: ScheduleRow) -> int:
    return int((row.ends_at - row.starts_at).total_seconds()) // 60
