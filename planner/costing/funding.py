"""Who pays for what: new money by category and financial year, split over the funding sources that may pay for it.

Source: `docs/formulation.md` §8, *Funding*: an integer flow over (category, financial year, source), then lines by largest
remainder; a line may have two payers.
"""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from planner.domain.money import split_by_largest_remainder
from planner.domain.plan import FundedPart, PlanLine
from planner.domain.programme import Programme
from planner.domain.programme.money import FundingSource
from planner.domain.terms import Category

Cell = tuple[Category, str]
"""A class of cost: category and financial year."""


def split_by_funding(programme: Programme, lines: Sequence[PlanLine]) -> tuple[PlanLine, ...] | None:
    """The lines with the parts that each source pays, or None where the sources cannot pay for all of them.

    Without funding sources the lines come back as they are. Parts of a line add up to its new money, and a source pays in no
    year more than it gives, nor for what it does not pay for. The narrowest sources are used first.
    """
    if not programme.budget.funding:
        return tuple(lines)
    needed: dict[Cell, int] = {}
    for line in lines:
        if line.amount_pence:
            cell = (line.category, line.financial_year)
            needed[cell] = needed.get(cell, 0) + line.amount_pence
    paid = flow(programme.budget.funding, needed)
    if paid is None:
        return None
    parts: dict[int, list[FundedPart]] = {}
    for (category, year), by_source in paid.items():
        of_cell = {
            number: line
            for number, line in enumerate(lines)
            if line.amount_pence and line.category is category and line.financial_year == year
        }
        parts |= _split_over_lines(of_cell, by_source)
    return tuple(
        line.model_copy(update={"funding": tuple(parts.get(number, ()))}) for number, line in enumerate(lines)
    )


def flow(sources: Sequence[FundingSource], needed: dict[Cell, int]) -> dict[Cell, dict[str, int]] | None:
    """Whole pence that each source pays of each cell, or None where they cannot pay for all of it.

    Shortest augmenting paths (Edmonds and Karp 1972), a cell at a time; whole numbers throughout.
    """
    narrowest_first = sorted(sources, key=lambda source: (not source.pays_for, len(source.pays_for)))
    given: dict[tuple[str, str], int] = {}
    for source in sources:
        for year in source.years:
            key = (source.id, year.financial_year)
            given[key] = given.get(key, 0) + year.amount_pence
    paid: dict[Cell, dict[str, int]] = {cell: {} for cell in needed}
    for cell in sorted(needed):
        left = needed[cell]
        while left:
            path = _path(cell, narrowest_first, given, paid)
            if path is None:
                return None
            left -= _push(path, left, given, paid)
    return paid


Step = tuple[Cell, str]
"""A cell, and a source that takes on more of it."""


def _path(
    cell: Cell,
    sources: Sequence[FundingSource],
    given: dict[tuple[str, str], int],
    paid: dict[Cell, dict[str, int]],
) -> list[Step] | None:
    """The shortest way for a cell to a source with money left: each step's source gives up some of the next step's cell."""
    year = cell[1]
    queue: deque[tuple[Cell, list[Step]]] = deque([(cell, [])])
    seen: set[str] = set()
    while queue:
        at, steps = queue.popleft()
        for source in sources:
            if source.id in seen or (source.pays_for and at[0] not in source.pays_for):
                continue
            seen.add(source.id)
            longer = [*steps, (at, source.id)]
            if given.get((source.id, year), 0) > 0:
                return longer
            giving_up = (each for each in paid if each[1] == year and paid[each].get(source.id))
            queue.extend((each, longer) for each in giving_up)
    return None


def _push(
    path: list[Step], most: int, given: dict[tuple[str, str], int], paid: dict[Cell, dict[str, int]]
) -> int:
    """Move as much as the path carries, and say how much."""
    last_key = (path[-1][1], path[-1][0][1])
    amount = min(most, given[last_key])
    for (_, giver), (cell, _) in pairwise(path):
        amount = min(amount, paid[cell][giver])
    for (_, giver), (cell, _) in pairwise(path):
        paid[cell][giver] -= amount
    for cell, taker in path:
        paid[cell][taker] = paid[cell].get(taker, 0) + amount
    given[last_key] -= amount
    return amount


def _split_over_lines(lines: dict[int, PlanLine], by_source: dict[str, int]) -> dict[int, list[FundedPart]]:
    """By number of the line: what each source pays of it, in proportion to what is left, by largest remainder."""
    numbers, keys = list(lines), [line.key for line in lines.values()]
    left = [line.amount_pence for line in lines.values()]
    parts: dict[int, list[FundedPart]] = {number: [] for number in numbers}
    for source_id in sorted(source_id for source_id, amount in by_source.items() if amount):
        shares = split_by_largest_remainder(by_source[source_id], left, keys)
        for index, share in enumerate(shares):
            if share:
                parts[numbers[index]].append(FundedPart(source=source_id, amount_pence=share))
                left[index] -= share
    return parts
