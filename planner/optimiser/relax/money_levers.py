"""Levers on money: budget, caps, ring-fences, funding."""

from collections.abc import Iterator
from functools import partial

from planner.domain.money import format_pence
from planner.domain.plan import Plan
from planner.domain.programme import Programme
from planner.domain.programme.base import MOST_PENCE
from planner.domain.programme.money import FundingSource
from planner.domain.terms import Category
from planner.optimiser.relax.lever import Lever, Offer, Settled
from planner.optimiser.relax.patches import Edit

PENCE_A_POUND = 100


def money_levers(programme: Programme) -> Iterator[Lever]:
    """Every limit on money of a programme."""
    budget = programme.budget
    yield Lever(
        "within_budget",
        "budget.total_pence",
        f"The budget of {format_pence(budget.total_pence)} has to suffice.",
        partial(_with_budget, total_pence=MOST_PENCE),
        (Offer("least_money", partial(_with_budget, total_pence=MOST_PENCE), _more_money),),
    )
    yield from _caps(programme)
    if budget.ring_fences:
        yield Lever(
            "ring_fences_hold",
            "budget.ring_fences",
            "Ring-fenced money stays in its category.",
            partial(_with_budget, ring_fences=()),
        )
    if budget.funding:
        yield Lever(
            "within_funding",
            "budget.funding",
            "Each funding source pays only for what it may, within what it gives each financial year.",
            partial(_with_budget, funding=()),
            (Offer("least_money", partial(_with_budget, funding=()), _more_from_a_source),),
        )


def _with_budget(programme: Programme, **changes: object) -> Programme:
    budget = programme.budget.model_copy(update=changes)
    return programme.model_copy(update={"budget": budget})


def whole_pounds(pence: int) -> int:
    """The next whole pound, in pence."""
    return -(-pence // PENCE_A_POUND) * PENCE_A_POUND


def _more_money(programme: Programme, plan: Plan) -> Settled | None:
    needed = whole_pounds(plan.total_pence)
    more = needed - programme.budget.total_pence
    if more <= 0:
        return None
    edits = [Edit("set", ("budget", "total_pence"), needed)]
    return Settled(f"Add {format_pence(more)} to the budget.", tuple(edits))


def _caps(programme: Programme) -> Iterator[Lever]:
    for index, cap in enumerate(programme.budget.caps):

        def without(each: Programme, cap_id: str = cap.id) -> Programme:
            caps = tuple(other for other in each.budget.caps if other.id != cap_id)
            return _with_budget(each, caps=caps)

        def raised(each: Programme, plan: Plan, index: int = index) -> Settled | None:
            asked = each.budget.caps[index]
            spent = whole_pounds(_spent(plan, frozenset(asked.categories)))
            if spent <= asked.most_pence:
                return None
            return Settled(
                f"Raise “{asked.title}” by {format_pence(spent - asked.most_pence)}, to {format_pence(spent)}.",
                (Edit("set", ("budget", "caps", index, "most_pence"), spent),),
            )

        yield Lever(
            "within_caps",
            f"budget.caps[{index}].most_pence",
            f"“{cap.title}” is capped at {format_pence(cap.most_pence)}.",
            without,
            (Offer("least_money", without, raised),),
        )


def _spent(plan: Plan, categories: frozenset[Category]) -> int:
    return sum(line.amount_pence for line in plan.lines if line.category in categories)


def _more_from_a_source(programme: Programme, plan: Plan) -> Settled | None:
    """What the source that may pay for the most would have to give more, year by year."""
    needed: dict[str, dict[Category, int]] = {}
    for line in plan.lines:
        if line.amount_pence:
            spent = needed.setdefault(line.financial_year, {})
            spent[line.category] = spent.get(line.category, 0) + line.amount_pence
    wanted = {category for by_category in needed.values() for category in by_category}
    sources = programme.budget.funding
    index, source = max(enumerate(sources), key=lambda each: (_covers(each[1], wanted), -each[0]))
    edits: list[Edit] = []
    more_in_all = 0
    for year, by_category in sorted(needed.items()):
        more = _short(sources, year, by_category, source)
        if more > 0:
            more_in_all += more
            edits.append(_raised_edit(source, index, year, more))
    if _covers(source, wanted) < len(wanted):
        edits.append(Edit("set", ("budget", "funding", index, "pays_for"), []))
        what = f"Let “{source.name}” pay for anything"
        if more_in_all:
            what += f", and give {format_pence(more_in_all)} more"
        return Settled(f"{what}.", tuple(edits))
    return (
        Settled(f"Have “{source.name}” give {format_pence(more_in_all)} more.", tuple(edits))
        if edits
        else None
    )


def _covers(source: FundingSource, wanted: set[Category]) -> int:
    return len(wanted) if not source.pays_for else len(wanted & set(source.pays_for))


def _short(
    sources: tuple[FundingSource, ...], year: str, needed: dict[Category, int], main: FundingSource
) -> int:
    """What `main` has to give more in a year so that it surely suffices beside what the others may pay for."""
    still = dict(needed)
    for source in sources:
        if source.id == main.id:
            continue
        left = _given(source, year)
        for category in still:
            if not source.pays_for or category in source.pays_for:
                paid = min(left, still[category])
                still[category] -= paid
                left -= paid
    return whole_pounds(max(0, sum(still.values()) - _given(main, year)))


def _given(source: FundingSource, year: str) -> int:
    return sum(each.amount_pence for each in source.years if each.financial_year == year)


def _raised_edit(source: FundingSource, index: int, year: str, more: int) -> Edit:
    for number, each in enumerate(source.years):
        if each.financial_year == year:
            at = ("budget", "funding", index, "years", number, "amount_pence")
            return Edit("set", at, each.amount_pence + more)
    value = {"financial_year": year, "amount_pence": more}
    return Edit("append", ("budget", "funding", index, "years"), value)
