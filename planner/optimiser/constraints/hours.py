"""Rules about hours: of the team by day and week, and of the people who take part by week and month.

Rows are made only for days, weeks and months in which a limit could be exceeded at all.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from planner.domain.places import start_minute
from planner.domain.programme.team import StaffMember
from planner.domain.terms import Role
from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held

PREPARING_ROLES = (Role.LEAD, Role.ROOM_FACILITATOR, Role.ONLINE_FACILITATOR)
Period = tuple[int, int]


def week_of(start: datetime) -> Period:
    """The Monday-to-Sunday week of a start, as ISO year and week."""
    return start.isocalendar()[0], start.isocalendar()[1]


def month_of(start: datetime) -> Period:
    """The calendar month of a start."""
    return start.year, start.month


def day_of(start: datetime) -> Period:
    """The date of a start."""
    return start.toordinal(), 0


def _by_period(held: Held, period: Callable[[datetime], Period]) -> dict[Period, list[datetime]]:
    found: dict[Period, list[datetime]] = {}
    for start in held.starts:
        found.setdefault(period(start), []).append(start)
    return found


def working_minutes(held: Held, role: Role) -> int:
    """Minutes a role works at a sitting: with preparation and write-up for leads and facilitators."""
    session = held.sitting.session
    if role in PREPARING_ROLES:
        return session.minutes + session.team.staff_preparation_minutes + session.team.staff_write_up_minutes
    return session.minutes


@rule("adds rows")
def staff_hours_hold(model: PlanModel) -> None:
    """Nobody of the team works more in a day or a week than they have hours.

    For all: staff m; dates and Monday-to-Sunday weeks in which the limit could be exceeded; sittings s that may be in them.
    Maths: Σ_s load ≤ limit, load ≥ Σ_r minutes_r·assign − most·(run − Σ_(t in it) start).
    Unit and Kind: minutes; must.
    Source: specification, *nobody in two places*; `docs/formulation.md` §6.
    """
    for member in model.programme.staff:
        _limit(
            model, member, "day", day_of, member.minutes_per_day, lambda held, _: held.sitting.session.minutes
        )
        _limit(model, member, "week", week_of, member.minutes_per_week, working_minutes)


def _limit(
    model: PlanModel,
    member: StaffMember,
    name: str,
    period: Callable[[datetime], Period],
    limit: int,
    minutes: Callable[[Held, Role], int],
) -> None:
    possible: dict[Period, list[tuple[Held, list[datetime]]]] = {}
    for held in model.held.values():
        if any(each.staff == member.id for each in model.team[held.sitting.id]):
            for key, starts in _by_period(held, period).items():
                possible.setdefault(key, []).append((held, starts))
    number = model.staff_index(member.id)
    for key, sittings in possible.items():
        if _most_minutes(sittings, minutes) <= limit:
            continue
        total = Sum()
        for held, starts in sittings:
            work = Sum()
            for each in model.team[held.sitting.id]:
                if each.staff == member.id:
                    work.add(minutes(held, each.role), each.variable)
            most = max(minutes(held, role) for role in Role)
            if len(starts) == len(held.starts):
                total.add(1, work)
                continue
            names = (name, number, *key, held.index)
            load = model.rows.share("staff_load", *names, up=most)
            work.add(-1, load).add(-most, held.run).add(most, held.when(starts))
            model.rows.at_most("staff_load", names, work, 0)
            total.add(1, load)
        about = f"{member.id} {name} {'-'.join(map(str, key))}"
        model.rows.at_most("staff_hours_hold", (name, number, *key), total, limit, about=about)


def _most_minutes(sittings: list[tuple[Held, list[datetime]]], minutes: Callable[[Held, Role], int]) -> int:
    """No more than this can be worked: of sittings that do not overlap, day by day; nor more than all of them together."""
    by_day: dict[date, dict[tuple[int, int], int]] = {}
    everything = 0
    for held, starts in sittings:
        most = max(minutes(held, role) for role in Role)
        everything += most
        for start in starts:
            first = start_minute(start)
            times = by_day.setdefault(start.date(), {})
            key = (first, first + held.sitting.session.minutes)
            times[key] = max(most, times.get(key, 0))
    return min(everything, sum(_heaviest(times) for times in by_day.values()))


def _heaviest(times: dict[tuple[int, int], int]) -> int:
    """The largest weight of intervals that do not overlap."""
    best: dict[int, int] = {0: 0}
    for (first, last), weight in sorted(times.items(), key=lambda each: each[0][1]):
        before = max(value for end, value in best.items() if end <= first)
        best[last] = max(before + weight, max(best.values()))
    return max(best.values())


@rule("adds rows")
def load_holds(model: PlanModel) -> None:
    """Nobody who takes part is asked for more time in a week or a month than their group has said it can give.

    For all: groups g with a limit; weeks and months in which it could be exceeded; sittings s that may be in them.
    Maths: Σ_s (minutes + preparation)·[places ≥ 1 and s in it] ≤ limit.
    Unit and Kind: minutes; must.
    Source: specification, *load*; `docs/formulation.md` §7.
    """
    for group in model.programme.groups:
        for name, period, limit in (
            ("week", week_of, group.limits.minutes_per_week),
            ("month", month_of, group.limits.minutes_per_month),
        ):
            if limit is not None:
                _limit_group(model, group.id, name, period, limit)


def _limit_group(
    model: PlanModel, group_id: str, name: str, period: Callable[[datetime], Period], limit: int
) -> None:
    possible: dict[Period, list[tuple[Held, list[datetime]]]] = {}
    for held in model.held.values():
        if group_id in held.sitting.session.invited:
            for key, starts in _by_period(held, period).items():
                possible.setdefault(key, []).append((held, starts))
    number = model.index_of(group_id)
    for key, sittings in possible.items():
        if sum(_time_of(held) for held, _ in sittings) <= limit:
            continue
        total = Sum()
        for held, starts in sittings:
            total.add(_time_of(held), _comes_within(model, held, group_id, starts, (name, number, *key)))
        about = f"{group_id} {name} {'-'.join(map(str, key))}"
        model.rows.at_most("load_holds", (name, number, *key), total, limit, about=about)


def _time_of(held: Held) -> int:
    return held.sitting.session.minutes + held.sitting.session.preparation_minutes


def _comes_within(
    model: PlanModel, held: Held, group_id: str, starts: Iterable[datetime], keys: tuple[object, ...]
) -> Sum:
    """At least one if the group has places at the sitting and the sitting starts at one of these."""
    inside = set(starts)
    attends = model.attendance[held.sitting.id, group_id]
    if attends.is_decided:
        come = attends_at_all(model, held, group_id)
        return _both(model, held, come, held.when(inside), "d", keys)
    total = Sum()
    for slot in held.slots:
        here = [start for start in slot.starts if start in inside]
        options = [option for option in held.options if option.slot is slot]
        absent = [each.variable for each in options if not each.holding.expected[group_id].total]
        if not here or len(absent) == len(options):
            continue
        if not absent:
            total.add(1, held.when(here))
            continue
        present = model.rows.share("present", held.index, slot.index, *keys)
        row = held.when(here).add(-1, Sum.of(absent)).add(-1, present)
        model.rows.at_most("present", (held.index, slot.index, *keys), row, 0)
        total.add(1, present)
    return total


def attends_at_all(model: PlanModel, held: Held, group_id: str) -> Sum:
    """One if a group whose places are decided has any at a sitting (and may be one if it has none)."""
    key = ("attends", held.sitting.id, group_id)
    if key not in model.together:
        comes = model.together[key] = model.rows.binary("attends", held.index, model.index_of(group_id))
        attends = model.attendance[held.sitting.id, group_id]
        row = attends.people.add(-max(attends.largest, 1), comes)
        model.rows.at_most("attends", (held.index, model.index_of(group_id)), row, 0)
    return Sum.of([model.together[key]])


def _both(model: PlanModel, held: Held, one: Sum, other: Sum, kind: str, keys: tuple[object, ...]) -> Sum:
    both = model.rows.share("present", held.index, kind, *keys)
    model.rows.at_most("present", (held.index, kind, *keys), one.times(1).add(1, other).add(-1, both), 1)
    return Sum.of([both])
