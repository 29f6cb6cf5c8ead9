"""The economic case of each option, in words: what is switched off is not worked out, what does not apply says why.

Nothing here changes a budget. Optimism bias comes first, then real prices, then present value: each rests on the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from planner.costing.appraisal import (
    CannotAppraise,
    NotApplicable,
    PresentCost,
    net_present_cost,
    optimism_bias_lines,
    real_prices,
    switching_values,
    weighted_amounts,
)
from planner.domain.appraisal import Parameters
from planner.domain.money import format_pence, split_by_largest_remainder
from planner.domain.terms import Category
from planner.reports.compare import Compared
from planner.reports.compare.figures import hides_small
from planner.reports.compare.money import amounts_by_year_pence
from planner.reports.words import CATEGORY_WORDS, number_words, share_words

CANNOT_WORDS = {
    "spent_before_the_base_year": "Choose an earlier base year: money is spent in {year}, before {base_year}.",
    "no_inflation_for_a_year": "Enter the inflation into {year}.",
}


@dataclass(frozen=True)
class EconomicLine:
    """A line of an option's economic case in whole pence and in words, with how it was worked out."""

    title: str
    pence: int
    basis: str
    is_total: bool = False

    @property
    def amount(self) -> str:
        """The amount as it is shown."""
        return format_pence(self.pence)


@dataclass(frozen=True)
class EconomicCase:
    """The economic case of an option; `told` are sentences on what does not apply, or what is still to be entered.

    `compared_pence` is the cost by which options are compared: as far as they are switched on with optimism bias, in real
    prices, at present value.
    """

    key: str
    title: str
    lines: tuple[EconomicLine, ...]
    told: tuple[str, ...]
    compared_pence: int


@dataclass
class _Working:
    """What has been worked out so far: costs by financial year in pence, lines and sentences."""

    years: dict[str, int]
    lines: list[EconomicLine] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def add(self, title: str, pence: int, basis: str, *, is_total: bool = False) -> None:
        """Write a line down."""
        self.lines.append(EconomicLine(title, pence, basis, is_total))

    def step(self, title: str, basis: str, work: Callable[[], PresentCost | NotApplicable]) -> None:
        """Go from years to years; what does not apply, or cannot be done yet, is told, and the years stay as they are."""
        try:
            found = work()
        except CannotAppraise as problem:
            self.told.append(f"{title}: {CANNOT_WORDS[problem.code].format(**problem.parameters)}")
            return
        if isinstance(found, NotApplicable):
            self.told.append(f"{title} does not apply. {found.because}")
            return
        self.years = {year.financial_year: year.present_pence for year in found.years}
        self.add(title, found.total_pence, f"{basis} {found.base_year}", is_total=True)


def economic_cases(
    options: Sequence[Compared], parameters: Parameters, *, may_see_small_numbers: bool
) -> tuple[EconomicCase, ...]:
    """Give the economic case of every option that has figures.

    Where small numbers are hidden in an option's costs, optimism bias is one line (its parts would tell what a kind of cost
    comes to), and figures weighed by income are left out.
    """
    return tuple(
        _case(option, parameters, is_hiding=hides_small(option, may_see_small_numbers))
        for option in options
        if option.has_figures
    )


def _case(option: Compared, parameters: Parameters, *, is_hiding: bool) -> EconomicCase:
    working = _Working(amounts_by_year_pence(option))
    working.add("New money, as in the budget", option.total_pence, option.source)
    if parameters.has_optimism_bias:
        _add_bias(working, option, parameters, is_hiding=is_hiding)
    if parameters.has_real_prices:
        inflation = {each.financial_year: each.percent for each in parameters.inflation}
        working.step(
            "In real prices", "of", lambda: real_prices(working.years, inflation, parameters.base_year)
        )
    if parameters.has_discounting:
        rate = parameters.discount_percent
        working.step(
            "Net present cost",
            f"at {number_words(rate, 3)}% a year, {parameters.edition}; base year",
            lambda: net_present_cost(working.years, rate, parameters.base_year),
        )
    compared_pence = sum(working.years.values())
    if parameters.has_weights and is_hiding:
        working.told.append("Figures weighed by income are not shown, so that nobody can be picked out.")
    elif parameters.has_weights:
        _weigh(working, option, parameters)
    return EconomicCase(option.key, option.title, tuple(working.lines), tuple(working.told), compared_pence)


def _add_bias(working: _Working, option: Compared, parameters: Parameters, *, is_hiding: bool) -> None:
    """Raise the costs; what is added is spread over the years as they spend, to the penny."""
    by_category: dict[Category, int] = {}
    for line in option.money:
        by_category[line.category] = by_category.get(line.category, 0) + line.amount_pence
    added = optimism_bias_lines(by_category, parameters.optimism_bias)
    for each in () if is_hiding else added:
        kind = "everything else" if each.category is None else CATEGORY_WORDS[each.category].lower()
        basis = f"{number_words(each.percent, 3)}% of {format_pence(each.of_pence)}. {each.because}".strip()
        working.add(f"Optimism bias: {kind}", each.amount_pence, basis)
    total = sum(each.amount_pence for each in added)
    if is_hiding:
        working.add("Optimism bias", total, "All kinds of cost together, so that nobody can be picked out")
    if total:
        names = list(working.years)
        parts = split_by_largest_remainder(total, [working.years[year] for year in names], names)
        working.years = {year: working.years[year] + part for year, part in zip(names, parts, strict=True)}
    working.add("With optimism bias", sum(working.years.values()), "Economic case only", is_total=True)


def _weigh(working: _Working, option: Compared, parameters: Parameters) -> None:
    """What people are paid for taking part, and the same weighed by their income: sums only, never a group's own."""
    incomes = {each.group: each.income_pence for each in parameters.incomes}
    paid = {group: pence for group, pence in _paid_by_group(option).items() if group in incomes}
    found = weighted_amounts(paid, incomes, parameters.median_income_pence, parameters.elasticity)
    if isinstance(found, NotApplicable) or not found:
        working.told.append("Weights do not apply. No incomes are known of people who are paid here.")
        return
    basis = f"(median income / income) ^ {number_words(parameters.elasticity, 3)}, {parameters.edition}"
    unweighted = sum(each.amount_pence for each in found)
    working.add("Paid to people whose income is known", unweighted, "Unweighted")
    working.add("The same, weighed by income", sum(each.weighted_pence for each in found), basis)


def _paid_by_group(option: Compared) -> dict[str, int]:
    """Payments for taking part by group, as the keys of a plan's lines name them; in pence."""
    if option.plan is None or option.programme is None:
        return {}
    groups = {group.id for group in option.programme.groups}
    found: dict[str, int] = {}
    for line in option.plan.lines:
        if line.category is Category.INVOLVEMENT_PAYMENT:
            named = next((part for part in line.key.split(":") if part in groups), "")
            if named:
                found[named] = found.get(named, 0) + line.amount_pence
    return found


def switching_words(cases: Sequence[EconomicCase], chosen: str) -> tuple[str, ...]:
    """Give in sentences by how much the chosen option's cost would have to change before another is as cheap."""
    costs = {case.key: case.compared_pence for case in cases}
    titles = {case.key: case.title for case in cases}
    if chosen not in costs:
        return ()
    told = []
    for each in switching_values(costs, chosen):
        gap = format_pence(abs(each.gap_pence))
        share = "" if each.share is None else f" ({share_words(abs(each.share))} of its cost)"
        other, own = titles[each.other], titles[chosen]
        if each.gap_pence < 0:
            told.append(f"What “{own}” gives more than “{other}” has to be worth {gap}{share}.")
        elif each.gap_pence > 0:
            told.append(f"“{own}” could cost {gap} more{share} before “{other}” is as cheap.")
        else:
            told.append(f"“{own}” and “{other}” cost the same.")
    return tuple(told)
