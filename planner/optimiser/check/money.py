"""Rules of money, on the plan's lines: fair pay, the sums, budget, caps, funding, ring-fences.

Source: `docs/formulation.md` §8. Lines are taken as they stand; what they should be is the costing's to say.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from planner.domain.money import format_pence
from planner.domain.plan import PlanLine
from planner.domain.programme.groups import Group
from planner.domain.programme.money import FundingSource, PayRate
from planner.domain.terms import SECTION_OF, Basis, Category
from planner.optimiser.check.case import Broken, Case, Held
from planner.optimiser.check.flow import can_be_funded

PAYMENT_RULE = "place_payment"
PARTS_OF_AN_HOUR = 60


def half_up(amount: Fraction) -> int:
    """The whole number nearest to an amount of nought or more; a half goes up."""
    return floor(amount + Fraction(1, 2))


def fair_pay(case: Case) -> Iterator[Broken]:
    """Every lived-experience place is paid at no less than the card and the floor say for its paid minutes."""
    rule = "fair_pay"
    pinned = {
        pin.sitting for pin in case.programme.amount_pins if pin.category is Category.INVOLVEMENT_PAYMENT
    }
    for held in case.held:
        due_pence = 0
        for group in held.groups if case.plan.lines or case.plan.total_pence else ():
            for way, places in (("room", held.room_places(group)), ("online", held.online_places(group))):
                if not group.is_lived_experience or places <= 0:
                    continue
                rate = _due(case, held, group, way)
                if rate is None:
                    yield Broken(rule, held.id, "The rate card has no rate for this date.")
                    continue
                due_pence += places * rate
                if held.id not in pinned and not _is_paid(case, held, group, way, places, rate):
                    words = (
                        f"{places} people ({way}) are due {format_pence(rate)} each; no line pays them so."
                    )
                    yield Broken(rule, held.id, words)
        paid = sum(
            line.amount_pence
            for line in case.plan.lines
            if line.category is Category.INVOLVEMENT_PAYMENT and line.sittings == (held.id,)
        )
        if held.id in pinned and paid < due_pence:
            words = f"{format_pence(paid)} is fixed for payments where {format_pence(due_pence)} is due."
            yield Broken(rule, held.id, words)


def _due(case: Case, held: Held, group: Group, way: str) -> int | None:
    """The least a place is paid, in pence: the card before VAT and uplift, or the floor."""
    card = case.programme.rate_card
    minutes = held.session.minutes
    if card.pays_preparation:
        minutes += held.session.preparation_minutes
    if card.pays_travel_time and way == "room":
        minutes += 2 * (case.ground.minutes_between(group.home_area, held.spot.area) or 0)
    valid = [rate for rate in card.rates if rate.valid_from <= held.on and rate.rungs]
    if not valid:
        return None
    on_card = _card_pence(max(valid, key=lambda rate: rate.valid_from), minutes)
    return max(half_up(on_card), ceil(Fraction(card.floor.hour_pence * minutes, PARTS_OF_AN_HOUR)))


def _card_pence(rate: PayRate, minutes: int) -> Fraction:
    rungs = sorted(rate.rungs, key=lambda rung: rung.up_to_minutes)
    for rung in rungs:
        if minutes <= rung.up_to_minutes:
            return Fraction(rung.amount_pence)
    further = Fraction(minutes - rungs[-1].up_to_minutes, PARTS_OF_AN_HOUR)
    return rungs[-1].amount_pence + further * rate.further_hour_pence


def _is_paid(case: Case, held: Held, group: Group, way: str, places: int, rate: int) -> bool:
    key = f"{PAYMENT_RULE}:{held.id}:{group.id}:{way}"
    return any(
        line.key == key
        and line.quantity >= places
        and line.rate_pence >= rate
        and line.value_pence >= places * rate
        for line in case.plan.lines
    )


def within_budget(case: Case) -> Iterator[Broken]:
    """Every line is its quantity times its rate, the lines add up with contingency, and the total is within the budget."""
    rule, plan, budget = "within_budget", case.plan, case.programme.budget
    seen: set[str] = set()
    for line in plan.lines:
        for words in _line_faults(case, line):
            yield Broken(rule, line.key, words)
        if line.key in seen:
            yield Broken(rule, line.key, "The plan has this line twice.")
        seen.add(line.key)
    contingency = sum(line.amount_pence for line in plan.lines if line.category is Category.CONTINGENCY)
    total = sum(line.amount_pence for line in plan.lines)
    due = half_up((total - contingency) * Fraction(budget.contingency_percent) / 100)
    borne = {basis: sum(line.value_pence for line in plan.lines if line.basis is basis) for basis in Basis}
    sums = (
        ("total", plan.total_pence, total),
        ("subtotal", plan.subtotal_pence, total - contingency),
        ("contingency", plan.contingency_pence, due),
        ("contingency line", contingency, due),
        ("already funded", plan.funded_pence, borne[Basis.ALREADY_FUNDED]),
        ("in kind", plan.in_kind_pence, borne[Basis.IN_KIND]),
    )
    for name, said, found in sums:
        if said != found:
            yield Broken(
                rule, name, f"The plan says {format_pence(said)} where the lines give {format_pence(found)}."
            )
    if max(total, plan.total_pence) > budget.total_pence:
        words = f"{format_pence(max(total, plan.total_pence))} is over the budget of {format_pence(budget.total_pence)}."
        yield Broken(rule, "total", words)


def _line_faults(case: Case, line: PlanLine) -> Iterator[str]:
    exact = Fraction(line.quantity)
    products = {
        half_up(quantity * line.rate_pence) for quantity in (exact, exact.limit_denominator(PARTS_OF_AN_HOUR))
    }
    if exact < 0 or line.rate_pence < 0 or line.amount_pence < 0:
        yield "A quantity, rate or amount is below nought."
    if line.value_pence not in products:
        yield f"{line.quantity} times {format_pence(line.rate_pence)} is not {format_pence(line.value_pence)}."
    if line.amount_pence != (line.value_pence if line.basis is Basis.NEW_MONEY else 0):
        yield "New money is the whole value of a line or nothing of it."
    if line.section is not SECTION_OF[line.category]:
        yield f"It stands under {line.section.value}; its category belongs to {SECTION_OF[line.category].value}."
    for key in line.sittings:
        if key not in case.by_id:
            yield f"It is for {key!r}, which the plan does not hold."


def within_caps(case: Case) -> Iterator[Broken]:
    """New money in capped categories together stays under the cap."""
    for cap in case.programme.budget.caps:
        spent = sum(line.amount_pence for line in case.plan.lines if line.category in cap.categories)
        if spent > cap.most_pence:
            words = f"‘{cap.title}’: {format_pence(spent)} where at most {format_pence(cap.most_pence)} may be spent."
            yield Broken("within_caps", cap.id, words)


def ring_fences_hold(case: Case) -> Iterator[Broken]:
    """Money given for a category is spent on it, or stays there as a top-up."""
    for fence in case.programme.budget.ring_fences:
        lines = [line for line in case.plan.lines if line.category is fence.category]
        spent = sum(line.amount_pence for line in lines)
        if case.plan.lines and spent < fence.least_pence:
            words = f"‘{fence.title}’: {format_pence(spent)} where {format_pence(fence.least_pence)} is ring-fenced."
            yield Broken("ring_fences_hold", fence.id, words)


def within_funding(case: Case) -> Iterator[Broken]:
    """New money of each category and year is paid by sources that pay for it, within what each gives that year."""
    rule, funding = "within_funding", case.programme.budget.funding
    lines = [line for line in case.plan.lines if line.amount_pence or line.funding]
    if funding and any(line.funding for line in lines):
        yield from _parts(rule, {source.id: source for source in funding}, lines)
    elif any(line.funding for line in lines):
        yield Broken(rule, "funding", "Lines name funding sources but the programme has none.")
    elif funding and not can_be_funded(funding, lines):
        words = "The sources cannot pay for these lines, category by category and year by year."
        yield Broken(rule, "funding", words)


def _parts(rule: str, sources: dict[str, FundingSource], lines: list[PlanLine]) -> Iterator[Broken]:
    given: dict[tuple[str, str], int] = {}
    for line in lines:
        if sum(part.amount_pence for part in line.funding) != line.amount_pence:
            yield Broken(rule, line.key, "What the sources pay does not add up to the line.")
        for part in line.funding:
            source, year = sources.get(part.source), line.financial_year
            pays_for = source.pays_for if source is not None else ()
            if source is None or part.amount_pence < 0 or (pays_for and line.category not in pays_for):
                words = f"{part.source!r} does not pay for {line.category.value.replace('_', ' ')}."
                yield Broken(rule, line.key, words)
            given[part.source, year] = given.get((part.source, year), 0) + part.amount_pence
    for (key, year), pence in given.items():
        years = sources[key].years if key in sources else ()
        most = sum(each.amount_pence for each in years if each.financial_year == year)
        if pence > most:
            words = f"It pays {format_pence(pence)} in {year} where it gives {format_pence(most)}."
            yield Broken(rule, key, words)
