"""The appendix: what the figures rest on, where prices come from, targets in full, the comparison in full, the proof."""

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.reports.assumptions import assumptions
from planner.reports.case.model import CaseFacts, Chapter, Fixed
from planner.reports.case.tables import options_table, rows_of_groups, table
from planner.reports.costs import cost_tree
from planner.reports.equity import targets_table
from planner.reports.paper import Block, Heading, Paragraph, plain
from planner.reports.proof import proof_rows, proof_words
from planner.reports.words import sentence

ACROSS_COLUMNS = 6
ABOUT_PROOF = "How good the plan is"
"""What an assumption is called that the full form tells in a part of its own."""


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
                Fixed(_proof(facts)),
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
    own = (
        (about, board_words(facts.plan) if about == ABOUT_PROOF else said)
        for about, said in assumptions(facts.programme, facts.plan, tree)
    )
    edition = facts.appraisal.parameters.edition
    rows = [*own, ("Guidance for the economic case", sentence(edition))] if edition else list(own)
    return (
        Heading(2, "Assumptions"),
        *table("What the figures rest on", ("About", "Assumed"), rows, parts=(2, 7)),
    )


def board_words(plan: Plan) -> str:
    """How good a plan is, for who decides: in one sentence, without how that was worked out."""
    proof = plan.proof
    if proof is None or proof.stopped_by == "hand":
        return "It was made by hand, priced and checked. No better one has been looked for."
    if proof.optimal:
        return "No other plan does better."
    saving_pence = plan.total_pence - int(proof.bound)
    if saving_pence <= 0:
        return "It is the best plan found. Whether another does better is not settled."
    saving = f"cost at most {format_pence(saving_pence)} less"
    if all(stage.is_closed or stage.unit == "pence" for stage in proof.stages):
        return f"No other plan does more for people. Another could {saving}."
    return f"It is the best plan found. Another may do more for people, or {saving}."


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
        Heading(2, "How it was worked out"),
        Paragraph(plain(proof_words(facts.plan))),
        *table("Stage by stage", ("Stage", "Wanted", "Reached", "Best there could be", "Gap", "Settled?"), rows,
               parts=(4, 2, 2, 2, 1, 2), is_small=True),
    )  # fmt: skip
