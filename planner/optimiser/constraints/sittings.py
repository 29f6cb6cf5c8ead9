"""Rules about running: each sitting at one place, slot and date."""

from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule


@rule("adds rows")
def held_once(model: PlanModel) -> None:
    """A required sitting is held exactly once, an optional one at most once, and a later one of a series only after an earlier.

    For all: sittings s that may run, slots c.
    Maths: Σ_(p,c) option = run; run = 1 if required; run_(k+1) ≤ run_k for optional k+1 of a series.
    Unit and Kind: sittings; must.
    Source: specification, *held once*; `docs/formulation.md` §1.
    """
    rows = model.rows
    for held in model.held.values():
        sitting, index = held.sitting, held.index
        chosen = held.where(lambda _: True)
        rows.equal("option_is_run", (index,), chosen.add(-1, held.run))
        if sitting.must_run:
            rows.at_least("held_once", (index, "required"), Sum.of([held.run]), 1, about=sitting.id)
        if not sitting.is_required and sitting.session.repeats.kind == "series" and sitting.number > 1:
            before = model.held.get(f"{sitting.session.id}-{sitting.number - 1}")
            earlier = Sum().add(-1, before.run) if before is not None else Sum()
            rows.at_most("held_once", (index, "after"), earlier.add(1, held.run), 0, about=sitting.id)


@rule("prunes, cuts dates")
def starts_are_allowed(model: PlanModel) -> None:
    """A sitting starts at a day and time that the programme's calendar and its own session plan allow.

    For all: sittings s that may run, slots c (starts alike but for the date).
    Maths: start_(s,t) only for open starts t; Σ_(t in c) start_(s,t) = Σ_(p) option_(s,p,c).
    Unit and Kind: starts; must.
    Source: specification, *Words*: start; `docs/formulation.md` §1.
    """
    for held in model.held.values():
        for slot in held.slots:
            total = Sum.of(option.variable for option in held.options if option.slot is slot)
            total.add(-1, held.when(slot.starts))
            model.rows.equal("starts_are_allowed", (held.index, slot.index), total)
        used = {start for slot in held.slots for start in slot.starts}
        unused = Sum.of(variable for start, variable in held.starts.items() if start not in used)
        if unused.terms:
            model.rows.equal("starts_are_allowed", (held.index, "none"), unused)


def rooms_are_open_on_the_day(model: PlanModel) -> None:
    """Keep a sitting off the dates of its slot on which its place is closed (`rooms_are_open`, cut by dates)."""
    for held in model.held.values():
        for option in held.options:
            if option.closed_on:
                total = held.when(option.closed_on).add(1, option.variable)
                model.rows.at_most(
                    "rooms_are_open", (held.index, option.index), total, 1, about=held.sitting.id
                )
