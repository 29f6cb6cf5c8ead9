"""The sheet for the people who take part: large print, one sheet of two sides, easy to read."""

from collections.abc import Mapping, Sequence
from datetime import date

from planner.domain.terms import Mode
from planner.reports.case import WrittenPassage
from planner.reports.case.writing import blocks_of
from planner.reports.paper import Block, Bullets, Heading, Paper, PaperTable, Paragraph, TableRow, plain
from planner.reports.plain import PlainDate, PlainPlan
from planner.reports.words import MODE_WORDS, date_words, list_words

MOST_ROWS = 6
"""More sessions than these are told a row for each series at one place."""
MOST_WITH_ROOM = 12
"""With more sessions than these, what is provided and paid is told in fewer lines, and the purpose is left to the page."""


def members_sheet(
    told: PlainPlan, passages: Mapping[str, WrittenPassage], *, made_on: date, reference: str
) -> Paper:
    """When and where, how to get there, what access is provided, what you are paid and when, what you decide, what is fixed."""
    has_room = len(told.dates) <= MOST_WITH_ROOM
    blocks: tuple[Block, ...] = (
        *((Paragraph(plain(told.purpose)),) if told.purpose and has_room else ()),
        Heading(1, "When and where"),
        *_dates(told),
        *_written(passages, "members.get_there"),
        Heading(1, "What is provided"),
        *_provided(told, has_room),
        Heading(1, "What you are paid, and when"),
        _list(_lines(told.pay, has_room)),
        *blocks_of(passages["members.paid_when"].printed),
        Heading(1, "What you decide"),
        _list(
            (
                *(told.decides or ("Nothing is decided together in this plan.",)),
                *(f"Fixed already: {words}" for words in told.fixed),
            )
        ),
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
    """Every date: a row for each session, or for each series at one place where there are many."""
    if not told.dates:
        return (Paragraph(plain("No session is held in this plan.")),)
    years = {each.date.rpartition(" ")[2] for each in told.dates}
    year = f" {min(years)}" if len(years) == 1 else ""
    tools = [place.name for place in told.places if place.is_online]
    together: dict[tuple[object, ...], list[PlainDate]] = {}
    for number, each in enumerate(told.dates):
        alike = (each.series, each.where, each.joins) if len(told.dates) > MOST_ROWS else (number,)
        together.setdefault(alike, []).append(each)
    rows = tuple(
        TableRow(
            (
                _when(those, year),
                those[0].title if len(those) == 1 else those[0].series,
                _where(those[0], tools),
            )
        )
        for those in together.values()
    )
    headings = (f"When, in{year}" if year else "When", "What", "Where, and how you join")
    return (PaperTable("Sessions", headings, rows, (False, False, False), (6, 5, 5)),)


def _when(those: Sequence[PlainDate], year: str) -> str:
    """Dates with their times, those of one time together."""
    by_time: dict[str, list[str]] = {}
    for each in those:
        by_time.setdefault(each.time, []).append(each.date.removesuffix(year))
    return "; ".join(f"{_days(dates)}, {time}" for time, dates in by_time.items())


def _days(dates: Sequence[str]) -> str:
    """Dates in one line: "Wednesdays 16 and 30 June, 14 July" where all are of one weekday."""
    parts = [each.partition(" ") for each in dates]
    weekdays = {weekday for weekday, _, _ in parts}
    if len(dates) == 1 or len(weekdays) > 1:
        return ", ".join(dates)
    by_month: dict[str, list[str]] = {}
    for _, _, rest in parts:
        day, _, month = rest.partition(" ")
        by_month.setdefault(month, []).append(day)
    told = (f"{list_words(days)} {month}" for month, days in by_month.items())
    return f"{min(weekdays)}s {', '.join(told)}"


def _where(each: PlainDate, tools: Sequence[str]) -> str:
    """Where, and how people join unless they simply come; the tool by its name unless there is no other."""
    if each.joins == MODE_WORDS[Mode.IN_PERSON]:
        return each.where
    venue, comma, tool = each.where.rpartition(", and ")
    if each.joins == MODE_WORDS[Mode.HYBRID] and comma and tool in tools:
        return f"{venue}, or online" if len(tools) == 1 else f"{venue}, or online with {tool}"
    return f"{each.where} ({each.joins})"


def _provided(told: PlainPlan, has_room: bool) -> tuple[Block, ...]:
    """What is there at every venue once, then place by place; what nobody has checked is said to be so."""
    venues = [place for place in told.places if not place.is_online]
    common = (
        [words for words in venues[0].there if all(words in place.there for place in venues)]
        if venues
        else []
    )
    lines = []
    if common:
        lines.append(f"{'At every venue' if len(venues) > 1 else venues[0].name}: {_run_on(common)}")
    alike: dict[str, list[str]] = {}
    for place in told.places:
        there = [words for words in place.there if place.is_online or words not in common]
        more = [_run_on(there)] if there else []
        more += [f"Not checked yet: {_run_on(place.unknown)}"] if place.unknown else []
        if more:
            name = f"{place.name} (online)" if place.is_online else place.name
            alike.setdefault(". ".join(more), []).append(name)
    lines += [f"{list_words(names)}: {words}" for words, names in alike.items()]
    for words in (told.support, told.expenses):
        lines += _lines(words, has_room)
    return (_list(tuple(lines)),) if lines else (Paragraph(plain("Nothing is provided in this plan.")),)


def _lines(words: Sequence[str], has_room: bool) -> tuple[str, ...]:
    """Each by itself where there is room, else all in one line."""
    return tuple(words) if has_room or not words else (_run_on(words),)


def _run_on(words: Sequence[str]) -> str:
    """Several things in one line, each as it is called: some have commas of their own."""
    return "; ".join(words)


def _written(passages: Mapping[str, WrittenPassage], key: str) -> tuple[Block, ...]:
    found = passages[key]
    return (Heading(1, found.passage.title), *blocks_of(found.printed))
