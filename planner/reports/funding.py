"""Who pays what in which financial year, as a table."""

from dataclasses import dataclass

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.domain.terms import SECTION_OF, Section
from planner.reports.costlines import has_small_numbers
from planner.reports.names import Names

MERGED = frozenset(category for category, section in SECTION_OF.items() if section is Section.EXPENSES)
"""Kinds of cost that are told as one where small numbers are hidden."""
PAYERS_NOT_TOLD = "How much each source pays is not told here, so that nobody can be picked out."
NOT_MATCHED = "Not matched to a funding source"


@dataclass(frozen=True)
class FundingCell:
    """What a source pays in a year and, where it states an amount, what it gives and what stays of it; pence and words."""

    paid_pence: int
    given_pence: int | None
    left_pence: int | None
    paid: str
    given: str
    left: str


@dataclass(frozen=True)
class FundingRow:
    """A funding source over the years; `total` is the sum of the cells."""

    source: str
    cells: tuple[FundingCell, ...]
    total: FundingCell


@dataclass(frozen=True)
class FundingTable:
    """Financial years by funding sources; `totals` add up to the plan's new money to the penny."""

    years: tuple[str, ...]
    rows: tuple[FundingRow, ...]
    totals: FundingRow


def funding_table(programme: Programme, plan: Plan) -> FundingTable:
    """New money of a plan by financial year and funding source, in whole pence.

    New money that no source is named for stands in a row of its own, so that the table always adds up to the plan's lines.
    """
    names = Names(programme)
    paid: dict[tuple[str, str], int] = {}
    for line in plan.lines:
        matched = 0
        for part in line.funding:
            matched += part.amount_pence
            _add(paid, (part.source, line.financial_year), part.amount_pence)
        if line.amount_pence != matched:
            _add(paid, ("", line.financial_year), line.amount_pence - matched)
    given = {
        (source.id, year.financial_year): year.amount_pence
        for source in programme.budget.funding
        for year in source.years
    }
    years = tuple(sorted({year for _, year in paid} | {year for _, year in given}))
    keys = [source.id for source in programme.budget.funding]
    keys += sorted({key for key, _ in paid} - set(keys) - {""})
    keys += [""] if any(key == "" for key, _ in paid) else []
    rows = tuple(
        _row(
            names.source(key) if key else NOT_MATCHED,
            [(paid.get((key, year), 0), given.get((key, year))) for year in years],
        )
        for key in keys
    )
    totals = _row(
        "Total",
        [
            (sum(amount for (_, at), amount in paid.items() if at == year), _given_in(given, year))
            for year in years
        ],
    )
    return FundingTable(years, rows, totals)


def tells_payers(programme: Programme, plan: Plan, *, may_see_small_numbers: bool) -> bool:
    """Whether it may be told how much each source pays in all.

    Where small numbers are hidden in `cost_tree`, travel, care, meals and getting online are one amount. A source that pays for
    some of these only, less the lines that are told, would tell them apart.
    """
    if may_see_small_numbers or not has_small_numbers(plan):
        return True
    paid = (set(source.pays_for) & MERGED for source in programme.budget.funding if source.pays_for)
    return all(not some or some == MERGED for some in paid)


def _add(sums: dict[tuple[str, str], int], key: tuple[str, str], amount_pence: int) -> None:
    sums[key] = sums.get(key, 0) + amount_pence


def _given_in(given: dict[tuple[str, str], int], year: str) -> int | None:
    amounts = [amount for (_, at), amount in given.items() if at == year]
    return sum(amounts) if amounts else None


def _row(source: str, amounts: list[tuple[int, int | None]]) -> FundingRow:
    stated = [given for _, given in amounts if given is not None]
    total = _cell(sum(paid for paid, _ in amounts), sum(stated) if stated else None)
    return FundingRow(source, tuple(_cell(paid, given) for paid, given in amounts), total)


def _cell(paid_pence: int, given_pence: int | None) -> FundingCell:
    left_pence = None if given_pence is None else given_pence - paid_pence
    return FundingCell(
        paid_pence,
        given_pence,
        left_pence,
        format_pence(paid_pence),
        "" if given_pence is None else format_pence(given_pence),
        "" if left_pence is None else format_pence(left_pence),
    )
