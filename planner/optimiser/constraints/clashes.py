"""Rules about two sittings at one time: in one room or tool, and of one person of the team.

Two sittings clash if they share a date and their times of day do. For each pair that may, one number says whether they do, for
each set of times of day that clash (it depends on set-up, clear-down and travel between their places).
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations, product

from planner.domain.places import Place, start_minute, travel_between
from planner.optimiser.linear import Sum, Var
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Held

Clocks = frozenset[tuple[int, int]]
"""Times of day (minutes after midnight) of one sitting and another that clash on one date."""
Kind = tuple[int, int, str]
"""Set-up and clear-down minutes and area of a place: what team times depend on."""
NEVER = 24 * 60


def pairs_on_one_day(model: PlanModel) -> Iterator[tuple[Held, Held]]:
    """Pairs of sittings that order and windows allow on one date, in a fixed order."""
    apart = frozenset() if "in_order" in model.rows.soft_rules else model.order.apart()
    days = {held.sitting.id: {start.date() for start in held.starts} for held in model.held.values()}
    for one, other in combinations(model.held.values(), 2):
        if (one.sitting.id, other.sitting.id) not in apart and days[one.sitting.id] & days[other.sitting.id]:
            yield one, other


def shared_clocks(one: Held, other: Held) -> frozenset[tuple[int, int]]:
    """Times of day that the two may have on one and the same date."""
    by_day: dict[date, set[int]] = {}
    for start in one.starts:
        by_day.setdefault(start.date(), set()).add(start_minute(start))
    return frozenset(
        (first, start_minute(start)) for start in other.starts for first in by_day.get(start.date(), ())
    )


def clashing(one: Held, other: Held, clocks: Clocks, gap_after_one: int, gap_after_other: int) -> Clocks:
    """The times of day at which there is not enough time between: minutes needed after the one and after the other."""
    long, other_long = one.sitting.session.minutes, other.sitting.session.minutes
    return frozenset(
        (first, second)
        for first, second in clocks
        if second < first + long + gap_after_one and first < second + other_long + gap_after_other
    )


def together(model: PlanModel, one: Held, other: Held, clocks: Clocks) -> Var:
    """A number that is one if the two are on one date at such times of day (and may be one otherwise)."""
    key = (one.index, other.index, clocks)
    if key in model.together:
        return model.together[key]
    number = len(model.together)
    clash = model.together[key] = model.rows.share("together", one.index, other.index, number)
    by_day: dict[date, list[datetime]] = {}
    for start in other.starts:
        by_day.setdefault(start.date(), []).append(start)
    ours: dict[date, list[datetime]] = {}
    for start in one.starts:
        if start.date() in by_day:
            ours.setdefault(start.date(), []).append(start)
    for day, starts in ours.items():
        _clash_on(model, one, other, clocks, clash, number, day, starts, by_day[day])
    return clash


def _clash_on(
    model: PlanModel,
    one: Held,
    other: Held,
    clocks: Clocks,
    clash: Var,
    number: int,
    day: date,
    starts: list[datetime],
    others: list[datetime],
) -> None:
    """Join starts of the one that clash with the same starts of the other into one row."""
    alike: dict[tuple[datetime, ...], list[datetime]] = {}
    for start in starts:
        against = tuple(each for each in others if (start_minute(start), start_minute(each)) in clocks)
        if against:
            alike.setdefault(against, []).append(start)
    for row, (against, ours) in enumerate(alike.items()):
        total = one.when(ours).add(1, other.when(against)).add(-1, clash)
        model.rows.at_most("together", (number, day.toordinal(), row), total, 1)


@rule("adds rows")
def one_sitting_in_a_room(model: PlanModel) -> None:
    """Two sittings are never in one room, or under one online licence, at the same time; set-up and clearing away included.

    For all: pairs of sittings that may share a date, rooms and tools that both may use.
    Maths: Σ_(p in room) option_a + Σ_(p in room) option_b + together_(a,b) ≤ 2.
    Unit and Kind: sittings; must.
    Source: specification, *one sitting in a room*; `docs/formulation.md` §1.
    """
    rooms = {held.sitting.id: _spaces(held) for held in model.held.values()}
    for one, other in pairs_on_one_day(model):
        clocks = shared_clocks(one, other)
        ours, theirs = rooms[one.sitting.id], rooms[other.sitting.id]
        for number, (key, gap) in enumerate(ours.items()):
            if key not in theirs:
                continue
            clash = clashing(one, other, clocks, gap, gap)
            if not clash:
                continue
            total = (
                _in_space(one, key).add(1, _in_space(other, key)).add(1, together(model, one, other, clash))
            )
            about = f"{one.sitting.id} {other.sitting.id}"
            model.rows.at_most(
                "one_sitting_in_a_room", (one.index, other.index, number), total, 2, about=about
            )


def _spaces(held: Held) -> dict[str, int]:
    """The rooms and tools a sitting may use, with the minutes between two sittings in it."""
    found: dict[str, int] = {}
    for option in held.options:
        place = option.holding.place
        if place.room is not None:
            found["room " + place.room_key] = place.room.set_up_minutes + place.room.clear_down_minutes
        if place.tool is not None:
            found["tool " + place.tool.id] = 0
    return found


def _in_space(held: Held, key: str) -> Sum:
    kind, _, name = key.partition(" ")
    if kind == "room":
        return held.where(lambda each: each.place.room_key == name)
    return held.where(lambda each: each.place.tool is not None and each.place.tool.id == name)


@rule("adds rows")
def no_one_is_in_two_places(model: PlanModel) -> None:
    """Nobody of the team is needed in two places at once, and there is time to travel between them.

    For all: pairs of sittings that may share a date, staff, kinds of places (set-up, clear-down, area).
    Maths: Σ assign_(a,m) + Σ assign_(b,m) + together_(a,b) ≤ 2, where the kinds of both places make the times clash.
    Unit and Kind: people; must.
    Source: specification, *nobody in two places*; `docs/formulation.md` §6.
    """
    kinds = {held.sitting.id: _kinds(held) for held in model.held.values()}
    for one, other in pairs_on_one_day(model):
        clocks = shared_clocks(one, other)
        clashes = {
            (ours, theirs): clashing(one, other, clocks, *_gaps(model, ours, theirs))
            for ours, theirs in product(kinds[one.sitting.id], kinds[other.sitting.id])
        }
        always = frozenset.intersection(*clashes.values()) if clashes else frozenset()
        staff = [each.id for each in model.programme.staff if _both(model, one, other, each.id)]
        for staff_id in staff:
            both = model.assigned(one, staff_id).add(1, model.assigned(other, staff_id))
            keys = (one.index, other.index, model.staff_index(staff_id))
            about = f"{staff_id} {one.sitting.id} {other.sitting.id}"
            if always:
                total = both.times(1).add(1, together(model, one, other, always))
                model.rows.at_most("no_one_is_in_two_places", (*keys, "always"), total, 2, about=about)
            for number, ((ours, theirs), clash) in enumerate(clashes.items()):
                if clash > always:
                    total = both.times(1).add(1, together(model, one, other, clash))
                    total.add(1, one.where(lambda each, kind=ours: kind_of(each.place) == kind))  # type: ignore[misc]
                    total.add(1, other.where(lambda each, kind=theirs: kind_of(each.place) == kind))  # type: ignore[misc]
                    model.rows.at_most("no_one_is_in_two_places", (*keys, number), total, 4, about=about)


def kind_of(place: Place) -> Kind:
    """What team times depend on at a place."""
    if place.room is None:
        return 0, 0, ""
    return place.room.set_up_minutes, place.room.clear_down_minutes, place.area or ""


def _kinds(held: Held) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(kind_of(option.holding.place) for option in held.options))


def _gaps(model: PlanModel, ours: Kind, theirs: Kind) -> tuple[int, int]:
    """Minutes needed between session times: after ours before theirs, and after theirs before ours."""
    travel = 0
    if ours[2] and theirs[2] and ours[2] != theirs[2]:
        journey = travel_between(model.programme, ours[2], theirs[2])
        travel = NEVER if journey is None else journey.minutes
    return ours[1] + travel + theirs[0], theirs[1] + travel + ours[0]


def _both(model: PlanModel, one: Held, other: Held, staff_id: str) -> bool:
    return any(each.staff == staff_id for each in model.team[one.sitting.id]) and any(
        each.staff == staff_id for each in model.team[other.sitting.id]
    )
