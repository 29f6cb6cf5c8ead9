"""The appendix: what the figures rest on, where prices come from, targets in full, the comparison in full, the proof."""

from planner.reports.assumptions import assumptions
from planner.reports.case.model import CaseFacts, Chapter, Fixed
from planner.reports.case.tables import options_table, rows_of_groups, table
from planner.reports.costs import cost_tree
from planner.reports.equity import targets_table
from planner.reports.paper import Block, Heading, Paragraph, plain
from planner.reports.proof import proof_rows, proof_words
from planner.reports.words import sentence

ACROSS_COLUMNS = 6


def appendix(facts: CaseFacts) -> tuple[Chapter, ...]:
    """Two chapters: assumptions, sources, targets and proof; then the whole comparison on pages that lie across."""
    whole = rows_of_groups(facts.comparison, tuple(group.key for group in facts.comparison.groups))
    return (
        Chapter(
            "Appendix: what the figures rest on",
            (
                Fixed(_assumptions(facts), in_short=True),
                Fixed(_sources(facts), in_short=True),
                Fixed(_targets(facts)),
                Fixed(_proof(facts), in_short=True),
            ),
        ),
        Chapter(
            "Appendix: the options in full",
            (
                Fixed(
                    options_table(
                        facts.comparison, "Every figure of every option", whole, most=ACROSS_COLUMNS
                    )
                ),
            ),
            is_across=True,
        ),
    )


def _assumptions(facts: CaseFacts) -> tuple[Block, ...]:
    tree = cost_tree(facts.programme, facts.plan)
    own = assumptions(facts.programme, facts.plan, tree)
    edition = facts.appraisal.parameters.edition
    rows = [*own, ("Guidance for the economic case", sentence(edition))] if edition else list(own)
    return (
        Heading(2, "Assumptions"),
        *table("What the figures rest on", ("About", "Assumed"), rows, parts=(2, 7)),
    )


def _sources(facts: CaseFacts) -> tuple[Block, ...]:
    tree = cost_tree(facts.programme, facts.plan)
    sources = dict.fromkeys(source for section in tree.sections for source in section.sources)
    rows = (
        (
            source.title or "Not stated",
            source.url or "No address",
            source.price_date or "Not stated",
            ", ".join(section.title for section in tree.sections if source in section.sources),
        )
        for source in sources
    )
    return (
        Heading(2, "Rates and sources"),
        *table("Where prices come from", ("Source", "Address", "Price date", "Used for"), rows, parts=(5, 4, 2, 3),
               is_small=True),
    )  # fmt: skip


def _targets(facts: CaseFacts) -> tuple[Block, ...]:
    found = targets_table(facts.programme, facts.plan)
    rows = (
        (row.title, row.strength, row.level, row.achieved, row.met, row.missing or "Nothing")
        for row in found.rows
    )
    return (
        Heading(2, "Equity targets"),
        *table(found.caption, ("Target", "Must or aim", "Wanted", "Reached", "Met?", "What is missing"), rows,
               parts=(4, 1, 2, 2, 1, 4), is_small=True),
    )  # fmt: skip


def _proof(facts: CaseFacts) -> tuple[Block, ...]:
    rows = (
        (row.stage, row.sense, row.value, row.bound, row.gap, row.closed) for row in proof_rows(facts.plan)
    )
    return (
        Heading(2, "How good the plan is"),
        Paragraph(plain(proof_words(facts.plan))),
        *table("Stage by stage", ("Stage", "Wanted", "Reached", "Best there could be", "Gap", "Settled?"), rows,
               parts=(4, 2, 2, 2, 1, 2), is_small=True),
    )  # fmt: skip
