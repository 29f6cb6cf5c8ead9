"""The sheet for finance: section by year and by payer, what stands beside new money, the largest lines, room to sign."""

from collections import Counter

from planner.reports.case import CaseFacts, blocks_of
from planner.reports.case.tables import table
from planner.reports.case.years import MERGED_TITLES, tells_as_one, years_of
from planner.reports.columns import cost_rows, evidence_words, largest_rows
from planner.reports.compare.figures import hides_payers
from planner.reports.compare.money import PAID_OUT
from planner.reports.costs import CostTree, cost_tree
from planner.reports.funding import PAYERS_NOT_TOLD, funding_table, tells_payers
from planner.reports.headline import headline
from planner.reports.paper import Block, Heading, Paper, PaperTable, Paragraph, TableRow, blank, plain
from planner.reports.sheets.rounding import pounds, rounded_in, rounded_parts, rounded_words
from planner.reports.words import date_words, sentence
from planner.reports.years import YearsTable

MOST_LINES = 10
ROUNDED = "Rounded to £100, but for the total at the top; the pence stand in the finance workbook."
TOLD_AS_ONE = "Payments and expenses are shown as one amount, so that nobody can be picked out."
SIGNED_BY = ("Prepared", "Reviewed (finance)", "Approved")


def finance_sheet(facts: CaseFacts, *, changes: tuple[str, ...], reference: str) -> Paper:
    """One page; `changes` say what differs from the last issue, in sentences."""
    tree = cost_tree(facts.programme, facts.plan)
    years = years_of(facts)
    line = headline(facts.programme, facts.plan)
    standing = f"New money {tree.amounts.new} of a budget of {rounded_words(line.budget_pence)}"
    rests = (
        f"{rounded_words(line.estimated_pence)} rests on estimates" if line.estimated_pence else line.rests_on
    )
    blocks: tuple[Block, ...] = (
        Paragraph(plain(f"{standing}. {sentence(rests)}".strip()), "lead"),
        _years(years),
        *((Paragraph(plain(TOLD_AS_ONE), "note"),) if tells_as_one(facts) else ()),
        *_payers(facts),
        *_lines(facts, tree),
        Paragraph(plain(f"{ROUNDED} {tree.vat}".strip()), "note"),
        Heading(1, "What changed since the last issue"),
        *(Paragraph(plain(rounded_in(words))) for words in _told(facts, changes) or ("This is the first.",)),
        *table("Signatures", ("", "Name and role", "Signature", "Date"), ((who, "", "", "") for who in SIGNED_BY),
               parts=(3, 4, 4, 2), is_open=True),
    )  # fmt: skip
    return Paper(
        facts.project,
        f"For finance · “{facts.chosen.title}”, {facts.chosen.source} · {date_words(facts.made_on)}",
        reference,
        facts.made_on,
        blocks,
        most_pages=1,
    )


def _told(facts: CaseFacts, changes: tuple[str, ...]) -> tuple[str, ...]:
    """What changed, less what would tell sections apart that are told as one."""
    if not tells_as_one(facts):
        return changes
    return tuple(words for words in changes if words.partition(":")[0] not in MERGED_TITLES)


def _years(years: YearsTable) -> PaperTable:
    """Sections by year; each row is rounded so that its years add up, and the sums are those of the exact figures, rounded."""
    rows = []
    for row in (*years.rows, years.total, *years.beside):
        parts = rounded_parts(row.pence[:-1])
        rows.append(
            TableRow(
                (row.title, *(pounds(part) for part in parts), pounds(sum(parts))),
                is_total=row is years.total,
            )
        )
    columns = (*years.years, "In all")
    return PaperTable(
        "New money by section and financial year, without the VAT that is recovered",
        ("", *columns),
        tuple(rows),
        (False, *(True for _ in columns)),
        (5, *(2 for _ in columns)),
        is_small=True,
    )


def _payers(facts: CaseFacts) -> tuple[Block, ...]:
    """Who pays what in which year; not told where it would pick somebody out, in this option or less another one."""
    if not facts.programme.budget.funding:
        return blocks_of(f"Who pays: {blank('who pays for this, from which budget, in which year')}")
    told_of_all = not hides_payers(facts.comparison.options, may_see_small_numbers=False)
    if not told_of_all or not tells_payers(facts.programme, facts.plan, may_see_small_numbers=False):
        return (Paragraph(plain(PAYERS_NOT_TOLD)),)
    found = funding_table(facts.programme, facts.plan)
    rows = []
    for row in (*found.rows, found.totals):
        parts = rounded_parts([cell.paid_pence for cell in row.cells])
        cells = (row.source, *(pounds(part) for part in parts), pounds(sum(parts)))
        rows.append(TableRow(cells, is_total=row is found.totals))
    columns = (*found.years, "In all")
    return (
        PaperTable(
            "New money by who pays and financial year",
            ("Who pays", *columns),
            tuple(rows),
            (False, *(True for _ in columns)),
            (5, *(2 for _ in columns)),
            is_small=True,
        ),
    )


def _lines(facts: CaseFacts, tree: CostTree) -> tuple[Block, ...]:
    """The largest lines, with their years where they are called alike; what is told as one section, as one line."""
    is_one = tells_as_one(facts)
    largest = [
        row
        for row in largest_rows(tree, len(cost_rows(tree)))
        if not is_one or row.section not in MERGED_TITLES
    ][:MOST_LINES]
    titles = Counter(row.line.title for row in largest)
    rows = [
        (
            row.amount_pence,
            row.line.title if titles[row.line.title] == 1 else f"{row.line.title}, {row.line.financial_year}",
            evidence_words(row.line).capitalize() or "Follows from others",
        )
        for row in largest
    ]
    if is_one:
        rows.append((years_of(facts).rows[0].pence[-1], PAID_OUT, "Several prices"))
        rows.sort(key=lambda row: -row[0])
    return table(
        "The ten largest lines",
        ("Line", "How sure", "New money"),
        ((*words, rounded_words(pence)) for pence, *words in rows[:MOST_LINES]),
        parts=(6, 3, 2),
        numeric=(2,),
        is_small=True,
    )
