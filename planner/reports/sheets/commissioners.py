"""The sheet for commissioners: the decision asked, the options by about twelve rows, the recommendation."""

from collections.abc import Mapping

from planner.domain.options import OptionKind
from planner.reports.case import CaseFacts, WrittenPassage, blocks_of, filled_in
from planner.reports.case.figures import figures_of
from planner.reports.case.recommending import missed, recommended
from planner.reports.case.tables import rows_of
from planner.reports.compare import Row
from planner.reports.compare.model import REACHING
from planner.reports.paper import Block, Heading, Paper, PaperTable, Paragraph, TableRow, plain
from planner.reports.sheets.rounding import ROUNDED, ROUNDED_MONEY, STEP_PENCE, rounded_in, rounded_words
from planner.reports.words import count_words, date_words, pounds_words

ROWS = (
    "total", "contingency", "people", "sessions", "hours", "per-person", REACHING, "met", "missed", "left-out",
    "access-met", "missing", "to-find",
)  # fmt: skip
MOST_OPTIONS = 4
KINDS = (OptionKind.BUSINESS_AS_USUAL, OptionKind.DO_MINIMUM, OptionKind.PREFERRED)
"""The sheet shows the option it is for, the first of each of these kinds, and then others while there is room."""
TO_THE_POUND = frozenset({"per-person"})


def commissioners_sheet(facts: CaseFacts, passages: Mapping[str, WrittenPassage], *, reference: str) -> Paper:
    """One page: what is asked, at most four options side by side, what is recommended and why, room to decide.

    Money is rounded in its words too, but for amounts that a person has written out; the words proposed tell only of
    options in its table.
    """
    shown = _shown(facts)
    words = _Words(facts, passages, frozenset(facts.comparison.options[at].key for at in shown))
    blocks: tuple[Block, ...] = (
        Heading(1, "What you are asked"),
        *words.of("summary.asked"),
        _table(facts, shown),
        Paragraph(plain(_note(facts, shown)), "note"),
        *words.of("summary.not_costed"),
        Heading(1, "What is recommended, and why"),
        *words.of("summary.recommended"),
        Heading(1, "What it does not do"),
        *words.of("summary.missed"),
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


def _shown(facts: CaseFacts) -> list[int]:
    """Which options the sheet shows: the one it is for, business as usual, do minimum, the preferred, and others."""
    options = facts.comparison.options
    first = [next((at for at, each in enumerate(options) if each.kind is kind), -1) for kind in KINDS]
    chosen = [each.key for each in options].index(facts.comparison.against)
    order = dict.fromkeys([chosen, *(at for at in first if at >= 0), *range(len(options))])
    return list(order)[:MOST_OPTIONS]


def _note(facts: CaseFacts, shown: list[int]) -> str:
    """What is rounded, on what terms targets are counted, and how many more options there are."""
    rest = len(facts.comparison.options) - len(shown)
    parts = (
        ROUNDED,
        facts.comparison.row("met").note,
        f"{count_words(rest, 'more option')} in the business case." if rest else "",
    )
    return " ".join(part for part in parts if part)


class _Words:
    """The passages as the sheet prints them."""

    def __init__(
        self, facts: CaseFacts, passages: Mapping[str, WrittenPassage], shown: frozenset[str]
    ) -> None:
        self._passages, self._figures = passages, figures_of(facts, ROUNDED_MONEY)
        self._proposed = {
            "summary.recommended": recommended(facts, shown, STEP_PENCE),
            "summary.missed": missed(facts, is_short=True),
        }

    def of(self, key: str) -> tuple[Block, ...]:
        """A passage as blocks: a person's own words with rounded figures, or those proposed, rounded all through."""
        found = self._passages.get(key)
        if found is None:
            return ()
        if found.is_own:
            return blocks_of(filled_in(found.edited, self._figures))
        return blocks_of(rounded_in(filled_in(self._proposed.get(key, found.edited), self._figures)))


def _table(facts: CaseFacts, shown: list[int]) -> PaperTable:
    options = facts.comparison.options
    rows = tuple(
        TableRow((row.title, *(_cell(row, at) for at in shown)), row.is_total, row.unit == "words")
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


def _cell(row: Row, at: int) -> str:
    cell = row.cells[at]
    if row.unit != "pence" or cell.value is None:
        return cell.words
    return pounds_words(int(cell.value)) if row.key in TO_THE_POUND else rounded_words(cell.value)
