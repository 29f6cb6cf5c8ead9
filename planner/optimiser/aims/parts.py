"""What an aim is made of, and the small sums that several aims need."""

from dataclasses import dataclass

from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import Sitting
from planner.optimiser.linear import Number, Sum, Var
from planner.optimiser.model import PlanModel

Keys = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Part:
    """A shortfall is the largest over parts of (missing)⁺ / reference; nought where the reference is nought."""

    missing: Sum
    reference: Number


def above_nought(model: PlanModel, kind: str, keys: Keys, total: Sum) -> Var:
    """A number that is at least nought and at least the total: what is minimised of a positive part."""
    largest = max(total.largest(), 0.0)
    above = model.rows.share(kind, *keys, up=largest)
    model.rows.at_most(kind, keys, total.times(1).add(-1, above), 0)
    return above


def reached_up_to_one(model: PlanModel, kind: str, keys: Keys, *totals: Sum) -> Var:
    """A number of at most one and at most each total: what is maximised of "at least one of these"."""
    reached = model.rows.share(kind, *keys)
    for number, total in enumerate(totals):
        model.rows.at_most(kind, (*keys, number), Sum.of([reached]).add(-1, total), 0)
    return reached


def every_sitting(model: PlanModel) -> tuple[Sitting, ...]:
    """All sittings of the programme, running or not."""
    return model.candidates.sittings


def full_size(model: PlanModel, session: SessionPlan) -> int:
    """N: the wanted size of a session, or everybody invited if they are more."""
    return max(session.wanted_people, sum(model.group(each).size for each in session.invited))


def positive(number: Number) -> Number:
    """The number, or nought if it is negative."""
    return max(number, 0)
