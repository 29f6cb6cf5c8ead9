"""The sheet for the people who take part: large print, one sheet of two sides, easy to read."""

from collections.abc import Mapping
from datetime import date

from planner.reports.case import WrittenPassage
from planner.reports.case.writing import blocks_of
from planner.reports.paper import Block, Bullets, Heading, Paper, PaperTable, Paragraph, TableRow, plain
from planner.reports.plain import PlainPlan
from planner.reports.words import count_words, date_words

MOST_DATES, MOST_FEATURES = 8, 8


def members_sheet(
    told: PlainPlan, passages: Mapping[str, WrittenPassage], *, made_on: date, reference: str
) -> Paper:
    """When and where, how to get there, what access is provided, what you are paid and when, what you decide, what is fixed."""
    blocks: tuple[Block, ...] = (
        *((Paragraph(plain(told.purpose)),) if told.purpose else ()),
        Heading(1, "When and where"),
        *_dates(told),
        *_written(passages, "members.get_there"),
        Heading(1, "What is provided"),
        *_provided(told),
        Heading(1, "What you are paid"),
        _list(told.pay),
        *_written(passages, "members.paid_when"),
        Heading(1, "What you decide"),
        _list(told.decides or ("Nothing is decided together in this plan.",)),
        *((Heading(1, "What is fixed already"), _list(told.fixed)) if told.fixed else ()),
        *_written(passages, "members.contact"),
    )
    return Paper(
        told.title,
        f"For the people who take part · {date_words(made_on)}",
        reference,
        made_on,
        blocks,
        is_large=True,
        most_pages=2,
    )


def _list(lines: tuple[str, ...]) -> Bullets:
    return Bullets(tuple(plain(line) for line in lines))


def _dates(told: PlainPlan) -> tuple[Block, ...]:
    rows = tuple(TableRow((each.when, each.title, each.where)) for each in told.dates[:MOST_DATES])
    if not rows:
        return (Paragraph(plain("No session is held in this plan.")),)
    more = len(told.dates) - MOST_DATES
    rest = f"{count_words(more, 'more session')} after these: ask for the list." if more > 0 else ""
    table = PaperTable("Sessions", ("When", "What", "Where"), rows, (False, False, False), (4, 4, 4))
    return (table, *((Paragraph(plain(rest)),) if rest else ()))


def _provided(told: PlainPlan) -> tuple[Block, ...]:
    venues = [place for place in told.places if not place.is_online]
    first = venues[0].there if venues else ()
    common = [words for words in first if all(words in place.there for place in venues)][:MOST_FEATURES]
    everywhere = ", at every venue" if len(venues) > 1 else ""
    lines = (*(f"{words}{everywhere}" for words in common), *told.support, *told.expenses)
    if not lines:
        return (Paragraph(plain("Nothing is provided in this plan.")),)
    return (_list(tuple(lines)),)


def _written(passages: Mapping[str, WrittenPassage], key: str) -> tuple[Block, ...]:
    found = passages[key]
    return (Heading(1, found.passage.title), *blocks_of(found.printed))
