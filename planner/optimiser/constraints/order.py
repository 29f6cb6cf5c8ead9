"""Rules about order between sittings: cumulated rows, one for each start of the earlier sitting at which they say something."""

from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.order import Lag, WithinOfLast
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held


@rule("adds rows, cuts dates")
def in_order(model: PlanModel) -> None:
    """Sittings come in the order and with the days apart that their session plans ask for.

    For all: pairs of sittings a before b; each start τ.
    Maths: Σ_(t≥τ) start_a + Σ_(t too early for τ) start_b ≤ 1; Σ_(t≤τ) start_a + Σ_(t too late for τ) start_b ≤ 1.
    Unit and Kind: days; must.
    Source: specification, *in order*; `docs/formulation.md` §5.
    """
    _add_order(model, "in_order")


@rule("adds rows, cuts dates")
def feedback_follows_its_decision(model: PlanModel) -> None:
    """People hear what became of a decision after it was taken, and within its limit of days.

    For all: sittings of a session that feeds back on another; each start τ.
    Maths: as `in_order` with least 0 days and most `feedback_within_days`.
    Unit and Kind: days; must.
    Source: specification, *in order*; `docs/formulation.md` §5.
    """
    _add_order(model, "feedback_follows_its_decision")


def _add_order(model: PlanModel, rule_name: str) -> None:
    for number, lag in enumerate(model.order.lags):
        if lag.rule == rule_name:
            _add_lag(model, number, lag)
    for number, within in enumerate(model.order.within):
        if within.rule == rule_name:
            _add_within(model, number, within)


def started_by(model: PlanModel, held: Held, index: int) -> Sum:
    """One if a sitting starts no later than its start of that index; nought for an index below nought."""
    if index < 0:
        return Sum()
    if held.sitting.id not in model.started:
        chain: list[Var] = []
        for number, start in enumerate(held.starts.values()):
            chain.append(model.rows.share("started", held.index, number))
            row = Sum.of([chain[number]]).add(-1, start)
            if number:
                row.add(-1, chain[number - 1])
            model.rows.equal("started", (held.index, number), row)
        model.started[held.sitting.id] = chain
    return Sum.of([model.started[held.sitting.id][index]])


def _add_lag(model: PlanModel, number: int, lag: Lag) -> None:
    before, after = model.held[lag.before.id], model.held[lag.after.id]
    about = f"{lag.before.id} {lag.after.id}"
    ours, theirs = list(before.starts), list(after.starts)
    early = [sum(not lag.is_late_enough(start, other) for other in theirs) for start in ours]
    for index, count in enumerate(early):
        if count and (not index or early[index - 1] != count):
            total = Sum.of([before.run]).add(-1, started_by(model, before, index - 1))
            total.add(1, started_by(model, after, count - 1))
            model.rows.at_most(lag.rule, (number, "least", index), total, 1, about=about)
    soon = [sum(lag.is_soon_enough(start, other) for other in theirs) for start in ours]
    for index, count in enumerate(soon):
        if count < len(theirs) and (index + 1 == len(ours) or soon[index + 1] != count):
            total = Sum.of([after.run]).add(-1, started_by(model, after, count - 1))
            total.add(1, started_by(model, before, index))
            model.rows.at_most(lag.rule, (number, "most", index), total, 1, about=about)


def _add_within(model: PlanModel, number: int, within: WithinOfLast) -> None:
    after = model.held[within.after.id]
    series = [model.held[each.id] for each in within.before]
    about = within.after.id
    nobody = Sum()
    if not any(each.sitting.must_run for each in series):
        none_runs = model.rows.binary("none_runs", "within", number)
        for each in series:
            model.rows.at_most("none_runs", (number, each.index), Sum.of([none_runs, each.run]), 1)
        nobody.add(1, none_runs)
    later = Sum()
    days = sorted({start.date() for start in after.starts}, reverse=True)
    for day in days:
        later.add(1, after.when(start for start in after.starts if start.date() == day))
        total = Sum().add(1, later).add(-1, nobody)
        for each in series:
            recent = [start for start in each.starts if (day - start.date()).days <= within.most_days]
            total.add(-1, each.when(recent))
        model.rows.at_most(within.rule, (number, "last", day.toordinal()), total, 0, about=about)
