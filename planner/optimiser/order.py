"""Which sitting comes before which, by how many days, and the windows of starts that this leaves.

Source: `docs/formulation.md` §5.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.domain.programme import Programme
from planner.domain.programme.sessions import SessionPlan
from planner.domain.sittings import Sitting


@dataclass(frozen=True)
class Lag:
    """Where both run, `after` starts at least `least_days` after `before` (0: not before it ends), at most `most_days`."""

    rule: str
    before: Sitting
    after: Sitting
    least_days: int | None = None
    most_days: int | None = None

    def is_late_enough(self, before: datetime, after: datetime) -> bool:
        """Whether the least holds; a later `after` or an earlier `before` never breaks it."""
        if self.least_days is None:
            return True
        if self.least_days == 0:
            return after >= before + timedelta(minutes=self.before.session.minutes)
        return after.date() >= before.date() + timedelta(days=self.least_days)

    def is_soon_enough(self, before: datetime, after: datetime) -> bool:
        """Whether the most holds; an earlier `after` or a later `before` never breaks it."""
        return self.most_days is None or after.date() <= before.date() + timedelta(days=self.most_days)

    @property
    def parts_days(self) -> bool:
        """Whether the two can never share a date."""
        return self.least_days is not None and self.least_days >= 1


@dataclass(frozen=True)
class WithinOfLast:
    """`after` is at most `most_days` after the last running sitting of a series."""

    rule: str
    before: tuple[Sitting, ...]
    after: Sitting
    most_days: int


@dataclass(frozen=True)
class Order:
    """Everything about order in a programme."""

    lags: tuple[Lag, ...]
    within: tuple[WithinOfLast, ...]

    def apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of sittings (both ways) that can never share a date, through sittings that must run too."""
        after: dict[str, set[str]] = {}
        must = {lag.before.id for lag in self.lags if lag.before.must_run}
        for lag in self.lags:
            if lag.parts_days:
                after.setdefault(lag.before.id, set()).add(lag.after.id)
        found: set[tuple[str, str]] = set()
        for first in after:
            seen: set[str] = set()
            reached = list(after[first])
            while reached:
                each = reached.pop()
                if each in seen:
                    continue
                seen.add(each)
                found |= {(first, each), (each, first)}
                if each in must:
                    reached += after.get(each, ())
        return frozenset(found)

    def may_share(self, sittings: Iterable[Sitting]) -> frozenset[tuple[str, str]]:
        """Sessions (both ways, and each with itself) of which two sittings may share a date."""
        apart = self.apart()
        return frozenset(
            (one.session.id, other.session.id)
            for one, other in itertools.permutations(sittings, 2)
            if (one.id, other.id) not in apart
        )


def order_of(programme: Programme, sittings: tuple[Sitting, ...]) -> Order:
    """The order of the sittings that may run."""
    by_session: dict[str, list[Sitting]] = {session.id: [] for session in programme.sessions}
    for sitting in sittings:
        if sitting.may_run:
            by_session[sitting.session.id].append(sitting)
    lags: list[Lag] = []
    within: list[WithinOfLast] = []
    for session in programme.sessions:
        own = by_session[session.id]
        if session.repeats.kind == "series":
            lags += _series_lags(session, own)
        for rule_name, other_id, least, most in _links(session):
            others = by_session.get(other_id, [])
            least_days = max(least, session.papers_days)
            lags += [Lag(rule_name, other, each, least_days) for other in others for each in own]
            if most is None or not others:
                continue
            bound = own[:1] if session.repeats.kind == "series" else own
            if others[0].session.repeats.kind == "series":
                within += [WithinOfLast(rule_name, tuple(others), each, most) for each in bound]
            else:
                lags += [Lag(rule_name, other, each, None, most) for other in others for each in bound]
    return Order(tuple(lags), tuple(within))


def _series_lags(session: SessionPlan, own: list[Sitting]) -> Iterator[Lag]:
    least = max(session.repeats.least_days_apart, session.papers_days)
    for one, next_one in itertools.pairwise(own):
        if next_one.number == one.number + 1:
            yield Lag("in_order", one, next_one, least, session.repeats.most_days_apart)


def _links(session: SessionPlan) -> Iterator[tuple[str, str, int, int | None]]:
    for each in session.follows:
        yield "in_order", each.session, each.least_days, each.most_days
    if session.feeds_back_on is not None:
        yield "feedback_follows_its_decision", session.feeds_back_on, 0, session.feedback_within_days


def windows(order: Order, starts: Mapping[str, tuple[datetime, ...]]) -> dict[str, tuple[datetime, ...]]:
    """The starts of each sitting (in order of time) that order leaves, given what must run; removes none that a plan can use."""
    left = dict(starts)
    is_changed = True
    while is_changed:
        is_changed = False
        for lag in order.lags:
            before, after = left[lag.before.id], left[lag.after.id]
            if not before or not after:
                continue
            if lag.before.must_run:
                kept = tuple(
                    t for t in after if lag.is_late_enough(before[0], t) and lag.is_soon_enough(before[-1], t)
                )
                is_changed |= len(kept) < len(after)
                left[lag.after.id] = after = kept
            if lag.after.must_run and after:
                kept = tuple(
                    t for t in before if lag.is_late_enough(t, after[-1]) and lag.is_soon_enough(t, after[0])
                )
                is_changed |= len(kept) < len(before)
                left[lag.before.id] = kept
    return left
