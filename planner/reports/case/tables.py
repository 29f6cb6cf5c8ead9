"""Tables of a business case from what the pages show."""

from collections.abc import Iterable, Sequence

from planner.reports.compare import Comparison, Row
from planner.reports.compare.model import REACHING
from planner.reports.paper import Block, PaperTable, Paragraph, TableRow, plain

MOST_COLUMNS = 5
"""So many options stand side by side on a page; more of them go on in a second table."""


def options_table(
    found: Comparison, caption: str, rows: Iterable[Row], *, is_small: bool = True, most: int = MOST_COLUMNS
) -> tuple[PaperTable, ...]:
    """Rows of a comparison with the chosen option first, cut into tables of at most `most` options each."""
    order = sorted(range(len(found.options)), key=lambda at: found.options[at].key != found.against)
    kept = list(rows)
    tables = []
    for first in range(0, len(order), most):
        some = order[first : first + most]
        titles = [found.options[at].title for at in some]
        tables.append(
            PaperTable(
                caption if first == 0 else f"{caption}, continued",
                ("", *titles),
                tuple(
                    TableRow(
                        (row.title, *(row.cells[at].words for at in some)), row.is_total, row.unit == "words"
                    )
                    for row in kept
                ),
                (False, *(True for _ in some)),
                (3, *(2 for _ in some)),
                is_small,
            )
        )
    return tuple(tables)


def notes(rows: Iterable[Row]) -> tuple[Block, ...]:
    """What rows of a comparison count, under their table: what its titles do not say, but for targets, which do."""
    told = (f"{row.title}: {row.note[:1].lower()}{row.note[1:].rstrip('.')}" for row in rows
            if row.note and not row.key.startswith("target:"))  # fmt: skip
    words = ". ".join(told)
    return (Paragraph(plain(f"{words}."), "note"),) if words else ()


def rows_of(found: Comparison, keys: Sequence[str]) -> list[Row]:
    """The rows of these keys, in this order; those that there are not are left out.

    What part of the money reaches people is told by the targets for it where there are some.
    """
    by_key = {row.key: row for group in found.groups for row in group.rows}
    wanted = [each for key in keys for each in (found.reaching if key == REACHING else (key,))]
    return [by_key[key] for key in wanted if key in by_key]


def rows_of_groups(found: Comparison, keys: Sequence[str]) -> list[Row]:
    """All rows under these headings."""
    return [row for group in found.groups if group.key in keys for row in group.rows]


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    parts: Sequence[int],
    numeric: Sequence[int] = (),
    is_small: bool = False,
    is_open: bool = False,
) -> tuple[Block, ...]:
    """A table, or nothing where there are no rows; `numeric` are the columns of numbers, `is_open` leaves room to write."""
    kept = tuple(TableRow(tuple(row), is_open=is_open) for row in rows)
    if not kept:
        return ()
    numbers = tuple(column in numeric for column in range(len(headings)))
    return (PaperTable(caption, tuple(headings), kept, numbers, tuple(parts), is_small),)
