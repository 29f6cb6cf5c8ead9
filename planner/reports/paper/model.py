"""What a document is made of: frozen blocks of plain values, in reading order."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.reports.charts import Chart


@dataclass(frozen=True)
class Run:
    """Words that look alike; a blank is what a person still has to write, and is marked wherever it is printed."""

    words: str
    is_bold: bool = False
    is_blank: bool = False


Words = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading, level 1 to 3; levels follow each other without a gap."""

    level: Literal[1, 2, 3]
    words: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a *lead* is larger, a *note* smaller."""

    words: Words
    look: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class TableRow:
    """A row: a cell for each heading. One of words stands left in columns of numbers too; an open one has room to write in."""

    cells: tuple[str, ...]
    is_total: bool = False
    is_words: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class PaperTable:
    """A table with its caption; `numeric` says by column whether it holds numbers, `parts` how wide columns are to each other."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numeric: tuple[bool, ...]
    parts: tuple[int, ...]
    is_small: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture with the words for those who do not see it; `name` is stable within its document."""

    name: str
    chart: Chart
    caption: str


@dataclass(frozen=True)
class Turn:
    """From here on pages lie across, or stand again; always on a new page."""

    is_across: bool


Block = Heading | Paragraph | Bullets | PaperTable | Picture | Turn


@dataclass(frozen=True)
class Paper:
    """A document: A4, British English, with page numbers at its foot.

    `reference` stands at the foot of every page. `is_large` is for large print (14 points and more); a PDF of more than
    `most_pages` (0: as many as there are) is set smaller until it fits, as far as it stays readable.
    """

    title: str
    subtitle: str
    reference: str
    made_on: date
    blocks: tuple[Block, ...]
    is_large: bool = False
    most_pages: int = 0
    has_contents: bool = False


def plain(words: str) -> Words:
    """Words without any marks."""
    return (Run(words),)
