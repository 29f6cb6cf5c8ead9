"""Exhaustive search: every plan of a tiny programme, judged by the two witnesses alone.

A plan is a choice for each sitting: not to run, or a place, a start, decided numbers and a team (support follows from the
place and start). Choices that by themselves break a rule which no other sitting can mend are left out beforehand; every
combination of the rest is checked whole. Money is asked for last, and only where it matters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from planner.costing.access import access_at
from planner.costing.context import Pricing
from planner.costing.price import price_plan
from planner.domain.errors import CannotPrice
from planner.domain.places import Place, places_for
from planner.domain.plan import BookedSupport, Plan, PlannedSitting, TeamMember
from planner.domain.programme import Programme
from planner.domain.programme.groups import Group
from planner.domain.sittings import Sitting, open_starts, sittings_of
from planner.domain.terms import Mode, Role, Strategy
from planner.optimiser.check import (
    CHECKS,
    MEASURES,
    MONEY_RULES,
    Ground,
    StageValues,
    broken_rules,
    stage_values,
)
from planner.optimiser.check.ground import numbers_are_decided
from planner.optimiser.measured import with_price

MOST_CHOICES = 250
"""Choices of one sitting."""
MOST_COMBINATIONS = 2_500
MOST_TRIALS = 4_000
"""Choices of single sittings looked at, allowed or not: counted work, so that every machine passes over the same."""

WHOLE_PLAN_RULES = frozenset({"held_once", "things_bought_once_cover_the_need", "as_pinned", "invited_whole"})
"""Rules that one sitting by itself may seem to break although the whole plan keeps them."""
ONE_SITTING_RULES = frozenset(CHECKS) - WHOLE_PLAN_RULES - MONEY_RULES
PEOPLE_RULES = (frozenset(CHECKS) | frozenset(MEASURES)) - MONEY_RULES


class TooLarge(Exception):
    """The programme has more combinations than exhaustive search is meant for."""


@dataclass(frozen=True)
class Best:
    """The best plan there is by one strategy, with its stage values."""

    plan: Plan
    values: StageValues


class Search:
    """Every plan of a programme that keeps the rules on people, places and time, found once whatever the money is."""

    def __init__(self, programme: Programme, strategy: Strategy) -> None:
        self.programme = programme
        self.strategy = strategy
        self.pricing = Pricing(programme)
        self.ground = Ground(programme)
        self._priced: dict[int, Plan | None] = {}
        self._trials = 0

    @cached_property
    def plans(self) -> list[Plan]:
        """Plans that keep every rule but those of money; raises `TooLarge`."""
        choices = [self._choices(sitting) for sitting in sittings_of(self.programme)]
        combinations = 1
        for each in choices:
            combinations *= len(each)
        if combinations > MOST_COMBINATIONS:
            raise TooLarge
        found = []
        for chosen in product(*choices):
            plan = self._plan(planned for planned in chosen if planned is not None)
            if not broken_rules(self.programme, plan, only=PEOPLE_RULES, ground=self.ground):
                found.append(plan)
        return found

    def again(self, programme: Programme, strategy: Strategy) -> "Search":
        """The search of a programme that differs in money only, or of another strategy: the same plans, judged anew.

        The first search has to be of a strategy under which aims are not musts.
        """
        other = Search(programme, strategy)
        plans = (plan.model_copy(update={"strategy": strategy}) for plan in self.plans)
        kinds = frozenset(MEASURES) - MONEY_RULES
        other.plans = [
            plan for plan in plans if not broken_rules(programme, plan, only=kinds, ground=other.ground)
        ]
        return other

    def _plan(self, sittings: Iterator[PlannedSitting] | list[PlannedSitting]) -> Plan:
        return Plan(programme=self.programme.id, strategy=self.strategy, sittings=tuple(sittings))

    def _choices(self, sitting: Sitting) -> list[PlannedSitting | None]:
        found: list[PlannedSitting | None] = [] if sitting.must_run else [None]
        if not sitting.may_run:
            return [None]
        for place in places_for(self.programme, sitting.session):
            for start in open_starts(self.programme, sitting):
                if sitting.fixed_place in ("", place.id):
                    found += self._held(sitting, place, start)
                if len(found) > MOST_CHOICES:
                    raise TooLarge
        return found

    def _held(self, sitting: Sitting, place: Place, start: datetime) -> Iterator[PlannedSitting]:
        """Every way to hold a sitting at a place and start: numbers by teams, those that break no rule of their own."""
        support = tuple(
            BookedSupport(supplier=need.supplier.id, workers=need.workers)
            for need in access_at(self.pricing, sitting, place, start).needs
        )
        empty = {group.id: 0 for group in self._groups(sitting)}
        bare = PlannedSitting(
            id=sitting.id,
            session=sitting.session.id,
            start=start,
            place=place.id,
            mode=place.mode,
            places=empty,
            support=support,
        )
        if self._breaks(
            bare,
            {
                "rooms_are_open",
                "starts_are_allowed",
                "wheelchair_places_suffice",
                "access_requirements_are_met",
            },
        ):
            return
        teams = [
            team
            for team in self._teams(place)
            if not self._breaks(_with(bare, team=team), {"team_members_are_able"})
        ]
        for numbers in self._numbers(sitting, place, start):
            counted = _with(
                bare,
                places={key: room + online for key, (room, online) in numbers.items()},
                online_places={key: online for key, (_, online) in numbers.items() if online},
            )
            if self._breaks(
                counted, {"able_to_come", "shared_evenly", "least_size_is_reached", "online_by_choice"}
            ):
                continue
            for team in teams:
                whole = _with(counted, team=team)
                if not self._breaks(whole, ONE_SITTING_RULES):
                    yield whole

    def _breaks(self, planned: PlannedSitting, rules: Any) -> bool:
        self._trials += 1
        if self._trials > MOST_TRIALS:
            raise TooLarge
        return bool(broken_rules(self.programme, self._plan([planned]), only=rules, ground=self.ground))

    def _groups(self, sitting: Sitting) -> tuple[Group, ...]:
        return self.ground.invited(sitting.session)

    def _teams(self, place: Place) -> Iterator[tuple[TeamMember, ...]]:
        """Every team with one lead: each member of staff not there or in one role."""
        roles = (None, *Role)
        for chosen in product(roles, repeat=len(self.programme.staff)):
            hosts = 0 if place.mode is Mode.IN_PERSON else 1
            if chosen.count(Role.LEAD) == 1 and chosen.count(Role.ONLINE_HOST) == hosts:
                pairs = zip(self.programme.staff, chosen, strict=True)
                yield tuple(
                    TeamMember(staff=member.id, role=role) for member, role in pairs if role is not None
                )

    def _numbers(
        self, sitting: Sitting, place: Place, start: datetime
    ) -> Iterator[dict[str, tuple[int, int]]]:
        """Every split of places: fixed where a group is invited whole, else any number in the room and online."""
        ways: list[list[tuple[int, int]]] = []
        groups = self._groups(sitting)
        for group in groups:
            spot = self.ground.spot(sitting.session, place.id)
            assert not isinstance(spot, str)
            able = self.ground.able(group, spot, start, sitting.session.minutes)
            if numbers_are_decided(group, sitting.session):
                ways.append(list(product(range(able.room + 1), range(able.online + 1))))
            else:
                ways.append([(able.room_places, able.online_places)])
        for chosen in product(*ways):
            yield dict(zip((group.id for group in groups), chosen, strict=True))

    def priced(self, number: int) -> Plan | None:
        """A plan with its lines; None if it cannot be priced or breaks a rule of money."""
        if number not in self._priced:
            plan = self.plans[number]
            try:
                price = price_plan(self.programme, plan, self.pricing)
            except CannotPrice:
                self._priced[number] = None
                return None
            plan = with_price(plan, price)
            broken = broken_rules(self.programme, plan, ground=self.ground)
            self._priced[number] = None if broken else plan
        return self._priced[number]

    def best(self) -> Best | None:
        """The lexicographically best plan by the strategy's stages; None if no plan keeps every rule."""
        is_money_a_target = any(target.kind == "money_reaching_people" for target in self.programme.targets)
        ahead: dict[tuple[Any, ...], list[int]] = {}
        for number, plan in enumerate(self.plans):
            key: tuple[Any, ...] = ()
            if not is_money_a_target and self.strategy is not Strategy.CHEAPEST:
                key = stages(self.strategy, stage_values(self.programme, plan, ground=self.ground))[:-2]
            ahead.setdefault(key, []).append(number)
        for key in sorted(ahead):
            plans = [plan for plan in map(self.priced, ahead[key]) if plan is not None]
            if plans:
                judged = [
                    Best(plan, stage_values(self.programme, plan, ground=self.ground)) for plan in plans
                ]
                return min(judged, key=lambda best: stages(self.strategy, best.values))
        return None


def stages(strategy: Strategy, values: StageValues) -> tuple[int | Fraction, ...]:
    """The vector that a strategy makes least: V counts against; the last two are C and sittings off their wanted start."""
    w, t, v, c, misses = values.W, values.T, -values.V, values.C, values.misses
    if strategy is Strategy.CHEAPEST:
        return c, v, misses
    if strategy is Strategy.MOST:
        return v, w, t, c, misses
    return w, t, v, c, misses


def _with(planned: PlannedSitting, **changes: Any) -> PlannedSitting:
    return planned.model_copy(update=changes)
