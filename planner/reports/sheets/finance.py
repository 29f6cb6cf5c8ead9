"""The sheet for finance: section by year and by payer, what stands beside new money, the largest lines, room to sign."""

from planner.reports.case import CaseFacts
from planner.reports.case.tables import rows_of_groups, table
from planner.reports.columns import evidence_words, largest_rows
from planner.reports.costs import CostTree, cost_tree
from planner.reports.funding import PAYERS_NOT_TOLD, tells_payers
from planner.reports.headline import headline
from planner.reports.paper import Block, Heading, Paper, PaperTable, Paragraph, TableRow, plain
from planner.reports.sheets.rounding import ROUNDED, pounds, rounded_parts, rounded_words
from planner.reports.words import date_words, sentence
from planner.reports.years import YearsTable, years_table

MOST_LINES = 10
SIGNED_BY = ("Prepared", "Reviewed (finance)", "Approved")


def finance_sheet(facts: CaseFacts, *, changes: tuple[str, ...], reference: str) -> Paper:
    """One page; `changes` say what differs from the last issue, in sentences."""
    tree = cost_tree(facts.programme, facts.plan)
    years = years_table(facts.plan)
    line = headline(facts.programme, facts.plan)
    standing = f"New money {tree.amounts.new} of a budget of {rounded_words(line.budget_pence)}"
    rests = f" {sentence(line.rests_on)}" if line.rests_on else ""
    blocks: tuple[Block, ...] = (
        Paragraph(plain(f"{standing}.{rests}"), "lead"),
        _years(years),
        *_payers(facts),
        *_lines(tree),
        Paragraph(plain(f"{ROUNDED} {tree.vat}".strip()), "note"),
        Heading(1, "What changed since the last issue"),
        *(Paragraph(plain(words)) for words in changes or ("This is the first.",)),
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
    if not tells_payers(facts.programme, facts.plan, may_see_small_numbers=False):
        return (Paragraph(plain(PAYERS_NOT_TOLD)),)
    at = [each.key for each in facts.comparison.options].index(facts.comparison.against)
    rows = [
        (row.title, rounded_words(row.cells[at].value or 0))
        for row in rows_of_groups(facts.comparison, ("funding",))
        if row.cells[at].value
    ]
    return table(
        "New money by who pays", ("Who pays", "New money"), rows, parts=(5, 2), numeric=(1,), is_small=True
    )


def _lines(tree: CostTree) -> tuple[Block, ...]:
    rows = (
        (
            row.line.title,
            evidence_words(row.line).capitalize() or "Follows from others",
            rounded_words(row.amount_pence),
        )
        for row in largest_rows(tree, MOST_LINES)
    )
    return table(
        "The ten largest lines",
        ("Line", "How sure", "New money"),
        rows,
        parts=(6, 3, 2),
        numeric=(2,),
        is_small=True,
    )
