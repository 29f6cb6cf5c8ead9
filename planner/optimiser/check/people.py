"""Rules of who comes: able to come, invited whole, shared evenly, online by choice, load, and whether everyone fits.

Source: `docs/formulation.md` §2, §4 and §7.
"""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from planner.domain.programme.groups import Group
from planner.domain.programme.sessions import SessionPlan
from planner.domain.terms import Mode
from planner.optimiser.check.case import Broken, Case, Held, day_words
from planner.optimiser.check.ground import is_alternatives, numbers_are_decided


def able_to_come(case: Case) -> Iterator[Broken]:
    """Places go to invited groups, in the room and online no more than could come so, and together no more than are free."""
    rule = "able_to_come"
    for held in case.held:
        invited = {group.id for group in held.groups}
        for key in sorted({*held.planned.places, *held.planned.online_places} - invited):
            yield Broken(rule, held.id, f"{case.ground.names.group(key)} is not invited to this session.")
        for group in held.groups:
            able = case.able(held, group)
            room, online = held.room_places(group), held.online_places(group)
            if room < 0 or room > able.room:
                yield Broken(
                    rule, held.id, f"{group.name}: {room} places in the room where {able.room} can come."
                )
            if online > able.online:
                yield Broken(
                    rule, held.id, f"{group.name}: {online} places online where {able.online} can join."
                )
            if room + online > able.total:
                yield Broken(
                    rule,
                    held.id,
                    f"{group.name}: {room + online} places where {able.total} are able to come.",
                )
    for session in case.programme.sessions:
        for group in case.ground.invited(session) if is_alternatives(session) else ():
            given, name = (
                sum(held.places(group) for held in case.of_session(session)),
                _together(case, session),
            )
            if group.membership == "open" and given > group.size:
                words = f"{group.name}: {given} places at {name} for {group.size} people."
                yield Broken(rule, session.id, words)


def _together(case: Case, session: SessionPlan) -> str:
    return f"all choices of {case.ground.names.session(session.id)} together"


def invited_whole(case: Case) -> Iterator[Broken]:
    """Everyone of a standing group who is able to come is expected; at alternatives, at one of them."""
    rule = "invited_whole"
    for held, group in case.with_groups():
        if (
            not numbers_are_decided(group, held.session)
            and held.places(group) != case.able(held, group).total
        ):
            words = f"{group.name}: {held.places(group)} places where {case.able(held, group).total} are able to come."
            yield Broken(rule, held.id, words)
    for session in case.programme.sessions:
        running = case.of_session(session) if is_alternatives(session) else []
        name = _together(case, session)
        for group in case.ground.invited(session) if running else ():
            given = sum(held.places(group) for held in running)
            due = min(group.size, sum(case.able(held, group).total for held in running))
            if group.membership == "standing" and given != due:
                yield Broken(
                    rule,
                    session.id,
                    f"{group.name}: {given} places at {name} where {due} are due.",
                )


def shared_evenly(case: Case) -> Iterator[Broken]:
    """Places of an open sitting are shared among open groups in proportion to size, within one."""
    for held in case.held:
        shares = [group for group in held.groups if group.membership == "open"]
        if held.session.sharing != "by_size" or is_alternatives(held.session) or len(shares) < 2:
            continue
        if not _is_even(case, held, shares):
            given = ", ".join(f"{group.name} {held.places(group)} of {group.size}" for group in shares)
            yield Broken("shared_evenly", held.id, f"Places are not shared in proportion to size: {given}.")


def _is_even(case: Case, held: Held, shares: list[Group]) -> bool:
    least, most = Fraction(0), None
    for group in shares:
        places = held.places(group)
        if group.size == 0:
            continue
        least = max(least, Fraction(places - 1, group.size))
        if places != case.able(held, group).total:
            limit = Fraction(places + 1, group.size)
            most = limit if most is None else min(most, limit)
    return most is None or least <= most


def online_by_choice(case: Case) -> Iterator[Broken]:
    """At hybrid sittings people are online because they want to or cannot travel, never because the room is full."""
    for held, group in case.with_groups():
        if held.mode is not Mode.HYBRID:
            continue
        able, online = case.able(held, group), held.online_places(group)
        is_wrong = online > able.online
        if not numbers_are_decided(group, held.session):
            is_wrong = online != able.online_places
        if is_wrong:
            words = f"{group.name}: {online} people online where {able.online_places} would choose to be."
            yield Broken("online_by_choice", held.id, words)


def everyone_fits(case: Case) -> Iterator[Broken]:
    """People, supporters, team and observers fit the room and the tool, and no more come than the session's most."""
    rule = "everyone_fits"
    for held in case.held:
        workers = 0
        for booked in held.planned.support:
            supplier = case.ground.suppliers.get(booked.supplier)
            workers += booked.workers if supplier is not None and supplier.takes_places else 0
        observers = held.session.observer_count
        if held.spot.layout is not None:
            needed = held.all_room_places() + workers + held.room_team() + observers
            if needed > held.spot.layout.capacity:
                yield Broken(
                    rule, held.id, f"{needed} places are needed in a room for {held.spot.layout.capacity}."
                )
        if held.spot.tool is not None:
            extra = observers if held.mode is Mode.ONLINE else 1
            needed = held.all_online_places() + workers + held.online_team() + extra
            if needed > held.spot.tool.capacity:
                yield Broken(
                    rule,
                    held.id,
                    f"{needed} places are needed online where {held.spot.tool.capacity} may join.",
                )
        if held.session.most_people is not None and held.people > held.session.most_people:
            yield Broken(
                rule, held.id, f"{held.people} people come; the session takes {held.session.most_people}."
            )


def wheelchair_places_suffice(case: Case) -> Iterator[Broken]:
    """There is a wheelchair place for everyone who may come in one."""
    for held in case.held:
        if held.spot.layout is None:
            continue
        needed = sum(min(group.wheelchair_count, case.may_come(held, group)[0]) for group in held.groups)
        if needed > held.spot.layout.wheelchair_places:
            words = (
                f"{needed} wheelchair places are needed; the room has {held.spot.layout.wheelchair_places}."
            )
            yield Broken("wheelchair_places_suffice", held.id, words)


def least_size_is_reached(case: Case) -> Iterator[Broken]:
    """At least as many people come as the session needs."""
    for held in case.held:
        if held.people < held.session.least_people:
            words = f"{held.people} people come; the session needs {held.session.least_people}."
            yield Broken("least_size_is_reached", held.id, words)


def load_holds(case: Case) -> Iterator[Broken]:
    """The hours of the person who comes most stay under the group's limit, each week and each month."""
    for group in case.programme.groups:
        limits = (("week", group.limits.minutes_per_week), ("month", group.limits.minutes_per_month))
        for span, limit in limits:
            if limit is None:
                continue
            sums: dict[str, int] = {}
            for held in case.held:
                if held.places(group) >= 1:
                    monday = held.on - timedelta(days=held.on.weekday())
                    key = f"the week of {day_words(monday)}" if span == "week" else f"{held.on:%B %Y}"
                    sums[key] = sums.get(key, 0) + held.session.minutes + held.session.preparation_minutes
            for key, minutes in sums.items():
                if minutes > limit:
                    words = f"{group.name} would give {minutes} minutes in {key}; the limit is {limit}."
                    yield Broken("load_holds", group.id, words)
