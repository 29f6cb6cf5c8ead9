"""The commercial and the financial case: what is bought from whom, what it costs by section, year and payer, how sure that is."""

from planner.domain.money import format_pence
from planner.reports.appraisal import asked_for, spends_with
from planner.reports.case.model import CaseFacts, Chapter, Fixed, Passage
from planner.reports.case.tables import options_table, rows_of_groups, table
from planner.reports.case.writing import no_figure, paragraphs
from planner.reports.case.years import MERGED_TITLES, tells_as_one, years_of
from planner.reports.charts import costs_chart
from planner.reports.columns import evidence_words, largest_rows
from planner.reports.compare.figures import hides_small
from planner.reports.compare.money import PAID_OUT
from planner.reports.costs import CostTree, cost_tree
from planner.reports.funding import PAYERS_NOT_TOLD, funding_table, tells_payers
from planner.reports.headline import headline, to_find_rows
from planner.reports.paper import Block, Heading, PaperTable, Paragraph, Picture, TableRow, blank, plain
from planner.reports.words import sentence

MOST_LINES = 10
RULES_NOT_ENTERED = "From which amounts on quotes or a tender are asked for has not been entered yet."
SUPPLIERS_NOT_TOLD = "Suppliers of access support are not named here, so that nobody can be picked out."


def commercial(facts: CaseFacts) -> Chapter:
    """What is bought, from whom, and how."""
    social = next(row.shown for row in facts.assurance if row.check == "social-value")
    route = paragraphs(
        blank(
            "how each of these is bought, under which terms, who signs, and what happens if a supplier falls away"
        ),
        no_figure(social),
    )
    return Chapter(
        "Commercial case",
        (
            Fixed((Heading(2, "What is bought, and from whom"), *_bought(facts))),
            Passage("commercial.route", "How it is bought", route),
        ),
    )


def _bought(facts: CaseFacts) -> tuple[Block, ...]:
    """With whom most is spent, what rules of buying ask for there, and what the table does not tell."""
    spends = spends_with(facts.chosen, may_see_small_numbers=False)
    rules = facts.appraisal.assurance
    asked = ("What rules of buying ask for",) if rules.thresholds else ()
    rows = (
        (name, format_pence(pence), *((asked_for(rules, pence) or "Nothing",) if asked else ()))
        for name, pence in spends[:MOST_LINES]
    )
    found = table(
        "Most is spent with",
        ("With", "New money", *asked),
        rows,
        parts=(5, 2, 4)[: 2 + len(asked)],
        numeric=(1,),
    )
    told = [
        words
        for is_told, words in (
            (not spends, "No cost is with a named venue, tool or supplier."),
            (bool(spends) and not asked, RULES_NOT_ENTERED),
            (hides_small(facts.chosen, may_see_small_numbers=False), SUPPLIERS_NOT_TOLD),
        )
        if is_told
    ]
    return (*found, *((Paragraph(plain(" ".join(told)), "note"),) if told else ()))


def financial(facts: CaseFacts) -> Chapter:
    """What it costs and who pays, how sure the figures are, whether it is affordable and may be approved."""
    tree = cost_tree(facts.programme, facts.plan)
    return Chapter(
        "Financial case",
        (
            Passage("financial.affordable", "Whether it can be afforded", _affordable(facts), in_short=True),
            Fixed(_years(facts), in_short=True),
            *_picture(facts),
            Fixed(_payers(facts)),
            Fixed(_lines(facts, tree)),
            Passage("financial.sure", "How sure the figures are", _sure(facts, tree), in_short=True),
            Fixed(_to_find(facts)),
            Fixed(
                (
                    Heading(2, "Years of every option, and who pays"),
                    *options_table(
                        facts.comparison,
                        "New money by financial year and by who pays",
                        rows_of_groups(facts.comparison, ("years", "funding")),
                    ),
                )
            ),
        ),
    )


def _affordable(facts: CaseFacts) -> str:
    left = facts.programme.budget.total_pence - facts.plan.total_pence
    room = (
        "Of the budget, {left of the budget} stays unspent."
        if left >= 0
        else "That is more than there is. " + blank("where the rest comes from, or what is left out")
    )
    beside = [
        words
        for pence, words in (
            (facts.plan.funded_pence, "{already funded} is funded already"),
            (facts.plan.in_kind_pence, "{in kind} is given in kind"),
        )
        if pence
    ]
    approver = next(row.shown for row in facts.assurance if row.check == "approver")
    limit = approver if facts.appraisal.assurance.approver_limit_pence is not None else ""
    return paragraphs(
        f"It costs {{total}} of new money, of a budget of {{budget}}. {room}",
        "The {total} includes {contingency} of contingency."
        if facts.plan.contingency_pence
        else "There is no contingency in it.",
        sentence(f"Beside it, {' and '.join(beside)}") if beside else "",
        no_figure(limit) or blank("who may approve this much"),
        "Optimism bias and present values belong to the economic case, and are no part of these figures."
        if any(len(case.lines) > 1 for case in facts.cases)
        else "",
    )


def _picture(facts: CaseFacts) -> tuple[Fixed, ...]:
    """Its sections as a picture; none where they are not to be told apart."""
    if tells_as_one(facts):
        return ()
    chart = costs_chart(facts.programme, facts.plan)
    return (Fixed((Picture("costs", chart, "What it costs, by section"),)),)


def _years(facts: CaseFacts) -> tuple[Block, ...]:
    found = years_of(facts)
    columns = (*found.years, "In all")
    rows = [TableRow((row.title, *row.amounts)) for row in found.rows]
    rows.append(TableRow((found.total.title, *found.total.amounts), is_total=True))
    rows += [TableRow((row.title, *row.amounts)) for row in found.beside]
    return (
        Heading(2, "What it costs, by section and financial year"),
        PaperTable(
            "New money by section and financial year",
            ("", *columns),
            tuple(rows),
            (False, *(True for _ in columns)),
            (4, *(2 for _ in columns)),
        ),
    )


def _payers(facts: CaseFacts) -> tuple[Block, ...]:
    """Who pays what; left out where what somebody pays for would tell what a small kind of cost comes to."""
    if not facts.programme.budget.funding:
        return ()
    if not tells_payers(facts.programme, facts.plan, may_see_small_numbers=False):
        return (Heading(2, "Who pays"), Paragraph(plain(PAYERS_NOT_TOLD)))
    found = funding_table(facts.programme, facts.plan)
    columns = (*found.years, "In all")
    rows = [TableRow((row.source, *(cell.paid for cell in (*row.cells, row.total)))) for row in found.rows]
    rows.append(
        TableRow(("Total", *(cell.paid for cell in (*found.totals.cells, found.totals.total))), is_total=True)
    )
    numeric, parts = (False, *(True for _ in columns)), (4, *(2 for _ in columns))
    return (
        Heading(2, "Who pays"),
        PaperTable("New money by who pays", ("", *columns), tuple(rows), numeric, parts),
    )


def _lines(facts: CaseFacts, tree: CostTree) -> tuple[Block, ...]:
    """The largest lines; what is told as one section, as one line."""
    rows = [
        (
            row.amount_pence,
            row.line.title,
            row.line.calculation or "One amount",
            evidence_words(row.line).capitalize() or "Follows from others",
        )
        for row in largest_rows(tree, MOST_LINES)
        if not tells_as_one(facts) or row.section not in MERGED_TITLES
    ]
    if tells_as_one(facts):
        pence = years_of(facts).rows[0].pence[-1]
        rows = sorted([*rows, (pence, PAID_OUT, "One amount", "Several prices")], key=lambda row: -row[0])
    return (
        Heading(2, "The largest lines"),
        *table(
            "The ten largest lines of new money, and how sure each is",
            ("Line", "How it is worked out", "How sure", "Amount"),
            ((*words, format_pence(pence)) for pence, *words in rows[:MOST_LINES]),
            parts=(5, 4, 2, 2),
            numeric=(3,),
            is_small=True,
        ),
    )


def _sure(facts: CaseFacts, tree: CostTree) -> str:
    found = headline(facts.programme, facts.plan)
    rests = (
        sentence(found.rests_on) + " What there is to find out is listed in the finance workbook."
        if found.rests_on
        else "Nothing rests on estimates."
    )
    prices = (
        "Some prices are illustrative: real ones have to be asked for."
        if tree.has_illustrative_prices
        else ""
    )
    old = sentence(f"{found.old_prices} had to be raised to today’s") if found.old_prices else ""
    return paragraphs(rests, prices, no_figure(old), no_figure(tree.vat))


def _to_find(facts: CaseFacts) -> tuple[Block, ...]:
    rows = to_find_rows(facts.programme, facts.plan)
    found = table(
        "What has to be found out before this is signed, what is due first",
        ("What to do", "What about", "Where", "By"),
        (
            (row.what, row.thing, row.where, row.by.removeprefix("by ") or "No date")
            for row in rows[:MOST_LINES]
        ),
        parts=(2, 4, 4, 2),
        is_small=True,
    )
    more = len(rows) - MOST_LINES
    note = f"{more} more stand in the finance workbook, under ‘To find out’."
    return (*found, *((Paragraph(plain(note), "note"),) if more > 0 else ()))
