"""What a person has fixed: whether a sitting runs, its place and start (by pruning), team, places and support."""

import itertools

from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held


@rule("prunes, cuts dates, adds rows")
def as_pinned(model: PlanModel) -> None:
    """What a person has fixed stays: sitting, place, date, time, team, places, support, an amount.

    For all: pins.
    Maths: option and start only at the fixed place and start; assign = run; places = the fixed number·run; support units and
        amounts are in the charges.
    Unit and Kind: pins; must.
    Source: specification, *pinned*; `docs/formulation.md` §1, §3 and §8.
    """
    for held in model.held.values():
        for number, pin in enumerate(held.sitting.pins):
            keys, about = (held.index, number), held.sitting.id
            for index, fixed in enumerate(pin.team):
                total = model.assigned(held, fixed.staff, (fixed.role,)).add(-1, held.run)
                model.rows.equal("as_pinned", (*keys, "team", index), total, 0, about=about)
            for index, places in enumerate(pin.places):
                attends = model.attendance.get((held.sitting.id, places.group))
                if attends is None:
                    continue
                for way, sum_of_way, count in (
                    ("room", attends.room, places.room_count),
                    ("online", attends.online, places.online_count),
                ):
                    total = sum_of_way.times(1).add(-count, held.run)
                    model.rows.equal("as_pinned", (*keys, "places", index, way), total, 0, about=about)


def is_told_apart(held: Held) -> bool:
    """Whether anything but its number tells this sitting from the others of its plan."""
    return bool(held.sitting.pins or held.sitting.state)


def repeats_in_order(model: PlanModel) -> None:
    """Put alternatives that nothing tells apart in order of time, so that the same plan is not looked for many times."""
    for session in model.programme.sessions:
        if session.repeats.kind != "alternatives":
            continue
        series = model.sittings_of(session)
        fixed = any(is_told_apart(held) or model.pricing.amount_pins(held.sitting.id) for held in series)
        if fixed or model.rows.soft_rules:
            continue
        for one, other in itertools.pairwise(series):
            if not other.sitting.must_run:
                optional = Sum.of([other.run]).add(-1, one.run)
                if not one.sitting.must_run:
                    model.rows.at_most("repeats_in_order", (one.index, "run"), optional)
            starts = list(one.starts)
            later = Sum()
            for index in range(len(starts) - 1, 0, -1):
                later.add(1, one.starts[starts[index]])
                earlier = other.when(start for start in other.starts if start < starts[index])
                if earlier.terms:
                    model.rows.at_most("repeats_in_order", (one.index, index), earlier.add(1, later), 1)
