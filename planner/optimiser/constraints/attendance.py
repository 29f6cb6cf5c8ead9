"""Rules about who comes: standing groups whole, decided numbers within those able, shared evenly, within capacity and size."""

from collections.abc import Callable
from typing import Any

from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Mode, Role
from planner.optimiser.holding import Holding
from planner.optimiser.linear import Sum
from planner.optimiser.model import PlanModel
from planner.optimiser.rules import rule
from planner.optimiser.variables import Attendance, Held, Option

ROOM_TEAM_HYBRID = (Role.LEAD, Role.ROOM_FACILITATOR, Role.CHECKED_ADULT)
ONLINE_TEAM_HYBRID = (Role.ONLINE_FACILITATOR, Role.ONLINE_HOST)


@rule("adds rows")
def able_to_come(model: PlanModel) -> None:
    """Nobody is counted on who is not free, cannot travel there or cannot and would not join online.

    For all: sittings s, groups g whose places are decided, cells of options that cost a place the same.
    Maths: room ≤ Σ able_room·option; online ≤ Σ able_online·option; room + online ≤ Σ able·option; open group over the
        alternatives of a plan: Σ_s places ≤ size.
    Unit and Kind: people; must.
    Source: specification, *able to come*; `docs/formulation.md` §2.
    """
    for held in model.held.values():
        for group_id in held.sitting.session.invited:
            attends = Attendance(able=held.total_of_people(_able_of(group_id)))
            attends.largest = held.largest(_able_of(group_id))
            model.attendance[held.sitting.id, group_id] = attends
            if any(group_id in option.holding.decided for option in held.options):
                attends.is_decided = True
                _decide_places(model, held, group_id, attends)
            else:
                attends.room = held.total_of_people(_expected_of(group_id, "room"))
                attends.online = held.total_of_people(_expected_of(group_id, "online"))
                for option in held.options:
                    coming, area = option.holding.expected[group_id], option.holding.place.area
                    if coming.room and area:
                        attends.room_by_area.setdefault(area, Sum()).add(coming.room, option.variable)
                    for way in ("room", "online"):
                        due = option.holding.due.get((group_id, way), 0)
                        attends.due.add(due * getattr(coming, way), option.variable)
    for session, group in _alternatives(model):
        if group.membership == "open":
            total = _over_alternatives(model, session, group, "people")
            if total.largest() > group.size:
                keys = (session_key(model, session), model.index_of(group.id), "size")
                model.rows.at_most("able_to_come", keys, total, group.size, about=session.id)


def session_key(model: PlanModel, session: SessionPlan) -> int:
    """A short stable key of a session plan for names."""
    return list(model.pricing.sessions).index(session.id)


def _able_of(group_id: str) -> Callable[[Holding], int]:
    return lambda holding: holding.able[group_id].total


def _expected_of(group_id: str, way: str) -> Callable[[Holding], int]:
    return lambda holding: getattr(holding.expected[group_id], way) if group_id in holding.expected else 0


def _decide_places(model: PlanModel, held: Held, group_id: str, attends: Attendance) -> None:
    cells: dict[Any, list[Option]] = {}
    for option in held.options:
        holding = option.holding
        ways = tuple(holding.a_place.get((group_id, way), ()) for way in ("room", "online"))
        due = tuple(holding.due.get((group_id, way), 0) for way in ("room", "online"))
        cells.setdefault((holding.mode, holding.place.area, ways, due), []).append(option)
    for number, ((mode, area, charges, dues), options) in enumerate(cells.items()):
        keys = (held.index, model.index_of(group_id), number)
        both = Sum()
        sums = (attends.room, attends.online)
        for way, price, due, sum_of_way in zip(("room", "online"), charges, dues, sums, strict=True):
            most = max(getattr(option.holding.able[group_id], way) for option in options)
            if not most:
                continue
            places = model.rows.whole("places", *keys, way, up=most)
            limit = Sum()
            for option in options:
                limit.add(getattr(option.holding.able[group_id], way), option.variable)
            model.rows.at_most(
                "able_to_come", (*keys, way), Sum.of([places]).add(-1, limit), 0, about=held.sitting.id
            )
            model.ledger.charge(price, places)
            sum_of_way.add(1, places)
            attends.due.add(due, places)
            if way == "room":
                attends.room_by_area.setdefault(area, Sum()).add(1, places)
            both.add(1, places)
        if mode is Mode.HYBRID and len(both.terms) > 1:
            for option in options:
                both.add(-option.holding.able[group_id].total, option.variable)
            model.rows.at_most("able_to_come", (*keys, "both"), both, 0, about=held.sitting.id)


def _alternatives(model: PlanModel) -> list[tuple[SessionPlan, Group]]:
    return [
        (session, model.group(group_id))
        for session in model.programme.sessions
        if session.repeats.kind == "alternatives"
        for group_id in session.invited
    ]


def _over_alternatives(model: PlanModel, session: SessionPlan, group: Group, what: str) -> Sum:
    total = Sum()
    for held in model.sittings_of(session):
        total.add(1, getattr(model.attendance[held.sitting.id, group.id], what))
    return total


@rule("is derived, adds rows")
def invited_whole(model: PlanModel) -> None:
    """A standing group is never thinned out: everybody able to come then and there is expected and paid for.

    For all: standing groups g; series: sittings s; alternatives: session plans.
    Maths: series: places = those able at the option chosen; alternatives: Σ_s places = min(size, Σ_s able).
    Unit and Kind: people; must.
    Source: specification, *invited whole*; `docs/formulation.md` §2.
    """
    rows = model.rows
    for session, group in _alternatives(model):
        if group.membership != "standing":
            continue
        keys = (session_key(model, session), model.index_of(group.id))
        people = _over_alternatives(model, session, group, "people")
        able = _over_alternatives(model, session, group, "able")
        most = sum(model.attendance[held.sitting.id, group.id].largest for held in model.sittings_of(session))
        if most <= group.size:
            rows.equal("invited_whole", (*keys, "all"), people.add(-1, able), 0, about=session.id)
            continue
        is_full = rows.binary("everybody_is_placed", *keys)
        rows.at_most("invited_whole", (*keys, "size"), people, group.size, about=session.id)
        rows.at_least(
            "invited_whole", (*keys, "full"), people.times(1).add(-group.size, is_full), 0, about=session.id
        )
        rest = people.times(1).add(-1, able).add(most, is_full)
        rows.at_least("invited_whole", (*keys, "able"), rest, 0, about=session.id)


@rule("is derived, adds rows")
def online_by_choice(model: PlanModel) -> None:
    """In a hybrid sitting people go online because they can and want to, never because the room shuts them out.

    For all: hybrid sittings s, groups g.
    Maths: online = min(online_count, able, max(prefer_online, able − reach)); decided: online ≤ min(free, online_count).
    Unit and Kind: people; must.
    Source: specification, *online by choice*; `docs/formulation.md` §2.
    """
    # Known numbers are split so in `planner.domain.attendance.expected`; decided ones are bounded by `able_to_come`.
    for (sitting_id, group_id), attends in model.attendance.items():
        if attends.is_decided and attends.online.terms:
            held = model.held[sitting_id]
            able = held.total(lambda holding, of=group_id: holding.able[of].online)  # type: ignore[misc]
            keys = (held.index, model.index_of(group_id))
            model.rows.at_most(
                "online_by_choice", keys, attends.online.times(1).add(-1, able), 0, about=sitting_id
            )


@rule("adds rows")
def shared_evenly(model: PlanModel) -> None:
    """Where an open sitting has fewer places than people able to come, places are shared in proportion to size, within one.

    For all: sittings s of series with sharing by size and two or more open groups; open groups g.
    Maths: places ≤ size·t + 1; places ≥ size·t − 1 or places = able; 0 ≤ t ≤ 1.
    Unit and Kind: people; must.
    Source: specification, *shared evenly*; `docs/formulation.md` §2.
    """
    rows = model.rows
    for held in model.held.values():
        session = held.sitting.session
        groups = [model.group(each) for each in session.invited if model.group(each).membership == "open"]
        if session.repeats.kind != "series" or session.sharing != "by_size" or len(groups) < 2:
            continue
        level = rows.share("shared_level", held.index)
        for group in groups:
            attends = model.attendance[held.sitting.id, group.id]
            if not group.size or not attends.largest:
                continue
            keys, about = (held.index, model.index_of(group.id)), held.sitting.id
            is_capped = rows.binary("all_able_come", *keys)
            over = attends.people.add(-group.size, level)
            rows.at_most("shared_evenly", (*keys, "over"), over, 1, about=about)
            under = over.times(1).add(group.size, is_capped)
            rows.at_least("shared_evenly", (*keys, "under"), under, -1, about=about)
            missing = attends.able.times(1).add(-1, attends.people).add(attends.largest, is_capped)
            rows.at_most("shared_evenly", (*keys, "capped"), missing, attends.largest, about=about)


@rule("prunes, adds rows")
def least_size_is_reached(model: PlanModel) -> None:
    """A sitting runs only with enough people to be worth their time, and not with too many.

    For all: sittings s.
    Maths: least_people·run ≤ Σ_g places ≤ most_people·run.
    Unit and Kind: people; must.
    Source: specification, *everyone fits*; `docs/formulation.md` §4.
    """
    for held in model.held.values():
        if model.is_known(held):
            continue
        session, about = held.sitting.session, held.sitting.id
        people = model.people(held)
        least = people.times(1).add(-session.least_people, held.run)
        model.rows.at_least("least_size_is_reached", (held.index, "least"), least, 0, about=about)
        if session.most_people is not None:
            most = people.add(-session.most_people, held.run)
            model.rows.at_most("least_size_is_reached", (held.index, "most"), most, 0, about=about)


@rule("prunes, adds rows")
def everyone_fits(model: PlanModel) -> None:
    """Everybody who comes, supporters, interpreters, team and observers fits the room's layout, or the online tool.

    For all: sittings s; the room and the tool.
    Maths: Σ_g places + workers + team there + observers (+ 1 link online in hybrid) ≤ Σ capacity·option.
    Unit and Kind: people; must.
    Source: specification, *everyone fits*; `docs/formulation.md` §4.
    """
    physical = (Mode.IN_PERSON, Mode.HYBRID)
    for held in model.held.values():
        observers, about = held.sitting.session.observer_count, held.sitting.id
        room = model.people(held, way="room")
        room.add(1, held.total(lambda each, seen=observers: (each.workers + seen) if each.has_room else 0))  # type: ignore[misc]
        room.add(1, model.assigned(held, modes=(Mode.IN_PERSON,)))
        room.add(1, model.assigned(held, roles=ROOM_TEAM_HYBRID, modes=(Mode.HYBRID,)))
        room.add(-1, held.total(lambda each: each.place.layout.capacity if each.place.layout else 0))
        if any(option.holding.mode in physical for option in held.options) and room.largest() > 0:
            model.rows.at_most("everyone_fits", (held.index, "room"), room, 0, about=about)
        tool = model.people(held, way="online")
        tool.add(1, held.total(lambda each, seen=observers: _others_online(each, seen)))  # type: ignore[misc]
        tool.add(1, model.assigned(held, modes=(Mode.ONLINE,)))
        tool.add(1, model.assigned(held, roles=ONLINE_TEAM_HYBRID, modes=(Mode.HYBRID,)))
        tool.add(-1, held.total(lambda each: each.place.tool.capacity if each.place.tool else 0))
        if any(option.holding.has_tool for option in held.options) and tool.largest() > 0:
            model.rows.at_most("everyone_fits", (held.index, "tool"), tool, 0, about=about)


def _others_online(holding: Holding, observers: int) -> int:
    if not holding.has_tool:
        return 0
    return holding.workers + (1 if holding.has_room else observers)
