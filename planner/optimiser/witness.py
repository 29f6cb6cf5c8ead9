"""Both witnesses together: the check proves the rules, the costing prices the plan again, and every line is compared.

A plan that fails either is never shown as a plan. This is the one place that knows both; neither knows the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.costing.price import PricedPlan, price_plan
from planner.domain.errors import CannotPrice
from planner.domain.money import format_pence
from planner.domain.plan import Plan, PlanLine, TargetResult
from planner.domain.programme import Programme
from planner.optimiser.check import Broken, broken_rules, measure_targets, rung_of
from planner.optimiser.claims import wrong_claims
from planner.optimiser.measured import SUMS, with_price

LINE_FIELDS = tuple(PlanLine.model_fields)
"""What is compared of a line: everything, for finance relies on its words and sources too."""
TARGET_FIELDS = ("kind", "title", "strength", "level", "achieved", "shortfall", "met", "words")


@dataclass(frozen=True)
class Difference:
    """Where a plan and a witness say different things: `where` names the line, sum or target."""

    where: str
    words: str


@dataclass(frozen=True)
class Verdict:
    """What the two witnesses say of a plan; `plan` is the one they judged, priced if it came without lines."""

    broken: tuple[Broken, ...]
    differences: tuple[Difference, ...]
    plan: Plan

    @property
    def holds(self) -> bool:
        """Whether both witnesses agree with the plan."""
        return not self.broken and not self.differences


def witness(programme: Programme, plan: Plan) -> Verdict:
    """Judge a plan by both witnesses; a plan made by hand without lines and sums is priced first. Nothing raises."""
    differences: list[Difference] = []
    if plan.programme != programme.id:
        differences.append(
            Difference("programme", f"The plan is for {plan.programme!r}, not {programme.id!r}.")
        )
    broken = broken_rules(programme, plan)
    if any(_is_unreadable(each) for each in broken):
        return Verdict(broken, tuple(differences), plan)
    try:
        priced = price_plan(programme, plan)
    except CannotPrice as error:
        differences.append(Difference("price", f"The plan cannot be priced: {error}."))
        return Verdict(broken, tuple(differences), plan)
    if is_unpriced(plan):
        plan = with_price(plan, priced)
        broken = broken_rules(programme, plan)
    differences += [*_of_lines(plan, priced), *_of_sums(plan, priced), *_of_targets(programme, plan)]
    differences += [Difference(where, words) for where, words in wrong_claims(programme, plan, priced)]
    return Verdict(broken, tuple(differences), plan)


def is_unpriced(plan: Plan) -> bool:
    """Whether a plan was made by hand and left for the planner to price."""
    return plan.status == "by_hand" and not plan.lines and not any(getattr(plan, name) for name in SUMS)


def _is_unreadable(broken: Broken) -> bool:
    """Whether a sitting makes no sense to the check: the costing would have nothing to price."""
    return broken.rule in (
        "held_once",
        "rooms_are_open",
        "starts_are_allowed",
        "able_to_come",
        "team_members_are_able",
    )


def _of_lines(plan: Plan, priced: PricedPlan) -> Iterator[Difference]:
    if len({line.key for line in plan.lines}) < len(plan.lines):
        yield Difference("lines", "Two lines have one key.")
    said, found = {line.key: line for line in plan.lines}, {line.key: line for line in priced.lines}
    for key in sorted(found.keys() - said.keys()):
        yield Difference(key, f"The plan lacks this line of {format_pence(found[key].value_pence)}.")
    for key in sorted(said.keys() - found.keys()):
        yield Difference(key, f"Nothing in the plan costs this {format_pence(said[key].value_pence)}.")
    for key in sorted(said.keys() & found.keys()):
        yield from _of_line(said[key], found[key])


def _of_line(said: PlanLine, found: PlanLine) -> Iterator[Difference]:
    for name in LINE_FIELDS:
        one, other = getattr(said, name), getattr(found, name)
        if one != other:
            yield Difference(said.key, f"{name} is {one} in the plan and {other} when priced again.")


def _of_sums(plan: Plan, priced: PricedPlan) -> Iterator[Difference]:
    for name in SUMS:
        one, other = getattr(plan, name), getattr(priced, name)
        if one != other:
            yield Difference(
                name, f"It is {format_pence(one)} in the plan and {format_pence(other)} when priced again."
            )
    if plan.bought.model_fields_set and plan.bought != priced.bought:
        yield Difference("bought", "What the plan says it buys is not what its sessions need.")


def _of_targets(programme: Programme, plan: Plan) -> Iterator[Difference]:
    if plan.status == "by_hand" and not plan.targets:
        return
    said, found = _by_id(plan.targets), _by_id(measure_targets(programme, plan))
    for key in sorted(said.keys() | found.keys()):
        if key not in said or key not in found:
            yield Difference(key, "The plan and the programme do not have the same targets.")
            continue
        for name in TARGET_FIELDS:
            one, other = getattr(said[key], name), getattr(found[key], name)
            if one != other:
                yield Difference(key, f"{name} is {one} in the plan and {other} when measured again.")
    if plan.rung is not None and plan.rung != rung_of(programme, plan):
        yield Difference("rung", "The rung is not the one its table gives.")


def _by_id(results: tuple[TargetResult, ...]) -> dict[str, TargetResult]:
    return {result.id: result for result in results}
