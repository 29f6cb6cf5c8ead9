"""Whether funding sources can pay for lines: a flow of whole pence, year by year, worked out by augmenting paths.

Source: `docs/formulation.md` §8, *Funding*.
"""

from collections import deque
from collections.abc import Iterable, Sequence

from planner.domain.plan import PlanLine
from planner.domain.programme.money import FundingSource

Arc = tuple[str, str]


def can_be_funded(sources: Sequence[FundingSource], lines: Iterable[PlanLine]) -> bool:
    """Whether new money of every category and financial year finds sources that pay for it."""
    wanted: dict[str, dict[str, int]] = {}
    for line in lines:
        year = wanted.setdefault(line.financial_year, {})
        year[line.category.value] = year.get(line.category.value, 0) + line.amount_pence
    return all(_flows(sources, year, categories) for year, categories in wanted.items())


def _flows(sources: Sequence[FundingSource], year: str, wanted: dict[str, int]) -> bool:
    left: dict[Arc, int] = {}
    for category, pence in wanted.items():
        left["from", f"c:{category}"] = pence
    for source in sources:
        node = f"s:{source.id}"
        left[node, "to"] = sum(each.amount_pence for each in source.years if each.financial_year == year)
        for category, pence in wanted.items():
            if not source.pays_for or category in {each.value for each in source.pays_for}:
                left[f"c:{category}", node] = pence
    sent = 0
    while path := _path(left):
        pence = min(left[arc] for arc in path)
        sent += pence
        for one, other in path:
            left[one, other] -= pence
            left[other, one] = left.get((other, one), 0) + pence
    return sent == sum(wanted.values())


def _path(left: dict[Arc, int]) -> list[Arc]:
    """A shortest path with room left, as arcs; empty if there is none."""
    came: dict[str, str] = {"from": ""}
    queue = deque(["from"])
    while queue and "to" not in came:
        node = queue.popleft()
        for (one, other), pence in left.items():
            if one == node and pence > 0 and other not in came:
                came[other] = node
                queue.append(other)
    arcs: list[Arc] = []
    node = "to"
    while came.get(node):
        arcs.append((came[node], node))
        node = came[node]
    return arcs
