"""A plan as text to read in a terminal: headline, story, schedule, sums, what is left out, proof, what it is."""

from collections.abc import Iterable, Sequence

from planner.domain.plan import Plan
from planner.domain.programme.document import Programme
from planner.reports.narrative import narrative
from planner.reports.tables import (
    cost_tree,
    headline,
    left_out_rows,
    proof_words,
    schedule_table,
)
from planner.reports.words import narrow_day_words, time_words


def summary(programme: Programme, plan: Plan, *, may_see_small_numbers: bool = False) -> str:
    """A plan in paragraphs and columns of plain text, parted by empty lines; it ends with the proof and what the plan is.

    Numbers of people under 5 are hidden as in `schedule_table` unless `may_see_small_numbers` (the planning role). Money is
    new money, in pounds and pence.
    """
    story = narrative(programme, plan, may_see_small_numbers=may_see_small_numbers)
    left_out = (f"{row.title}: {row.because}" for row in left_out_rows(programme, plan))
    parts = (
        programme.title,
        headline(programme, plan, may_see_small_numbers=may_see_small_numbers).line,
        story.what,
        story.cost,
        *story.shortfalls,
        _block("Schedule", _schedule(programme, plan, may_see_small_numbers)),
        _block("Costs", _sums(programme, plan)),
        _block("Left out", left_out),
        _block("Mind", plan.warnings),
        _block("Proof", (proof_words(plan),)),
        story.co_production,
    )
    return "\n\n".join(part for part in parts if part)


def _block(title: str, lines: Iterable[str]) -> str:
    """Lines indented under a title; "" where there are none."""
    indented = [f"  {line}" for line in lines]
    return "\n".join((title, *indented)) if indented else ""


def _schedule(programme: Programme, plan: Plan, may_see_small_numbers: bool) -> list[str]:
    rows = schedule_table(programme, plan, may_see_small_numbers=may_see_small_numbers).rows
    return _columns(
        [
            (
                f"{narrow_day_words(row.starts_at.date())}, {time_words(row.starts_at)}",
                row.title,
                f"{row.people.total} {'person' if row.people.total == '1' else 'people'}",
                row.where,
            )
            for row in rows
        ]
    )


def _sums(programme: Programme, plan: Plan) -> list[str]:
    tree = cost_tree(programme, plan)
    rows = [(section.title, section.amounts.new) for section in tree.sections]
    rows.append(("Total (new money)", tree.amounts.new))
    return _columns(rows, is_last_number=True)


def _columns(rows: Sequence[tuple[str, ...]], *, is_last_number: bool = False) -> list[str]:
    """The rows as lines of columns two spaces apart; a last column of numbers stands to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if is_last_number and position == len(widths) - 1 else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
