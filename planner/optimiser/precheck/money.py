"""Money that cannot suffice: a true lower bound of what every plan costs, against budget, caps and funding.

The bound adds, for each required sitting by itself, its cheapest place and start, and what every plan costs anyway. Bookings
of rooms and support count only for sittings that can never share a date with one another (others might share a booking).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from planner.costing.charges import Charge, constant_charges, staff_charges
from planner.costing.context import Pricing
from planner.domain.errors import CannotPrice
from planner.domain.money import format_pence, percent_of
from planner.domain.programme import Programme
from planner.domain.programme.team import Supplier
from planner.domain.sittings import Sitting
from planner.domain.terms import Category, Role
from planner.optimiser.candidates import Candidates
from planner.optimiser.offers import Way
from planner.optimiser.order import order_of
from planner.optimiser.outcome import Contradiction
from planner.optimiser.precheck.team import may_do

Counts = Callable[[Charge], bool]


def money_cannot_suffice(programme: Programme, candidates: Candidates) -> Iterator[Contradiction]:
    """Budget, caps and funding that are below what every plan costs."""
    budget = programme.budget
    least = with_contingency(programme, least_subtotal_pence(programme, candidates, _all))
    if least > budget.total_pence:
        yield Contradiction(
            "within_budget",
            "budget.total_pence",
            f"Every plan costs at least {format_pence(least)}, and the budget is {format_pence(budget.total_pence)}.",
        )
    for index, cap in enumerate(budget.caps):
        spent = least_subtotal_pence(programme, candidates, partial(_is_of, frozenset(cap.categories)))
        if spent > cap.most_pence:
            yield Contradiction(
                "within_caps",
                f"budget.caps[{index}].most_pence",
                f"Every plan spends at least {format_pence(spent)} on what “{cap.title}” caps at "
                f"{format_pence(cap.most_pence)}.",
            )
    if budget.funding:
        given = sum(year.amount_pence for source in budget.funding for year in source.years)
        if least > given:
            yield Contradiction(
                "within_funding",
                "budget.funding",
                f"Every plan costs at least {format_pence(least)}, and all sources together give {format_pence(given)}.",
            )


def with_contingency(programme: Programme, subtotal_pence: int) -> int:
    """A subtotal with its contingency, in pence."""
    return subtotal_pence + percent_of(subtotal_pence, programme.budget.contingency_percent)


def least_subtotal_pence(programme: Programme, candidates: Candidates, counts: Counts) -> int:
    """New money that every plan spends at least, before contingency, on charges that count."""
    pricing = candidates.pricing
    total = _new(constant_charges(pricing), counts)
    must = [each for each in candidates.sittings if each.must_run and candidates.ways[each.id]]
    apart = _never_together(programme, candidates, must)
    lead, known = CheapestLead(pricing, counts), dict[tuple[int, bool], int]()
    for sitting in must:
        ways = candidates.ways[sitting.id]
        key = id(ways), sitting.id in apart
        if key not in known:
            known[key] = min(_least_of(sitting, each, counts, lead, key[1]) for each in ways)
        total += known[key]
    return total


def least_alone_pence(candidates: Candidates, sitting: Sitting) -> int:
    """New money that a sitting costs at least where it shares no booking, before contingency."""
    lead = CheapestLead(candidates.pricing, _all)
    return min(_least_of(sitting, each, _all, lead, True) for each in candidates.ways[sitting.id])


def _all(charge: Charge) -> bool:
    return True


def _least_of(sitting: Sitting, way: Way, counts: Counts, lead: "CheapestLead", has_bookings: bool) -> int:
    holding = way.holding
    total = _new(holding.charges, counts)
    if has_bookings:
        rising = (each for each in holding.bookings if _rises(each.need.supplier))
        booked = [*(booking.charge for booking in rising), holding.room_charge]
        total += _new((charge for charge in booked if charge is not None), counts)
    still = sitting.session.least_people - holding.people()
    if still > 0 and holding.a_place:
        total += still * min(_new(charges, counts) for charges in holding.a_place.values())
    return total + lead.pence(sitting, way)


def _rises(supplier: Supplier) -> bool:
    """Whether a longer booking, as one shared with another sitting is, never costs less."""
    amounts = [band.amount_pence for band in supplier.bands]
    multipliers = (supplier.evening_multiplier, supplier.weekend_multiplier)
    return amounts == sorted(amounts) and all(multiplier >= 1 for multiplier in multipliers)


class CheapestLead:
    """What whoever leads costs at least, worked out once for all starts of a place that cost the same."""

    def __init__(self, pricing: Pricing, counts: Counts) -> None:
        """Take the charges that count."""
        self._pricing, self._counts = pricing, counts
        self._leads = [each for each in pricing.programme.staff if may_do(each, "lead")]
        self._known: dict[tuple[object, ...], int] = {}

    def pence(self, sitting: Sitting, way: Way) -> int:
        """New money for the cheapest lead of a sitting held that way; nought where a rate is missing."""
        pinned = sitting.id if self._pricing.amount_pins(sitting.id) else ""
        key = (sitting.session.id, pinned, way.place.id, *way.holding.key[2:])
        if key not in self._known:
            self._known[key] = self._worked_out(sitting, way)
        return self._known[key]

    def _worked_out(self, sitting: Sitting, way: Way) -> int:
        try:
            charges = [
                staff_charges(self._pricing, member, Role.LEAD, sitting, way.place, way.starts[0])
                for member in self._leads
            ]
        except CannotPrice:
            return 0
        return min((_new(each, self._counts) for each in charges), default=0)


def _never_together(programme: Programme, candidates: Candidates, must: list[Sitting]) -> frozenset[str]:
    """Required sittings, taken in order, of which no two can share a date."""
    apart = order_of(programme, candidates.sittings).apart()
    chosen: list[str] = []
    for sitting in must:
        if all((sitting.id, other) in apart for other in chosen):
            chosen.append(sitting.id)
    return frozenset(chosen)


def _is_of(categories: frozenset[Category], charge: Charge) -> bool:
    return charge.category in categories


def _new(charges: Iterable[Charge], counts: Counts) -> int:
    return sum(charge.new_pence for charge in charges if counts(charge))
