"""The sheet for commissioners: the decision asked, the options by about twelve rows, the recommendation."""

from collections.abc import Mapping

from planner.reports.case import CaseFacts, WrittenPassage
from planner.reports.case.tables import rows_of
from planner.reports.case.writing import blocks_of
from planner.reports.compare import Row
from planner.reports.paper import Block, Heading, Paper, PaperTable, Paragraph, TableRow, plain
from planner.reports.sheets.rounding import ROUNDED, rounded_words
from planner.reports.words import date_words

ROWS = (
    "total", "contingency", "people", "sessions", "hours", "per-person", "reaching-people", "met", "missed", "access-met",
    "missing", "to-find",
)  # fmt: skip
MOST_OPTIONS = 4
TO_THE_POUND = frozenset({"per-person"})


def commissioners_sheet(facts: CaseFacts, passages: Mapping[str, WrittenPassage], *, reference: str) -> Paper:
    """One page: what is asked, at most four options side by side, what is recommended and why, room to decide."""
    order = sorted(
        range(len(facts.comparison.options)),
        key=lambda at: facts.comparison.options[at].key != facts.comparison.against,
    )
    shown = order[:MOST_OPTIONS]
    rest = len(order) - len(shown)
    note = f"{ROUNDED} {rest} more in the business case." if rest else ROUNDED
    blocks: tuple[Block, ...] = (
        Heading(1, "What you are asked"),
        *blocks_of(passages["summary.asked"].printed),
        _table(facts, shown),
        Paragraph(plain(note), "note"),
        Heading(1, "What is recommended, and why"),
        *blocks_of(passages["summary.recommended"].printed),
        Heading(1, "What it does not do"),
        *blocks_of(passages["summary.missed"].printed),
        PaperTable(
            "The decision",
            ("Approved, not approved, or approved with changes", "Name and role", "Date"),
            (TableRow(("", "", ""), is_open=True),),
            (False, False, False),
            (4, 4, 2),
        ),
    )
    return Paper(
        facts.project,
        f"For commissioners · {date_words(facts.made_on)}",
        reference,
        facts.made_on,
        blocks,
        most_pages=1,
    )


def _table(facts: CaseFacts, shown: list[int]) -> PaperTable:
    options = facts.comparison.options
    rows = tuple(
        TableRow((row.title, *(_words(row, at) for at in shown)), row.is_total, row.unit == "words")
        for row in rows_of(facts.comparison, ROWS)
    )
    return PaperTable(
        "The options",
        ("", *(options[at].title for at in shown)),
        rows,
        (False, *(True for _ in shown)),
        (3, *(3 for _ in shown)),
        is_small=True,
    )


def _words(row: Row, at: int) -> str:
    cell = row.cells[at]
    if row.unit != "pence" or cell.value is None:
        return cell.words
    return cell.words if row.key in TO_THE_POUND else rounded_words(cell.value)
