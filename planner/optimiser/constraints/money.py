"""Rules about money: fair pay, the budget with its contingency, caps, ring-fences and what each funder pays for.

All coefficients are whole pence.
"""

from fractions import Fraction

from planner.costing.charges import constant_charges
from planner.domain.money import round_half_up
from planner.domain.programme.money import Budget, FundingSource
from planner.domain.terms import Category
from planner.optimiser.ledger import ANY_YEAR
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule


@rule("is derived, adds rows")
def fair_pay(model: PlanModel) -> None:
    """Every place of lived experience is paid under the card for session, preparation and travel, not under the floor.

    For all: sittings s, options o; the places expected there and every cost that follows from place and start.
    Maths: cost = Σ charges(o)·option + the charges every plan has; an option whose rate is missing is left out; a fixed
        amount of payments ≥ Σ due·places.
    Unit and Kind: pence; must.
    Source: NIHR public contributor payment policy; Real Living Wage; specification, *fair pay*; `docs/formulation.md` §8.
    """
    model.ledger.charge(constant_charges(model.pricing), 1)
    for held in model.held.values():
        for option in held.options:
            model.ledger.charge(option.holding.charges, option.variable)
        pins = model.pricing.amount_pins(held.sitting.id)
        fixed = [pin.amount_pence for pin in pins if pin.category is Category.INVOLVEMENT_PAYMENT]
        if fixed:
            due = Sum().add(-sum(fixed), held.run)
            for group_id in held.sitting.session.invited:
                due.add(1, model.attendance[held.sitting.id, group_id].due)
            model.rows.at_most("fair_pay", (held.index,), due, 0, about=held.sitting.id)


def contingency_share(budget: Budget) -> Fraction:
    """Contingency as an exact share of the subtotal."""
    return Fraction(budget.contingency_percent) / 100


def largest_subtotal(budget: Budget) -> int:
    """The largest subtotal in pence that fits the budget once its rounded contingency is added."""
    share = contingency_share(budget)
    subtotal = int(budget.total_pence / (1 + share)) + 2
    while subtotal > 0 and subtotal + round_half_up(subtotal * share) > budget.total_pence:
        subtotal -= 1
    return subtotal


@rule("adds rows")
def ring_fences_hold(model: PlanModel) -> None:
    """Money given for one thing is spent on it, or stays in the budget as a top-up.

    For all: ring-fences f.
    Maths: topup_f = max(0, least_f − new money in the category before top-ups).
    Unit and Kind: pence; must.
    Source: specification, *Money in the model*; `docs/formulation.md` §8.
    """
    spent_before = [model.ledger.spent((fence.category,)) for fence in model.programme.budget.ring_fences]
    for number, (fence, spent) in enumerate(
        zip(model.programme.budget.ring_fences, spent_before, strict=True)
    ):
        rows, rule_name = model.rows, "ring_fences_hold"
        topup = model.topups[fence.id] = rows.share("topup", number, up=fence.least_pence)
        is_short = rows.binary("is_short", number)
        rows.at_least(
            rule_name, (number, "least"), spent.times(1).add(1, topup), fence.least_pence, about=fence.id
        )
        rows.at_most(
            rule_name, (number, "none"), Sum.of([topup]).add(-fence.least_pence, is_short), 0, about=fence.id
        )
        most = max(int(spent.largest()) - fence.least_pence, 0)
        exact = spent.times(1).add(1, topup).add(most, is_short)
        rows.at_most(rule_name, (number, "exact"), exact, fence.least_pence + most, about=fence.id)
        model.ledger.add(fence.category, model.pricing.last_year, 1, topup)


@rule("adds rows")
def within_budget(model: PlanModel) -> None:
    """New money, with VAT not recovered, on-costs and contingency, is no more than the budget.

    For all: the plan.
    Maths: Σ new money ≤ the largest subtotal whose rounded contingency still fits budget.total_pence.
    Unit and Kind: pence; must.
    Source: specification, *within budget*; `docs/formulation.md` §8.
    """
    budget = model.programme.budget
    subtotal = model.ledger.subtotal()
    model.rows.at_most("within_budget", (), subtotal, largest_subtotal(budget), about="budget")
    is_asked_for = budget.funding or any(Category.CONTINGENCY in cap.categories for cap in budget.caps)
    share = contingency_share(budget)
    if is_asked_for and share:
        most = round_half_up(Fraction(int(subtotal.largest()) + 1) * share) + 1
        model.contingency = model.rows.whole("contingency", up=max(most, 1))
        # In whole numbers: fractions beside a whole number mislead the solver's presolve.
        row = Sum().add(2 * share.denominator, model.contingency).add(-2 * share.numerator, subtotal)
        model.rows.at_least("contingency", (), row, 1 - share.denominator)


@rule("adds rows")
def within_caps(model: PlanModel) -> None:
    """Spending on some categories together stays under the cap set for them.

    For all: caps k.
    Maths: Σ_(category in k) new money ≤ most_k.
    Unit and Kind: pence; must.
    Source: specification, *within budget*; `docs/formulation.md` §8.
    """
    for number, cap in enumerate(model.programme.budget.caps):
        spent = model.ledger.spent(cap.categories)
        if Category.CONTINGENCY in cap.categories and model.contingency is not None:
            spent.add(1, model.contingency)
        model.rows.at_most("within_caps", (number,), spent, cap.most_pence, about=cap.id)


@rule("adds rows")
def within_funding(model: PlanModel) -> None:
    """Every pound of new money is paid by a funder who pays for it, within what that funder gives in that year.

    For all: categories with the same payers, financial years, funding sources.
    Maths: Σ_source flow ≥ new money of the categories in the year; Σ flow ≤ amount of the source in the year.
    Unit and Kind: pence; must.
    Source: specification, *within budget*; `docs/formulation.md` §8.
    """
    funding = model.programme.budget.funding
    if not funding:
        return
    given = {
        (number, year.financial_year): year.amount_pence
        for number, source in enumerate(funding)
        for year in source.years
    }
    spent: dict[tuple[tuple[int, ...], str], Sum] = {}
    entries = dict(model.ledger.entries())
    if model.contingency is not None:
        key = (Category.CONTINGENCY, model.pricing.last_year)
        entries[key] = Sum.of([model.contingency]).add(1, entries.get(key, Sum()))
    for (category, year), amount in entries.items():
        spent.setdefault((_payers(funding, category), year), Sum()).add(1, amount)
    flows: dict[tuple[int, str], list[Var]] = {}
    for number, ((payers, year), amount) in enumerate(spent.items()):
        total = amount.times(-1)
        for source in payers:
            most = given.get((source, year), 0)
            if most:
                flow = model.rows.whole("flow", number, source, up=most)
                flows.setdefault((source, year), []).append(flow)
                total.add(1, flow)
        about = year or ANY_YEAR
        # At least, in whole pence: an equality with parts of pence has misled the solver's presolve into losing plans.
        model.rows.at_least("within_funding", ("spent", number), total, 0, about=about)
    for number, ((source, year), paid) in enumerate(flows.items()):
        about = f"{funding[source].id} {year}"
        model.rows.at_most(
            "within_funding", ("given", number), Sum.of(paid), given[source, year], about=about
        )


def _payers(funding: tuple[FundingSource, ...], category: Category) -> tuple[int, ...]:
    return tuple(
        number for number, source in enumerate(funding) if not source.pays_for or category in source.pays_for
    )
