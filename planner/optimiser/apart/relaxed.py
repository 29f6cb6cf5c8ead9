"""The problem without dates: each sitting chooses among its least ways, and every plan of the programme fits it.

Left out are order, clashes, hours by day and week, load, licences by month. Bookings cost what they cost alone, less the most
that sharing could save. Kept is who comes, the team's roles, capacity, access, every target and all other money. So whatever is
proven of it at a stage is a bound for the whole programme.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from planner.domain.programme import Programme
from planner.optimiser.apart.savings import Savings
from planner.optimiser.apart.ways import Alike, Likeness, alike_ways
from planner.optimiser.build import build_model
from planner.optimiser.candidates import Candidates
from planner.optimiser.model import PlanModel, SharedBooking, Undated
from planner.optimiser.offers import Way
from planner.optimiser.order import Order, order_of, windows


@dataclass(frozen=True, eq=False)
class Ways:
    """All ways of every sitting that may run, by sitting id; starts as far as the order of sittings leaves them."""

    order: Order
    windows: dict[str, tuple[datetime, ...]]
    alike: dict[str, tuple[Alike, ...]]
    savings: Savings
    may_share: frozenset[tuple[str, str]]
    """Sessions of which two sittings may share a date."""


def all_ways(programme: Programme, candidates: Candidates) -> Ways:
    """Every way that the order of sittings leaves."""
    order = order_of(programme, candidates.sittings)
    left = windows(order, candidates.starts())
    running = [each for each in candidates.sittings if each.may_run]
    found = {each.id: candidates.ways[each.id] for each in running}
    may_share = order.may_share(running)
    savings = Savings(
        candidates.pricing, {each.id: (each.session, found[each.id]) for each in running}, may_share
    )
    likeness = Likeness(programme, savings, is_year_needed=bool(programme.budget.funding))
    alike: dict[str, tuple[Alike, ...]] = {}
    known: dict[tuple[object, ...], tuple[Alike, ...]] = {}
    for sitting in running:
        inside = [way for way in found[sitting.id] if _is_left(way, left[sitting.id])]
        key = (sitting.session.id, *(id(way) for way in inside))
        if key not in known:
            known[key] = alike_ways(likeness, sitting, inside)
        alike[sitting.id] = known[key]
    return Ways(order, left, alike, savings, may_share)


def _is_left(way: Way, window: tuple[datetime, ...]) -> bool:
    if not window or way.starts[-1] < window[0] or way.starts[0] > window[-1]:
        return False
    return bool(set(way.starts) & set(window))


def relaxed_model(programme: Programme, candidates: Candidates, ways: Ways) -> PlanModel:
    """The model without dates, without an objective."""
    least: dict[str, tuple[Way, ...]] = {}
    patterns: dict[int, Hashable] = {}
    shared: dict[int, tuple[SharedBooking, ...]] = {}
    for sitting_id, found in ways.alike.items():
        kept = [(alike.who, way) for alike in found for way in alike.least]
        least[sitting_id] = tuple(Way(way.holding, way.starts[:1]) for _, way in kept)
        for who, way in kept:
            patterns[id(way.holding)] = who
            shared[id(way.holding)] = ways.savings.shared(way)
    undated = Undated(
        lambda option: patterns[id(option.holding)],
        lambda option: shared[id(option.holding)],
        ways.may_share,
    )
    model = build_model(programme, candidates=candidates.only(least), undated=undated)
    _years_in_order(model, ways.order)
    return model


def _years_in_order(model: PlanModel, order: Order) -> None:
    """What comes after another session is in no earlier financial year: all that is left of order without dates.

    Nothing is said of the order within a series, so that its sittings stay alike.
    """
    if not model.is_year_needed:
        return
    for number, lag in enumerate(order.lags):
        if lag.least_days is None or lag.before.session is lag.after.session:
            continue
        before, after = model.held[lag.before.id], model.held[lag.after.id]
        for year in sorted({option.holding.key[2] for option in before.options})[1:]:
            later = before.where(lambda each, y=year: each.key[2] >= y)  # type: ignore[misc]
            row = later.add(1, after.where(lambda each, y=year: each.key[2] < y))  # type: ignore[misc]
            model.rows.at_most("years_in_order", (number, year.replace("-", "_")), row, 1)
