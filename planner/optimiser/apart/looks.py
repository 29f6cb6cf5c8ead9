"""Three looks at the problem without dates, each smaller than the one before: whole, without the flow of funding, and rough.

Whatever is left out, what is proven is a bound all the same. Shares and value hardly ever depend on money and team, so that
the rough look decides them; money hardly ever depends on which source pays for what, but a solver that has to say so takes ten
times as long.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from planner.optimiser.apart.summed import Summed, summed
from planner.optimiser.apart.turnouts import Turnouts
from planner.optimiser.linear import Rows, Values
from planner.optimiser.model import PlanModel
from planner.optimiser.search import MONEY, Search
from planner.optimiser.searched import LEFT_OUT, Searched
from planner.optimiser.stages import Stage
from planner.optimiser.variables import Held

FUNDING = frozenset({"ring_fences_hold", "within_caps", "within_funding"})
"""Kinds of rows about what pays for what."""
ROUGHLY = LEFT_OUT | {
    "enough_facilitators",
    "everyone_fits",
    "facilitator_ratio",
    "fair_pay",
    "money_reaching_people",
    "team_members_are_able",
    "trained_here",
    "young_people_are_safe",
}
"""Kinds of rows that are left out of the rough look: those of money, dates and the team."""
ROUGH_STAGES = ("worst", "total", "value")


@dataclass(eq=False)
class SumsOnly:
    """What a search needs of a model that has only sums."""

    rows: Rows
    held: Mapping[str, Held] = field(default_factory=dict)


@dataclass(eq=False)
class Look:
    """A search of the problem without dates, or of its sums: its stages, and the name of the sum of each variable."""

    search: Search
    stages: dict[str, Stage]
    of: Mapping[str, str]
    leaving_out: frozenset[str] = frozenset()
    """Kinds of rows that are there, and not looked at."""
    money: Stage | None = None
    """Of the rough look: money as far as it is in there, no stage of its own."""

    def value(self, values: Values, name: str) -> float:
        """What a variable of the problem without dates has in an answer, or its sum."""
        return values[self.of.get(name, name)]


@dataclass(eq=False)
class Looks:
    """The looks of one problem without dates."""

    whole: Callable[[], Look]
    """Made when it is asked for."""
    main: Look | None
    """Without the flow of funding; none where shares and value do not come first."""
    rough: Look | None
    turnouts: Turnouts | None
    """What joins the rough look and the main one."""


def looks_of(relaxed: PlanModel, stages: list[Stage], search: Callable[[Searched], Search]) -> Looks:
    """Looks at a model without dates; at its sums, where its sittings are alike and who comes to most of them is known.

    What is decided for each sitting apart (places of open groups) loses too much when it is added up.
    """
    plain = Look(search(relaxed), {stage.name: stage for stage in stages}, {})
    is_mostly_known = 2 * sum(map(relaxed.is_known, relaxed.held.values())) > len(relaxed.held)

    def sums(leaving_out: frozenset[str]) -> Summed | None:
        return (
            summed(relaxed.rows, [stage.total for stage in stages], leaving_out) if is_mostly_known else None
        )

    def whole() -> Look:
        return _in_sums(sums(frozenset()), stages, search) or plain

    rough_stages = [stage for stage in stages if stage.name in ROUGH_STAGES]
    if not rough_stages or rough_stages != stages[: len(rough_stages)]:
        return Looks(whole, None, None, None)
    money = [stage for stage in stages if stage.name == MONEY]
    roughly = summed(relaxed.rows, [stage.total for stage in (*rough_stages, *money)], ROUGHLY)
    rough = _in_sums(roughly, rough_stages, search)
    if rough is None or roughly is None:
        return Looks(whole, None, None, None)
    rough.money = _sum_of(money[0], roughly) if money else None
    priced = sums(FUNDING)
    main = _in_sums(priced, stages, search) or replace(plain, leaving_out=FUNDING)
    rows = relaxed.rows if priced is None else priced.rows
    turnouts = Turnouts(
        roughly, rows, lambda variable: variable if priced is None else priced.of[variable.name]
    )
    return Looks(whole, main, rough, turnouts)


def _in_sums(sums: Summed | None, stages: list[Stage], search: Callable[[Searched], Search]) -> Look | None:
    if sums is None:
        return None
    of = {name: variable.name for name, variable in sums.of.items()}
    return Look(search(SumsOnly(sums.rows)), {each.name: _sum_of(each, sums) for each in stages}, of)


def _sum_of(stage: Stage, sums: Summed) -> Stage:
    total = sums.total(stage.total)
    return replace(stage, total=total, measured=lambda values: total.value(values) / stage.scale)
