"""Lines of cost as they are shown: merged across groups, in plain words, small numbers hidden where asked for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from planner.costing.to_find import NOT_PRICES
from planner.domain.money import format_pence
from planner.domain.plan import Plan, PlanLine
from planner.domain.programme.document import Programme
from planner.domain.terms import Category, Evidence, Section
from planner.reports.lineparts import LinePart, calculation_words, funding_words, line_parts
from planner.reports.names import Names
from planner.reports.words import (
    BASIS_WORDS,
    CATEGORY_WORDS,
    EVIDENCE_WORDS,
    SMALL_UNDER,
    count_words,
    date_words,
    list_words,
)

PEOPLE_UNITS = frozenset({"person", "person invited", "place", "device"})
"""Units whose quantities are numbers of people: their lines never show a price per group."""

EXPENSES_TOGETHER = "Travel, care, meals and getting online"
"""What expenses are called where showing them apart would give a small number away."""

AS_ONE_AMOUNT = "Shown as one amount, so that nobody can be picked out."

_VAT_LOST = re.compile(r"VAT at ([\d.]+)%, 0% of it recovered")
_WEAKEST = (Evidence.OUR_ESTIMATE, Evidence.PUBLISHED, Evidence.QUOTE, Evidence.DECIDED)


@dataclass(frozen=True)
class PriceSource:
    """Where a price comes from; `price_date` and `uplift` in words, what is not said is ""."""

    title: str
    url: str
    price_date: str
    uplift: str
    price_on: date | None = field(default=None, compare=False)
    """`price_date` as a date."""


@dataclass(frozen=True)
class CostLine:
    """A line as it is shown; `amount_pence` is new money, `value_pence` the value whoever bears it; what is not said is "".

    `calculation` is quantity x rate ("12 places at £27.50"), several of them joined by "+" where rates differ; its parts
    add up to `value_pence` to the penny. It is "" where small numbers are hidden.
    """

    key: str
    """Stable within the plan: rule or kind of cost, then what it is for; it never names a group of people."""
    title: str
    sitting_ids: tuple[str, ...]
    sessions: str
    calculation: str
    parts: tuple[LinePart, ...]
    """The same as numbers, one part a rate; none where small numbers are hidden."""
    amount_pence: int
    value_pence: int
    amount: str
    value: str
    basis: str
    financial_year: str
    sources: tuple[PriceSource, ...]
    """Each of the sources of its prices, once."""
    evidence: str
    driver: str
    vat: str
    funding: str
    note: str
    cost_code: str
    is_capital: bool
    is_illustrative: bool


@dataclass(frozen=True)
class LineShowing:
    """What lines are shown by: names, what is illustrative, and whether small numbers are hidden in this plan."""

    names: Names
    illustrative_ids: frozenset[str]
    order: dict[str, int]
    hides: bool
    may_see_small_numbers: bool


def line_showing(programme: Programme, plan: Plan, may_see_small_numbers: bool) -> LineShowing:
    """How the lines of a plan are shown to a reader who may, or may not, see numbers of people under 5."""
    illustrative = {venue.id for venue in programme.venues if venue.is_illustrative}
    illustrative |= {tool.id for tool in programme.tools if tool.is_illustrative}
    illustrative |= {supplier.id for supplier in programme.suppliers if supplier.is_illustrative}
    sittings = sorted(plan.sittings, key=lambda planned: (planned.start, planned.id))
    return LineShowing(
        Names(programme),
        frozenset(illustrative),
        {planned.id: position for position, planned in enumerate(sittings)},
        not may_see_small_numbers and has_small_numbers(plan),
        may_see_small_numbers,
    )


def has_small_numbers(plan: Plan) -> bool:
    """Whether a plan's lines could tell that fewer than 5 people of a group come, or need something."""
    for planned in plan.sittings:
        for key, count in planned.places.items():
            online = planned.online_places.get(key, 0)
            if any(0 < part < SMALL_UNDER for part in (count, online, count - online)):
                return True
    return any(counts_people(line) and 0 < line.quantity < SMALL_UNDER for line in plan.lines)


def counts_people(line: PlanLine) -> bool:
    """Whether the quantity of a line is a number of people."""
    return line.unit in PEOPLE_UNITS


def shown_lines(showing: LineShowing, lines: Iterable[PlanLine]) -> tuple[CostLine, ...]:
    """The lines of one category as shown, in order of their sessions, those for the whole programme first.

    Lines that count people merge across groups within a session; where small numbers are hidden, within the category.
    """
    merged: dict[tuple[object, ...], list[PlanLine]] = {}
    for line in lines:
        merged.setdefault(_merge_key(showing, line), []).append(line)
    groups = sorted(merged.values(), key=lambda group: _first_position(showing, group))
    return tuple(_shown(showing, group) for group in groups)


def _merge_key(showing: LineShowing, line: PlanLine) -> tuple[object, ...]:
    if not counts_people(line):
        return (line.key,)
    if showing.hides:
        return (line.basis,)
    return (line.rule, line.sittings, line.basis, line.financial_year)


def _first_position(showing: LineShowing, lines: Sequence[PlanLine]) -> int:
    return min((showing.order.get(key, -1) for line in lines for key in line.sittings), default=-1)


def _shown(showing: LineShowing, lines: Sequence[PlanLine]) -> CostLine:
    is_hidden = showing.hides and counts_people(lines[0])
    sitting_ids = () if is_hidden else _all_of(key for line in lines for key in line.sittings)
    sessions = list_words(showing.names.sitting(key) for key in sitting_ids)
    amount_pence = sum(line.amount_pence for line in lines)
    value_pence = sum(line.value_pence for line in lines)
    parts = () if is_hidden else line_parts(showing.names, lines)
    return CostLine(
        key=_key(lines, is_hidden),
        title=_title(showing, lines, sessions, is_hidden),
        sitting_ids=sitting_ids,
        sessions=sessions,
        calculation=calculation_words(parts),
        parts=parts,
        amount_pence=amount_pence,
        value_pence=value_pence,
        amount=format_pence(amount_pence),
        value=format_pence(value_pence),
        basis=BASIS_WORDS[lines[0].basis],
        financial_year=list_words(sorted({line.financial_year for line in lines})),
        sources=_sources(lines),
        evidence=""
        if lines[0].rule in NOT_PRICES
        else EVIDENCE_WORDS[
            next(grade for grade in _WEAKEST if any(line.evidence is grade for line in lines))
        ],
        driver=AS_ONE_AMOUNT if is_hidden else _driver(lines),
        vat=_VAT_LOST.sub(r"VAT not recovered (\1%)", _joined(line.vat for line in lines)),
        funding=funding_words(showing.names, lines, tells_amounts=not is_hidden),
        note=_note(showing, lines, is_hidden),
        cost_code=_joined(line.cost_code for line in lines),
        is_capital=any(line.is_capital for line in lines),
        is_illustrative=any(_is_illustrative(showing, line) for line in lines),
    )


def _key(lines: Sequence[PlanLine], is_hidden: bool) -> str:
    """The key of a line alone, if it counts no people; else what the lines that were merged have in common."""
    first = lines[0]
    if not counts_people(first):
        return first.key
    if is_hidden:
        kind = first.section if first.section is Section.EXPENSES else first.category
        return f"{kind}:{first.basis}"
    return ":".join((first.rule, *first.sittings, first.category, first.basis, first.financial_year))


def _sources(lines: Sequence[PlanLine]) -> tuple[PriceSource, ...]:
    return tuple(
        dict.fromkeys(
            PriceSource(
                (line.source or line.url).replace(" %", "%"),
                line.url,
                date_words(line.price_base) if line.price_base else "",
                line.uplift.replace(" %", "%"),
                line.price_base,
            )
            for line in lines
            if line.source or line.url
        )
    )


def _driver(lines: Sequence[PlanLine]) -> str:
    """What drives the lines, each thing once, with a capital first letter."""
    words = _joined(part for line in lines for part in line.driver.split("; "))
    return words[:1].upper() + words[1:]


def _note(showing: LineShowing, lines: Sequence[PlanLine], is_hidden: bool) -> str:
    own = "" if is_hidden else _joined(line.note for line in lines)
    return " ".join(part for part in (own, _declined(showing, lines)) if part)


def _declined(showing: LineShowing, lines: Sequence[PlanLine]) -> str:
    """That declined payments stay budgeted; how many at most, only to a reader who may see small numbers."""
    places: dict[str, Fraction] = {}
    for line in lines:
        subject = line.key.split(":")
        if line.rule == "place_payment" and len(subject) > 2:
            places[subject[2]] = places.get(subject[2], Fraction(0)) + Fraction(line.quantity)
    groups = showing.names.groups
    declined = sum(
        min(groups[key].payment.declined_count, int(count)) for key, count in places.items() if key in groups
    )
    if not declined:
        return ""
    if not showing.may_see_small_numbers:
        return "Declined payments stay budgeted."
    stay = "stays" if declined == 1 else "stay"
    return f"Up to {count_words(declined, 'declined payment')} {stay} budgeted."


def _title(showing: LineShowing, lines: Sequence[PlanLine], sessions: str, is_hidden: bool) -> str:
    """What lines have in common: their title, with the number of the session in its series, or else their category."""
    titles = _all_of(line.title for line in lines)
    if len(titles) == 1 and not is_hidden:
        keys = lines[0].sittings
        plain = showing.names.session(keys[0].rpartition("-")[0]) if len(keys) == 1 else ""
        about = f": {plain}"
        return (
            titles[0].removesuffix(about) + f": {sessions}"
            if plain and titles[0].endswith(about)
            else titles[0]
        )
    categories = {line.category for line in lines}
    is_apart = len(categories) == 1 and not (is_hidden and lines[0].section is Section.EXPENSES)
    name = CATEGORY_WORDS[lines[0].category] if is_apart else EXPENSES_TOGETHER
    return f"{name}: {sessions}" if sessions else name


def _is_illustrative(showing: LineShowing, line: PlanLine) -> bool:
    if "illustrative" in line.source.casefold():
        return True
    if line.category not in (Category.VENUE, Category.ACCESS_SUPPORT, Category.ONLINE_TOOLS):
        return False
    ids = line.key.replace("/", ":").replace("+", ":").split(":")
    return not showing.illustrative_ids.isdisjoint(ids)


def _all_of(parts: Iterable[str]) -> tuple[str, ...]:
    """Each of the parts once, in the order met."""
    return tuple(dict.fromkeys(parts))


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in _all_of(parts) if part)
